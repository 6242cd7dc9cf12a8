using Bot.Domain.OnCall;
using Bot.Home;
using Bot.OnCall.Absences;
using Bot.OnCall.Keep;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Storage;
using Bot.Tests.Hosting;
using CsCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Bot.Tests.OnCall;

/// <summary>
/// Random rotations with edits, covers, cancelled covers and days off: whatever people look at names whom the resolver names.
/// </summary>
public sealed class SurfacesAtRandomTests : IAsyncDisposable
{
    const int InstantsEach = 20;

    static readonly string[] Everybody = [.. Enumerable.Range(1, 9).Select(n => $"U{n}")];

    static readonly Gen<Step[]> Steps = Gen.Select(
        Gen.Int[1, 5 * 24 * 3600], Gen.Int[0, 5], Gen.Int[0, 1], RandomRotations.Rotations, Gen.Int[0, 8],
        Gen.Select(Gen.Int[0, 48], Gen.Int[1, 200]), Gen.Int[1, 40 * 24 * 3600])
        .Select((later, what, which, edit, who, cover, ahead) => new Step(
            later, what, which, edit, Everybody[who], cover.Item1, cover.Item2, ahead)).Array[InstantsEach];

    readonly Scratch scratch = new();
    readonly WebApplication bot;
    readonly Database database;

    public SurfacesAtRandomTests()
    {
        bot = BotApp.Build([], builder =>
        {
            builder.Configuration.AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["SLACK_BOT_TOKEN"] = "xoxb-1",
                    ["SLACK_APP_TOKEN"] = "xapp-1",
                    ["ConnectionStrings:Default"] = $"Data Source={scratch.Path}",
                });
            builder.Services.AddSingleton<TimeProvider>(scratch.Clock);
            builder.Logging.ClearProviders();
        });
        database = bot.Services.GetRequiredService<Database>();
        Change(tx =>
        {
            for (var i = 0; i < Everybody.Length; i++)
                new Person { Id = Everybody[i], Name = $"person {i + 1}", Zone = RandomRotations.ZoneNames[i] }.Save(tx);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await bot.DisposeAsync();
        scratch.Dispose();
    }

    [Fact]
    public void Every_surface_names_whom_the_resolver_names() =>
        Gen.Select(RandomRotations.Rotations, RandomRotations.Rotations, Steps, Gen.Bool).Sample((first, second, steps, own) =>
    {
        List<string> rotations = [Save(first with { OwnZones = own }, "First"), Save(second, "Second")];
        var pages = bot.Services.GetRequiredService<HomePages>();
        foreach (var step in steps)
        {
            scratch.Clock.Advance(TimeSpan.FromSeconds(step.SecondsLater));
            Change(tx => rotations.ForEach(r => KeepShifts.CatchUp(tx, RotationStore.Find(tx.Db, r, tx.Time)!)));
            Change(tx => Do(tx, step, rotations[step.Rotation]));
            Change(tx => rotations.ForEach(r => KeepAbsences.Look(tx, RotationStore.Find(tx.Db, r, tx.Time)!)));
            database.Read(db =>
            {
                var surfaces = new Surfaces(db, scratch.Clock.GetUtcNow(), pages, asText: step.SecondsLater % 20 == 0);
                surfaces.AgreeNow();
                surfaces.AgreeAt(scratch.Clock.GetUtcNow().AddSeconds(step.SecondsAhead));
                return true;
            });
        }
        Change(tx => rotations.ForEach(r => RotationStore.End(tx, r, "test")));
        scratch.Clock.Advance(TimeSpan.FromSeconds(1));
    }, iter: RandomRotations.Cases / InstantsEach, threads: 1);

    /// <summary>What happens before people look, and how far ahead they look beside now.</summary>
    sealed record Step(
        int SecondsLater, int What, int Rotation, Rotation Edit, string Person, int CoverFrom, int CoverHours, int SecondsAhead);

    static void Do(Tx tx, Step step, string rotation)
    {
        var row = RotationStore.Find(tx.Db, rotation, tx.Time)!;
        switch (step.What)
        {
            case 0:
                KeepShifts.Save(tx, step.Edit with { Id = rotation, Name = row.Name }, "U1");
                break;
            case 1 or 2 or 3:
                var starts = tx.Time.AddHours(step.CoverFrom);
                if (OnCallAnswers.At(tx.Db, rotation, starts)?.Answer.Person is { } away && away != step.Person)
                    KeepCovers.Make(tx, row, new()
                    {
                        Hours = new(starts, starts.AddHours(step.CoverHours)),
                        Away = away,
                        Covering = step.Person,
                        By = step.Person,
                    });
                break;
            case 4 when CoverStore.Rows(tx.Db, rotation, tx.Time, DateTimeOffset.MaxValue) is [.., var latest]:
                KeepCovers.End(tx, latest, "U1");
                break;
            case 5:
                var day = DateOnly.FromDateTime(tx.Time.UtcDateTime).AddDays(step.CoverFrom % 10);
                LeaveRow.Add(
                    tx, step.Person, day, day.AddDays(step.CoverHours % 14), leavesOutTurns: step.CoverHours % 2 == 0, "U1");
                break;
        }
    }

    string Save(Rotation rotation, string name)
    {
        var saved = rotation with { Id = Guid.CreateVersion7(scratch.Clock.GetUtcNow()).ToString(), Name = name };
        Change(tx => KeepShifts.Save(tx, saved, "U1"));
        scratch.Clock.Advance(TimeSpan.FromSeconds(1));
        return saved.Id;
    }

    void Change(Action<Tx> change) => database.Change(change).GetAwaiter().GetResult();
}

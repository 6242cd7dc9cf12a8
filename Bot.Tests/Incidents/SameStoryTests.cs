using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.People;
using Bot.Sandbox;
using Bot.Storage;
using CsCheck;

namespace Bot.Tests.Incidents;

/// <summary>
/// Random histories through the whole bot: what people and alerts do to many incidents side by side, minute by minute; then the
/// card, the channel's lines, the announcement and its thread, the timeline and the list are read as people read them, and must
/// tell one story.
/// </summary>
public sealed class SameStoryTests
{
    const int Rounds = 8;

    static int Size => Environment.GetEnvironmentVariable("LONG") == "1" ? 10_000 : InOneWorkspace;

    // So many share a workspace: reading one channel's messages costs more the more there are.
    const int InOneWorkspace = 250;

    sealed record Act(int Kind, int Who, int Other, Severity Severity, Affected Affected, IncidentStatus Status, int Seconds);

    static readonly Gen<Act> AnyAct =
        from kind in Gen.Int[0, 7]
        from people in Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3])
        from severity in Gen.Enum<Severity>()
        from affected in Gen.Enum<Affected>()
        from status in Gen.Enum<IncidentStatus>()
        from seconds in Gen.Int[5, 400]
        select new Act(kind, people.Item1, people.Item2, severity, affected, status, seconds);

    [Fact]
    public async Task Card_lines_thread_timeline_and_list_tell_the_same()
    {
        for (var done = 0; done < Size; done += InOneWorkspace)
            await Live(Math.Min(InOneWorkspace, Size - done), (ulong)(done + 1));
    }

    static async Task Live(int count, ulong seed)
    {
        await using var afternoon = await Afternoon.Begin(
            settings: new() { ["Incidents:StormLimit"] = "0", ["Intake:PerMinute"] = "0" });
        await afternoon.Rotation("ana", "ben", "chloe");
        Member[] people = [afternoon.Ana, afternoon.Ben, afternoon.Chloe, afternoon.Finn];
        foreach (var person in people) await person.Slash("/incident list");
        await Open(afternoon, count);
        var random = new PCG(0, seed);
        for (var round = 0; round < Rounds; round++)
        {
            for (var number = 1; number <= count; number++)
            {
                var act = AnyAct.Generate(random, null, out _);
                if (act.Kind == 7) await Alert(afternoon, number, act.Other % 2 == 0 ? "firing" : "resolved");
                else await afternoon.Get<Database>().Change(tx => Do(tx, number, act, people[act.Who].Id, people[act.Other].Id));
            }

            await afternoon.Settle();
            await afternoon.Pass(TimeSpan.FromSeconds(AnyAct.Generate(random, null, out _).Seconds));
        }

        var list = await List(afternoon);
        for (var number = 1; number <= count; number++) new Story(afternoon, number).Agree(list);
    }

    static async Task Open(Afternoon afternoon, int count)
    {
        for (var number = 1; number <= count; number++) await Alert(afternoon, number, "firing");
        await afternoon.Settle();
    }

    static async Task Alert(Afternoon afternoon, int number, string status)
    {
        using var content = System.Net.Http.Json.JsonContent.Create(new { title = $"job {number} failed", status });
        using var response = await afternoon.Post("v2/alert_events/http/circleci", content);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, response.StatusCode);
    }

    static void Do(Tx tx, long number, Act act, string by, string other)
    {
        var incident = IncidentStore.Find(tx.Db, Viewer.Bot, number)!;
        var state = IncidentStore.State(tx.Db, incident);
        switch (act.Kind)
        {
            case 0:
                TakeIncident.Take(tx, number, by);
                break;
            case 1:
                ReopenIncident.Reopen(tx, number, by);
                break;
            case 2:
                IncidentChange.Apply(tx, incident, Transitions.Resolve(state, "a retry", evenIfFiring: true, tx.Time), new(by));
                break;
            case 3:
                TakeIncident.Appear(tx, number, by);
                break;
            default:
                var shown = FormEdit.Values.Of(state);
                var sent = shown with
                {
                    Severity = act.Kind == 4 ? act.Severity : shown.Severity,
                    Affected = act.Kind is 4 or 5 ? act.Affected : shown.Affected,
                    Lead = act.Kind == 6 ? other : shown.Lead,
                    Status = act.Kind == 5 && IncidentRules.Next(incident.Status).Contains(act.Status)
                        ? act.Status
                        : shown.Status,
                };
                IncidentChange.Apply(
                    tx, incident, Transitions.Change(state, new(shown, sent), by, tx.Time),
                    new(by, act.Kind == 4 ? "it spreads" : null));
                break;
        }
    }

    static async Task<string> List(Afternoon afternoon)
    {
        await afternoon.Ana.Slash("/incident list");
        return afternoon.Ana.Messages().First(m => m.IsEphemeral).Text;
    }
}

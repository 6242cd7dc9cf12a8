using Bot.Sandbox;
using Bot.Storage;
using Dapper;
using static Bot.Tests.OnCall.CoverTests;

namespace Bot.Tests.OnCall;

public sealed class CoverRaceTests
{
    static readonly int Rounds = Environment.GetEnvironmentVariable("LONG") == "1" ? 200 : 20;

    [Fact]
    public async Task Of_two_who_press_at_once_one_takes_it_and_the_other_is_told_who_was_first()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        for (var round = 0; round < Rounds; round++)
        {
            await afternoon.Ana.Slash("/cover");
            await afternoon.Ana.Modal.Submit();
            await afternoon.Ana.Modal.Close();
            if (round % 4 == 3) await afternoon.Restart();
            var trouble = (round % 6) switch
            {
                2 => EnvelopeTrouble.Duplicate,
                5 => EnvelopeTrouble.Redeliver,
                _ => EnvelopeTrouble.None,
            };
            if (trouble != EnvelopeTrouble.None) afternoon.Workspace.Faults.Envelopes.Ask(trouble, 2, type: "interactive");
            Member[] both = round % 2 == 0 ? [afternoon.Ben, afternoon.Chloe] : [afternoon.Chloe, afternoon.Ben];
            var presses = both.Select(m => m.Sees("asks for cover").Aim("I take it")).ToList();
            if (round % 5 == 4) await WithARestartBetween(afternoon, presses[0], presses[1]);
            else await Task.WhenAll(presses.Select(press => press()));
            await afternoon.Pass(TimeSpan.FromSeconds(1));

            var (covers, covering) = Covers(afternoon);
            Assert.Equal(round + 1, covers);
            var (winner, loser) = covering == afternoon.Ben.Id
                ? (afternoon.Ben, afternoon.Chloe)
                : (afternoon.Chloe, afternoon.Ben);
            loser.Sees($"{winner.Person.Handle} was first and has taken these hours.");
            await Agree(afternoon, winner, afternoon.Ana);
            await winner.Sees("You cover @ana as Data responder").Click("Cancel cover");
            await Agree(afternoon, afternoon.Ana, null);
            await afternoon.Pass(TimeSpan.FromMinutes(1));
        }
    }

    static async Task WithARestartBetween(Afternoon afternoon, Func<Task> first, Func<Task> second)
    {
        await first();
        await afternoon.Restart();
        await second();
    }

    static (long Count, string Covering) Covers(Afternoon afternoon) => afternoon.Get<Database>().Read(db =>
        (
            db.ExecuteScalar<long>("select count(*) from covers"),
            db.QueryFirst<string>("select covering from covers order by number desc limit 1")));
}

using Bot.Hosting;
using Bot.Sandbox;
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
            if (round % 3 == 2) afternoon.Workspace.Faults.Envelopes.Ask(EnvelopeTrouble.Duplicate, 2, type: "interactive");
            Member[] both = round % 2 == 0 ? [afternoon.Ben, afternoon.Chloe] : [afternoon.Chloe, afternoon.Ben];
            var asks = both.Select(m => m.Sees("asks for cover")).ToList();
            await Task.WhenAll(asks.Select(ask => ask.Click("I take it")));
            await afternoon.Pass(TimeSpan.FromSeconds(1));

            var (covers, covering) = Covers(afternoon);
            Assert.Equal(round + 1, covers);
            var (winner, loser) = covering == afternoon.Ben.Id ? (afternoon.Ben, afternoon.Chloe) : (afternoon.Chloe, afternoon.Ben);
            loser.Sees($"{winner.Person.Handle} was first and has taken these hours.");
            await Agree(afternoon, winner, afternoon.Ana);
            await winner.Sees("You cover @ana as Data responder").Click("Cancel cover");
            await Agree(afternoon, afternoon.Ana, null);
            await afternoon.Pass(TimeSpan.FromMinutes(1));
        }
    }

    static (long Count, string Covering) Covers(Afternoon afternoon) => afternoon.Get<Database>().Read(db =>
        (db.ExecuteScalar<long>("select count(*) from covers"), db.QueryFirst<string>("select covering from covers order by number desc limit 1")));
}

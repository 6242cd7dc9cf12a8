using Bot.Domain.Warnings;
using Bot.Storage;
using Bot.Tests.Incidents;
using Bot.Tests.Warnings;
using Bot.Warnings.Rows;

namespace Bot.Tests.Home;

/// <summary>The warnings of their rotations stand on the Homes of its members in numbers.</summary>
public sealed class HomeWarningsTests
{
    [Fact]
    public async Task Members_see_how_many_warnings_stand_where_and_what_they_owe()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        var (ana, finn) = (await afternoon.Home(afternoon.Ana), await afternoon.Home(afternoon.Finn));
        ana.DoesNotSee("Warnings debt");
        await afternoon.Runs("warn old");
        ana.Sees("Warnings debt\n1 from the beginning · debt 1");
        await afternoon.Runs("warn old", "warn a", "warn b", "warn c", "warn d");
        ana.Sees("4 open, 1 from the beginning · debt 5");
        finn.DoesNotSee("Warnings debt");
        await Decide(afternoon, ".a.", new WarningDecision.Accept("It may stay"));
        await Decide(
            afternoon, ".b.", new WarningDecision.Snooze(afternoon.Clock.GetUtcNow() + TimeSpan.FromDays(2), "Later"));
        ana.Sees("2 open, 1 from the beginning, 1 snoozed, 1 accepted · debt 4");
        await afternoon.Runs("pass c", "warn d", "warn old");
        ana.Sees("1 open, 1 from the beginning, 1 snoozed, 1 accepted · debt 3");
        await ana.Press("Warnings");
        Assert.Equal("Warnings", afternoon.Ana.Modal.Title);
        await afternoon.Ana.Modal.Close();
        await afternoon.Pass(TimeSpan.FromDays(2));
        ana.Sees("2 open, 1 from the beginning, 1 accepted · debt 3");
    }

    [Fact]
    public async Task Where_somebody_takes_turns_in_several_each_has_its_line()
    {
        await using var afternoon = await TwoTeams.Begin("dev", "ana");
        await afternoon.Runs("warn old");
        (await afternoon.Home(afternoon.Ana)).Sees("Warnings debt\nData responder: 1 from the beginning · debt 1");
        (await afternoon.Home(afternoon.Chloe)).Sees("Warnings debt\n1 from the beginning · debt 1");
        (await afternoon.Home(afternoon.Dev)).DoesNotSee("Warnings debt");
    }

    static async Task Decide(Afternoon afternoon, string name, WarningDecision decision)
    {
        await afternoon.Get<Database>().Change(tx =>
            WarningStore.Decide(tx, [.. WarningStore.All(tx.Db, tx.Time).Where(
                w => w.Node.Contains(name, StringComparison.Ordinal))], decision, afternoon.Ana.Id));
        await afternoon.Settle();
    }
}

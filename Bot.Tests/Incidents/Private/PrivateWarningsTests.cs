using Bot.Storage;
using Bot.Tests.Warnings;
using Dapper;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>Lists of warnings and of flakes name a private incident to those inside alone.</summary>
public sealed class PrivateWarningsTests
{
    [Fact]
    public async Task A_warning_that_it_fixes_does_not_name_it_to_others()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Runs("success stg_orders");
        await afternoon.Runs("warn a");
        await afternoon.Ana.Slash("/incident warnings");
        await afternoon.Ana.Modal.Press("Decide");
        await afternoon.Ana.Modal.Choose("What becomes of it?", "Fix: open an incident").Submit();
        await afternoon.Ana.Modal.Fill("Name of the incident", "Payroll keys").Submit();
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.TurnsPrivate(1, afternoon.Ana);
        Assert.Contains("fixed in", await Reads(afternoon.Ana), StringComparison.Ordinal);
        var read = await Reads(afternoon.Ben);
        Assert.DoesNotContain("fixed in", read, StringComparison.Ordinal);
        Assert.DoesNotContain("inc-1", read, StringComparison.OrdinalIgnoreCase);
    }

    static async Task<string> Reads(Bot.Sandbox.Member member)
    {
        await member.Slash("/incident warnings all", "#general");
        return member.Modal.Text;
    }

    [Fact]
    public async Task A_flake_that_it_shows_does_not_name_it_to_others()
    {
        await using var afternoon = await Begin();
        var (red, green) = (At(afternoon, -60), At(afternoon, -50));
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute(
            """
            insert into flakes (key, place, node, source, title, red_at, green_at, incident)
            values ('k', 'p', 'test.rates', 'circleci', 'rates', @red, @green, 1)
            """,
            new { red, green }));
        await afternoon.Ben.Slash("/incident flakes", "#general");
        afternoon.Ben.Sees("rates · 1 time");
        afternoon.NobodyElseKnows();
        await afternoon.Finn.Slash("/incident flakes", "#general");
        afternoon.Finn.Sees("rates · 1 time · INC-1");
    }

    static long At(Afternoon afternoon, int minutes) =>
        afternoon.Clock.GetUtcNow().AddMinutes(minutes).ToUnixTimeMilliseconds();
}

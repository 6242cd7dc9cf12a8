using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Home;

/// <summary>What waits for its lead says so in the same words wherever it is listed.</summary>
public sealed class LeadWordsTests
{
    [Fact]
    public async Task What_waits_again_after_its_severity_was_raised_is_said_alike_everywhere()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "finn");
        await afternoon.Ana.Modal.Close();
        await afternoon.Alert(Job("dbt_build"));
        await Say(afternoon, "waits for ana", "Waits for ana");
        await afternoon.Ana.Takes("#inc-1-dbt-build-failed");
        await Say(afternoon, "lead ana", "Lead: ana");

        await afternoon.Pass(TimeSpan.FromMinutes(30));
        await afternoon.Finn.Slash("/incident status 1");
        await afternoon.Finn.Modal.Choose("Severity", "Critical: wants somebody now").Submit();
        await Say(afternoon, "waits for ana again since today at 10:30 AM", "Waits for ana");
    }

    [Fact]
    public async Task An_incident_in_the_list_is_named_once_by_its_channel()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "finn");
        await afternoon.Ana.Modal.Close();
        await afternoon.Finn.Declares("orders are late");
        await afternoon.Ana.Slash("/incident list", "#data-team");
        Assert.Contains(
            "\n:large_yellow_circle: #inc-1-orders-are-late · waits for you",
            Plain(afternoon.Ana.Sees("Open: 1").Text), StringComparison.Ordinal);
    }

    static async Task Say(Afternoon afternoon, string words, string onCard)
    {
        var ivy = afternoon.Workspace.Member("ivy");
        await ivy.OpensHome(afternoon.App);
        var home = (await ivy.OpensHome(afternoon.App))!.Text;
        Assert.True(home.Contains($"{words}\n", StringComparison.Ordinal), home);
        await ivy.Slash("/incident list", "#data-team");
        Assert.Contains($"{words}\n", $"{ivy.Sees("Open: 1").Text}\n", StringComparison.Ordinal);
        await ivy.Joins("#inc-1-dbt-build-failed");
        await ivy.Slash("/incident", "#inc-1-dbt-build-failed");
        Assert.Contains($", {words}\n", ivy.Modal.Text, StringComparison.Ordinal);
        await ivy.Modal.Close();
        var card = ivy.Messages("#inc-1-dbt-build-failed").First(m => m.IsPinned);
        Assert.Contains(onCard, Plain(card.Text), StringComparison.Ordinal);
    }

    static string Plain(string text) => text.Replace("*", "", StringComparison.Ordinal);
}

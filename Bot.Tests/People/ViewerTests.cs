using System.Data;
using Bot.Alerts;
using Bot.Incidents;
using Bot.People;
using Bot.Storage;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.People;

/// <summary>
/// All of the workspace see all incidents; guests, strangers, apps and whoever was deactivated see none, wherever they look.
/// </summary>
public sealed class ViewerTests
{
    const string Channel = "#inc-1-orders-are-late";

    /// <summary>INC-1 is open and of an alert, INC-2 is over; Chloé leads both.</summary>
    static async Task<Afternoon> Begin()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("chloe", "ana");
        await afternoon.Ana.Modal.Close();
        await afternoon.Alert(new { title = "Orders are late", status = "firing", metadata = new { branch = "main" } });
        await afternoon.Chloe.Declares("Stock is wrong", "Critical: wants somebody now");
        await afternoon.Chloe.Modal.Close();
        await afternoon.Chloe.Slash("/incident resolve 2");
        await afternoon.Chloe.Modal.Submit();
        return afternoon;
    }

    static IEnumerable<(string Read, int Count)> Reads(IDbConnection db, Viewer viewer, string channel) =>
    [
        ("an incident", IncidentStore.Find(db, viewer, 1) is null ? 0 : 1),
        ("the one of a channel", IncidentStore.InChannel(db, viewer, channel) is null ? 0 : 1),
        ("the open ones", IncidentStore.Open(db, viewer).Count),
        ("those that ended", IncidentStore.LatestEnded(db, viewer, 10).Count),
        ("a timeline", IncidentStore.Timeline(db, viewer, 1).Count),
        ("alerts", AlertStore.Latest(db, viewer, 10).Count),
    ];

    [Theory]
    [InlineData("gus")]
    [InlineData("dora")]
    [InlineData("sam")]
    [InlineData("the bot's own user")]
    public async Task Who_is_not_of_the_workspace_reads_nothing(string who)
    {
        await using var afternoon = await Begin();
        var person = who.StartsWith("the", StringComparison.Ordinal)
            ? afternoon.App.BotUser.Id
            : afternoon.Workspace.People[who].Id;
        await afternoon.Get<Profiles>().Know(person, TestContext.Current.CancellationToken);
        var channel = afternoon.Workspace.Conversations[Channel[1..]].Id;
        afternoon.Get<Database>().Read(db =>
        {
            Assert.All(Reads(db, Viewer.Of(person), channel), read => Assert.Equal((read.Read, 0), read));
            foreach (var viewer in (Viewer[])[Viewer.Of(afternoon.Ana.Id), Viewer.Bot])
                Assert.All(Reads(db, viewer, channel), read => Assert.True(read.Count > 0, read.Read));
            return 0;
        });
    }

    [Fact]
    public async Task A_guest_sees_nothing_of_an_incident_on_any_surface()
    {
        await using var afternoon = await Begin();
        string[] all =
            ["list", "list closed", "list mine", "alerts", "1", "timeline 1", "status 1", "update", "resolve", "reopen"];
        foreach (var words in all)
        {
            await afternoon.Gus.Slash($"/incident {words}", "#general");
            Assert.Null(afternoon.Gus.ModalOrNone);
        }

        Assert.All(afternoon.Gus.Messages("#general"), m => SaysNothing(m.Text));
        SaysNothing((await afternoon.Gus.OpensHome(afternoon.App))?.Text ?? "");
        await afternoon.Gus.Says($"@{afternoon.App.BotUser.Handle}", "what is wrong?");
        Assert.All(afternoon.Gus.Messages($"@{afternoon.App.BotUser.Handle}"), m => SaysNothing(m.Text));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_somebody_had_before_them_says_nothing_any_more_once_they_are_a_guest_or_gone(bool isGone)
    {
        await using var afternoon = await Begin();
        // What she is on stays hers when she has gone; what waits goes to the next on call.
        await afternoon.Chloe.Takes(Channel);
        await afternoon.Until(At("2026-03-04T09:00Z"));
        var (brief, briefs) = (afternoon.Chloe.Brief(), afternoon.Chloe.Briefs().Count);
        brief.Says("orders-are-late");
        await afternoon.Chloe.OpensHome(afternoon.App);
        Assert.Contains("orders-are-late", (await afternoon.Chloe.OpensHome(afternoon.App))!.Text, StringComparison.Ordinal);
        afternoon.Workspace.People.Change("chloe", chloe => (chloe.IsGuest, chloe.Deleted) = (!isGone, isGone));
        await afternoon.Settle();
        // Whoever hears that she has gone reads what she led.
        var happened = isGone ? "account was deactivated" : "is a guest now";
        var told = Assert.Single(afternoon.Ana.Messages(), m => m.Text.Contains("They lead", StringComparison.Ordinal)).Text;
        Assert.Contains(happened, told, StringComparison.Ordinal);
        Assert.Contains("orders-are-late", told, StringComparison.Ordinal);
        SaysNothing(brief.Text);
        await afternoon.Chloe.OpensHome(afternoon.App);
        SaysNothing((await afternoon.Chloe.OpensHome(afternoon.App))!.Text);
        await afternoon.Until(At("2026-03-05T09:01Z"));
        Assert.Equal(briefs, afternoon.Chloe.Briefs().Count);
    }

    static void SaysNothing(string text)
    {
        foreach (var word in (string[])["INC-", "Orders", "orders-", "Stock", "stock-"])
            Assert.DoesNotContain(word, text, StringComparison.Ordinal);
    }
}

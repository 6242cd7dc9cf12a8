using Bot.Incidents.Timeline;
using Bot.People;
using Bot.Sandbox;
using Bot.Storage;
using Bot.Tests.Laws;
using Dapper;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Incidents;

/// <summary>What people put on a timeline: messages with 📌 or the shortcut, and what becomes of them.</summary>
public sealed class TimelineTests
{
    const string Channel = "#inc-1-orders-are-late", Pin = "pushpin", Shortcut = "Add to timeline";

    static async Task<Afternoon> Declared(string? manifest = null)
    {
        var afternoon = await Afternoon.Begin(manifest: manifest);
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Finn.Declares("Orders are late");
        return afternoon;
    }

    static async Task<string> Timeline(Member reader)
    {
        await reader.Slash("/incident timeline 1");
        return reader.Modal.Text;
    }

    [Fact]
    public async Task A_pin_puts_a_message_on_the_timeline_at_its_own_time_with_who_wrote_and_who_added_it_and_a_link()
    {
        await using var afternoon = await Declared();
        await afternoon.Pass(TimeSpan.FromMinutes(2));
        var message = await afternoon.Finn.Says(Channel, "We restarted the loader");
        await afternoon.Pass(TimeSpan.FromMinutes(30));
        await afternoon.Ben.Sees("We restarted", Channel).React(Pin);
        Assert.Contains(
            "10:02 AM finn: “We restarted the loader” (message, added by ben)", await Timeline(afternoon.Ana),
            StringComparison.Ordinal);
        var item = Assert.Single(Items(afternoon));
        var ts = message.Posted.Ts.Replace(".", "", StringComparison.Ordinal);
        Assert.EndsWith($".slack.com/archives/{message.Posted.Conversation.Id}/p{ts}", item.Link, StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_often_it_is_pinned_and_added_it_stands_there_once()
    {
        await using var afternoon = await Declared();
        await afternoon.Finn.Says(Channel, "We restarted the loader");
        await afternoon.Ben.Sees("We restarted", Channel).React(Pin);
        await afternoon.Chloe.Sees("We restarted", Channel).React(Pin);
        await afternoon.Chloe.Sees("We restarted", Channel).Menu(Shortcut);
        afternoon.Chloe.Sees("It is on the timeline of INC-1 already.");
        Assert.Single(Items(afternoon));
        Assert.Single((await Timeline(afternoon.Ana)).Split('\n'), l => l.Contains("restarted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_edited_in_Slack_is_edited_there_and_what_is_deleted_goes()
    {
        await using var afternoon = await Declared();
        var message = await afternoon.Finn.Says(Channel, "We restarted the loader");
        await message.React(Pin);
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await message.Edit("We restarted the parser");
        var shown = await Timeline(afternoon.Ana);
        Assert.Contains("“We restarted the parser” (message, edited)", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("loader", shown, StringComparison.Ordinal);
        await message.Delete();
        shown = await Timeline(afternoon.Ana);
        Assert.DoesNotContain("parser", shown, StringComparison.Ordinal);
        Assert.Contains("a message is off the timeline (deleted in Slack): ", shown, StringComparison.Ordinal);
        // Nothing of what was deleted is kept.
        Assert.DoesNotContain("parser", Kept(afternoon), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_happened_to_it_while_the_bot_was_away_is_followed_when_it_is_back()
    {
        await using var afternoon = await Declared();
        var first = await afternoon.Finn.Says(Channel, "We restarted the loader");
        var second = await afternoon.Finn.Says(Channel, "It was the disk");
        await first.React(Pin);
        await second.React(Pin);
        await afternoon.Stop();
        await first.Edit("We restarted the parser");
        await second.Delete();
        await afternoon.Start();
        var shown = await Timeline(afternoon.Ana);
        Assert.Contains("We restarted the parser", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("It was the disk", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_takes_their_pin_away_takes_the_message_off_unless_somebody_else_has_pinned_it()
    {
        await using var afternoon = await Declared();
        var message = await afternoon.Finn.Says(Channel, "We restarted the loader");
        await afternoon.Ben.Sees("We restarted", Channel).React(Pin);
        await afternoon.Chloe.Sees("We restarted", Channel).React(Pin);
        await afternoon.Ben.Sees("We restarted", Channel).React(Pin);
        Assert.Contains("added by chloe", await Timeline(afternoon.Ana), StringComparison.Ordinal);
        await afternoon.Chloe.Sees("We restarted", Channel).React(Pin);
        var shown = await Timeline(afternoon.Ana);
        Assert.DoesNotContain("restarted", shown, StringComparison.Ordinal);
        Assert.Contains("a message is off the timeline (not pinned any more): ", shown, StringComparison.Ordinal);
        await message.React(Pin);
        Assert.Contains("finn: “We restarted the loader” (message)", await Timeline(afternoon.Ana), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_emoji_and_a_pin_elsewhere_add_nothing()
    {
        await using var afternoon = await Declared();
        await (await afternoon.Finn.Says(Channel, "We restarted the loader")).React("eyes");
        await (await afternoon.Finn.Says("#general", "We restarted the loader")).React(Pin);
        Assert.Empty(Items(afternoon));
    }

    [Fact]
    public async Task What_the_bot_says_is_there_already_and_is_not_added()
    {
        await using var afternoon = await Declared();
        await afternoon.Ben.Sees("raised by finn", Channel).React(Pin);
        await afternoon.Ben.Sees("raised by finn", Channel).Menu(Shortcut);
        afternoon.Ben.Sees("What Data Responder says is on the timeline already.");
        Assert.Empty(Items(afternoon));
    }

    [Fact]
    public async Task A_guest_adds_nothing_and_does_not_hold_what_others_have_taken_off()
    {
        await using var afternoon = await Declared();
        var message = await afternoon.Finn.Says(Channel, "We restarted the loader");
        await afternoon.Gus.Joins(Channel);
        await afternoon.Gus.Sees("We restarted", Channel).React(Pin);
        Assert.Empty(Items(afternoon));
        await message.React(Pin);
        await message.React(Pin);
        Assert.DoesNotContain("We restarted", await Timeline(afternoon.Ana), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_of_another_company_adds_nothing_where_the_channel_is_shared_with_them()
    {
        await using var afternoon = await Declared();
        afternoon.Workspace.Conversations[Channel.TrimStart('#')].IsShared = true;
        await afternoon.Finn.Invites(Channel, "sam");
        await afternoon.Finn.Says(Channel, "We restarted the loader");
        await afternoon.Workspace.Member("sam").Sees("We restarted", Channel).React(Pin);
        Assert.Empty(Items(afternoon));
    }

    [Fact]
    public async Task The_shortcut_adds_a_reply_in_a_thread_and_says_so_in_private()
    {
        await using var afternoon = await Declared();
        var message = await afternoon.Finn.Says(Channel, "Why?");
        var reply = await message.Reply("The disk was full");
        await afternoon.Ben.Sees("The disk was full", Channel).Menu(Shortcut);
        Assert.True(afternoon.Ben.Sees("It is on the timeline of INC-1.").IsEphemeral);
        Assert.Contains(
            "finn: “The disk was full” (message, added by ben)", await Timeline(afternoon.Ana), StringComparison.Ordinal);
        // It was not pinned, and so a pin that goes takes nothing away.
        await reply.React(Pin);
        await reply.React(Pin);
        Assert.Contains("The disk was full", await Timeline(afternoon.Ana), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shortcut_elsewhere_asks_for_the_incident_also_where_the_bot_is_not()
    {
        await using var afternoon = await Declared();
        var message = await afternoon.Ana.Says("#data-leads", "The disk was full");
        await message.Menu(Shortcut);
        Assert.Contains("The disk was full", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.Choose("Incident", "INC-1").Submit();
        Assert.Contains("ana: “The disk was full”", await Timeline(afternoon.Ben), StringComparison.Ordinal);
        await message.Menu(Shortcut);
        await afternoon.Ana.Modal.Choose("Incident", "INC-1").Submit();
        Assert.Equal("It is on the timeline of INC-1 already.", Assert.Single(afternoon.Ana.Modal.Errors).Value);
        Assert.Single(Items(afternoon));
    }

    [Fact]
    public async Task A_hostile_message_calls_nobody_links_nowhere_and_is_cut_visibly()
    {
        await using var afternoon = await Declared();
        var hostile = $"@channel *all* <https://evil.example|click> @ben `x` {new string('y', 5000)}";
        await (await afternoon.Finn.Says(Channel, hostile)).React(Pin);
        await afternoon.Ana.Slash("/incident timeline 1");
        var sent = afternoon.Workspace.Log.Entries.Last(e => e.Name == "views.open").Sent;
        Assert.DoesNotContain("<!channel>", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("<https://evil", sent, StringComparison.Ordinal);
        Assert.DoesNotContain($"<@{afternoon.Ben.Id}>", sent, StringComparison.Ordinal);
        Assert.Matches("finn: “@channel \\*all\\* .*@ben .* … [0-9]+ more”", afternoon.Ana.Modal.Text);
        Assert.InRange(Assert.Single(Items(afternoon)).Text!.Length, 2900, 3000);
    }

    [Fact]
    public async Task What_was_put_on_an_incident_is_on_the_one_that_it_went_into()
    {
        await using var afternoon = await Declared();
        await afternoon.Ana.Declares("Stock is wrong");
        await (await afternoon.Ana.Says("#inc-2-stock-is-wrong", "Same disk")).React(Pin);
        await Alerts.SetRoutes.Merge(afternoon.Ben, 2, 1);
        Assert.Contains("ana: “Same disk” (message)", await Timeline(afternoon.Ana), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_see_the_incident_sees_nothing_of_what_was_put_there()
    {
        await using var afternoon = await Declared();
        await (await afternoon.Finn.Says(Channel, "We restarted the loader")).React(Pin);
        await afternoon.Get<Profiles>().Know(afternoon.Gus.Id, TestContext.Current.CancellationToken);
        afternoon.Get<Database>().Read(db =>
        {
            Assert.Empty(TimelineStore.Of(db, Viewer.Of(afternoon.Gus.Id), 1));
            Assert.Single(TimelineStore.Of(db, Viewer.Of(afternoon.Ben.Id), 1));
            return 0;
        });
    }

    [Fact]
    public async Task An_older_app_that_hears_of_no_emoji_is_not_praised_for_it_and_its_shortcut_works()
    {
        await using var afternoon = await Declared(Manifest.Text
            .Replace("      - reactions:read\n", "", StringComparison.Ordinal)
            .Replace("      - reaction_added\n      - reaction_removed\n", "", StringComparison.Ordinal));
        Assert.DoesNotContain(":pushpin:", await Timeline(afternoon.Ana), StringComparison.Ordinal);
        await afternoon.Finn.Says(Channel, "We restarted the loader");
        await afternoon.Ben.Sees("We restarted", Channel).Menu(Shortcut);
        Assert.Contains("added by ben", await Timeline(afternoon.Ana), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_after_its_end_it_is_forgotten()
    {
        await using var afternoon = await Declared();
        await (await afternoon.Finn.Says(Channel, "We restarted the loader")).React(Pin);
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Pass(TimeSpan.FromDays(729));
        Assert.Single(Items(afternoon));
        await afternoon.Pass(TimeSpan.FromDays(3));
        Assert.Empty(Items(afternoon));
    }

    static List<TimelineItem> Items(Afternoon afternoon) => afternoon.Get<Database>().Read(db =>
        db.Query<TimelineItem>("select * from timeline_items order by id").ToList());

    static string Kept(Afternoon afternoon) => afternoon.Get<Database>().Read(db => string.Join(
        '\n', db.Query<string>("select coalesce(after, '') || coalesce(before, '') || coalesce(why, '') from history")
            .Concat(db.Query<string?>("select text from timeline_items").OfType<string>())));
}

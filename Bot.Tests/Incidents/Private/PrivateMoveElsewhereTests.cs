using Bot.Sandbox;
using Bot.Tests.Alerts;
using Bot.Tests.Home;
using Bot.Tests.Laws;
using static Bot.Tests.Incidents.Private.PrivateMoveTests;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>What becomes private is hidden wherever else it was named, and nobody is left without a place.</summary>
public sealed class PrivateMoveElsewhereTests
{
    /// <summary>The manifest without what private channels need.</summary>
    static string WithoutGroups => string.Join('\n', Manifest.Text.Split('\n').Where(line =>
        !line.Trim().StartsWith("- group", StringComparison.Ordinal) && line.Trim() != "- message.groups"));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_Slack_makes_no_channel_all_who_go_along_read_how_and_the_old_one_stays_until_then(bool isRefused)
    {
        await using var afternoon = await Public(isRefused ? null : WithoutGroups);
        await afternoon.Ben.Joins(Old);
        if (isRefused) afternoon.Workspace.Faults.On("conversations.create").Refuse("restricted_action");
        await afternoon.Finn.Slash("/incident 1", "#general");
        var form = await afternoon.Finn.Modal.Press("Move to private");
        Assert.Equal(!isRefused, form.Text.Contains("The bot may not make private channels here", StringComparison.Ordinal));
        await form.ChoosePeople("Who goes along", "ana", "finn", "ben").Submit();
        await afternoon.Pass(TimeSpan.FromHours(1));
        foreach (var member in (Member[])[afternoon.Ana, afternoon.Ben, afternoon.Finn])
            member.Sees("INC-1 orders failed has no channel yet");
        afternoon.Dev.DoesNotSee("the dump lies in the open");
        Assert.False(afternoon.Workspace.Conversations[Old.TrimStart('#')].Archived);

        const string Room = "#room";
        await afternoon.Finn.Creates(Room, isPrivate: true);
        await afternoon.Finn.Invites(Room, afternoon.App.BotUser.Id);
        await afternoon.Finn.Slash("/incident", Room);
        await afternoon.Finn.Modal.Press("Use this channel");
        await afternoon.Settle();
        afternoon.Ben.Sees("INC-1 orders failed goes on in");
        Assert.True(afternoon.Workspace.Conversations[Left.TrimStart('#')].Archived);
        // Without the scopes Slack refuses some of it, which the sandbox notes.
        if (!isRefused) afternoon.Workspace.ProblemLog.Clear();
    }

    [Fact]
    public async Task What_went_into_it_becomes_private_with_it()
    {
        await using var afternoon = await Public();
        await afternoon.Finn.Declares("Payroll dump lies open", lead: "finn");
        await afternoon.Finn.Modal.CloseAll();
        await afternoon.Dev.Joins("#inc-2-payroll-dump-lies-open");
        await afternoon.Finn.Slash("/incident update salaries are in bucket acme-leak", "#inc-2-payroll-dump-lies-open");
        await afternoon.Finn.Modal.Submit();
        await afternoon.Finn.Slash("/incident merge 2 into 1", "#general");
        await afternoon.Finn.Modal.Submit();
        await afternoon.Ana.Slash("/incident", Old);
        var form = await afternoon.Ana.Modal.Press("Move to private");
        Assert.Contains("INC-2 went into it and becomes private with it.", form.Text, StringComparison.Ordinal);
        await form.ChoosePeople("Who goes along", "ana", "finn").Submit();
        await afternoon.Gwen.Slash("/incident timeline 2", "#general");
        Assert.Null(afternoon.Gwen.ModalOrNone);
        await afternoon.Gwen.Slash("/incident list closed", "#general");
        foreach (var member in (Member[])[afternoon.Gwen, afternoon.Dev])
        {
            Assert.False(afternoon.Sees(member, 2));
            member.DoesNotSee("acme-leak");
            Assert.DoesNotContain(OfBot(member.Messages()), m =>
                // Slack's own lines stay.
                m.Text.Contains("ayroll", StringComparison.Ordinal)
                && !m.Text.Contains("the channel ", StringComparison.Ordinal));
        }
        Assert.True(afternoon.Workspace.Conversations["inc-2-moved"].Archived);
        Assert.DoesNotContain(afternoon.Workspace.Conversations.All, c => c.Name == "inc-2-payroll-dump-lies-open-2");
        await afternoon.Ana.Slash("/incident unmerge 2", "#general");
        Assert.Equal(["ana", "finn"], afternoon.People("#inc-2-payroll-dump-lies-open-2"));
        Assert.False(afternoon.Sees(afternoon.Gwen, 2));
    }

    [Fact]
    public async Task Others_that_were_like_it_name_it_no_more()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        const string First = "#inc-1-payroll-export-of-shopify-orders-leaked";
        await afternoon.Finn.Declares("Payroll export of shopify orders leaked", lead: "finn");
        await afternoon.Finn.Modal.CloseAll();
        await afternoon.Finn.Slash("/incident update the dump of salaries lies in bucket acme-leak", First);
        await afternoon.Finn.Modal.Submit();
        await afternoon.Ana.Declares("Payroll export of shopify orders is late");
        await afternoon.Ana.Modal.CloseAll();
        Assert.Contains("acme-leak", afternoon.Ana.Sees("This may be one that is open").Text, StringComparison.Ordinal);
        await afternoon.Finn.Slash("/incident", First);
        await (await afternoon.Finn.Modal.Press("Move to private")).Submit();
        afternoon.Ana.DoesNotSee("acme-leak");
        afternoon.Ana.DoesNotSee("may be one that is open");
    }

    [Fact]
    public async Task What_the_bot_has_forgotten_of_it_is_found_and_goes_as_well()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        const string Place = "#inc-1-payroll-dump-lies-open";
        await afternoon.Finn.Declares("Payroll dump lies open", lead: "finn");
        await afternoon.Finn.Modal.CloseAll();
        await afternoon.Ben.Joins("#data-incidents");
        await afternoon.Dev.Joins(Place);
        await afternoon.Finn.Slash("/incident update the dump lies in the open", Place);
        await afternoon.Finn.Modal.Submit();
        await afternoon.Finn.Slash("/incident resolve 1", "#general");
        await afternoon.Finn.Modal.Submit();
        for (var days = 0; days < 120; days += 2) await afternoon.Pass(TimeSpan.FromDays(2));
        Assert.True(afternoon.Incident(1).IsForgotten);
        await afternoon.Finn.Slash("/incident reopen 1", "#general");
        await afternoon.Finn.Slash("/incident 1", "#general");
        var form = await afternoon.Finn.Modal.Press("Move to private");
        Assert.Contains("nor direct messages from before", form.Text, StringComparison.Ordinal);
        await form.Submit();
        Assert.DoesNotContain(
            OfBot(afternoon.Ben.Messages("#data-incidents")), m => m.Text.Contains("INC-1", StringComparison.Ordinal)
                || m.Text.Contains("finn", StringComparison.Ordinal));
        Assert.DoesNotContain(OfBot(afternoon.Dev.Messages(Left)), m => m.Text.Contains("the dump", StringComparison.Ordinal));
        Assert.True(afternoon.Workspace.Conversations[Left.TrimStart('#')].Archived);
    }

    [Fact]
    public async Task An_older_brief_names_it_no_more()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Until(SeenBriefs.At("2026-03-03T20:00:00Z"));
        await afternoon.Finn.Declares("Payroll dump lies open", "Minor: can wait", "ana");
        await afternoon.Finn.Modal.CloseAll();
        await afternoon.Until(SeenBriefs.At("2026-03-04T09:01:00Z"));
        Assert.Contains(afternoon.Ana.Briefs(), b => b.Text.Contains("inc-1-payroll", StringComparison.Ordinal));
        await afternoon.Until(SeenBriefs.At("2026-03-05T08:00:00Z"));
        await afternoon.Finn.Slash("/incident lead 1 @finn", "#general");
        if (afternoon.Finn.ModalOrNone is { SubmitLabel: not null } asks) await asks.Submit();
        await afternoon.Finn.Slash("/incident", "#inc-1-payroll-dump-lies-open");
        await (await afternoon.Finn.Modal.Press("Move to private")).Submit();
        Assert.False(afternoon.Sees(afternoon.Ana));
        var brief = Assert.Single(afternoon.Ana.Briefs());
        brief.SaysNot("inc-1");
        Assert.DoesNotContain("You lead", brief.Notification, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_news_that_its_lead_has_gone_names_it_no_more()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ben.Declares("Payroll dump lies open", lead: "chloe");
        await afternoon.Ben.Modal.CloseAll();
        await afternoon.Chloe.Slash("/incident acknowledge 1", "#general");
        afternoon.Workspace.People.Change("chloe", c => c.Deleted = true);
        await afternoon.Settle();
        afternoon.Ivy.Sees("They lead one open incident");
        await afternoon.Ben.Slash("/incident", "#inc-1-payroll-dump-lies-open");
        await (await afternoon.Ben.Modal.Press("Move to private")).Submit();
        Assert.DoesNotContain(afternoon.Ivy.Messages(), m => m.Text.Contains("Payroll", StringComparison.Ordinal));
        afternoon.Ivy.Sees("They lead nothing that is open");
    }
}

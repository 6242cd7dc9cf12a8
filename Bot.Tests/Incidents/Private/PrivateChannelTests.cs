using Bot.Incidents.Timeline;
using Bot.Requests;
using Bot.Storage;
using Bot.Tests.Alerts;
using Bot.Tests.Home;
using Dapper;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>The channel of a private incident, and one that it has left: what they give away, and what is done in them.</summary>
public sealed class PrivateChannelTests
{
    [Fact]
    public async Task Where_Slack_does_not_let_it_be_archived_admins_hear_nothing()
    {
        await using var afternoon = await Begin();
        afternoon.Workspace.Faults.On("conversations.archive").Refuse("missing_scope");
        await afternoon.Chloe.Slash("/incident resolve 1", "#general");
        await afternoon.Chloe.Modal.Submit();
        for (var day = 0; day < 10; day++) await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.False(afternoon.Workspace.Conversations[Channel.TrimStart('#')].Archived);
        Assert.Contains(afternoon.Workspace.Log.Entries, e => e.Name == "conversations.archive");
        foreach (var member in (Bot.Sandbox.Member[])[afternoon.Ivy, afternoon.Ana]) member.DoesNotSee("rchive");
        afternoon.NobodyElseKnows();
    }

    [Fact]
    public async Task A_channel_that_it_had_before_does_not_say_where_it_goes_on()
    {
        const string Old = "#inc-1-payroll-dump-lies-open";
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Finn.Declares("Payroll dump lies open", lead: "finn");
        await afternoon.Finn.Modal.CloseAll();
        await afternoon.Dev.Joins(Old);
        afternoon.Workspace.Faults.On("conversations.unarchive").Refuse("not_in_channel");
        await afternoon.Finn.Archives(Old);
        await afternoon.Finn.Slash("/incident update 1 still open", "#general");
        await afternoon.Finn.Modal.Submit();
        Assert.Equal("inc-1-payroll-dump-lies-open-2", afternoon.Incident(1).ChannelName);
        await afternoon.TurnsPrivate(1, afternoon.Finn);
        await afternoon.Dev.Unarchives(Old);
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        afternoon.Dev.DoesNotSee("goes on");
        afternoon.Dev.DoesNotSee("lies-open-2");
    }

    [Theory]
    [InlineData("#quiet-room")]
    // Slack sends what it does not take for a channel as it was typed.
    [InlineData("#QUIET-ROOM")]
    public async Task A_name_that_does_not_tell_of_it_leads_nowhere(string named)
    {
        await using var afternoon = await Begin();
        await afternoon.Chloe.Renames(Channel, "#quiet-room");
        foreach (var verb in (string[])["timeline", "update", "subscribe"])
            await afternoon.Ben.Slash($"/incident {verb} {named}", "#general");
        afternoon.Ben.KnowsNothing();
        await afternoon.Finn.Slash($"/incident subscribe {named}", "#general");
        afternoon.Finn.Sees("You hear of INC-1");
    }

    [Fact]
    public async Task A_guest_in_it_adds_nothing_to_its_timeline()
    {
        await using var afternoon = await Begin();
        await afternoon.Chloe.Invites(Channel, "gus");
        await afternoon.Chloe.Says(Channel, "The keys were copied");
        await afternoon.Gus.Sees("The keys were copied", Channel).React(PinMessage.Emoji);
        Assert.Empty(afternoon.Get<Database>().Read(db => db.Query<long>("select id from timeline_items")));
        await afternoon.Finn.Sees("The keys were copied", Channel).React(PinMessage.Emoji);
        Assert.NotEmpty(afternoon.Get<Database>().Read(db => db.Query<long>("select id from timeline_items")));
    }

    [Fact]
    public async Task What_is_said_in_it_becomes_no_request_whoever_asks()
    {
        await using var afternoon = await Begin();
        var said = await afternoon.Chloe.Says(Channel, "Who has copied payroll?");
        // That they came in was not told, and they have done nothing there yet.
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute("update incident_people set inside = 0"));
        await afternoon.Finn.Messages(Channel).First(m => m.Text == said.Text).Menu("Make it a request");
        afternoon.Finn.Sees("This is the channel of INC-1");
        Assert.Empty(afternoon.Get<Database>().Read(RequestStore.Open));
        await afternoon.Ana.Slash("/incident requests", "#general");
        afternoon.NobodyElseKnows();
    }
}

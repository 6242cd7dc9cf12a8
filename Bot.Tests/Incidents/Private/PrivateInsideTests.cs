using Bot.Incidents;
using Bot.Storage;
using Dapper;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>Who is inside is who is in the channel, whoever let them in.</summary>
public sealed class PrivateInsideTests
{
    [Fact]
    public async Task Whoever_is_let_into_the_channel_sees_it_until_they_leave()
    {
        await using var afternoon = await Begin();
        await afternoon.Chloe.Invites(Channel, "ben");
        await afternoon.Ben.Slash("/incident list", "#general");
        afternoon.Ben.Sees("Open: 1");
        await afternoon.Ben.Leaves(Channel);
        await afternoon.Ben.Slash("/incident list", "#general");
        afternoon.Ben.Sees("Nothing is open.");
        await afternoon.Chloe.PutsOut(Channel, afternoon.Finn.Person);
        Assert.False(afternoon.Sees(afternoon.Finn));
        Assert.True(afternoon.Sees(afternoon.Chloe));
    }

    [Fact]
    public async Task What_no_event_told_is_seen_by_a_look()
    {
        await using var afternoon = await Begin();
        await afternoon.Chloe.Invites(Channel, "ben");
        await afternoon.Get<Database>().Change(tx =>
            tx.Db.Execute("update incident_people set inside = 1 - inside where person in @those",
                new { those = new[] { afternoon.Ben.Id, afternoon.Finn.Id } }));
        await afternoon.Get<Database>().Change(tx =>
            InviteStore.Invite(tx, 1, afternoon.Dev.Id, "may see it", tx.Now + 86_400_000));
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        Assert.True(afternoon.Sees(afternoon.Ben));
        Assert.True(afternoon.Sees(afternoon.Finn));
        // Whoever is still to be invited stays named.
        Assert.True(afternoon.Sees(afternoon.Dev));
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute(
            "insert into incident_people (incident, person, why, invite_from, invited_at, inside) values (1, @Id, 'x', 0, 0, 1)",
            new { afternoon.Gwen.Id }));
        Assert.True(afternoon.Sees(afternoon.Gwen));
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        Assert.False(afternoon.Sees(afternoon.Gwen));
    }

    [Fact]
    public async Task Whoever_types_in_its_channel_sees_it()
    {
        await using var afternoon = await Begin();
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute("update incident_people set inside = 0"));
        await afternoon.Finn.Slash("/incident", Channel);
        Assert.Equal("INC-1", afternoon.Finn.Modal.Title);
        await afternoon.Chloe.Says(Channel, "I look into it");
        Assert.True(afternoon.Sees(afternoon.Chloe));
    }

    [Fact]
    public async Task Guests_in_its_channel_see_nothing_of_it_through_the_bot()
    {
        await using var afternoon = await Begin();
        await afternoon.Chloe.Invites(Channel, "gus");
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        Assert.False(afternoon.Sees(afternoon.Gus));
    }

    [Fact]
    public async Task A_new_lead_comes_in()
    {
        await using var afternoon = await Begin();
        await afternoon.Chloe.Slash("/incident lead @ana", Channel);
        await afternoon.Chloe.Modal.Submit();
        Assert.Equal(["ana", "chloe", "finn"], afternoon.People(Channel));
        Assert.True(afternoon.Sees(afternoon.Ana));
        afternoon.Ben.KnowsNothing();
    }

    [Fact]
    public async Task Archived_by_hand_it_goes_on_in_another_private_channel()
    {
        await using var afternoon = await Begin();
        afternoon.Workspace.Faults.On("conversations.unarchive").Refuse("not_in_channel");
        await afternoon.Finn.Leaves(Channel);
        await afternoon.Chloe.Archives(Channel);
        await afternoon.Chloe.Slash("/incident update 1 still open", "#general");
        await afternoon.Chloe.Modal.Submit();
        const string Other = $"{Channel}-2";
        Assert.Equal(["chloe"], afternoon.People(Other));
        afternoon.NobodyElseKnows();
    }
}

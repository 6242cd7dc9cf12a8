using Bot.Incidents;
using Bot.People;
using Bot.Sandbox;
using Bot.Storage;

namespace Bot.Tests.Incidents;

/// <summary>Whoever leads or was called and does something is there, at whatever door: nobody is asked any longer.</summary>
public sealed class AnsweringTests
{
    const string Critical = "Critical: wants somebody now", Channel = "#inc-1-orders-are-late";
    static readonly DateTimeOffset Night = new(2026, 3, 3, 22, 0, 0, TimeSpan.Zero);

    /// <summary>Ana, Chloé and Ben take turns; at night Gwen and Finn are called.</summary>
    static async Task<Afternoon> AtNight(string severity = Critical)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.RotationOfIvy("on-call-engineers", "ana", "chloe", "ben");
        await afternoon.Until(Night);
        await afternoon.Dev.Slash("/incident Orders are late", "#data-team");
        await afternoon.Dev.Modal.Choose("Severity", severity).Submit();
        await afternoon.Dev.Modal.Close();
        return afternoon;
    }

    static IncidentRow Incident(Afternoon afternoon) =>
        afternoon.Get<Database>().Read(db => IncidentStore.Find(db, Viewer.Bot, 1)!);

    static bool IsIn(Afternoon afternoon, Member who) =>
        afternoon.Workspace.Conversations["inc-1-orders-are-late"].Members.Contains(who.Id);

    static async Task Act(Member who, string how)
    {
        switch (how)
        {
            case "word":
                await who.Says(Channel, "Looking.");
                break;
            case "button":
                await who.Messages(Channel).Single(m => m.IsPinned).Click("Update");
                break;
            case "update":
                await who.Slash("/incident update 1");
                await who.Modal.Fill("What is new", "It is the disk").Submit();
                break;
            default:
                await who.Slash("/incident status 1");
                await who.Modal.Choose("Status", "Fixing").Submit();
                break;
        }
    }

    [Theory]
    [InlineData("word")]
    [InlineData("button")]
    [InlineData("update")]
    [InlineData("status")]
    public async Task What_somebody_of_the_called_group_does_ends_no_asking_before_they_say_that_they_are_on_it(string how)
    {
        await using var afternoon = await AtNight();
        await Act(afternoon.Finn, how);
        Assert.True(Incident(afternoon).IsWaiting);
        var rung = afternoon.Workspace.Notifications.Count;
        await afternoon.Pass(TimeSpan.FromMinutes(7));
        Assert.True(afternoon.Workspace.Notifications.Count > rung);
        await afternoon.Finn.Sees("please look", Channel).Click("I'm on it");
        Assert.Equal(afternoon.Finn.Id, Incident(afternoon).Lead);
        rung = afternoon.Workspace.Notifications.Count;
        await afternoon.Pass(TimeSpan.FromMinutes(20));
        Assert.Equal(rung, afternoon.Workspace.Notifications.Count);
        afternoon.Finn.Sees("lead finn", "#data-incidents");
        await afternoon.Dev.Slash("/incident timeline 1");
        Assert.True(afternoon.Dev.Modal.Text.Contains("is on it", StringComparison.Ordinal), afternoon.Dev.Modal.Text);
    }

    [Fact]
    public async Task Whoever_takes_it_at_night_is_in_the_channel_at_once()
    {
        await using var afternoon = await AtNight("Minor: can wait for working hours");
        Assert.False(IsIn(afternoon, afternoon.Ana));
        await afternoon.Ana.Slash("/incident ack 1", "#data-team");
        afternoon.Ana.Sees("You lead INC-1 now.");
        Assert.True(IsIn(afternoon, afternoon.Ana));
    }

    [Fact]
    public async Task The_first_who_is_on_it_has_it_and_the_second_is_told_how_to_take_over()
    {
        await using var afternoon = await AtNight();
        var (first, second) = (
            afternoon.Finn.Sees("please look", Channel).Aim("I'm on it"),
            afternoon.Gwen.Sees("please look", Channel).Aim("I'm on it"));
        await first();
        await second();
        Assert.True(afternoon.Gwen.Sees("finn is on it already. Press Take over to lead it.").IsEphemeral);
        await afternoon.Ben.Slash("/incident ack 1", "#data-team");
        afternoon.Ben.Sees("finn is on it already. Press Take over to lead it.");
        Assert.Equal(afternoon.Finn.Id, Incident(afternoon).Lead);
        await afternoon.Gwen.Messages(Channel).Single(m => m.IsPinned).Click("Take over");
        Assert.Equal(afternoon.Gwen.Id, Incident(afternoon).Lead);
    }

    [Fact]
    public async Task What_ended_at_night_and_is_opened_again_on_another_night_invites_nobody_in_theirs()
    {
        await using var afternoon = await AtNight("Minor: can wait for working hours");
        await afternoon.Dev.Slash("/incident resolve 1", "#data-team");
        await afternoon.Dev.Modal.Submit();
        await afternoon.Until(Night.AddHours(25));
        await afternoon.Dev.Slash("/incident reopen 1", "#data-team");
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        Assert.False(IsIn(afternoon, afternoon.Ana));
        await afternoon.Until(Night.AddHours(36));
        Assert.True(IsIn(afternoon, afternoon.Ana));
    }

    [Fact]
    public async Task Another_channel_in_the_place_of_one_that_was_archived_at_night_waits_for_everybodys_morning()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Finn.Slash("/incident Orders are late");
        await afternoon.Finn.Modal.Submit();
        await afternoon.Finn.Modal.Close();
        await afternoon.Ana.Sees("raised by", Channel).Click("I'm on it");
        await afternoon.Until(Night);
        afternoon.Workspace.Policies.BotsUnarchive = false;
        await afternoon.Ana.Archives(Channel);
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        var members = afternoon.Workspace.Conversations["inc-1-orders-are-late-2"].Members;
        Assert.DoesNotContain(afternoon.Ana.Id, members);
        Assert.DoesNotContain(afternoon.Finn.Id, members);
        await afternoon.Until(Night.AddHours(11).AddMinutes(1));
        Assert.Contains(afternoon.Ana.Id, afternoon.Workspace.Conversations["inc-1-orders-are-late-2"].Members);
    }
}

using static Bot.Tests.Alerts.MadeRoutes;

namespace Bot.Tests.Incidents;

/// <summary>Channels in which people of another company read: the bot says nothing there by itself.</summary>
public sealed class SharedChannelTests
{
    const string Announcements = "#data-incidents";

    static void Share(Afternoon afternoon, string channel, bool isShared = true) =>
        afternoon.Workspace.Conversations[channel.TrimStart('#')].IsShared = isShared;

    [Fact]
    public async Task One_is_not_taken_for_announcements()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ivy.Creates("#with-partners");
        Share(afternoon, "#with-partners");
        await afternoon.Ivy.Slash("/incident settings");
        await afternoon.Ivy.Modal.ChooseChannel("Announcement channel", "#with-partners").Submit();
        Assert.Equal(
            "#with-partners is shared with another company. Choose a channel of your own.",
            afternoon.Ivy.Modal.Errors["Announcement channel"]);
        Share(afternoon, "#with-partners", isShared: false);
        await afternoon.Ivy.Modal.Submit();
        await afternoon.Alert(Job("orders"));
        afternoon.Ivy.Sees("orders failed", "#with-partners");
    }

    [Fact]
    public async Task Where_announcements_are_shared_later_nothing_is_said_there_until_an_admin_chooses_another()
    {
        await using var afternoon = await Afternoon.Begin();
        Share(afternoon, Announcements);
        await afternoon.Restart();
        await afternoon.Alert(Job("orders"));
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        afternoon.Finn.DoesNotSee("orders failed", Announcements);
        afternoon.Ivy.Sees("#data-incidents is shared with another company, so nothing is announced.");
        await afternoon.Ivy.Slash("/incident doctor");
        afternoon.Ivy.Sees("#data-incidents, where it announces incidents, is shared with another company");
        await afternoon.Ivy.Creates("#our-incidents");
        await afternoon.Ivy.Slash("/incident settings");
        await afternoon.Ivy.Modal.ChooseChannel("Announcement channel", "#our-incidents").Submit();
        await afternoon.Settle();
        afternoon.Ivy.Sees("orders failed", "#our-incidents");
        afternoon.Finn.DoesNotSee("orders failed", Announcements);
    }

    [Fact]
    public async Task A_rotation_takes_none_and_speaks_with_all_others_once_its_own_is_shared()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ivy.Creates("#with-partners");
        Share(afternoon, "#with-partners");
        await afternoon.Ana.Slash("/cover rota");
        var form = await afternoon.Ana.Modal.ChoosePeople("Members", "ana", "ben").Press("More settings");
        await form.ChooseChannel("Channel", "#with-partners").Submit();
        Assert.StartsWith(
            "This channel is shared with another company.", afternoon.Ana.Modal.Errors["Channel"], StringComparison.Ordinal);
        Share(afternoon, "#with-partners", isShared: false);
        await afternoon.Restart();
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Modal.CloseAll();
        Share(afternoon, "#with-partners");
        await afternoon.Restart();
        await afternoon.Until(new(2026, 3, 9, 9, 0, 0, TimeSpan.Zero));
        afternoon.Ivy.DoesNotSee("ben is on call until", "#with-partners");
        afternoon.Finn.Sees("ben is on call until", Announcements);
        await afternoon.Ivy.Slash("/incident doctor");
        afternoon.Ivy.Sees("where it speaks for Data responder, is shared with another company");
    }

    [Fact]
    public async Task A_route_takes_none_and_says_its_line_with_all_others_once_its_own_is_shared()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ivy.Creates("#with-partners");
        Share(afternoon, "#with-partners");
        var form = await NewRoute(afternoon.Ivy, "Staging", "environment", "is", "staging");
        await form.Choose("What becomes of it", "Say it in a channel");
        await form.ChooseChannel("Channel", "#with-partners").Submit();
        Assert.Equal("New route", afternoon.Ivy.Modal.Title);
        Assert.StartsWith(
            "This channel is shared with another company.", afternoon.Ivy.Modal.Errors["Channel"], StringComparison.Ordinal);
        Share(afternoon, "#with-partners", isShared: false);
        await afternoon.Restart();
        await afternoon.Ivy.Modal.Submit();
        await afternoon.Ivy.Modal.Submit();
        await afternoon.Ivy.Modal.CloseAll();
        Share(afternoon, "#with-partners");
        await afternoon.Restart();
        await afternoon.Alert(Job("orders", environment: "staging"));
        afternoon.Finn.Sees("orders failed", Announcements);
        afternoon.Ivy.DoesNotSee("orders failed", "#with-partners");
        await afternoon.Ivy.Slash("/incident doctor");
        afternoon.Ivy.Sees("where it says alerts of Staging, is shared with another company");
    }
}

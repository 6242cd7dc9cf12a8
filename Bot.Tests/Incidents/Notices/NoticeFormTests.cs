using Bot.Sandbox;
using Bot.Tests.Alerts;
using static Bot.Tests.Alerts.SetRoutes;
using static Bot.Tests.Incidents.Notices.NoticeStory;

namespace Bot.Tests.Incidents.Notices;

/// <summary>What the form of a notice takes, refuses and remembers.</summary>
public sealed class NoticeFormTests
{
    static string Error(Member member) => Assert.Single(member.Modal.Errors).Value;

    [Fact]
    public async Task Times_that_cannot_be_are_refused_in_the_form()
    {
        await using var afternoon = await Begin();
        var form = (await afternoon.Ana.Notice()).ChooseChannels("Channels", "#sales");
        await form.PickTime("Since: time", "10:30").Submit();
        Assert.Contains("has not happened yet", Error(afternoon.Ana), StringComparison.Ordinal);
        await form.PickTime("Since: time", "08:10").PickDate("Next refresh: day", "2026-03-03").Submit();
        Assert.Contains("Choose a time of that day", Error(afternoon.Ana), StringComparison.Ordinal);
        await form.PickTime("Next refresh: time", "09:00").Submit();
        Assert.Contains("That time is over", Error(afternoon.Ana), StringComparison.Ordinal);
        await form.PickDate("Next refresh: day", "2026-03-04").Submit();
        Assert.Single(afternoon.Reads("#sales")).Has("8:10 AM, next refresh", "9:00 AM");
    }

    [Fact]
    public async Task A_time_that_is_over_today_is_one_of_tomorrow()
    {
        await using var afternoon = await Begin();
        await (await afternoon.Ana.Notice()).PickTime("Next refresh: time", "09:30").ChooseChannels("Channels", "#sales")
            .Submit();
        await afternoon.Pass(TimeSpan.FromHours(23));
        Assert.Single(afternoon.Reads("#sales")).Has("next refresh");
        await afternoon.Pass(TimeSpan.FromMinutes(31));
        Assert.Single(afternoon.Reads("#sales")).Has("and is late");
    }

    [Fact]
    public async Task What_is_late_gets_another_time_without_a_day()
    {
        await using var afternoon = await Told();
        await afternoon.Pass(TimeSpan.FromMinutes(31));
        await (await afternoon.Ana.Notice()).Press("Change");
        Assert.Equal("", afternoon.Ana.Modal.Value("Next refresh: day"));
        await afternoon.Ana.Modal.PickTime("Next refresh: time", "09:30").Submit();
        await (await afternoon.Ana.Notice()).Press("Change");
        Assert.Equal("2026-03-04", afternoon.Ana.Modal.Value("Next refresh: day"));
        Assert.Single(afternoon.Reads("#sales")).Has("next refresh", "9:30 AM");
    }

    [Fact]
    public async Task Whoever_is_second_to_change_it_sees_what_the_first_has_said_and_loses_nothing()
    {
        await using var afternoon = await Told();
        await (await afternoon.Ivy.Notice()).Press("Change");
        await (await afternoon.Ana.Notice()).Press("Change");
        await afternoon.Ivy.Modal.PickTime("Next refresh: time", "12:00").Submit();
        await afternoon.Ana.Modal.Fill("What else readers should know", "Use last week's").Submit();
        Plain(afternoon.Ana.Modal.Text).Has("ivy changed it meanwhile", "12:00", "Use last week's");
        Assert.Single(afternoon.Reads("#sales")).Has("12:00");
        await afternoon.Ana.Modal.Submit();
        Assert.Single(afternoon.Reads("#sales")).Has("11:00", "Use last week's");
    }

    [Fact]
    public async Task Two_who_tell_of_the_same_at_one_time_tell_of_it_once()
    {
        await using var afternoon = await Begin();
        var (first, second) = (await afternoon.Ben.Notice(), await afternoon.Finn.Notice());
        await first.ChooseChannels("Channels", "#sales").Submit();
        await second.ChooseChannels("Channels", "#finance").Submit();
        Assert.Contains("told already", Error(afternoon.Finn), StringComparison.Ordinal);
        Assert.Empty(afternoon.Reads("#finance"));
    }

    [Fact]
    public async Task What_was_cleared_meanwhile_is_not_changed_by_an_open_form()
    {
        await using var afternoon = await Told();
        await (await afternoon.Ben.Notice()).Press("Change");
        await (await afternoon.Finn.Notice()).Press("Clear");
        await afternoon.Ben.Modal.Submit();
        Assert.Contains("cleared meanwhile", Error(afternoon.Ben), StringComparison.Ordinal);
        Assert.Single(afternoon.Reads("#sales")).Has(Fresh);
    }

    [Fact]
    public async Task An_incident_that_ended_meanwhile_has_no_notices_any_more()
    {
        await using var afternoon = await Begin();
        var form = (await afternoon.Ben.Notice()).ChooseChannels("Channels", "#sales");
        await afternoon.Ana.Resolves();
        await form.Submit();
        Assert.Contains("resolved already", Error(afternoon.Ben), StringComparison.Ordinal);
        await afternoon.Ben.Modal.CloseAll();
        await afternoon.Ben.Slash("/incident notice 1", "#general");
        Assert.Null(afternoon.Ben.ModalOrNone);
        afternoon.Ben.Sees("INC-1 is resolved already.");
        Assert.Empty(afternoon.Reads("#sales"));
    }

    [Fact]
    public async Task What_nobody_has_accepted_is_told_to_no_reader()
    {
        await using var afternoon = await With(Asking);
        await afternoon.Alert(MadeRoutes.Job("nightly"));
        Assert.Contains("Accept it first", (await afternoon.Ben.Notice()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Something_else_that_is_chosen_brings_its_own_time_and_channels()
    {
        await using var afternoon = await Begin("Revenue dashboard, Stock report");
        await (await afternoon.Ana.Notice()).Choose("What is stale", "Stock report").ChooseChannels("Channels", "#finance")
            .Tick("For Stock report").Submit();
        await afternoon.Pass(TimeSpan.FromMinutes(20));
        await afternoon.Ana.Resolves();
        await afternoon.Pass(TimeSpan.FromMinutes(20));
        await afternoon.Fails("stock", "Stock report, Shop");
        await afternoon.Ana.Slash("/incident acknowledge 2", "#general");
        var form = await afternoon.Ana.Notice(2);
        Assert.Equal("Shop", form.Value("What is stale"));
        Assert.DoesNotContain("#finance", form.Value("Channels"), StringComparison.Ordinal);
        await form.Choose("What is stale", "Stock report");
        form.Value("Channels").Has("#finance");
        Assert.Equal("10:40", form.Value("Since: time"));
        await form.Choose("What is stale", "Something else");
        Assert.Contains("What readers should know", form.Fields);
        Assert.DoesNotContain("#finance", form.Value("Channels"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_notices_go_from_now_on_is_chosen_by_the_rotation_and_offered_on_the_card()
    {
        await using var afternoon = await Begin();
        Assert.DoesNotContain("Readers of", afternoon.Card(), StringComparison.Ordinal);
        Assert.DoesNotContain("Use these channels from now on", (await afternoon.Finn.Notice()).Fields);
        await afternoon.Finn.Modal.Close();
        await (await afternoon.Ana.Notice()).ChooseChannels("Channels", "#sales", "#finance")
            .Tick("For all notices of Data responder").Submit();
        await afternoon.Ana.Resolves();
        await afternoon.Fails("stock", "Stock report");
        await afternoon.Ana.Slash("/incident acknowledge 2", "#general");
        afternoon.Card("#inc-2-stock-failed").Has("Readers of Stock report do not know yet.");
        await afternoon.Finn.Joins("#inc-2-stock-failed");
        await afternoon.Finn.Messages("#inc-2-stock-failed").First(m => m.IsPinned).Click("Tell them…");
        await afternoon.Finn.Modal.Submit();
        Assert.Contains("Stock report is stale", afternoon.Reads("#finance")[0], StringComparison.Ordinal);
        afternoon.Card("#inc-2-stock-failed").Has("Told: #finance, #sales (Stock report)");
    }

    [Fact]
    public async Task The_channel_of_the_incident_itself_is_told_nothing()
    {
        await using var afternoon = await Begin();
        var form = (await afternoon.Ana.Notice()).ChooseChannels("Channels", "#sales", Channel);
        await form.Submit();
        Assert.Contains("Whoever is in the channel of INC-1 knows it", Error(afternoon.Ana), StringComparison.Ordinal);
        Assert.Empty(afternoon.Reads("#sales"));
    }

    [Fact]
    public async Task The_menu_of_an_incidents_channel_leads_to_it()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/incident", Channel);
        await afternoon.Ana.Modal.Press("Notice");
        Assert.Equal("Tell readers", afternoon.Ana.Modal.Title);
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Messages(Channel).First(m => m.IsPinned).Choose("…", "More…");
        await afternoon.Ana.Modal.Press("Notice");
        Assert.Equal("Tell readers", afternoon.Ana.Modal.Title);
    }

    [Fact]
    public async Task What_others_wrote_mentions_nobody()
    {
        await using var afternoon = await Begin("<!channel> *Revenue*");
        await (await afternoon.Ana.Notice()).Fill("What else readers should know", "<!here> & <@U1>\n`code`")
            .ChooseChannels("Channels", "#sales").Submit();
        var message = afternoon.Ivy.Messages("#sales").First(m => m.Text.Contains("stale", StringComparison.Ordinal));
        message.Text.Has("<!channel>", "<!here> & <@U1>");
        Assert.Empty(message.Notified);
        afternoon.Ana.Messages(Channel).First(m => m.IsPinned).Text.Has("<!channel>");
    }
}

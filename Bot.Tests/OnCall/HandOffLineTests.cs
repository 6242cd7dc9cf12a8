namespace Bot.Tests.OnCall;

public sealed class HandOffLineTests
{
    [Theory]
    [InlineData("Europe/London", "2026-03-27T10:00Z", "2026-03-30T08:00Z")]
    [InlineData("Europe/London", "2026-10-23T10:00Z", "2026-10-26T09:00Z")]
    [InlineData("America/New_York", "2026-03-06T15:00Z", "2026-03-09T13:00Z")]
    [InlineData("America/New_York", "2026-10-30T15:00Z", "2026-11-02T14:00Z")]
    public async Task Hand_off_moves_the_group_at_nine_on_the_wall_after_the_clocks_have_changed(
        string zone, string saved, string nine)
    {
        await using var afternoon = await Afternoon.Begin(At(saved));
        await afternoon.Ana.Slash("/cover rota");
        await (await afternoon.Ana.Modal.ChoosePeople("Members", "ana", "ben").Press("More settings"))
            .Choose("Time zone", zone).Choose("Named out of hours", "The last responder").Submit();
        var group = afternoon.Workspace.Groups["@data-responder"];
        await afternoon.Until(At(nine).AddMinutes(-1));
        Assert.Equal([afternoon.Ana.Id], group.Members);
        await afternoon.Until(At(nine));
        Assert.Equal([afternoon.Ben.Id], group.Members);
        await afternoon.Ana.Joins("#data-incidents");
        afternoon.Ana.Sees("ben is on call until");
    }

    [Fact]
    public async Task One_line_a_hand_off_says_who_until_when_and_who_is_next()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Ana.Joins("#data-incidents");
        afternoon.Ana.Sees("Data responder: @ana is on call until Mar 9");
        await afternoon.Until(At("2026-03-09T09:00Z"));
        Assert.EndsWith(
            ". Next: chloe.", afternoon.Ana.Sees("Data responder: ben is on call until Mar 16").Text, StringComparison.Ordinal);
        afternoon.Ana.Sees("Data responder: ana was on call until today at 9:00 AM.");
        Assert.Equal(1, Lines(afternoon));
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(1, Lines(afternoon));
    }

    [Fact]
    public async Task A_hand_off_missed_while_the_bot_was_down_is_caught_up_once()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Ana.Joins("#data-incidents");
        await afternoon.Stop();
        await afternoon.Until(At("2026-03-16T09:30Z"));
        await afternoon.Start();
        afternoon.Ana.Sees("Data responder: @chloe is on call");
        afternoon.Ana.DoesNotSee("@ben is on call");
        Assert.Equal([afternoon.Chloe.Id], afternoon.Workspace.Groups["@data-responder"].Members);
        afternoon.Ana.Sees("Data responder: ana was on call until Mar 9");
        await afternoon.Restart();
        Assert.Equal(1, Lines(afternoon));
    }

    [Fact]
    public async Task An_old_hand_off_is_no_news_but_the_group_follows()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Joins("#data-incidents");
        await afternoon.Stop();
        await afternoon.Until(At("2026-03-11T10:00Z"));
        await afternoon.Start();
        afternoon.Ana.Sees("Data responder: ana was on call until Mar 9");
        Assert.Equal(0, Lines(afternoon));
        Assert.Equal([afternoon.Ben.Id], afternoon.Workspace.Groups["@data-responder"].Members);
    }

    [Fact]
    public async Task An_edit_is_shown_in_the_line_that_stands_there()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Joins("#data-incidents");
        await (await Afternoon.Settings(afternoon.Ana)).ChoosePeople("Members", "ana", "emi").Submit();
        Assert.EndsWith("Next: emi.", afternoon.Ana.Sees("@ana is on call until Mar 9").Text, StringComparison.Ordinal);
        Assert.Equal(1, Lines(afternoon));
    }

    [Fact]
    public async Task A_hand_off_at_night_mentions_nobody()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/cover rota");
        await afternoon.Ana.Modal.ChoosePeople("Members", "ana", "ben").Choose("Hand-off", "Other (a cron expression)");
        await afternoon.Ana.Modal.Fill("Cron expression", "0 3 * * 0").Submit();
        await afternoon.Ana.Joins("#data-incidents");
        await afternoon.Until(At("2026-03-08T03:00Z"));
        afternoon.Ana.Sees("ben is on call until");
    }

    [Fact]
    public async Task Twelve_weeks_lie_ahead_at_any_time_and_somebody_deactivated_is_skipped()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "chloe");
        afternoon.Workspace.People.Change("ben", ben => ben.Deleted = true);
        await afternoon.Settle();
        await afternoon.Ana.Slash("/cover who");
        afternoon.Ana.Sees("Next: @chloe.");
        await afternoon.Until(At("2026-08-03T09:00Z"));
        await afternoon.Ana.Slash("/cover who");
        afternoon.Ana.Sees("on call until Aug 10");
        afternoon.Ana.DoesNotSee("@ben is on call");
        afternoon.Ana.DoesNotSee("Next: @ben");
    }

    static int Lines(Afternoon afternoon) =>
        afternoon.Ana.Messages("#data-incidents").Count(m => m.Text.Contains("is on call until", StringComparison.Ordinal));

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

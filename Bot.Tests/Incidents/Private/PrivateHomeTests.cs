using Bot.Tests.Home;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>Home and briefs show a private incident to those inside alone.</summary>
public sealed class PrivateHomeTests
{
    [Fact]
    public async Task Home_says_nothing_of_it_to_others()
    {
        await using var afternoon = await Begin();
        var (ana, finn) = (await afternoon.Ana.OpensHome(afternoon.App), await afternoon.Finn.OpensHome(afternoon.App));
        Assert.Contains("Nothing is open", ana!.Text, StringComparison.Ordinal);
        Assert.Contains("My incidents (1)", finn!.Text, StringComparison.Ordinal);
        await afternoon.Finn.Leaves(Channel);
        Assert.Contains("Nothing is open", (await afternoon.Finn.OpensHome(afternoon.App))!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lead_who_has_left_reads_no_more_who_asks_for_access()
    {
        await using var afternoon = await Begin();
        await afternoon.Ben.Slash("/incident 1", "#general");
        await afternoon.Ben.Sees("is private").Click("Ask for access");
        (await afternoon.Home(afternoon.Chloe)).Sees("ben asks to see INC-1");
        await afternoon.Chloe.Leaves(Channel);
        (await afternoon.Home(afternoon.Chloe)).DoesNotSee("asks to see");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_became_urgent_at_night_is_in_the_briefs_of_those_inside_alone(bool isInside)
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Pass(TimeSpan.FromHours(12));
        string[] picked = isInside ? ["ana"] : [];
        await (await Form(afternoon, Name)).Choose("Severity", "Critical: wants somebody now")
            .ChoosePeople("Who else sees it", picked).Submit();
        await afternoon.Until(new DateTimeOffset(2026, 3, 4, 9, 0, 0, TimeSpan.Zero));
        Assert.Equal(isInside, afternoon.Ana.Messages().Any(m => m.Channel == "(direct)"
            && m.Text.Contains("Urgent out of hours", StringComparison.Ordinal)));
        if (!isInside) afternoon.NobodyElseKnows();
    }

    [Fact]
    public async Task The_word_on_the_night_leaves_out_what_became_private()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Pass(TimeSpan.FromHours(12));
        await afternoon.Alert(Job("orders"));
        await afternoon.Until(new DateTimeOffset(2026, 3, 4, 8, 59, 0, TimeSpan.Zero));
        await afternoon.Ben.Sees("Out of hours", "#data-incidents").Click("Open now");
        await afternoon.TurnsPrivate(1, afternoon.Chloe);
        await afternoon.Until(new DateTimeOffset(2026, 3, 4, 9, 0, 0, TimeSpan.Zero));
        Assert.DoesNotContain(afternoon.Ana.Messages(), m => m.Text.Contains("Overnight: INC-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_begins_their_hours_reads_and_takes_nothing_of_it()
    {
        await using var afternoon = await Begin();
        await afternoon.Until(new DateTimeOffset(2026, 3, 9, 8, 0, 0, TimeSpan.Zero));
        for (var hour = 8; hour < 20; hour++) await afternoon.Pass(TimeSpan.FromHours(1));
        var brief = afternoon.Ben.Sees("You are on call");
        Assert.DoesNotContain("open", brief.Text, StringComparison.Ordinal);
        afternoon.NobodyElseKnows();
    }
}

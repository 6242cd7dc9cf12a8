using Bot.Storage;
using Bot.Tests.Home;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>Briefs of whoever has left the channel of a private incident say nothing of it any more.</summary>
public sealed class PrivateBriefTests
{
    static readonly DateTimeOffset Morning = new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);

    static async Task<Afternoon> Begin()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        return afternoon;
    }

    static void SaysNothing(Afternoon afternoon) => Assert.All(afternoon.Ana.Briefs(), brief =>
    {
        brief.SaysNot("INC-1");
        brief.SaysNot("inc-1-");
        brief.SaysNot("ayroll");
        brief.SaysNot("You lead");
        Assert.DoesNotContain(brief.Buttons, button => button.Contains("INC-1", StringComparison.Ordinal));
    });

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public async Task Who_leads_it_and_has_left_is_neither_told_nor_asked_of_it(int days)
    {
        await using var afternoon = await Begin();
        await (await Form(afternoon, Name)).ChoosePeople("Lead", "ana").Submit();
        await afternoon.Ana.Slash("/incident acknowledge 1", "#general");
        await afternoon.Ana.Leaves(Channel);
        for (var day = 0; day < days; day++) await afternoon.Until(Morning.AddDays(day));
        SaysNothing(afternoon);
        // Nor has anything been taken out of it again.
        Assert.All(afternoon.Ana.Briefs(), brief => brief.SaysNot("Nothing here is yours any more"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Who_leads_it_and_is_inside_is_told_of_it(int days)
    {
        await using var afternoon = await Begin();
        await (await Form(afternoon, Name)).ChoosePeople("Lead", "ana").Submit();
        await afternoon.Ana.Slash("/incident acknowledge 1", "#general");
        for (var day = 0; day < days; day++) await afternoon.Until(Morning.AddDays(day));
        afternoon.Ana.Brief().Says("inc-1-payroll");
    }

    [Fact]
    public async Task Who_leads_it_and_is_inside_is_asked_whether_it_is_still_open()
    {
        await using var afternoon = await Begin();
        await (await Form(afternoon, Name)).ChoosePeople("Lead", "ana").Submit();
        await afternoon.Ana.Slash("/incident acknowledge 1", "#general");
        for (var day = 0; day < 7; day++) await afternoon.Until(Morning.AddDays(day));
        Assert.Contains(afternoon.Ana.Briefs(), brief => brief.Text.Contains("Still open?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_brief_that_was_sent_is_shown_without_it_once_they_have_left()
    {
        await using var afternoon = await Begin();
        await afternoon.Pass(TimeSpan.FromHours(12));
        await (await Form(afternoon, Name)).Choose("Severity", "Critical: wants somebody now")
            .ChoosePeople("Who else sees it", "ana").Submit();
        await afternoon.Until(Morning);
        afternoon.Ana.Brief().Says("INC-1");
        await afternoon.Ana.Leaves(Channel);
        await afternoon.Chloe.Slash("/incident severity major", Channel);
        await afternoon.Chloe.Modal.Submit();
        await afternoon.Get<Database>().Wake($"brief:{afternoon.Ana.Id}:2026-03-04:");
        await afternoon.Settle();
        SaysNothing(afternoon);
    }
}

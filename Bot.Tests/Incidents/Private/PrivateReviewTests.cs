using Bot.Sandbox;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>A review counts a private incident for those inside alone, and nothing of it is posted.</summary>
public sealed class PrivateReviewTests
{
    [Fact]
    public async Task Only_those_inside_read_of_it_in_a_review()
    {
        await using var afternoon = await Begin();
        Assert.Contains("1 (before: 0)", await Review(afternoon, afternoon.Chloe), StringComparison.Ordinal);
        Assert.Contains("1 (before: 0)", await Review(afternoon, afternoon.Finn), StringComparison.Ordinal);
        // Admins and owners are not inside.
        foreach (var member in (Member[])[afternoon.Ivy, afternoon.Ana, afternoon.Ben])
            Assert.Contains("None. The period before had 0.", await Review(afternoon, member), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_inside_posts_says_nothing_of_it()
    {
        await using var afternoon = await Begin();
        await Review(afternoon, afternoon.Chloe);
        await afternoon.Chloe.Sees("Review: Last 30 days").Click("Post here");
        var posted = afternoon.Ben.Sees("Posted by chloe", "#general");
        Assert.Contains("None. The period before had 0.", posted.Text, StringComparison.Ordinal);
        Assert.Contains("0 in all", Assert.Single(posted.Replies).Posted.Files[0].AltText, StringComparison.Ordinal);
        afternoon.NobodyElseKnows();
    }

    [Fact]
    public async Task A_job_that_led_to_it_is_in_the_review_of_those_inside_alone()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Alert(Job("payroll"));
        await afternoon.Pass(TimeSpan.FromHours(1));
        Assert.Contains("payroll", await Review(afternoon, afternoon.Ben), StringComparison.Ordinal);
        await afternoon.TurnsPrivate(1, afternoon.Finn);
        Assert.Contains("payroll", await Review(afternoon, afternoon.Finn), StringComparison.Ordinal);
        Assert.DoesNotContain("payroll", await Review(afternoon, afternoon.Ben), StringComparison.Ordinal);
        Assert.DoesNotContain("payroll", await Review(afternoon, afternoon.Ivy), StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_long_customers_saw_wrong_data_of_it_is_read_by_those_inside_alone()
    {
        await using var afternoon = await Begin();
        var form = (await Form(afternoon, "Salaries are wrong")).Choose("Who is affected", "Customers");
        await form.ChoosePeople("Who else sees it", "finn").Submit();
        await afternoon.Chloe.Modal.CloseAll();
        await afternoon.Pass(TimeSpan.FromHours(1));
        const string Said = "Data that customers see was stale or wrong";
        Assert.Contains(Said, await Review(afternoon, afternoon.Finn), StringComparison.Ordinal);
        Assert.DoesNotContain(Said, await Review(afternoon, afternoon.Ben), StringComparison.Ordinal);
    }

    static async Task<string> Review(Afternoon afternoon, Member member)
    {
        await afternoon.Pass(TimeSpan.FromSeconds(1));
        await member.Slash("/incident review", "#general");
        return member.Sees("Review: Last 30 days").Text;
    }
}

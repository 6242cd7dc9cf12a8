using System.Text;
using Bot.Reviews;
using Bot.Sandbox;
using Bot.Storage;
using Bot.Tests.Home;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Reviews;

/// <summary><c>/incident review</c>: who sees what of it, and what of it may stand where all read.</summary>
public sealed class ReviewTests
{
    static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47];

    /// <summary>
    /// Ana owns the rotation of her and Ben. Twice a job failed, and passed; once somebody declared what customers feel. It is
    /// two days later, in the afternoon.
    /// </summary>
    static async Task<Afternoon> Told()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Alert(Job("orders"));
        await afternoon.Pass(TimeSpan.FromMinutes(4));
        await afternoon.Ana.Slash("/incident acknowledge 1", "#general");
        await afternoon.Pass(TimeSpan.FromHours(2));
        await afternoon.Alert(Job("orders", status: "resolved"));
        await Resolve(afternoon, 1, "Reverted the merge");
        await afternoon.Pass(TimeSpan.FromDays(2));
        await afternoon.Alert(Job("orders"));
        await afternoon.Ben.Slash("/incident acknowledge 2", "#general");
        await afternoon.Pass(TimeSpan.FromHours(1));
        await afternoon.Alert(Job("orders", status: "resolved"));
        await Resolve(afternoon, 2, "Reverted again");
        await afternoon.Ben.Slash("/incident declare prices are wrong", "#general");
        await afternoon.Ben.Modal.Choose("Who is affected", "Customers").Submit();
        await afternoon.Ben.Modal.CloseAll();
        await afternoon.Pass(TimeSpan.FromHours(3));
        return afternoon;
    }

    static async Task Resolve(Afternoon afternoon, int number, string fix)
    {
        await afternoon.Ana.Slash($"/incident resolve {number}", "#general");
        await afternoon.Ana.Modal.Fill("What fixed it", fix).Submit();
    }

    [Fact]
    public async Task It_is_shown_to_whoever_asks_with_what_happened()
    {
        await using var afternoon = await Told();
        await afternoon.Gwen.Slash("/incident review", "#general");
        var review = afternoon.Gwen.Sees("Review: Last 30 days");
        Assert.True(review.IsEphemeral);
        afternoon.Ben.DoesNotSee("Review: Last 30 days");
        foreach (var said in (string[])[
            "3 (before: 0): 3 minor", "1 declared, 2 opened by alerts\n", "“I'm on it” within",
            "Data that customers see was stale or wrong for 3 h", "red for", "INC-2 fixed by “Reverted again”",
            "All others: 2 opened",
        ])
            Assert.Contains(said, review.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("0 declined", review.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_one_incident_it_says_how_long_it_took_and_of_no_work_nothing()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Finn.Declares("orders are late");
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await afternoon.Ana.Slash("/incident acknowledge 1", "#general");
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await afternoon.Ivy.Slash("/incident review", "#general");
        var review = afternoon.Ivy.Sees("Review: Last 30 days").Text;
        Assert.Contains("“I'm on it” after 5 min", review, StringComparison.Ordinal);
        Assert.Contains("ana: 1 led\n", $"{review}\n", StringComparison.Ordinal);
        Assert.DoesNotContain("ben: ", review, StringComparison.Ordinal);
        Assert.DoesNotContain("0 requests", review, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Menus_change_what_it_is_about_in_the_same_place()
    {
        await using var afternoon = await Told();
        await afternoon.Gwen.Slash("/incident review 7", "#general");
        await afternoon.Gwen.Sees("Review: Last 7 days").Choose("review_severity", "Critical");
        var critical = afternoon.Gwen.Sees("Review: Last 7 days · critical");
        Assert.Contains("None. The period before had 0.", critical.Text, StringComparison.Ordinal);
        await critical.Choose("review_severity", "All severities");
        await afternoon.Gwen.Sees("Review: Last 7 days").Choose("review_period", "Last quarter");
        await afternoon.Gwen.Sees("Review: Q4 2025").Choose("review_period", "This quarter");
        Assert.Contains("3 (before: 0)", afternoon.Gwen.Sees("Review: Q1 2026 so far").Text, StringComparison.Ordinal);
        Assert.Single(afternoon.Gwen.Messages(), m => m.Text.Contains("Review: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_each_had_is_shown_to_them_to_owners_and_to_admins_and_can_be_switched_off()
    {
        await using var afternoon = await Told();
        async Task<string> Work(Member member)
        {
            await afternoon.Pass(TimeSpan.FromSeconds(1));
            await member.Slash("/incident review", "#general");
            return member.Sees("Review: Last 30 days").Text;
        }

        Assert.Contains("ana: 1 led", await Work(afternoon.Ana), StringComparison.Ordinal);
        Assert.Contains("ben: 1 led", await Work(afternoon.Ivy), StringComparison.Ordinal);
        var own = await Work(afternoon.Ben);
        Assert.Contains("You: 1 led", own, StringComparison.Ordinal);
        Assert.Contains("An even share: 1 led", own, StringComparison.Ordinal);
        Assert.DoesNotContain("ana: ", own, StringComparison.Ordinal);
        Assert.DoesNotContain("An even share:", await Work(afternoon.Gwen), StringComparison.Ordinal);
        await afternoon.Get<Database>().Change(tx => ReviewSettings.Load.Set(tx, false, afternoon.Ivy.Id));
        foreach (var member in (Member[])[afternoon.Ana, afternoon.Ben, afternoon.Ivy])
            Assert.DoesNotContain("An even share:", await Work(member), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Posted_it_stands_in_the_channel_once_with_its_pictures_and_nobodys_work()
    {
        await using var afternoon = await Told();
        await afternoon.Ana.Slash("/incident review", "#data-team");
        await afternoon.Ana.Sees("Review: Last 30 days").Click("Post here");
        var posted = Assert.Single(
            afternoon.Ben.Messages("#data-team"), m => m.Text.Contains("Review: Last 30 days", StringComparison.Ordinal));
        Assert.Contains("Posted by ana", posted.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("An even share:", posted.Text, StringComparison.Ordinal);
        var pictures = Assert.Single(posted.Replies).Posted.Files;
        Assert.Equal(["incidents.png", "how-they-came.png", "hours-red.png", "came-back.png"], pictures.Select(f => f.Name));
        Assert.All(pictures, picture =>
        {
            Assert.Equal(Png, picture.Bytes[..4].ToArray());
            Assert.False(string.IsNullOrWhiteSpace(picture.AltText));
        });
        Assert.Contains("3 in all: 3 minor", pictures[0].AltText, StringComparison.Ordinal);
        await afternoon.Restart();
        Assert.Single(afternoon.Ben.Messages("#data-team"), m => m.Text.Contains("Posted by ana", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_not_posted_in_a_channel_that_is_shared_with_another_company()
    {
        await using var afternoon = await Told();
        afternoon.Workspace.Conversations["data-team"].IsShared = true;
        await afternoon.Ana.Slash("/incident review", "#data-team");
        await afternoon.Ana.Sees("Review: Last 30 days").Click("Post here");
        afternoon.Ana.Sees("This channel is shared with another company. Post the review in one of your own.");
        afternoon.Ben.DoesNotSee("Posted by ana", "#data-team");
    }

    [Fact]
    public async Task Where_the_bot_cannot_speak_it_says_so_instead()
    {
        await using var afternoon = await Told();
        await afternoon.Ana.Creates("#quiet", isPrivate: true);
        await afternoon.Ana.Slash("/incident review", "#quiet");
        await afternoon.Ana.Sees("Review: Last 30 days").Click("Post here");
        afternoon.Ana.Sees("The bot is not in this conversation. Invite it here");
    }

    [Fact]
    public async Task Its_pictures_and_a_page_of_markdown_come_in_private()
    {
        await using var afternoon = await Told();
        await afternoon.Ben.Slash("/incident review", "#general");
        await afternoon.Ben.Sees("Review: Last 30 days").Click("Send me pictures and Markdown");
        afternoon.Ben.Sees("The pictures and the page are in your direct messages");
        var sent = afternoon.Ben.Messages().First(m => m.Posted.Files.Count > 0);
        Assert.Equal("(direct)", sent.Channel);
        Assert.Equal("review.md", sent.Posted.Files[0].Name);
        var page = Encoding.UTF8.GetString(sent.Posted.Files[0].Bytes.Span);
        Assert.StartsWith("# Review: Last 30 days\n", page, StringComparison.Ordinal);
        Assert.Contains("- **3** (before: 0): 3 minor\n", page, StringComparison.Ordinal);
        Assert.Contains("- You: 1 led", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("review of prices is wrong", false)]
    [InlineData("preview is empty", false)]
    [InlineData("review last quarter", true)]
    public async Task Only_a_period_behind_the_word_asks_for_it(string typed, bool isReview)
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Gwen.Slash($"/incident {typed}", "#general");
        Assert.Equal(isReview, afternoon.Gwen.ModalOrNone is null);
    }
}

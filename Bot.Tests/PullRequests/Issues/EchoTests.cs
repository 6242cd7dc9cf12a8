using Bot.Tests.FollowUps;
using static Bot.Tests.PullRequests.Issues.IssueActs;

namespace Bot.Tests.PullRequests.Issues;

/// <summary>Follow-ups and their issues, where answers get lost and deliveries come late, and what GitHub's words mean.</summary>
public sealed class EchoTests : IAsyncLifetime
{
    FakeIssues github = null!;

    public async ValueTask InitializeAsync() => github = await FakeIssues.Start();

    public ValueTask DisposeAsync() => github.DisposeAsync();

    [Theory]
    [InlineData(null, "Done", null)]
    [InlineData("completed", "Done", null)]
    [InlineData("not_planned", "NotDoing", "closed on GitHub as not planned")]
    [InlineData("duplicate", "NotDoing", "closed on GitHub as a duplicate")]
    [InlineData("out_of_scope", "NotDoing", "closed on GitHub as out of scope")]
    public async Task Only_what_is_closed_as_completed_is_done(string? word, string state, string? reason)
    {
        await using var afternoon = await Linked(github);
        await afternoon.Delivers("issues", github.Does(1, "closed", "closed", word));
        Assert.Equal((state, "GitHub", reason), afternoon.State());
        Assert.Equal(0, github.Changes);
    }

    [Theory]
    [InlineData("completed", "Done", null)]
    [InlineData("duplicate", "NotDoing", "closed on GitHub as a duplicate")]
    public async Task A_look_reads_the_same_words(string word, string state, string? reason)
    {
        await using var afternoon = await Linked(github);
        github.Does(1, "closed", "closed", word);
        await Minutes(afternoon, 70);
        Assert.Equal((state, "GitHub", reason), afternoon.State());
        Assert.Equal(0, github.Changes);
    }

    [Fact]
    public async Task Whoever_reopens_it_is_not_overruled_by_the_delivery_of_a_closing_whose_answer_got_lost()
    {
        await using var afternoon = await ClosedUnheard();
        var echo = github.Delivers(1, "closed");
        await afternoon.Ben.Slash("/followup reopen 1");
        Assert.Equal("open reopened", github.State());
        await afternoon.Delivers("issues", echo);
        Assert.Equal(("Outstanding", null, null), afternoon.State());
        Assert.Equal(("open reopened", 2), (github.State(), github.Changes));
    }

    [Fact]
    public async Task Nor_where_GitHub_does_not_answer_when_it_is_to_open_it_again()
    {
        await using var afternoon = await ClosedUnheard();
        var echo = github.Delivers(1, "closed");
        (github.Status, github.Where) = (502, "PATCH");
        await afternoon.Ben.Slash("/followup reopen 1");
        github.Status = 200;
        await afternoon.Delivers("issues", echo);
        // Once it is known that it is closed, what was said last is sent.
        Assert.Equal(("Outstanding", null, null), afternoon.State());
        Assert.Equal("open reopened", github.State());
    }

    [Fact]
    public async Task Nor_by_a_look_that_finds_it_closed()
    {
        await using var afternoon = await ClosedUnheard();
        (github.Status, github.Where) = (502, "");
        await afternoon.Ben.Slash("/followup reopen 1");
        Assert.Equal("closed completed", github.State());
        github.Status = 200;
        await Minutes(afternoon, 12);
        Assert.Equal(("Outstanding", null, null), afternoon.State());
        Assert.Equal("open reopened", github.State());
    }

    [Fact]
    public async Task Once_it_is_known_what_came_of_it_the_next_closing_there_counts()
    {
        await using var afternoon = await ClosedUnheard();
        await afternoon.Delivers("issues", github.Delivers(1, "closed"));
        Assert.Equal(("Done", afternoon.Ben.Id, null), afternoon.State());
        await afternoon.Delivers("issues", github.Does(1, "reopened", "open", "reopened"));
        Assert.Equal("Outstanding", afternoon.State().State);
        await afternoon.Delivers("issues", github.Does(1, "closed", "closed", "completed"));
        Assert.Equal(("Done", "GitHub", null), afternoon.State());
        Assert.Equal(1, github.Changes);
    }

    [Fact]
    public async Task Of_two_changes_within_one_second_GitHub_says_which_came_last()
    {
        await using var afternoon = await Linked(github);
        github.StandsStill = true;
        await afternoon.Ben.Slash("/followup done 1");
        var echo = github.Delivers(1, "closed");
        await afternoon.Ben.Slash("/followup reopen 1");
        await afternoon.Delivers("issues", echo);
        Assert.Equal(("Outstanding", null, null), afternoon.State());
        await afternoon.Delivers("issues", github.Does(1, "closed", "closed", "completed"));
        Assert.Equal(("Done", "GitHub", null), afternoon.State());
    }

    [Fact]
    public async Task What_GitHub_does_not_take_is_said_in_its_own_words_and_another_place_is_chosen_in_the_form()
    {
        await using var afternoon = await Begin(github);
        var errors = new[] { new { code = "custom", message = "title is odd" } };
        github.Answer = new { message = "Validation Failed", errors };
        (github.Status, github.Where) = (422, "POST");
        await afternoon.Ana.Slash("/followup github 1 acme/dbt");
        Assert.Contains(
            "GitHub does not take that in Acme/dbt: “Validation Failed: title is odd”", (await afternoon.Ana.Form()).Text,
            StringComparison.Ordinal);
        github.Status = 200;
        await afternoon.Ana.Modal.Press("Create GitHub issue");
        await afternoon.Ana.Modal.Fill("Repository", "acme/dbt").Submit();
        Assert.Equal("Acme/dbt#1", afternoon.Row().Issue);
    }

    [Fact]
    public async Task Of_labels_only_those_go_there_that_GitHub_takes()
    {
        await using var afternoon = await Begin(github);
        await (await afternoon.Ana.Form()).Fill("Labels", $"dbt, {new string('x', 40)}, {new string('y', 51)}").Submit();
        await afternoon.Ana.Slash("/followup github 1 acme/dbt");
        Assert.Equal(
            ["dbt", new string('x', 40)], github.All[0]["labels"]!.AsArray().Select(label => (string)label!["name"]!));
    }

    [Fact]
    public async Task What_GitHub_does_not_take_of_an_issue_that_is_there_is_said_beside_it()
    {
        await using var afternoon = await Linked(github);
        (github.Status, github.Where) = (422, "PATCH");
        await afternoon.Ben.Slash("/followup done 1");
        var form = (await afternoon.Ben.Form()).Text;
        Assert.Contains("On GitHub: Acme/dbt#1", form, StringComparison.Ordinal);
        Assert.Contains("GitHub does not take that in Acme/dbt: “No”", form, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_GitHub_is_away_the_form_says_since_when_it_is_tried()
    {
        await using var afternoon = await Begin(github);
        (github.Status, github.Where) = (502, "POST");
        await afternoon.Ana.Slash("/followup github 1 acme/dbt");
        Assert.Contains(
            "No issue in Acme/dbt yet: GitHub does not answer. It is tried again since ", (await afternoon.Ana.Form()).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_GitHub_does_not_show_for_a_day_is_waited_for_no_longer()
    {
        await using var afternoon = await Begin(github);
        github.LosesNextAnswer = true;
        (github.Status, github.Where) = (404, "GET /repos/Acme/dbt/issues");
        await afternoon.Ana.Slash("/followup github 1 acme/dbt");
        for (var i = 0; i < 30 && !await Says(afternoon, "GitHub takes no issues in Acme/dbt"); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
            await afternoon.Pass(TimeSpan.FromHours(2));
        }

        Assert.True(await Says(afternoon, "GitHub takes no issues in Acme/dbt"));
        Assert.Contains("Create GitHub issue", afternoon.Ana.Modal.Buttons);
    }

    /// <summary>It is done, and closed there, of which the bot hears nothing.</summary>
    async Task<Afternoon> ClosedUnheard()
    {
        var afternoon = await Linked(github);
        github.LosesNextAnswer = true;
        await afternoon.Ben.Slash("/followup done 1");
        Assert.Equal(("closed completed", 1), (github.State(), github.Changes));
        return afternoon;
    }

    static async Task<bool> Says(Afternoon afternoon, string words) =>
        (await afternoon.Ana.Form()).Text.Contains(words, StringComparison.Ordinal);

    static async Task Minutes(Afternoon afternoon, int count)
    {
        for (var i = 0; i < count; i++) await afternoon.Pass(TimeSpan.FromMinutes(1));
    }
}

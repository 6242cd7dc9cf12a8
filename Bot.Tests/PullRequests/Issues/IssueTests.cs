using System.Text.Json;
using Bot.Api.Webhooks;
using Bot.Domain.FollowUps;
using Bot.Storage;
using Bot.Tests.FollowUps;
using Bot.Tests.Incidents.Private;
using static Bot.Tests.PullRequests.Issues.IssueActs;

namespace Bot.Tests.PullRequests.Issues;

/// <summary>Follow-ups that have an issue on GitHub: made once, and kept in step both ways.</summary>
public sealed class IssueTests : IAsyncLifetime
{
    FakeIssues github = null!;

    public async ValueTask InitializeAsync() => github = await FakeIssues.Start();

    public ValueTask DisposeAsync() => github.DisposeAsync();

    [Fact]
    public async Task A_command_makes_one_that_leads_back_and_the_follow_up_leads_there()
    {
        await using var afternoon = await Begin(github);
        await afternoon.Ana.Slash("/followup github 1 acme/dbt");
        afternoon.Ana.Sees("#1 gets an issue in Acme/dbt");
        var issue = Assert.Single(github.All);
        Assert.Equal("fix the freshness test", (string)issue["title"]!);
        var body = (string)issue["body"]!;
        Assert.Contains("It is of [INC-1](https://slack.com/app_redirect?channel=C", body, StringComparison.Ordinal);
        Assert.Contains("<!-- data-responder:follow-up:1:", body, StringComparison.Ordinal);
        await afternoon.Ana.Slash("/followup list");
        afternoon.Ana.Sees("Acme/dbt#1");
        Assert.Contains("On GitHub: Acme/dbt#1", (await afternoon.Ana.Form()).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Create GitHub issue", afternoon.Ana.Modal.Buttons);
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ana.Slash("/followup github 1 acme/dbt");
        afternoon.Ana.Sees("#1 is on GitHub already: Acme/dbt#1.");
        Assert.Single(github.All);
    }

    [Fact]
    public async Task The_form_has_a_button_that_asks_where_and_remembers_it()
    {
        await using var afternoon = await Begin(github);
        await (await afternoon.Ben.Form()).Press("Create GitHub issue");
        await afternoon.Ben.Modal.Fill("Repository", "nowhere").Submit();
        Assert.StartsWith(
            "Name it as owner/repository", Assert.Single(afternoon.Ben.Modal.Errors).Value, StringComparison.Ordinal);
        await afternoon.Ben.Modal.Fill("Repository", "acme/secret").Submit();
        Assert.StartsWith(
            "GitHub takes no issues in acme/secret", Assert.Single(afternoon.Ben.Modal.Errors).Value, StringComparison.Ordinal);
        await afternoon.Ben.Modal.Fill("Repository", "https://github.com/acme/dbt").Submit();
        await afternoon.Ben.Modal.CloseAll();
        Assert.Single(github.All);
        await afternoon.Ben.Slash("/followup look at it again");
        await afternoon.Ben.Slash("/followup github 2");
        Assert.Equal("look at it again", (string)github.All[1]["title"]!);
    }

    [Fact]
    public async Task What_is_no_repository_is_said_and_what_to_type()
    {
        await using var afternoon = await Begin(github);
        foreach (var typed in (string[])["not a repo", "nowhere"])
        {
            await afternoon.Ana.Slash($"/followup github 1 {typed}");
            afternoon.Ana.Sees(
                $"“{typed}” is no repository. Say in which repository, as owner and name: /followup github 1 acme/dbt.");
        }

        Assert.Empty(github.All);
        Assert.Single(afternoon.Rows());
    }

    [Fact]
    public async Task Programs_are_told_that_it_is_there_and_where()
    {
        await using var afternoon = await Begin(github);
        await afternoon.Get<Database>().Change(tx =>
        {
            WebhookStore.Make(
                tx, "board", new("Board", [WebhookKind.FollowUps], IsPrivate: false), ("https://board.example", ""),
                afternoon.Ivy.Id);
            WebhookStore.Stop(tx, "board", WebhookRow.Paused, afternoon.Ivy.Id);
        });
        await afternoon.Ana.Slash("/followup github 1 acme/dbt");
        var told = Assert.Single(afternoon.Get<Database>().Read(db => WebhookEvents.Latest(db, "board", 9)));
        Assert.Equal("follow_up.changed", told.Type);
        using var body = JsonDocument.Parse(told.Body);
        Assert.EndsWith(
            "/dbt/issues/1", body.RootElement.GetProperty("data").GetProperty("issue").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_ends_here_is_closed_there_and_opened_again()
    {
        await using var afternoon = await Linked(github);
        await afternoon.Ben.Slash("/followup done 1");
        Assert.Equal("closed completed", github.State());
        await afternoon.Ben.Slash("/followup reopen 1");
        Assert.Equal("open reopened", github.State());
        await afternoon.Ben.Slash("/followup notdoing 1 the loader goes away");
        Assert.Equal("closed not_planned", github.State());
        Assert.Equal(3, github.Changes);
    }

    [Fact]
    public async Task What_is_closed_there_ends_here_and_nothing_comes_back()
    {
        await using var afternoon = await Linked(github);
        var closed = github.Does(1, "closed", "closed", "completed");
        Assert.Equal((202, "Kept."), await afternoon.Delivers("issues", closed, "one"));
        Assert.Equal(("Done", "GitHub", null), afternoon.State());
        Assert.Equal(202, (await afternoon.Delivers("issues", github.Does(1, "reopened", "open", "reopened"))).Status);
        Assert.Equal("Outstanding", afternoon.State().State);
        // The same delivery again, and one that comes late, change nothing.
        var again = await afternoon.Delivers("issues", closed, "one");
        Assert.StartsWith("The same delivery", again.Said, StringComparison.Ordinal);
        await afternoon.Delivers("issues", closed);
        Assert.Equal("Outstanding", afternoon.State().State);
        await afternoon.Delivers("issues", github.Does(1, "closed", "closed", "not_planned"));
        Assert.Equal(("NotDoing", "GitHub", "closed on GitHub as not planned"), afternoon.State());
        Assert.Equal(0, github.Changes);
    }

    [Fact]
    public async Task What_the_bot_did_itself_changes_nothing_when_it_is_delivered()
    {
        await using var afternoon = await Linked(github);
        await afternoon.Ben.Slash("/followup notdoing 1 the loader goes away");
        var echo = github.Does(1, "closed", "closed", "not_planned");
        await afternoon.Delivers("issues", echo);
        Assert.Equal(("NotDoing", afternoon.Ben.Id, "the loader goes away"), afternoon.State());
        Assert.Equal(1, github.Changes);
    }

    [Fact]
    public async Task What_GitHub_did_not_deliver_is_found_by_a_look()
    {
        await using var afternoon = await Linked(github);
        github.Does(1, "closed", "closed", "completed");
        for (var i = 0; i < 70; i++) await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(("Done", "GitHub", null), afternoon.State());
        Assert.Equal(0, github.Changes);
    }

    [Fact]
    public async Task One_that_was_deleted_there_leaves_the_follow_up_as_it_is()
    {
        await using var afternoon = await Linked(github);
        await afternoon.Delivers("issues", github.Does(1, "deleted", "open"));
        Assert.Equal(("Outstanding", null), (afternoon.State().State, afternoon.Row().Issue));
        await afternoon.Ben.Slash("/followup done 1");
        Assert.Equal(0, github.Changes);
    }

    [Fact]
    public async Task Where_the_answer_gets_lost_it_is_found_and_made_no_second_time()
    {
        await using var afternoon = await Begin(github);
        github.LosesNextAnswer = true;
        await afternoon.Ana.Slash("/followup github 1 acme/dbt");
        for (var i = 0; i < 12 && afternoon.Row().Issue is null; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
            await afternoon.Pass(TimeSpan.FromMinutes(1));
        }

        Assert.Equal("Acme/dbt#1", afternoon.Row().Issue);
        Assert.Single(github.All);
    }

    [Theory]
    [InlineData(403, "GITHUB_TOKEN may not write issues in Acme/dbt.")]
    [InlineData(410, "GitHub takes no issues in Acme/dbt")]
    [InlineData(422, "GitHub does not take that in Acme/dbt: “No”")]
    public async Task Where_it_may_not_be_made_that_is_said_and_another_place_can_be_chosen(int status, string sentence)
    {
        await using var afternoon = await Begin(github);
        (github.Status, github.Where) = (status, "POST");
        await afternoon.Ana.Slash("/followup github 1 acme/dbt");
        Assert.Contains(sentence, (await afternoon.Ana.Form()).Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.CloseAll();
        github.Status = 200;
        await afternoon.Ana.Slash("/followup github 1 acme/dbt");
        Assert.Equal("Acme/dbt#1", afternoon.Row().Issue);
    }

    [Fact]
    public async Task Where_issues_are_switched_off_none_is_tried()
    {
        await using var afternoon = await Begin(github);
        github.HasIssues = false;
        await afternoon.Ana.Slash("/followup github 1 acme/dbt");
        afternoon.Ana.Sees("Issues are switched off in acme/dbt.");
        Assert.DoesNotContain(github.Asked, a => a.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_private_incident_nothing_is_told_GitHub()
    {
        await using var afternoon = await Begin(github);
        await PrivateStory.Declares(afternoon, "Payroll is leaked", "ben");
        await afternoon.Chloe.Slash("/followup ask the lawyers", "#inc-2-payroll-is-leaked");
        await afternoon.Chloe.Slash("/followup github 2 acme/dbt");
        afternoon.Chloe.Sees("It is of a private incident, of which nothing is told GitHub.");
        await afternoon.Chloe.Slash("/followup 2");
        Assert.DoesNotContain("Create GitHub issue", afternoon.Chloe.Modal.Buttons);
        Assert.Empty(github.All);
    }

    [Fact]
    public async Task Once_an_incident_is_private_GitHub_hears_no_more_of_it()
    {
        await using var afternoon = await Linked(github);
        await afternoon.TurnsPrivate(1, afternoon.Ana, afternoon.Ben);
        await afternoon.Ben.Slash("/followup done 1");
        Assert.Equal(FollowUpState.Done, afternoon.Row().State);
        Assert.Equal(0, github.Changes);
    }

    [Fact]
    public async Task Without_a_token_it_says_what_is_missing_and_other_words_still_make_follow_ups()
    {
        await using var afternoon = await Begin(null);
        await afternoon.Ana.Slash("/followup github 1 acme/dbt");
        afternoon.Ana.Sees("Whoever runs the bot sets GITHUB_TOKEN first");
        await afternoon.Ana.Slash("/followup GitHub is slow @ben");
        Assert.Equal(("GitHub is slow", afternoon.Ben.Id), (afternoon.Row(2).Title, afternoon.Row(2).Owner));
    }
}

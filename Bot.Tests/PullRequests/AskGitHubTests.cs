using Bot.Storage;
using Bot.Tests.Alerts.Dbt;
using static Bot.Tests.PullRequests.GitHubActs;

namespace Bot.Tests.PullRequests;

/// <summary>What the bot asks GitHub where it has a token.</summary>
public sealed class AskGitHubTests : IAsyncLifetime
{
    static readonly TimeSpan Soon = TimeSpan.FromMinutes(11);

    FakeGitHub github = null!;

    public async ValueTask InitializeAsync() => github = await FakeGitHub.Start();

    public ValueTask DisposeAsync() => github.DisposeAsync();

    async Task<Afternoon> Attached()
    {
        var afternoon = await Begin(github);
        await afternoon.Ana.Says(Channel, $"{github.Url}/acme/dbt/pull/12");
        return afternoon;
    }

    static void Shows(Afternoon afternoon, string state) =>
        Assert.Contains($"acme/dbt#12 Fix the cast: {state}", afternoon.Card().Text, StringComparison.Ordinal);

    [Fact]
    public async Task What_is_attached_shows_its_state_at_once_and_follows_slowly()
    {
        github.Reviews = [new { state = "APPROVED", submitted_at = "2026-03-03T09:00:00Z", user = new { login = "ben" } }];
        await using var afternoon = await Attached();
        Shows(afternoon, "approved");
        github.Checks =
        [
            new { name = "build", conclusion = "failure", completed_at = "2026-03-03T10:01:00Z", app = new { id = 7 } },
        ];
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        Shows(afternoon, "approved");
        await afternoon.Pass(Soon);
        Shows(afternoon, "checks failing");
        github.Pull = FakeGitHub.Is(merge: Merge, minute: 9);
        await afternoon.Pass(Soon);
        Shows(afternoon, "merged, not deployed yet");
        var asked = github.Asked.Count;
        await afternoon.Pass(Soon);
        Assert.Equal(asked, github.Asked.Count);
    }

    [Fact]
    public async Task A_deployment_that_contains_the_merge_is_live()
    {
        await using var afternoon = await Attached();
        await afternoon.Delivers("pull_request", Pull(merge: Merge, minute: 1));
        await afternoon.Delivers("deployment_status", Deployed(Head));
        Shows(afternoon, "merged, not deployed yet");
        github.Compared[$"{Merge}...{Later}"] = "ahead";
        Assert.Equal("GitHub is asked what it contains.", (await afternoon.Delivers("deployment_status", Deployed(Later))).Said);
        Shows(afternoon, "deployed");
        Assert.Equal(["ana"], afternoon.Ana.Sees("Fix is live", Channel).Notified);
    }

    [Fact]
    public async Task A_run_of_dbt_that_passed_with_the_merge_is_live()
    {
        github.Pull = FakeGitHub.Is(merge: Merge);
        github.Compared[$"{Merge}...{Later}"] = "ahead";
        await using var afternoon = await Attached();
        await afternoon.Sends(DbtFiles.Run("error stg_orders", "success stg_users"), $"{DbtSender.Job}&commit={Later}");
        Shows(afternoon, "merged, not deployed yet");
        await afternoon.Sends(DbtFiles.Run("success stg_orders"), $"?job=try&branch=fix&commit={Later}");
        Shows(afternoon, "merged, not deployed yet");
        await afternoon.Sends(DbtFiles.Run("success stg_orders", "success stg_users"), $"{DbtSender.Job}&commit={Later}");
        Shows(afternoon, "deployed");
        afternoon.Ana.Sees("Fix is live: acme/dbt#12 Fix the cast.", Channel);
    }

    [Fact]
    public async Task A_job_of_another_kind_is_live_for_its_own_incident_alone()
    {
        github.Pull = FakeGitHub.Is(merge: Merge);
        await using var afternoon = await Attached();
        object Passed(string job) => new
        {
            title = $"{job} passed",
            status = "resolved",
            metadata = new { job, branch = "main", commit = Merge },
        };
        await afternoon.Alert(Passed("lint"));
        Shows(afternoon, "merged, not deployed yet");
        await afternoon.Alert(Passed("orders"));
        Shows(afternoon, "deployed");
    }

    [Theory]
    [InlineData(404, "GitHub does not show it to the bot")]
    [InlineData(401, "GitHub does not answer the bot")]
    [InlineData(500, "nothing heard of it yet")]
    public async Task What_GitHub_does_not_say_is_asked_again(int status, string shown)
    {
        github.Status = status;
        await using var afternoon = await Attached();
        Assert.Contains($"acme/dbt#12: {shown}", afternoon.Card().Text, StringComparison.Ordinal);
        if (status == 401)
        {
            await afternoon.Pass(TimeSpan.FromMinutes(1));
            afternoon.Ivy.Sees("GitHub does not take GITHUB_TOKEN.");
        }

        github.Status = 200;
        await afternoon.Pass(Soon);
        Shows(afternoon, "open");
    }

    [Theory]
    [InlineData(403, "Retry-After", "2400")]
    [InlineData(403, "X-RateLimit-Remaining", "0")]
    [InlineData(429, "Retry-After", "2400")]
    public async Task What_GitHub_does_not_say_as_it_wants_to_be_left_alone_is_asked_when_it_does_not(
        int status, string name, string value)
    {
        await using var afternoon = await Begin(github);
        (github.Status, github.Headers[name]) = (status, value);
        github.Headers["X-RateLimit-Reset"] = FormattableString.Invariant(
            $"{afternoon.Get<Database>().WireNow / 1000 + 2400}");
        await afternoon.Ana.Says(Channel, $"{github.Url}/acme/dbt/pull/12");
        Assert.Contains("acme/dbt#12: nothing heard of it yet", afternoon.Card().Text, StringComparison.Ordinal);
        github.Status = 200;
        var asked = github.Asked.Count;
        await afternoon.Pass(Soon);
        Assert.Equal(asked, github.Asked.Count);
        for (var n = 0; n < 4; n++) await afternoon.Pass(Soon);
        Shows(afternoon, "open");
    }

    [Theory]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(422)]
    [InlineData(429)]
    [InlineData(502)]
    public async Task A_commit_that_could_not_be_compared_is_compared_later(int status)
    {
        github.Pull = FakeGitHub.Is(merge: Merge);
        github.Compared[$"{Merge}...{Later}"] = "ahead";
        await using var afternoon = await Attached();
        github.Status = status;
        await afternoon.Delivers("deployment_status", Deployed(Later));
        Shows(afternoon, "merged, not deployed yet");
        github.Status = 200;
        await afternoon.Pass(Soon);
        Shows(afternoon, "deployed");
    }

    [Fact]
    public async Task What_GitHub_does_not_show_for_hours_is_believed()
    {
        github.Pull = FakeGitHub.Is(merge: Merge);
        await using var afternoon = await Attached();
        github.Status = 404;
        await afternoon.Delivers("deployment_status", Deployed(Later));
        for (var n = 0; n < 17; n++) await afternoon.Pass(TimeSpan.FromHours(1));
        var asked = github.Asked.Count;
        Assert.InRange(asked, 5, 15);
        await afternoon.Pass(TimeSpan.FromHours(13));
        Assert.Equal(asked, github.Asked.Count);
    }

    [Fact]
    public async Task What_is_opened_again_is_asked_about_again()
    {
        await using var afternoon = await Attached();
        await afternoon.Resolves();
        await afternoon.Pass(Soon);
        github.Pull = FakeGitHub.Is(merge: Merge, minute: 15);
        var asked = github.Asked.Count;
        await afternoon.Pass(Soon);
        Assert.Equal(asked, github.Asked.Count);
        await afternoon.Ana.Slash("/incident reopen 1", "#data-team");
        await afternoon.Pass(Soon);
        Shows(afternoon, "merged, not deployed yet");
    }

    [Fact]
    public async Task Whoever_links_to_it_again_has_it_asked_about()
    {
        await using var afternoon = await Attached();
        await afternoon.Resolves();
        await afternoon.Pass(Soon);
        github.Pull = FakeGitHub.Is("Cast it", minute: 15);
        await afternoon.Ana.Slash($"/incident pr {github.Url}/acme/dbt/pull/12", Channel);
        Assert.Contains("acme/dbt#12 Cast it: open", afternoon.Card().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_older_than_what_was_delivered_changes_nothing()
    {
        await using var afternoon = await Attached();
        await afternoon.Delivers("pull_request", Pull("Fix the cast", draft: true, minute: 5));
        await afternoon.Pass(Soon);
        Shows(afternoon, "draft");
    }
}

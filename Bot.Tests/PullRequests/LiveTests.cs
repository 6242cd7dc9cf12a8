using Bot.Tests.Alerts.Dbt;
using static Bot.Tests.PullRequests.GitHubActs;

namespace Bot.Tests.PullRequests;

/// <summary>What runs in production, by which place, and since when. It is a Tuesday, and Ana is on call.</summary>
public sealed class LiveTests : IAsyncLifetime
{
    static readonly TimeSpan Soon = TimeSpan.FromMinutes(11);

    static readonly DateTimeOffset Built = new(2026, 3, 3, 6, 0, 0, TimeSpan.Zero);

    FakeGitHub github = null!;

    public async ValueTask InitializeAsync()
    {
        github = await FakeGitHub.Start();
        github.Compared[$"{Merge}...{Later}"] = "ahead";
        github.Compared[$"{Merge}...{Head}"] = "behind";
    }

    public ValueTask DisposeAsync() => github.DisposeAsync();

    async Task<Afternoon> Merged()
    {
        var afternoon = await Begin(github);
        await afternoon.Ana.Says(Channel, $"{github.Url}/acme/dbt/pull/12");
        await afternoon.Delivers("pull_request", Pull(merge: Merge, minute: 1));
        return afternoon;
    }

    static void Shows(Afternoon afternoon, string state) =>
        Assert.Contains($"acme/dbt#12 Fix the cast: {state}", afternoon.Card().Text, StringComparison.Ordinal);

    [Fact]
    public async Task What_was_rolled_back_is_merged_and_says_so_once()
    {
        const string Gone = "acme/dbt#12 Fix the cast runs in production no more";
        await using var afternoon = await Merged();
        await afternoon.Delivers("deployment_status", Deployed(Merge));
        Shows(afternoon, "deployed");
        Assert.Equal(
            "GitHub is asked what it contains.",
            (await afternoon.Delivers("deployment_status", Deployed(Head, minute: 31))).Said);
        Shows(afternoon, "merged, not deployed yet");
        Assert.Empty(afternoon.Ana.Sees(Gone, Channel).Notified);
        await afternoon.Delivers("deployment_status", Deployed(Head, minute: 32));
        await afternoon.Pass(Soon);
        Assert.Single(afternoon.Ana.Messages(Channel), m => m.Text.Contains(Gone, StringComparison.Ordinal));
        await afternoon.Delivers("deployment_status", Deployed(Later, minute: 40));
        Shows(afternoon, "deployed");
        Assert.Equal(
            2, afternoon.Ana.Messages(Channel).Count(m => m.Text.Contains("Fix is live", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_later_commit_that_contains_it_changes_nothing()
    {
        await using var afternoon = await Merged();
        await afternoon.Delivers("deployment_status", Deployed(Merge));
        await afternoon.Delivers("deployment_status", Deployed(Later, minute: 31));
        Shows(afternoon, "deployed");
        Assert.Single(afternoon.Ana.Messages(Channel), m => m.Text.Contains("Fix is live", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_runs_elsewhere_takes_nothing_back()
    {
        await using var afternoon = await Merged();
        await afternoon.Delivers("deployment_status", Deployed(Merge));
        await afternoon.Delivers("deployment_status", Deployed(Head, "prod", minute: 31));
        Shows(afternoon, "deployed");
        Assert.DoesNotContain($"/repos/acme/dbt/compare/{Merge}...{Head}", github.Asked);
    }

    [Fact]
    public async Task What_was_rolled_back_at_one_place_may_run_at_another()
    {
        await using var afternoon = await Merged();
        await afternoon.Delivers("deployment_status", Deployed(Merge));
        await afternoon.Delivers("deployment_status", Deployed(Later, "prod"));
        await afternoon.Delivers("deployment_status", Deployed(Head, minute: 31));
        await afternoon.Pass(Soon);
        Shows(afternoon, "deployed");
    }

    [Fact]
    public async Task An_older_deployment_that_is_heard_of_later_replaces_nothing()
    {
        await using var afternoon = await Begin(github);
        await afternoon.Ana.Says(Channel, $"{github.Url}/acme/dbt/pull/12");
        await afternoon.Delivers("deployment_status", Deployed(Later, minute: 30));
        Assert.Equal(
            "A later one is known to run there.",
            (await afternoon.Delivers("deployment_status", Deployed(Head, minute: 10))).Said);
        await afternoon.Delivers("pull_request", Pull(merge: Merge, minute: 20));
        Shows(afternoon, "deployed");
        Assert.DoesNotContain($"/repos/acme/dbt/compare/{Merge}...{Head}", github.Asked);
    }

    [Fact]
    public async Task An_older_run_of_dbt_that_comes_later_replaces_nothing()
    {
        static string Of(string commit) => $"{DbtSender.Job}&commit={commit}";
        await using var afternoon = await Merged();
        await afternoon.Sends(DbtFiles.RunAt(Built.AddHours(2), "success stg_orders", "success stg_users"), Of(Later));
        Shows(afternoon, "deployed");
        await afternoon.Sends(DbtFiles.RunAt(Built, "success stg_orders", "success stg_old"), Of(Head));
        await afternoon.Pass(Soon);
        Shows(afternoon, "deployed");
    }

    [Fact]
    public async Task Of_what_runs_no_more_GitHub_is_not_asked()
    {
        await using var afternoon = await Merged();
        github.Status = 502;
        await afternoon.Delivers("deployment_status", Deployed(Later));
        await afternoon.Delivers("deployment_status", Deployed(Head, minute: 31));
        github.Status = 200;
        var asked = github.Asked.Count;
        await afternoon.Pass(Soon);
        Shows(afternoon, "merged, not deployed yet");
        Assert.Equal([$"/repos/acme/dbt/compare/{Merge}...{Head}"], github.Asked.Skip(asked));
    }

    [Theory]
    [InlineData("Production – dbt", true, true)]
    [InlineData("prd", true, true)]
    [InlineData("prd", false, false)]
    [InlineData("prod", false, true)]
    [InlineData("prod", null, true)]
    public async Task GitHub_itself_says_what_production_is(string environment, bool? isProduction, bool counts)
    {
        await using var afternoon = await Merged();
        await afternoon.Delivers("deployment_status", Deployed(Merge, environment, isProduction: isProduction));
        Shows(afternoon, counts ? "deployed" : "merged, not deployed yet");
    }
}

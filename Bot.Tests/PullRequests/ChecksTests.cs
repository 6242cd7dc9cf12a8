using static Bot.Tests.PullRequests.GitHubActs;

namespace Bot.Tests.PullRequests;

/// <summary>How the checks and statuses of a pull request's newest commit stand, heard and asked. It is a Tuesday.</summary>
public sealed class ChecksTests : IAsyncLifetime
{
    static readonly TimeSpan Soon = TimeSpan.FromMinutes(11);

    FakeGitHub github = null!;

    public async ValueTask InitializeAsync() => github = await FakeGitHub.Start();

    public ValueTask DisposeAsync() => github.DisposeAsync();

    static async Task<Afternoon> Heard()
    {
        var afternoon = await Begin();
        await afternoon.Ana.Says(Channel, Link);
        await afternoon.Delivers("pull_request", Pull());
        return afternoon;
    }

    async Task<Afternoon> Asked()
    {
        var afternoon = await Begin(github);
        await afternoon.Ana.Says(Channel, $"{github.Url}/acme/dbt/pull/12");
        return afternoon;
    }

    static void Shows(Afternoon afternoon, string state) =>
        Assert.Contains($"acme/dbt#12 Fix the cast: {state}", afternoon.Card().Text, StringComparison.Ordinal);

    static object Run(string conclusion, int minute, long suite) => new
    {
        name = "build",
        conclusion,
        completed_at = At(minute),
        app = new { id = 15368 },
        check_suite = new { id = suite },
    };

    [Fact]
    public async Task Two_workflows_may_have_a_job_of_the_same_name()
    {
        await using var afternoon = await Heard();
        await afternoon.Delivers("check_run", Check("failure", 3, suite: 100));
        await afternoon.Delivers("check_suite", Suite("failure", 3, suite: 100));
        await afternoon.Delivers("check_run", Check("success", 5, suite: 200));
        await afternoon.Delivers("check_suite", Suite("success", 5, suite: 200));
        Shows(afternoon, "checks failing");
        await afternoon.Delivers("check_run", Check("success", 7, suite: 100));
        await afternoon.Delivers("workflow_run", Workflow("success", 7, suite: 100));
        Shows(afternoon, "open");
    }

    [Fact]
    public async Task Asked_they_are_told_apart_as_well()
    {
        github.Checks = [Run("failure", 3, 100), Run("success", 5, 200)];
        await using var afternoon = await Asked();
        Shows(afternoon, "checks failing");
    }

    [Fact]
    public async Task A_status_is_a_check_of_another_kind()
    {
        await using var afternoon = await Heard();
        Assert.Equal("Kept.", (await afternoon.Delivers("status", Status("failure", 3))).Said);
        Shows(afternoon, "checks failing");
        await afternoon.Delivers("status", Status("success", 4, "ci/circleci: lint"));
        await afternoon.Delivers("status", Status("pending", 5));
        Shows(afternoon, "checks failing");
        await afternoon.Delivers("status", Status("success", 6));
        Shows(afternoon, "open");
        await afternoon.Delivers("status", Status("error", 7));
        Shows(afternoon, "checks failing");
    }

    [Fact]
    public async Task Statuses_are_asked_too()
    {
        github.Statuses = [new { state = "failure", context = "ci/circleci: build", updated_at = At(3), created_at = At(3) }];
        await using var afternoon = await Asked();
        Shows(afternoon, "checks failing");
        github.Statuses = [new { state = "pending", context = "ci/circleci: build", updated_at = At(4), created_at = At(4) }];
        await afternoon.Pass(Soon);
        Shows(afternoon, "open");
    }

    [Theory]
    [InlineData("/check-runs")]
    [InlineData("/status")]
    public async Task A_token_that_shows_one_of_them_and_not_the_other_shows_the_rest(string hidden)
    {
        github.Checks = [Run("failure", 3, 100)];
        github.Statuses = [new { state = "failure", context = "ci", updated_at = At(3), created_at = At(3) }];
        (github.Status, github.Where) = (403, hidden);
        await using var afternoon = await Asked();
        Shows(afternoon, "checks failing");
        (github.Checks, github.Statuses) = ([], []);
        await afternoon.Pass(Soon);
        Shows(afternoon, "open");
    }

    [Fact]
    public async Task What_was_lost_is_made_good_when_GitHub_is_asked()
    {
        github.Checks = [Run("success", 9, 100)];
        await using var afternoon = await Asked();
        await afternoon.Delivers("workflow_run", Workflow("failure", 3));
        await afternoon.Delivers("check_suite", Suite("failure", 3, suite: 300));
        await afternoon.Delivers("status", Status("failure", 3));
        Shows(afternoon, "checks failing");
        await afternoon.Pass(Soon);
        Shows(afternoon, "open");
    }

    [Fact]
    public async Task A_check_may_come_before_the_commit_that_it_is_of()
    {
        await using var afternoon = await Heard();
        Assert.Equal("Kept.", (await afternoon.Delivers("check_run", Check("failure", 6, head: Later, pulls: 12))).Said);
        Shows(afternoon, "open");
        await afternoon.Delivers("pull_request", Pull(head: Later, minute: 5));
        Shows(afternoon, "checks failing");
    }

    [Fact]
    public async Task Of_one_second_the_end_and_the_failure_count()
    {
        await using var afternoon = await Heard();
        await afternoon.Delivers("check_run", Check("failure", 4));
        await afternoon.Delivers("check_run", Check("success", 4));
        Shows(afternoon, "checks failing");
        await afternoon.Delivers("pull_request", Pull(closed: true, minute: 6));
        await afternoon.Delivers("pull_request", Pull(minute: 6));
        Shows(afternoon, "closed");
        await afternoon.Delivers("pull_request", Pull(minute: 7));
        Shows(afternoon, "checks failing");
    }
}

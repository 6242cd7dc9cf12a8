using System.Text;
using System.Text.Json;
using Bot.Domain.PullRequests;
using Bot.PullRequests;

namespace Bot.Tests.PullRequests;

/// <summary>GitHub's own examples, as they are delivered.</summary>
public sealed class ReadGitHubTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static async Task<GitHubEvent> Example(string kind, string name)
    {
        await using var file = File.OpenRead(ReferenceData.File("github", kind, $"{name}.json"));
        return await ReadGitHub.Of(kind, file, Stop);
    }

    static Task<GitHubEvent> Read(string kind, string body) =>
        ReadGitHub.Of(kind, new MemoryStream(Encoding.UTF8.GetBytes(body)), Stop);

    [Fact]
    public async Task Each_of_them_is_read_or_left_alone()
    {
        var folder = Path.GetDirectoryName(ReferenceData.File("github", "README.md"))!;
        var all = Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories);
        Assert.Equal(34, all.Length);
        foreach (var path in all)
        {
            var kind = Path.GetFileName(Path.GetDirectoryName(path))!;
            var heard = await Example(kind, Path.GetFileNameWithoutExtension(path));
            Assert.Equal(
                kind is "pull_request" or "pull_request_review", heard is GitHubEvent.Pull);
        }
    }

    [Fact]
    public async Task A_pull_request_is_as_it_says()
    {
        var opened = Assert.IsType<GitHubEvent.Pull>(await Example("pull_request", "opened"));
        Assert.Equal("Codertocat/Hello-World#2", $"{opened.Repository.Name}#{opened.Number}");
        Assert.Equal(186853002, opened.Repository.Id);
        Assert.Equal(
            new("Update the README with new information.", "ec26c3e57ca3a959ca5aad62de7213c562f8c821",
                new DateTimeOffset(2019, 5, 15, 15, 20, 33, TimeSpan.Zero)),
            opened.Seen);
        var closed = Assert.IsType<GitHubEvent.Pull>(await Example("pull_request", "closed.unmerged"));
        Assert.Equal((true, null), (closed.Seen.IsClosed, closed.Seen.Merge));
        var merged = Assert.IsType<GitHubEvent.Pull>(await Example("pull_request", "derived.closed.merged"));
        Assert.Equal((true, "6dcb09b5b57875f334f61aebed695e2e4193db5e"), (merged.Seen.IsClosed, merged.Seen.Merge));
    }

    [Fact]
    public async Task A_remark_is_no_review_and_a_dismissal_is_one()
    {
        Assert.Null(Assert.IsType<GitHubEvent.Pull>(await Example("pull_request_review", "submitted.commented")).Review);
        var dismissed = Assert.IsType<GitHubEvent.Pull>(await Example("pull_request_review", "dismissed"));
        Assert.Equal(("Codertocat", Verdict.Dismissed), (dismissed.Reviewer, dismissed.Review!.Verdict));
    }

    [Theory]
    [InlineData("check_run", "completed.failure", true, "118578147: Octocoders-linter")]
    [InlineData("check_run", "completed.success", false, "118578147: Octocoders-linter")]
    [InlineData("check_suite", "completed.success", false, "118578147: all checks")]
    [InlineData("workflow_run", "derived.completed.failure", true, "1291536064: all checks")]
    [InlineData("workflow_run", "derived.completed.rerun-success", false, "1291536064: all checks")]
    public async Task A_check_ends_well_or_fails(string kind, string name, bool fails, string called)
    {
        var check = Assert.IsType<GitHubEvent.Checked>(await Example(kind, name));
        Assert.Equal((called, fails), (check.Name, check.Check.Fails));
        Assert.Equal(kind.StartsWith("check", StringComparison.Ordinal) ? [2L] : [], check.Pulls);
    }

    [Theory]
    [InlineData("check_run", "created")]
    [InlineData("check_suite", "requested")]
    [InlineData("workflow_run", "requested")]
    [InlineData("deployment_status", "created.in_progress.with-workflow-run")]
    [InlineData("deployment_status", "derived.created.failure")]
    [InlineData("push", "tag-deleted")]
    [InlineData("ping", "organization")]
    public async Task What_has_not_ended_or_is_about_something_else_changes_nothing(string kind, string name) =>
        Assert.IsType<GitHubEvent.Other>(await Example(kind, name));

    [Fact]
    public async Task A_deployment_names_its_commit_and_place() => Assert.Equal(
        new GitHubEvent.Deployed(
            new("Codertocat/Hello-World", 186853002), "f95f852bd8fca8fcc58a9a2d6c842781e32a215e", "production",
            At: new(2019, 5, 15, 15, 20, 55, TimeSpan.Zero)),
        await Example("deployment_status", "created.success"));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"pull_request": null, "repository": {"full_name": "acme/dbt"}}""")]
    [InlineData("""{"pull_request": {"number": "12", "title": 3}, "repository": {"full_name": "acme/dbt"}}""")]
    [InlineData("""{"pull_request": {"number": 1e40}, "repository": {"full_name": ["acme/dbt"]}}""")]
    public async Task What_lacks_a_field_or_has_another_in_its_place_changes_nothing(string body) =>
        Assert.IsType<GitHubEvent.Other>(await Read("pull_request", body));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"pull_request": {"title": "cut""")]
    public async Task What_is_no_object_is_refused(string body) =>
        await Assert.ThrowsAnyAsync<JsonException>(() => Read("pull_request", body));

    [Fact]
    public async Task A_part_that_is_larger_than_any_is_refused_and_not_held()
    {
        var body = $$"""{"pull_request": {"body": "{{new string('x', 5_000_000)}}"} }""";
        await Assert.ThrowsAnyAsync<JsonException>(() => Read("pull_request", body));
        Assert.IsType<GitHubEvent.Other>(await Read("push", body));
    }

    [Fact]
    public async Task Of_a_title_no_more_is_kept_than_is_shown()
    {
        var heard = Assert.IsType<GitHubEvent.Pull>(await Read("pull_request", GitHubActs.Pull(title: new('x', 10_000))));
        Assert.Equal(ReadGitHub.LongestTitle, heard.Seen.Title.Length);
    }
}

using Bot.Domain.Alerts;

namespace Bot.Tests.Alerts;

/// <summary>Values spelt in the way of other tools: none, branches, environments.</summary>
public sealed class SaidTests
{
    [Theory]
    [InlineData("origin/main", "main")]
    [InlineData("refs/heads/main", "main")]
    [InlineData("refs/remotes/origin/main", "main")]
    [InlineData("remotes/origin/main", "main")]
    [InlineData("remotes/upstream/main", "main")]
    [InlineData("refs/remotes/fork/feature/x", "feature/x")]
    [InlineData("heads/main", "main")]
    [InlineData("*/main", "main")]
    [InlineData("* main", "main")]
    [InlineData(" \"main\" ", "main")]
    [InlineData("origin/feature/x", "feature/x")]
    [InlineData("feature/origin/main", "feature/origin/main")]
    [InlineData("headless", "headless")]
    [InlineData("none-of-it", "none-of-it")]
    [InlineData("pay-$5", "pay-$5")]
    [InlineData("upstream/main", "main")]
    [InlineData("heads/main~0", "main")]
    [InlineData("HEAD -> main", "main")]
    [InlineData("HEAD -> feature/x, origin/feature/x", "feature/x")]
    [InlineData("“main”", "main")]
    [InlineData("\\\"main\\\"", "main")]
    [InlineData("[main]", "main")]
    [InlineData("[\"main\"]", "main")]
    [InlineData("(main)", "main")]
    [InlineData("facade", "facade")]
    [InlineData("refs/pull/12/merge", "refs/pull/12/merge")]
    [InlineData("HEAD~1", null)]
    [InlineData("ORIG_HEAD", null)]
    // A commit, and what git allows no branch to be called.
    [InlineData("0a1b2c3d4e5f60718293a4b5c6d7e8f901234567", null)]
    [InlineData("0a1b2c3", null)]
    [InlineData("branch: main", null)]
    [InlineData("{\"name\":\"main\"}", null)]
    [InlineData("[\"main\",\"dev\"]", null)]
    // A build of a tag has no branch, so it is not filed away as one.
    [InlineData("refs/tags/v1.2", null)]
    [InlineData("tags/v1.2.3", null)]
    [InlineData("tag/v1.2.3", null)]
    [InlineData("origin/tags/v1", null)]
    [InlineData("v1.2.3", null)]
    [InlineData("v2026.03", null)]
    [InlineData("1.2.3-rc.1", null)]
    [InlineData("v1.2.3^{}", null)]
    [InlineData("1.2", "1.2")]
    [InlineData("v2", "v2")]
    [InlineData("release-1.2.3", "release-1.2.3")]
    // What stands behind an @ is a place on the branch.
    [InlineData("main@0a1b2c3", "main")]
    [InlineData("main@{0}", null)]
    [InlineData("detached@0a1b2c3", null)]
    [InlineData("HEAD@0a1b2c3", null)]
    [InlineData("bump/@types/node", "bump/@types/node")]
    // A list of one, and of several.
    [InlineData("main;", "main")]
    [InlineData("dev,", "dev")]
    [InlineData("main,dev", null)]
    [InlineData("dev;main", null)]
    [InlineData("dev\nmain", null)]
    [InlineData("github/main", "main")]
    [InlineData("gitlab/main", "main")]
    [InlineData("remotes/gitlab/main", "main")]
    [InlineData("null/main", "main")]
    [InlineData("undefined/dev", "dev")]
    [InlineData("$REMOTE/main", "main")]
    [InlineData("no-branch", null)]
    [InlineData("not a branch", null)]
    [InlineData("N/A", null)]
    [InlineData("n.a.", null)]
    [InlineData("None/None", null)]
    [InlineData("not available", null)]
    [InlineData("False", null)]
    [InlineData("<no value>", null)]
    [InlineData("%!s(<nil>)", null)]
    [InlineData("[object Object]", null)]
    [InlineData("__BRANCH__", null)]
    [InlineData("<branch name>", null)]
    [InlineData("[[branch]]", null)]
    [InlineData("%(branch)s", null)]
    [InlineData("!BRANCH!", null)]
    [InlineData("HEAD", null)]
    [InlineData("refs/heads/HEAD", null)]
    [InlineData("origin/HEAD", null)]
    [InlineData("(HEAD detached at 0a1b2c3)", null)]
    [InlineData("(no branch)", null)]
    [InlineData("null", null)]
    [InlineData("undefined", null)]
    [InlineData("None", null)]
    [InlineData("<none>", null)]
    [InlineData("(null)", null)]
    [InlineData("''", null)]
    [InlineData("\"\"", null)]
    [InlineData("refs/heads/", null)]
    [InlineData("refs/heads/null", null)]
    [InlineData("$CIRCLE_BRANCH", null)]
    [InlineData("${CIRCLE_BRANCH}", null)]
    [InlineData("${BRANCH:-}", null)]
    [InlineData("${{ github.ref_name }}", null)]
    [InlineData("{{ branch }}", null)]
    [InlineData("<< pipeline.git.branch >>", null)]
    [InlineData("<%= branch %>", null)]
    [InlineData("%BRANCH_NAME%", null)]
    [InlineData("$(Build.SourceBranchName)", null)]
    [InlineData("$env:BRANCH", null)]
    [InlineData("refs/heads/$BRANCH", null)]
    [InlineData("refs/heads/${BRANCH}", null)]
    [InlineData("  ", null)]
    public void A_branch_is_its_name_however_it_is_spelt(string sent, string? branch)
    {
        Assert.Equal(branch, GitBranch.Named(sent));
        var isProduction = branch is null or "main";
        Assert.Equal(
            isProduction ? RouteChoice.OpenIncident : RouteChoice.Store,
            new DefaultRoute().Decide(AlertRuleCases.Alert(sent)).Choice);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("undefined")]
    [InlineData("None")]
    [InlineData("$ENVIRONMENT")]
    [InlineData("${{ env.TARGET }}")]
    [InlineData("{{ target.name }}")]
    public void An_environment_that_nobody_filled_in_is_none(string sent)
    {
        Assert.Null(AlertRuleCases.Alert("main", sent).Environment);
        var unfilled = new Dictionary<string, string> { ["environment"] = sent, ["job"] = sent, ["repository"] = sent };
        Assert.Equal("ci||||it broke", DeduplicationKey.Of(null, "ci", "It broke", unfilled));
        Assert.Equal("ci||||it broke", DeduplicationKey.Of(sent, "ci", "It broke", Alert.NoMetadata));
    }
}

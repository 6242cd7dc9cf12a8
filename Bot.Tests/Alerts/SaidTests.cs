using Bot.Domain.Alerts;

namespace Bot.Tests.Alerts;

/// <summary>Values spelt in the way of other tools: none, branches, words for broken and well.</summary>
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

    [Theory]
    [InlineData("resolved")]
    [InlineData(" RESOLVED ")]
    [InlineData("UP")]
    [InlineData("ok")]
    [InlineData("success")]
    [InlineData("Passed")]
    [InlineData("fixed")]
    [InlineData("closed")]
    [InlineData("recovered")]
    [InlineData("healthy")]
    [InlineData("normal")]
    [InlineData("green")]
    [InlineData("✅ OK")]
    [InlineData("🟢")]
    [InlineData("back_to_normal")]
    [InlineData("[Recovered]")]
    [InlineData("auto-resolved")]
    [InlineData("Resolved by timeout")]
    [InlineData("resolved_by_user")]
    [InlineData("incident.resolved")]
    [InlineData("alert_closed")]
    [InlineData("state: ok")]
    [InlineData("CRITICAL -> OK")]
    [InlineData("Normal (MissingSeries)")]
    [InlineData("ok (was critical)")]
    [InlineData("NOT_FIRING")]
    [InlineData("working again")]
    [InlineData(":white_check_mark:")]
    [InlineData("ALERT_DEGRADED_RECOVERY")]
    [InlineData("warning cleared")]
    [InlineData("Mitigated")]
    [InlineData("RESOLVED: orders late")]
    [InlineData("RESOLVED: dbt_build failed on main")]
    [InlineData("[RESOLVED] orders late")]
    [InlineData("[RESOLVED:2] orders late")]
    [InlineData("alert: resolved: orders late")]
    [InlineData("OK - test passed")]
    [InlineData("resolved/ok")]
    [InlineData("no longer firing")]
    [InlineData("not failing")]
    [InlineData("stopped alerting")]
    [InlineData("back online")]
    [InlineData("back up")]
    [InlineData("Back to healthy")]
    [InlineData("up again")]
    [InlineData("is ok now")]
    [InlineData("✓")]
    [InlineData("✓ passed")]
    public void A_word_for_well_again_is_a_recovery(string word) => Assert.Equal(AlertStatus.Resolved, Alert.StatusOf(word));

    [Theory]
    [InlineData("❌ ok")]
    [InlineData("🔴 up")]
    public void A_sign_of_alarm_is_heard_whatever_stands_beside_it(string word) =>
        Assert.Equal(AlertStatus.Firing, Alert.StatusOf(word));

    [Theory]
    [InlineData("firing", false)]
    [InlineData("", false)]
    [InlineData("DOWN", false)]
    [InlineData("failure", false)]
    [InlineData("cancelled", false)]
    [InlineData("OK -> CRITICAL", false)]
    [InlineData("Alerting (NoData)", false)]
    [InlineData("incident.triggered", false)]
    [InlineData("ACKNOWLEDGED", false)]
    [InlineData("no_data", false)]
    [InlineData("❌ failed", false)]
    [InlineData("still failing", false)]
    [InlineData("FIRING: orders late", false)]
    [InlineData("[FIRING:2] orders late", false)]
    [InlineData("PROBLEM: orders late", false)]
    [InlineData("CRITICAL - 5 tests passed", false)]
    [InlineData("OK - CRITICAL", true)]
    [InlineData("resolved/firing", true)]
    [InlineData("failed recovery", true)]
    [InlineData("no longer ok", true)]
    [InlineData("not resolved: orders late", true)]
    [InlineData("orders: resolved", true)]
    [InlineData("resolving", true)]
    [InlineData("to be resolved", true)]
    [InlineData("not resolved by user", true)]
    [InlineData("true", true)]
    [InlineData("0", true)]
    [InlineData("resloved", true)]
    [InlineData("not ok", true)]
    [InlineData("unresolved", true)]
    [InlineData("no success", true)]
    [InlineData("completed", true)]
    [InlineData("${{ job.status }}", true)]
    [InlineData("200", true)]
    public void Any_other_word_fires_and_is_named_where_it_is_unknown(string word, bool isUnknown)
    {
        Assert.Equal(AlertStatus.Firing, Alert.StatusOf(word));
        var alert = AlertRuleCases.Alert() with { StatusWord = word };
        var decision = AlertRules.Decide(alert, new(RouteChoice.OpenIncident, "It is about main."), AlertRuleCases.Nothing,
            new(5));
        var open = Assert.IsType<AlertDecision.Open>(decision);
        Assert.Equal(
            isUnknown ? $"It is about main. Its status “{word}” is no word that is known here, so it counts as failing."
                : "It is about main.",
            open.Reason);
    }

    [Fact]
    public void A_word_that_means_nothing_here_is_named_where_nobody_is_told_too()
    {
        var alert = AlertRuleCases.Alert() with { StatusWord = "resloved" };
        var stored = AlertRules.Decide(alert, new(RouteChoice.Store, "dev is no production branch."), AlertRuleCases.Nothing,
            new(5));
        Assert.Equal(
            "dev is no production branch. Its status “resloved” is no word that is known here, so it counts as failing.",
            Assert.IsType<AlertDecision.Store>(stored).Reason);
    }
}

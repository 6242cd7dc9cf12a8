using Bot.Domain.Alerts;

namespace Bot.Tests.Alerts;

/// <summary>Words of other tools for broken and for well, and what denies them.</summary>
public sealed class StatusWordsTests
{
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
    [InlineData("passed: 3, failed: 0")]
    [InlineData("PASS=3 WARN=0 ERROR=0")]
    [InlineData("Up: 3/3")]
    [InlineData("available: 100%")]
    [InlineData("3 passed")]
    [InlineData("OK (0 failed)")]
    [InlineData("success: true")]
    [InlineData("OK - no errors or warnings")]
    [InlineData("SUCCESS - 0 of 5 tests failed")]
    [InlineData("passed, 0 failed (exit code 0)", false)]
    [InlineData("OK (exit code 0)")]
    [InlineData("OK (after 2 failed attempts)")]
    [InlineData("[RESOLVED] Error rate of orders is critical (prod)")]
    [InlineData("RESOLVED: orders API unavailable")]
    [InlineData("RESOLVED: 2 orders not loaded")]
    [InlineData("OK (2 failed)", false)]
    [InlineData("success (with 2 errors)", false)]
    [InlineData("passed: 3, failed: 2", false)]
    [InlineData("passed (1 failed)", false)]
    [InlineData("OK (CRITICAL)", false)]
    [InlineData("OK | 2 errors", false)]
    [InlineData("OK - 2 tests failed", false)]
    [InlineData("OK - 1 problem", false)]
    [InlineData("SUCCESS - with errors", false)]
    [InlineData("SUCCESS - 3 passed; 1 failure", false)]
    [InlineData("success: false", false)]
    [InlineData("healthy: false", false)]
    [InlineData("online: off", false)]
    [InlineData("resolved: no", false)]
    [InlineData("resolved: not yet", false)]
    [InlineData("resolved: maybe", false)]
    [InlineData("resolved?", false)]
    [InlineData("!ok", false)]
    [InlineData("NotOK", false)]
    [InlineData("OK: NotOK", false)]
    [InlineData("up: 0", false)]
    [InlineData("Up: 0/3", false)]
    [InlineData("Up: 2/3", false)]
    [InlineData("available: 99.5%", false)]
    [InlineData("0 passed", false)]
    [InlineData("OK - 0.5% failed", false)]
    [InlineData("OK: KO", false)]
    [InlineData("OK: Fehler", false)]
    [InlineData("OK - échec", false)]
    [InlineData("OK (失敗)", false)]
    [InlineData("OK - not ok", false)]
    [InlineData("OK - isn't ok", false)]
    [InlineData("OK (exit code 1)", false)]
    [InlineData("OK: HTTP 500 Internal Server Error", false)]
    [InlineData("PASS: 0 FAIL: 3", false)]
    [InlineData("PASS: 3 FAIL: 1 orders", false)]
    [InlineData("OK (was critical, still critical)", false)]
    [InlineData("RESOLVED: unresolved", false)]
    [InlineData("RESOLVED: orders is unresolved", false)]
    [InlineData("RESOLVED: still failing", false)]
    [InlineData("RECOVERED: orders still failing", false)]
    [InlineData("[RESOLVED:1, FIRING:2] orders late", false)]
    [InlineData("resolved (2 still firing)", false)]
    [InlineData("success\nTraceback: KeyError", false)]
    [InlineData("healthy (2/3 ready)", false)]
    [InlineData("healthy (3/3 ready)")]
    [InlineData("failures: 0")]
    [InlineData("closed: not a problem")]
    [InlineData("ok :x:", false)]
    [InlineData("⚠ ok", false)]
    [InlineData("👍 👎", false)]
    public void A_good_word_counts_only_where_nothing_beside_it_denies_it(string word, bool isWell = true) =>
        Assert.Equal(isWell ? AlertStatus.Resolved : AlertStatus.Firing, Alert.StatusOf(word));

    [Fact]
    public void A_good_word_in_front_of_a_long_text_silences_nothing() => Assert.Equal(
        AlertStatus.Firing, Alert.StatusOf($"OK - {string.Concat(Enumerable.Repeat("orders loaded, ", 400))} customers failed"));

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
        var decision = AlertRules.Decide(alert, new(RouteAction.Default, "It is about main."), AlertRuleCases.Nothing,
            new(5));
        var open = Assert.IsType<AlertDecision.Open>(decision);
        Assert.Equal(
            isUnknown ? $"It is about main. Its status “{word}” does not clearly say that it is well, so it counts as failing."
                : "It is about main.",
            open.Reason);
    }

    [Fact]
    public void A_word_that_means_nothing_here_is_named_where_nobody_is_told_too()
    {
        var alert = AlertRuleCases.Alert() with { StatusWord = "resloved" };
        var stored = AlertRules.Decide(alert, new(new RouteAction.Keep(), "dev is no production branch."), AlertRuleCases.Nothing,
            new(5));
        Assert.Equal(
            "dev is no production branch. Its status “resloved” does not clearly say that it is well, so it counts as failing.",
            Assert.IsType<AlertDecision.Store>(stored).Reason);
    }
}

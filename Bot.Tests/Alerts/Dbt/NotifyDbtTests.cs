using Bot.Alerts;
using Bot.People;
using Bot.Storage;

namespace Bot.Tests.Alerts.Dbt;

/// <summary>What the script of CI sends of a job that runs dbt.</summary>
public sealed class NotifyDbtTests
{
    [Theory]
    [MemberData(nameof(NotifyScriptTests.Shells), MemberType = typeof(NotifyScriptTests))]
    public async Task A_job_that_runs_dbt_is_one_incident_that_says_what_failed(string shell)
    {
        NotifyScriptTests.NeedsShell(shell);
        await using var afternoon = await Afternoon.Begin();
        var log = await Run(afternoon, shell, "failure", ("run_results.json", DbtFiles.Run("error stg_orders"), true),
            ("manifest.json", DbtFiles.Manifest, true));
        Assert.Contains("4 nodes kept", log, StringComparison.Ordinal);
        var alerts = Alerts(afternoon);
        Assert.Equal(["acme/dbt dbt_build failed", "stg_orders failed"], alerts.Select(a => a.Title));
        Assert.All(alerts, a => Assert.Equal((1, "main", "prod"), (a.Incident, a.Branch, a.Environment)));
        await Run(afternoon, shell, "success", ("run_results.json", DbtFiles.Run("success stg_orders"), true));
        Assert.Equal("It is resolved: INC-1 is in Monitoring and Resolve is offered.", Alerts(afternoon)[0].Reason);
    }

    [Fact]
    public async Task What_an_earlier_job_left_there_is_not_sent()
    {
        await using var afternoon = await Afternoon.Begin();
        var log = await Run(afternoon, "dash", "failure", ("run_results.json", DbtFiles.Run("error stg_orders"), false));
        Assert.Contains("target/run_results.json is older than this job, so it was not sent.", log, StringComparison.Ordinal);
        Assert.Equal("acme/dbt dbt_build failed", Assert.Single(Alerts(afternoon)).Title);
    }

    [Fact]
    public async Task A_file_that_is_refused_leaves_the_alert_of_the_job_as_it_is()
    {
        await using var afternoon = await Afternoon.Begin();
        var log = await Run(afternoon, "dash", "failure", ("manifest.json", "{}", true));
        Assert.Contains("refused (422)", log, StringComparison.Ordinal);
        Assert.Equal("acme/dbt dbt_build failed", Assert.Single(Alerts(afternoon)).Title);
    }

    static async Task<string> Run(
        Afternoon afternoon, string shell, string status, params IEnumerable<(string Name, string Text, bool OfThisJob)> files)
    {
        using var run = new NotifyRun { Shell = shell };
        foreach (var (name, text, isOfThisJob) in files) run.Files.Add($"target/{name}", (text, isOfThisJob));
        run.Variables["RESPONDER_TOKEN"] = Afternoon.IntakeToken;
        run.Variables["RESPONDER_DBT"] = "target";
        var (exit, log) = await run.Run(
            $"{afternoon.Url}v2/alert_events/http/circleci", status, TestContext.Current.CancellationToken);
        Assert.True(exit == 0, log);
        await afternoon.Settle();
        return log;
    }

    static List<AlertRow> Alerts(Afternoon afternoon) =>
        afternoon.Get<Database>().Read(db => AlertStore.Latest(db, Viewer.Bot, 100));
}

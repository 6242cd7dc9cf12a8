using System.Text;
using System.Text.Json;
using Bot.Alerts;
using Bot.Domain.Alerts;
using CsCheck;

namespace Bot.Tests.Alerts;

public sealed class NotifyScriptTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static readonly TheoryData<string> Shells = ["dash", "bash", "busybox"];

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_failed_job_is_told_with_all_that_the_bot_wants_to_know(string shell)
    {
        NeedsShell(shell);
        var (alert, _) = await Sent("failure", shell);
        Assert.False(alert.ReadLeniently);
        Assert.Equal(
            ("acme/dbt dbt_build failed", AlertStatus.Firing, "acme/dbt/main/prod/dbt_build"),
            (alert.Title, alert.Status, alert.DeduplicationKey));
        Assert.Equal(
            ("https://circleci.example/jobs/4711", "acme/dbt", "main", "prod"),
            (alert.SourceUrl, alert["repository"], alert.Branch, alert.Environment));
        Assert.Equal(
            ("dbt_build", "https://github.com/acme/dbt/commit/HEAD", "Fix orders"),
            (alert["job"], alert["github_commit_url"], alert["github_commit_message"]));
    }

    [Fact]
    public async Task A_job_that_passed_is_told_under_the_same_key()
    {
        var (alert, _) = await Sent("success");
        Assert.Equal((AlertStatus.Resolved, "acme/dbt/main/prod/dbt_build"), (alert.Status, alert.DeduplicationKey));
    }

    public static readonly TheoryData<string, string> Hostile =
    [
        ("dash", "Revert \"Add refunds to orders\"\n\nThis reverts commit 9f8e7d6."),
        ("bash", "back\\slash \\n \\u0041 \\\" at the end \\"),
        ("dash", "\",\"status\":\"resolved\",\"x\":\""),
        ("dash", "$(touch pwned) `id` ${HOME} %s %d %% ' ; rm -rf / # & | > <"),
        ("bash", "-n -e @file \tTab\u0001\u001b[31m\u007f"),
        ("dash", "Größe 订单延迟 😀 e\u0301 \u2028"),
        ("busybox", "Größe \"订单\" 😀 \\ \t"),
        ("dash", ""),
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_hostile_commit_message_arrives_whole(string shell, string message)
    {
        NeedsShell(shell);
        var (alert, raw) = await Sent("failure", shell, Encoding.UTF8.GetBytes(message));
        Assert.False(alert.ReadLeniently);
        Assert.Equal(AlertStatus.Firing, alert.Status);
        Assert.Equal(message.TrimEnd(), (Message(raw) ?? "").TrimEnd());
    }

    [Fact]
    public async Task Random_commit_messages_arrive_whole()
    {
        var messages = new List<string>();
        JsonGen.Text.Sample(messages.Add, iter: Environment.GetEnvironmentVariable("LONG") == "1" ? 100 : 10, threads: 1);
        foreach (var message in messages)
        {
            var (_, raw) = await Sent("failure", "sh", Encoding.UTF8.GetBytes("x" + message));
            // git itself ends a message with one line break, and the shell drops it.
            Assert.Equal(("x" + message).TrimEnd('\n'), Message(raw)?.TrimEnd('\n'));
        }
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_replaced_so_that_the_rest_arrives()
    {
        byte[] title =
        [
            .. "caf"u8, 0xE9, .. " "u8, 0xC3, .. "( "u8, 0xED, 0xA0, 0x80, .. " "u8, 0xF0, 0x9F, .. "! "u8, 0xC0, 0xAF, .. "ok"u8,
        ];
        await using var intake = await FakeIntake.Start();
        using var run = new NotifyRun();
        await run.RunTitled(title, intake.Url, Stop);
        var alert = Assert.Single(AlertBody.Read("circleci", intake.Received.Single().Body)).Alert;
        Assert.False(alert.ReadLeniently);
        Assert.Matches("^caf\uFFFD \uFFFD\\( \uFFFD+ \uFFFD+! \uFFFD+ok$", alert.Title);
    }

    [Fact]
    public async Task A_very_long_message_is_cut_visibly()
    {
        var (_, raw) = await Sent("failure", "sh", Encoding.UTF8.GetBytes(new string('é', 20_000)));
        Assert.Equal(new string('é', 8_000) + "…", Message(raw));
    }

    [Fact]
    public async Task In_GitHub_Actions_a_pull_request_is_never_taken_for_its_base_branch()
    {
        using var run = GitHub();
        run.Variables["GITHUB_HEAD_REF"] = "main";
        var (alert, _, _) = await Sent(run, "failure");
        Assert.Equal(("acme/dbt", "pull/main", "nightly/dbt_build"), (alert["repository"], alert.Branch, alert["job"]));
        Assert.Equal("https://github.com/acme/dbt/actions/runs/7", alert.SourceUrl);
    }

    [Fact]
    public async Task In_GitHub_Actions_branch_and_tag_are_told_apart()
    {
        using var run = GitHub();
        var (onBranch, _, _) = await Sent(run, "failure");
        run.Variables["GITHUB_REF_TYPE"] = "tag";
        var (onTag, _, _) = await Sent(run, "failure");
        Assert.Equal(("main", null), (onBranch.Branch, onBranch["tag"]));
        Assert.Equal((null, "main"), (onTag.Branch, onTag["tag"]));
    }

    [Fact]
    public async Task It_tries_again_while_the_bot_is_away_and_says_so()
    {
        using var run = new NotifyRun();
        var (_, _, log) = await Sent(run, "failure", 503, 429, 502);
        Assert.Contains("try 3 of 12 got 502, again in 0 seconds.", log, StringComparison.Ordinal);
        Assert.Contains("sent (firing).", log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("1", 1)]
    public async Task When_it_fails_the_build_log_says_so_and_the_build_goes_on_unless_asked_otherwise(string? strict, int exit)
    {
        await using var intake = await FakeIntake.Start(401);
        using var run = new NotifyRun();
        run.Variables["RESPONDER_STRICT"] = strict;
        var refused = await run.Run(intake.Url, "failure", Stop);
        Assert.Equal((exit, "notify.sh: the alert was refused (401): {\"status\":\"401\"}\n"), refused);
        run.Variables["RESPONDER_TRIES"] = "2";
        var unreachable = await run.Run("http://127.0.0.1:9/", "failure", Stop);
        Assert.Equal(exit, unreachable.Exit);
        Assert.Contains("could not be sent in 2 tries", unreachable.Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cancelled", "nothing to tell")]
    [InlineData("", "say how the job ended")]
    public async Task Without_an_end_to_tell_nothing_is_sent(string status, string said)
    {
        await using var intake = await FakeIntake.Start();
        using var run = new NotifyRun();
        Assert.Contains(said, (await run.Run(intake.Url, status, Stop)).Log, StringComparison.Ordinal);
        Assert.Empty(intake.Received);
    }

    static NotifyRun GitHub()
    {
        var run = new NotifyRun();
        foreach (var name in run.Variables.Keys.Where(n => n.StartsWith("CIRCLE", StringComparison.Ordinal)).ToList())
            run.Variables.Remove(name);
        foreach (var (name, value) in new[]
        {
            ("REPOSITORY", "acme/dbt"),
            ("REF_NAME", "main"),
            ("REF_TYPE", "branch"),
            ("WORKFLOW", "nightly"),
            ("JOB", "dbt_build"),
            ("RUN_ID", "7"),
            ("SHA", "HEAD"),
        })
            run.Variables["GITHUB_" + name] = value;
        return run;
    }

    static async Task<(Alert Alert, byte[] Raw)> Sent(string status, string shell = "sh", byte[]? message = null)
    {
        using var run = new NotifyRun { Shell = shell, Message = message ?? "Fix orders"u8.ToArray() };
        var (alert, raw, _) = await Sent(run, status);
        return (alert, raw);
    }

    static async Task<(Alert Alert, byte[] Raw, string Log)> Sent(NotifyRun run, string status, params int[] answers)
    {
        await using var intake = await FakeIntake.Start(answers);
        var (exit, log) = await run.Run(intake.Url, status, Stop);
        Assert.Equal(0, exit);
        Assert.Equal(answers.Length + 1, intake.Received.Count);
        var (token, body) = intake.Received[^1];
        Assert.Equal("Bearer secret", token);
        return (Assert.Single(AlertBody.Read("circleci", body)).Alert, body, log);
    }

    static string? Message(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("metadata").TryGetProperty("github_commit_message", out var message)
            ? message.GetString()
            : null;
    }

    internal static void NeedsShell(string shell) => Assert.SkipUnless(NotifyRun.Has(shell), $"{shell} is not installed here");
}

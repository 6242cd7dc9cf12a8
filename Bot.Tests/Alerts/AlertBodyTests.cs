using System.Text;
using Bot.Alerts;
using Bot.Domain.Alerts;
using Bot.Sandbox;
using Mrkdwn = Bot.Slack.Mrkdwn;

namespace Bot.Tests.Alerts;

public sealed class AlertBodyTests
{
    [Fact]
    public void The_CircleCI_payload_is_understood_as_it_comes_out_of_the_shell()
    {
        var alert = Read(SampleAlert.Body);
        Assert.Equal("acme/dbt dbt_build failure", alert.Title);
        Assert.Equal("dbt_build failed on main", alert.Description);
        Assert.Equal(AlertStatus.Firing, alert.Status);
        Assert.Equal("https://circleci.example/jobs/4711", alert.SourceUrl);
        Assert.Equal("main", alert.Branch);
        Assert.Equal("Revert \"Add refunds to orders\"\n\nThis reverts commit 9f8e7d6.", alert["github_commit_message"]);
        Assert.Equal("circleci|acme/dbt|main||acme/dbt dbt_build failure", alert.DeduplicationKey);
        Assert.True(alert.ReadLeniently);
    }

    [Fact]
    public void A_clean_body_is_read_strictly()
    {
        var alert = Read("""
            {"title": "t", "status": "RESOLVED ", "deduplication_key": "k", "source_url": "https://a.example/1",
             "metadata": {"Branch": "refs/heads/main", "environment": "prod", "build": 7, "ok": true, "none": null,
             "tags": ["a"]}}
            """);
        Assert.False(alert.ReadLeniently);
        Assert.Equal(("k", AlertStatus.Resolved, "RESOLVED "), (alert.DeduplicationKey, alert.Status, alert.StatusWord));
        Assert.Equal(
            ("main", "prod", "7", "true", null, "[\"a\"]"),
            (alert.Branch, alert.Environment, alert["build"], alert["ok"], alert["none"], alert["tags"]));
    }

    [Theory]
    [InlineData("""{"deduplication_key": "k"}""", "Alert from circleci")]
    [InlineData("""{"metadata": {"job": "dbt_build"}}""", "dbt_build")]
    [InlineData("""{"title": "  ", "description": "\n first\n second"}""", "first")]
    [InlineData("""{"title": "two\nlines\u0000\u001b"}""", "two")]
    [InlineData("""{"title": 12}""", "12")]
    public void There_is_always_a_title_of_one_line(string body, string title) => Assert.Equal(title, Read(body).Title);

    [Fact]
    public void Where_a_body_is_unclear_it_is_quoted_without_what_no_database_can_keep()
    {
        var said = Read("{\"title\": \u0000\u202eabc").Description;
        Assert.Contains("In line 1, at “abc”, a value is expected.", said, StringComparison.Ordinal);
        Assert.DoesNotContain('\0', said);
    }

    [Fact]
    public void A_long_title_is_kept_without_a_word_about_its_length()
    {
        var (one, other) = (new string('x', 499) + "😀 first", new string('x', 499) + "😀 second");
        var alert = Read($$"""{"title": "{{one}}"}""");
        Assert.Equal(new string('x', 499), alert.Title);
        Assert.NotEqual(alert.DeduplicationKey, Read($$"""{"title": "{{other}}"}""").DeduplicationKey);
    }

    [Fact]
    public void A_link_that_is_no_web_address_is_not_offered() =>
        Assert.Null(Read(
            """
            {"title": "t", "source_url": "javascript:alert(1)", "metadata": {"source_url": "file:///etc/passwd"}}
            """).SourceUrl);

    [Theory]
    [InlineData("ci.example.com/1", "https://ci.example.com/1")]
    [InlineData("ci.example.com:8443/job?id=1", "https://ci.example.com:8443/job?id=1")]
    [InlineData("<https://ci.example.com/1>", "https://ci.example.com/1")]
    [InlineData("<https://ci.example.com/1|the job>", "https://ci.example.com/1")]
    [InlineData("build 1/2", null)]
    [InlineData("<javascript:alert(1)>", null)]
    [InlineData("javascript:alert.com/1", null)]
    public void A_link_is_found_in_brackets_and_without_its_scheme(string sent, string? url) =>
        Assert.Equal(url, Read($$"""{"title": "t", "source_url": "{{sent}}"}""").SourceUrl);

    [Fact]
    public void What_cannot_be_read_becomes_one_alert_per_source_that_says_why()
    {
        var alert = Read("{\"title\": \"never ends");
        Assert.Equal(
            ("Unreadable alert from circleci", "unreadable", AlertStatus.Firing),
            (alert.Title, alert.DeduplicationKey, alert.Status));
        Assert.Equal(
            """
            circleci sent something that cannot be read as an alert. Nothing is lost; this is what came:
            ```
            {"title": "never ends
            ```
            In line 1, at “"never ends”, it cannot be told where this text ends.
            """,
            alert.Description);
        Assert.EndsWith(alert.Problem!, alert.Description, StringComparison.Ordinal);
        Assert.Equal(alert.DeduplicationKey, Read("[]").DeduplicationKey);
    }

    [Theory]
    [InlineData("", "(nothing)")]
    [InlineData("``` <!channel> ```", "''' <!channel> '''")]
    public void What_came_stands_in_code_that_it_cannot_end(string body, string shown) =>
        Assert.Contains($"\n```\n{shown}\n```\n", Read(body).Description, StringComparison.Ordinal);

    [Theory]
    [InlineData("&")]
    [InlineData("👩‍👩‍👧")]
    [InlineData("x ")]
    public void A_long_body_is_shown_by_its_beginning_and_the_sentence_behind_it_stays(string piece)
    {
        var text = Mrkdwn.Escape(Read(string.Concat(Enumerable.Repeat(piece, 5000))).Description);
        Assert.InRange(text.Length, 200, 2000);
        Assert.Contains($"{Mrkdwn.Escape(piece.Trim())}…\n```\n", text, StringComparison.Ordinal);
        Assert.EndsWith("It is no JSON.", text, StringComparison.Ordinal);
    }

    static Alert Read(string body) => Assert.Single(AlertBody.Read("circleci", Encoding.UTF8.GetBytes(body))).Alert;
}

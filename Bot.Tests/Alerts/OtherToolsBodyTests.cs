using System.Text;
using Bot.Alerts;
using Bot.Alerts.Json;
using Bot.Domain.Alerts;

namespace Bot.Tests.Alerts;

/// <summary>Bodies as other tools and languages write them.</summary>
public sealed class OtherToolsBodyTests
{
    [Theory]
    [InlineData("""{"title":"x","metadata":{"n": NaN, "max": Infinity, "min": -Infinity, "branch":"main"}}""",
        "n=NaN max=Infinity min=-Infinity branch=main")]
    [InlineData("""{"title":"x","metadata":{"a": True, "b": False, "c": None, "d": undefined, "e": nil, "branch":"main"}}""",
        "a=true b=false branch=main")]
    [InlineData("""{"title":"x","metadata":{"list": [None, True, NaN, "a"], "branch":"main"}}""",
        "list=[null,true,\"NaN\",\"a\"] branch=main")]
    [InlineData("""{'title': 'x', 'metadata': {'a': "it's", 'b': 'say "hi"', 'c': None, 'branch': 'main'}}""",
        "a=it's b=say \"hi\" branch=main")]
    [InlineData("""{'title': 'x', 'metadata': {'a': 'it\'s', 'b': 'C:\\new\x21\n', 'branch': 'main'}}""",
        "a=it's b=C:\\new!\n branch=main")]
    [InlineData("""{"title": 'x', "metadata": {"a": 'it's late', "branch": 'main'}}""", "a=it's late branch=main")]
    [InlineData("""{'title': 'x', 'metadata': {'a': ['b', 'c', True], 'branch': 'main',},}""",
        "a=[\"b\",\"c\",true] branch=main")]
    public void Literals_of_other_languages_are_read(string body, string metadata)
    {
        var alert = Assert.Single(Read(body));
        Assert.Equal(("x", true, "main"), (alert.Title, alert.ReadLeniently, alert.Branch));
        Assert.Equal(metadata, string.Join(' ', alert.Metadata.Select(m => $"{m.Key}={m.Value}")));
    }

    [Theory]
    [InlineData("{\"title\":\"a\",\"status\":\"firing\"}\n{\"title\":\"b\",\"status\":\"resolved\"}", "a- b+")]
    [InlineData("{\"title\":\"a\"}\n{\"title\":\"b\"}", "a- b-")]
    [InlineData("{\"title\":\"a\"}{\"title\":\"b\"}{\"title\":\"c\"}\r\n\r\n", "a- b- c-")]
    [InlineData("\u001e{\"title\":\"a\"}\n\u001e{\"title\":\"b\"}\n", "a- b-")]
    [InlineData("[{\"title\":\"a\"},{\"title\":\"b\",\"status\":\"ok\"}]", "a- b+")]
    [InlineData("{\"title\":\"a\",}\n{\"title\":\"b\", \"n\": NaN}", "a-? b-?")]
    [InlineData("{\"title\":\"say \"hi\"\"}\n{\"title\":\"b\"}", "say \"hi\"-? b-?")]
    [InlineData("{'title':'a'}\n{'title':'b'}", "a-? b-?")]
    [InlineData("{\"title\":\"a\"}\n{\"title\":\"b\"", "a-? Unreadable alert from ci-?")]
    [InlineData("{\"title\":\"a\"}\n{\"title\":\"b\"} x", "a-? Unreadable alert from ci-?")]
    [InlineData("{\"title\":\"a\"} x", "Unreadable alert from ci-?")]
    [InlineData("{\"title\":\"a\"}\nnull", "Unreadable alert from ci-?")]
    [InlineData("{\"title\":\"a\"}\n[1]", "Unreadable alert from ci-?")]
    public void Several_documents_are_several_alerts_and_nothing_is_made_up(string body, string alerts) => Assert.Equal(
        alerts,
        string.Join(' ', Read(body)
            .Select(a => $"{a.Title}{(a.Status == AlertStatus.Resolved ? "+" : "-")}{(a.ReadLeniently ? "?" : "")}")));

    [Fact]
    public void Each_of_several_keeps_its_own_part_of_the_body()
    {
        var bodies = AlertBody.Read("ci", "{\"title\":\"a\"}\n{\"title\": \"é\"}\n"u8.ToArray())
            .Select(a => Encoding.UTF8.GetString(a.Body));
        Assert.Equal(["{\"title\":\"a\"}", "{\"title\": \"é\"}"], bodies);
    }

    [Theory]
    [InlineData("{\"title\":\"a\"}\n")]
    [InlineData("{\"title\":\"a\",}\n")]
    public void More_documents_than_a_body_may_hold_are_said(string one)
    {
        var alerts = Read(string.Concat(Enumerable.Repeat(one, LenientJson.Most + 5)));
        Assert.Equal(LenientJson.Most + 1, alerts.Count);
        Assert.Contains("One body holds at most 300 alerts", alerts[^1].Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u001b[31mFailure in test unique_orders_id\u001b[0m", "Failure in test unique_orders_id")]
    [InlineData("\u001b[1;38;5;208mF\u001b[0K\u009b31mG\u001b[m", "FG")]
    [InlineData("\u001b]8;;https://ci.example/1\u001b\\build 1\u001b]8;;\u001b\\ failed", "build 1 failed")]
    [InlineData("\u001b]8;;https://ci.example/1\u0007build 1\u001b]8;;\u0007", "build 1")]
    [InlineData("\u001b]0;title\u0007ok\u009d0;t\u009c\u001bP1$r\u001b\\", "ok")]
    [InlineData("\u001b]8;;never ended", "8;;never ended")]
    [InlineData("\u001b(B\u001b=\u001b7a\u001b8\u001b", "a")]
    [InlineData("a\u0000\u0008\u0090b\u007f\u0092", "ab")]
    [InlineData("a\u200bb\u200e\u202ec\u2066d\ufeffe\u00adf\u2060g\u200dh", "abcdefgh")]
    [InlineData("👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 می‌خواهم ❤️", "👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 می‌خواهم ❤️")]
    [InlineData("a\U000E0067\U000E0062b", "ab")]
    [InlineData("[31m stays, and so does \\e[0m", "[31m stays, and so does \\e[0m")]
    public void What_only_steers_a_terminal_is_removed_whole(string sent, string seen)
    {
        var metadata = new Dictionary<string, string> { [$"job{sent}"] = sent };
        var json = System.Text.Json.JsonSerializer.Serialize(new { title = sent, description = $"1 {sent} 2", metadata });
        var alert = Assert.Single(Read(json));
        Assert.Equal((seen, $"1 {seen} 2"), (alert.Title, alert.Description));
        Assert.Equal($"ci||||{seen.ToLowerInvariant().Replace("\\", "\\\\", StringComparison.Ordinal)}", alert.DeduplicationKey);
        Assert.Equal(seen, alert[$"job{seen}"]);
    }

    [Fact]
    public void A_key_is_made_of_what_is_seen() => Assert.Equal(
        "orders", Assert.Single(Read(
            """{"title":"t","deduplication_key":"\u001b[31mor\u200bders\u001b[0m"}""")).DeduplicationKey);

    [Fact]
    public void A_title_that_is_too_long_is_said_in_the_description()
    {
        var title = string.Concat(Enumerable.Repeat("فشل تحديث جدول الطل ", 40)).Trim();
        var alert = Assert.Single(Read($$"""{"title":"{{title}}","description":"more"}"""));
        Assert.True(alert.Title.Length <= 500);
        Assert.Equal($"{title}\n\nmore", alert.Description);
    }

    static List<Alert> Read(string body) => [.. AlertBody.Read("ci", Encoding.UTF8.GetBytes(body)).Select(a => a.Alert)];
}

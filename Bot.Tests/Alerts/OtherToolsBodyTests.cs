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
    [InlineData("""{"title":"x","metadata":{"a": 0x1F, "b": .5, "c": +5, "d": 007, "e": 1_000, "f": 10L, "branch":"main"}}""",
        "a=0x1F b=.5 c=+5 d=007 e=1_000 f=10L branch=main")]
    [InlineData("""{"title":"x","metadata":{"a": -inf, "b": nan, "c": 1.#INF, "d": 5., "branch":"main"}}""",
        "a=-inf b=nan c=1.#INF d=5. branch=main")]
    [InlineData("""{'title': u'x', 'metadata': {'a': datetime.date(2026, 1, 2), 'b': Decimal('1.5'), 'branch': 'main'}}""",
        "a=datetime.date(2026, 1, 2) b=Decimal('1.5') branch=main")]
    [InlineData("""{'title': 'x', 'metadata': {'a': ('b', 'c'), 'd': (1,), 'branch': 'main'}}""",
        "a=[\"b\",\"c\"] d=[1] branch=main")]
    [InlineData("""{"title": 'x', 'metadata': {"a": 'b', 'branch': "main"}}""", "a=b branch=main")]
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
    [InlineData("{\"title\":\"a\"},\n{\"title\":\"b\"},\n", "a-? b-?")]
    [InlineData("{\"title\":\"a\"};\n", "a-?")]
    [InlineData("{\"title\":\"a\"}\0\0", "a-")]
    [InlineData("[{\"title\":\"a\"}\n{\"title\":\"b\"}]", "Unreadable alert from ci-?")]
    [InlineData("{\"title\":\"a\"}\n# next\n{\"title\":\"b\"}", "Unreadable alert from ci-?")]
    [InlineData("{\"title\":\"got {\"a\":\"b\"} and {\"c\":\"d\"}\"}", "got {\"a\":\"b\"} and {\"c\":\"d\"}-?")]
    [InlineData("\"{\\\"title\\\":\\\"a\\\",\\\"status\\\":\\\"ok\\\"}\"", "a+")]
    [InlineData("'{\"title\":\"a\"}'", "a-?")]
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
        Assert.Contains($"One body holds at most {LenientJson.Most} alerts", alerts[^1].Description, StringComparison.Ordinal);
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
    [InlineData("\\e[31mred\\e[0m \\033[1mbold ^[[32mgreen^[[K ␛[0m\\u001b[0mend", "red bold green end")]
    [InlineData("[31mFailure in test[0m", "Failure in test")]
    [InlineData("[1;31mFailure[00m", "Failure")]
    [InlineData("[main] rate(x[5m]) [31m of [0m] [0ms]", "[main] rate(x[5m]) [31m of [0m] [0ms]")]
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

    [Theory]
    [InlineData("payload=%7B%22title%22%3A%22orders%20late%22%2C%22metadata%22%3A%7B%22branch%22%3A%22main%22%7D%7D")]
    [InlineData("id=7&payload={\"title\":\"orders late\",\"metadata\":{\"branch\":\"main\"}}")]
    [InlineData("title=orders+late&status=firing&metadata%5Bbranch%5D=main")]
    [InlineData("title=orders%20late&metadata.branch=main")]
    [InlineData("--b1\r\nContent-Disposition: form-data; name=\"payload\"\r\nContent-Type: application/json\r\n\r\n"
        + "{\"title\":\"orders late\",\"metadata\":{\"branch\":\"main\"}}\r\n--b1--\r\n")]
    [InlineData("--b1\nContent-Disposition: form-data; name=title\n\norders late\n--b1\n"
        + "Content-Disposition: form-data; name=\"metadata[branch]\"\n\nmain\n--b1--\n")]
    public void An_alert_in_a_form_is_read(string body)
    {
        var alert = Assert.Single(Read(body));
        Assert.Equal(("orders late", "main"), (alert.Title, alert.Branch));
    }

    [Theory]
    [InlineData("a=1&b=2")]
    [InlineData("payload={broken")]
    [InlineData("orders=late because of x")]
    [InlineData("--\n--\n")]
    public void A_form_without_an_alert_is_shown_as_it_came(string body) =>
        Assert.Equal("Unreadable alert from ci", Assert.Single(Read(body)).Title);

    [Theory]
    [InlineData("iso-8859-1", "Frühling")]
    [InlineData("windows-1252", "Frühling")]
    [InlineData("\"ISO-8859-15\"", "Frühling")]
    [InlineData("nobody-knows", "Fr�hling")]
    [InlineData(null, "Fr�hling")]
    public void Letters_are_those_that_the_sender_names(string? charset, string title)
    {
        var body = Encoding.Latin1.GetBytes("{\"title\":\"Frühling\"}");
        Assert.Equal(title, Assert.Single(AlertBody.Read("ci", body, charset)).Alert.Title);
        var utf8 = Encoding.UTF8.GetBytes("{\"title\":\"Frühling\"}");
        Assert.Equal("Frühling", Assert.Single(AlertBody.Read("ci", utf8, charset)).Alert.Title);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("$TITLE")]
    [InlineData("{{title}}")]
    public void A_title_that_nobody_filled_in_gives_way_to_the_description(string title) => Assert.Equal(
        "orders late", Assert.Single(Read($$"""{"title":"{{title}}","description":"orders late"}""")).Title);

    static List<Alert> Read(string body) => [.. AlertBody.Read("ci", Encoding.UTF8.GetBytes(body)).Select(a => a.Alert)];
}

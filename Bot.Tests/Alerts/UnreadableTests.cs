using Bot.Alerts;
using Bot.Storage;
using Bot.Tests.Alerts.Mutations;
using Dapper;

namespace Bot.Tests.Alerts;

/// <summary>What cannot be read says what is wrong with it, to whoever sent it and to whoever looks at its card.</summary>
public sealed class UnreadableTests
{
    const string Body = """{"title": "never ends""";

    static readonly string Key = $$"""{"routing_key": "{{Afternoon.IntakeToken}}", "dedup_key": "never ends""";

    static string Next(string path) => path.Split('/') switch
    {
        ["v2", "alert_events", ..] => "How to send it: docs/ci of the bot.",
        ["v1", "alertmanager", ..] => "How to send it: “Alertmanager” and “Grafana” in docs/alerts.md of the bot.",
        ["v1", "dbt", ..] => "How to send it: “dbt” in docs/ci of the bot.",
        ["v1", "dbt-cloud", ..] => "How to send it: “dbt Cloud” in docs/alerts.md of the bot.",
        ["v1", "circleci", ..] => "How to send it: “CircleCI” in docs/alerts.md of the bot.",
        ["v1", "hooks", ..] => "An admin says how it is read: `/incident hooks`.",
        _ => "How to send it: “PagerDuty's form” in docs/alerts.md of the bot.",
    };

    [Fact]
    public async Task At_each_address_the_answer_says_what_is_wrong_and_then_what_was_done()
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Intake:Secrets:ci"] = Destination.Secret });
        using var http = new HttpClient { BaseAddress = afternoon.Url };
        foreach (var to in Destination.All.Where(d => !d.IsManifest))
        {
            using var request = to.Request("job", Mutated.Not(to.Proof == Proof.Key ? Key : Body));
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            var reason = (string?)(await response.Json())["reason"];
            var wrong = to.Path.StartsWith("v1/dbt/", StringComparison.Ordinal) ? "It is no JSON, or not whole, from line 1 on."
                : "In line 1, at “\"never ends”, it cannot be told where this text ends.";
            Assert.StartsWith($"{wrong} ", reason, StringComparison.Ordinal);
            Assert.Contains("INC-", reason, StringComparison.Ordinal);
            var (kept, said) = Newest(afternoon);
            Assert.Equal(reason, kept);
            Assert.EndsWith(Next(to.Path), said, StringComparison.Ordinal);
            Assert.Contains(wrong, said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_too_long_or_packed_in_an_unknown_way_is_answered_so()
    {
        await using var afternoon = await Afternoon.Begin();
        using var big = await afternoon.Alert($$"""{"title": "{{new string('x', AlertBody.MaxLength)}}"}""");
        Assert.StartsWith(
            "The body is longer than 2 MB; its beginning was kept. It names no branch", (string?)(await big.Json())["reason"],
            StringComparison.Ordinal);
        using var content = new ByteArrayContent([0x28, 0xB5, 0x2F, 0xFD, 1]);
        content.Headers.ContentEncoding.Add("zstd");
        using var packed = await afternoon.Post("v1/hooks/circleci", content);
        Assert.StartsWith(
            "It was sent as Content-Encoding zstd, which could not be unpacked. It names no branch",
            (string?)(await packed.Json())["reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_card_of_a_hooks_body_leads_to_where_an_admin_says_how_it_is_read()
    {
        await using var afternoon = await Afternoon.Begin();
        using var response = await afternoon.Post("v1/hooks/circleci", new StringContent("""{"what": "orders"}"""));
        await afternoon.Settle();
        var card = afternoon.Card("#inc-1-unreadable-alert-from-circleci").Text;
        Assert.Contains("It is JSON but no alert: it has no title.", card, StringComparison.Ordinal);
        Assert.Contains("/incident hooks", card, StringComparison.Ordinal);
        Assert.DoesNotContain("docs/ci", card, StringComparison.Ordinal);
    }

    static (string Reason, string Description) Newest(Afternoon afternoon) => afternoon.Get<Database>().Read(db =>
        db.QuerySingle<(string, string)>("select reason, description from alerts order by id desc limit 1"));
}

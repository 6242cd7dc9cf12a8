using System.Text;
using Bot.Alerts;
using Bot.Domain.Alerts;

namespace Bot.Tests.Alerts;

/// <summary>JSON of another shape than an alert's, and what is nearly JSON.</summary>
public sealed class OtherShapesTests
{
    const string Alertmanager = """
        {"version":"4","status":"firing","receiver":"bot","groupLabels":{},"commonLabels":{"team":"data"},"alerts":[
        {"status":"STATUS","labels":{"alertname":"NAME","team":"data"},
        "annotations":{"summary":"Orders come late","description":"By 5 h"},
        "generatorURL":"https://prometheus.example/graph","fingerprint":"FINGERPRINT"}]}
        """;

    [Theory]
    [InlineData("""{"text":"orders late"}""")]
    [InlineData("{}")]
    [InlineData("""{"alert":{"title":"orders late"}}""")]
    [InlineData("""{"status":"resolved","metadata":{"branch":"main"}}""")]
    [InlineData("""{"title":"null","status":"ok"}""")]
    [InlineData("""{"status":"resolved","alerts":[],"commonLabels":{"alertname":"OrdersLate"}}""")]
    [InlineData("""{"status":"resolved","alerts":[{"name":"OrdersLate"}]}""")]
    public void Json_that_is_no_alert_is_shown_as_it_came_and_resolves_nothing(string body)
    {
        var alert = Assert.Single(Read(body));
        Assert.Equal(("Unreadable alert from ci", AlertStatus.Firing, true), (alert.Title, alert.Status, alert.ReadLeniently));
        Assert.Contains($"```\n{body}\n```\nIt is JSON but no alert", alert.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_alert_is_one_incident_that_shows_it_and_no_recovery_calms_it()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Alert("""{"text":"orders late"}""");
        var card = afternoon.Card("#inc-1-unreadable-alert-from-circleci").Text;
        Assert.Contains("{\"text\":\"orders late\"}", card, StringComparison.Ordinal);
        await afternoon.Alert("""{"status":"resolved"}""");
        card = afternoon.Card("#inc-1-unreadable-alert-from-circleci").Text;
        Assert.DoesNotContain("Monitoring", card, StringComparison.Ordinal);
        Assert.Null(afternoon.Finn.Look("INC-2"));
    }

    [Fact]
    public async Task Alerts_that_are_listed_with_their_labels_are_each_their_own()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Alert(Listed("OrdersLate", "firing", "a1"));
        await afternoon.Alert(Listed("OtherThing", "resolved", "b2"));
        var card = afternoon.Card("#inc-1-orders-come-late").Text;
        Assert.Contains("By 5 h", card, StringComparison.Ordinal);
        Assert.DoesNotContain("Monitoring", card, StringComparison.Ordinal);
        await afternoon.Alert(Listed("OrdersLate", "resolved", "a1"));
        Assert.Contains("Monitoring", afternoon.Card("#inc-1-orders-come-late").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_fingerprint_the_labels_tell_listed_alerts_apart()
    {
        var body = """
            {"alerts":[{"status":"firing","labels":{"b":"2","alertname":"A"}},
            {"status":"resolved","labels":{"alertname":"A","b":"3"}}]}
            """;
        Assert.Equal(["A alertname=A,b=2 Firing", "A alertname=A,b=3 Resolved"],
            Read(body).Select(a => $"{a.Title} {a.DeduplicationKey} {a.Status}"));
    }

    [Theory]
    [InlineData("""{"Title":"orders late","Status":"resolved","DeduplicationKey":"k","METADATA":{"branch":"dev"}}""")]
    [InlineData("""{"TITLE":"orders late","STATUS":"Resolved","deduplication-key":"k","Metadata":{"branch":"dev"}}""")]
    [InlineData("""{"title":"orders late","status":"resolved","deduplicationKey":"k","metadata":{"branch":"dev"}}""")]
    public void Field_names_are_read_without_regard_to_case(string body)
    {
        var alert = Assert.Single(Read(body));
        Assert.Equal(("orders late", AlertStatus.Resolved, "k", "dev"),
            (alert.Title, alert.Status, alert.DeduplicationKey, alert.Branch));
    }

    [Theory]
    [InlineData("\"{\\\"branch\\\":\\\"dev\\\"}\"")]
    [InlineData("\"{'branch': 'dev'}\"")]
    [InlineData("""[{"key":"branch","value":"dev"}]""")]
    [InlineData("""[{"name":"job","value":"x"},{"Name":"branch","Value":"dev"}]""")]
    [InlineData("""[{"job":"x"},{"branch":"dev"}]""")]
    [InlineData("""[["branch","dev"]]""")]
    [InlineData("""["job=x","branch=dev"]""")]
    [InlineData("\"branch=dev\"")]
    public void Metadata_is_read_in_every_shape(string metadata) =>
        Assert.Equal("dev", Assert.Single(Read($$"""{"title":"t","metadata":{{metadata}}}""")).Branch);

    [Theory]
    [InlineData("\"said nothing\"", "said nothing")]
    [InlineData("[1,2]", "[1,2]")]
    [InlineData("7", "7")]
    public void Metadata_of_no_known_shape_is_kept_as_it_came(string metadata, string kept) =>
        Assert.Equal(kept, Assert.Single(Read($$"""{"title":"t","metadata":{{metadata}}}"""))["metadata"]);

    [Theory]
    [InlineData("""{"title":"t","status":"resolved","status":"firing"}""", true)]
    [InlineData("""{"title":"t","status":"resolved","Status":"firing"}""", true)]
    [InlineData("""{"title":"t","status":"resolved","status":"resolved"}""", false)]
    [InlineData("""{"title":"t","status":"resolved","metadata":{"a":1,"a":2}}""", true)]
    public void What_contradicts_itself_is_not_certain(string body, bool isUnclear) =>
        Assert.Equal(isUnclear, Assert.Single(Read(body)).ReadLeniently);

    [Theory]
    [InlineData("orders &gt; 5h &amp; rising", "orders > 5h & rising")]
    [InlineData("it&#39;s late", "it's late")]
    [InlineData("&amp;gt;", "&gt;")]
    [InlineData("R&D; a<b &gt;", "R&D; a<b &gt;")]
    [InlineData("orders&#27;[31m", "orders")]
    public void What_a_sender_escaped_is_undone_once(string sent, string shown)
    {
        var alert = Assert.Single(Read($$"""{"title":"{{sent}}","description":"x {{sent}}","deduplication_key":"{{sent}}"}"""));
        Assert.Equal((shown, $"x {shown}", sent), (alert.Title, alert.Description, alert.DeduplicationKey));
    }

    [Theory]
    [InlineData("""{"title":"t";"status":"ok"}""")]
    [InlineData("""{"title":"t";"status":"ok";}""")]
    [InlineData("""{title: "t", status: "ok"}""")]
    [InlineData("""{title: 't', "status": 'ok',}""")]
    [InlineData("""{"title"=>"t", "status"=>"ok"}""")]
    [InlineData("""{:title=>"t", :status=>:ok, :metadata=>{:branch=>nil}}""")]
    [InlineData("{“title”: “t”, “status”: “ok”}")]
    [InlineData("{‘title’: ‘t’, ‘status’: ‘ok’}")]
    [InlineData("{\"title\":\"\"\"t\"\"\",\"status\":\"ok\"}")]
    [InlineData("{'title':'''t''','status':'ok'}")]
    public void What_is_nearly_json_is_read_where_it_can_mean_one_thing(string body)
    {
        var alert = Assert.Single(Read(body));
        Assert.Equal(("t", AlertStatus.Resolved, true), (alert.Title, alert.Status, alert.ReadLeniently));
    }

    [Theory]
    [InlineData("""{"title":"t" "status":"ok"}""")]
    [InlineData("{\"title\":\"t\"\n\"status\":\"ok\"}")]
    [InlineData("""{"title":"t"|"status":"ok"}""")]
    [InlineData("""{"title":"t", status:"ok"}""")]
    [InlineData("""{'title':'t' 'status':'ok'}""")]
    [InlineData("""{title: t, status: ok}""")]
    public void No_text_takes_in_the_fields_behind_it(string body) =>
        Assert.Equal("Unreadable alert from ci", Assert.Single(Read(body)).Title);

    [Theory]
    [InlineData("{“title”: “it’s “late” again”}", "it’s \"late\" again")]
    [InlineData("{title: \"say \"hi\", she said\"}", "say \"hi\", she said")]
    [InlineData("{\"title\":\"\"\"say \"hi\"\"\"\"}", "say \"hi\"")]
    public void Quotes_in_such_texts_are_kept(string body, string title) =>
        Assert.Equal(title, Assert.Single(Read(body)).Title);

    static string Listed(string name, string status, string fingerprint) => Alertmanager
        .Replace("NAME", name, StringComparison.Ordinal).Replace("STATUS", status, StringComparison.Ordinal)
        .Replace("FINGERPRINT", fingerprint, StringComparison.Ordinal);

    static List<Alert> Read(string body) => [.. AlertBody.Read("ci", Encoding.UTF8.GetBytes(body)).Select(a => a.Alert)];
}

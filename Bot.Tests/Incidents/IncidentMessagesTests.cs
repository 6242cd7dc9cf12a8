using System.Text.Json;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.Incidents.Direct;
using Bot.Slack;
using Bot.Tests.Slack;
using CsCheck;

namespace Bot.Tests.Incidents;

public sealed class IncidentMessagesTests
{
    static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[1, 40], Gen.String[1, 5000], Gen.Const("<!channel> & <@U123> \"x\""), Gen.Const(new string('&', 3000)));

    static readonly Gen<string>[] Keys =
        [.. new[] { "repository", "branch", "github_commit_url", "github_commit_message", "commit" }.Select(k => Gen.Const(k))];

    static readonly Gen<AlertSeen> Alert =
        from title in Text
        from url in Gen.OneOf(
            Gen.Const("https://circleci.example/jobs/4711"), Text, Gen.Const("https://x.example/" + new string('a', 4000))).Null()
        from count in Gen.Long[1, 100_000]
        from firing in Gen.Long[0, 1]
        from metadata in Gen.Dictionary(Gen.OneOf(Keys), Text)[0, 5]
        select new AlertSeen("key", title, url, count, 0, 1, firing, JsonSerializer.Serialize(metadata));

    static readonly Gen<IncidentCard> Card =
        from name in Text
        from status in Gen.Enum<IncidentStatus>()
        from severity in Gen.Enum<Severity>()
        from affected in Gen.Enum<Affected>()
        from known in Text.Null()
        from fix in Text.Null()
        from trouble in Text.Null()
        from lead in Gen.Const("U012AB3CD").Null()
        from update in Text.Null()
        from alerts in Alert.List[0, 60]
        select new IncidentCard
        {
            Incident = new IncidentRow
            {
                Number = 12,
                Id = "x",
                Name = name,
                Status = status,
                Severity = severity,
                Affected = affected,
                Known = known,
                Fix = fix,
                ChannelTrouble = trouble,
                Lead = lead,
                LeadWhy = name,
                ChannelId = "C1",
                Kinds = alerts.Count,
            },
            Alerts = [.. alerts.OrderByDescending(a => a.Firing).Take(10)],
            Latest = update is null ? null : new IncidentUpdate(1, 1, "U012AB3CD", update),
            NameOf = _ => "Ana <b>",
        };

    [Fact]
    public void Whatever_an_incident_holds_its_messages_obey_slacks_limits() => Card.Sample(card =>
    {
        Assert.Empty(BlockRules.Problems(IncidentMessages.Card(card, "/incident", DateTimeOffset.UnixEpoch)));
        Assert.Empty(BlockRules.Problems(IncidentMessages.Announcement(card, "/incident", DateTimeOffset.UnixEpoch)));
        if (card.Latest is { } update) Assert.Empty(BlockRules.Problems(IncidentMessages.Update(card, update)));
        Assert.Empty(BlockRules.Problems(DeclaredForm.Of(null!, card.Incident, DateTimeOffset.UnixEpoch)));
        Assert.Empty(BlockRules.Problems(AskWhich.Actions(card.Incident, "no lead", "U1", "C1")));
        var reminded = new NextUpdateRow
        {
            Since = 1,
            DueAt = 1,
            Reminded = 1,
            RemindAt = 2,
            Reminders = 1,
            Person = "U012AB3CD",
        };
        Assert.Empty(BlockRules.Problems(ReminderMessage.Of(card.Incident, reminded, card.NameOf)));
        var said = card.Incident.Known ?? "resolve";
        var question = AskWhich.Question(new(Verbs.Resolve, Typed: said), said, "/incident", [card.Incident], "U1");
        Assert.Empty(BlockRules.Problems(new Message { Text = question.Text!, Blocks = question.Blocks }));
        var none = AskWhich.Question(new(Verbs.Resolve, Typed: said), said, "/incident", [], "U1");
        Assert.Empty(BlockRules.Problems(new Message { Text = none.Text!, Blocks = none.Blocks }));
        Assert.InRange(IncidentMessages.Topic(card.Incident).Length, 1, Limits.Topic);
    }, iter: 1000, print: _ => "a card");

    [Fact]
    public void No_text_from_outside_can_mention_or_link() => Card.Sample(card =>
    {
        var now = DateTimeOffset.UnixEpoch;
        foreach (var message in new[]
        {
            IncidentMessages.Card(card, "/incident", now), IncidentMessages.Announcement(card, "/incident", now),
        })
            Assert.DoesNotContain("<!channel>", System.Text.Encoding.UTF8.GetString(message.ToJson()), StringComparison.Ordinal);
    });
}

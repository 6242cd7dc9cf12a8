using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents.Direct;

/// <summary>
/// Whoever is given an incident reads in private, once they may be disturbed, what of it is open and due, and who waits for news.
/// </summary>
public sealed class LeadNotes(Database database, Posts posts, DirectMessages direct, TimeProvider clock)
{
    const int MostSaid = 300, MostNames = 4;

    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        if (database.Read(db => LeadNoteStore.AnyDue(db, now))) await database.Change(LeadNoteStore.WakeDue);
    }

    public async Task Bring(string id, CancellationToken stop)
    {
        var number = long.Parse(id, CultureInfo.InvariantCulture);
        if (database.Read(db => Read(db, number)) is not var (slot, person, message)) return;
        await posts.Show(slot, await direct.With(person, stop), message, stop, Lost.Left);
    }

    /// <summary>Null where it was told already, or another leads it by now.</summary>
    (string Slot, string Person, Message Message)? Read(IDbConnection db, long id)
    {
        if (LeadNoteStore.Find(db, id) is not { } note) return null;
        var slot = $"{IncidentRow.SubjectOf(note.Incident)}:handed:{id}";
        if (Posts.TsOf(db, slot) is not null) return null;
        if (IncidentStore.Find(db, Viewer.Of(note.Person), note.Incident) is not { IsOpen: true } incident) return null;
        if (incident.Lead != note.Person) return null;
        var card = IncidentCard.Read(db, note.Incident, clock.GetUtcNow())!;
        return (slot, note.Person, MessageOf(db, note, card));
    }

    static Message MessageOf(IDbConnection db, LeadNote note, IncidentCard card)
    {
        var incident = card.Incident;
        var title = $"{incident.Label} {Mrkdwn.Inert(IncidentMessages.OneLine(Titles.Of(incident)), 150)}";
        var head = $":handshake: {Mrkdwn.Name(Person.NameOf(db, note.GivenBy))} gave you *{title}*: "
            + $"{incident.Severity}, {Words.Of(incident.Status)}"
            + (incident.ChannelId is { } channel ? $". Go to {Mrkdwn.Channel(channel)}." : ".");
        string?[] lines =
        [
            head,
            note.Why is { } why ? $"> {IncidentMessages.Text(IncidentMessages.OneLine(why), 500)}" : null,
            $"*Open:* {Open(incident)}",
            Latest(card),
            card.NextDue is not { } due ? "*Due:* no next update is promised"
                : card.IsUpdateLate ? $"*Due:* an update, since {When.At(due)}" : $"*Due:* the next update, {When.At(due)}",
            Waiting(db, note, incident),
            .. ExpectStore.Of(db, incident.Number).Select(
                e => $"*Expected:* {ExpectWords.Text(e.Expectation.What)}, until {When.At(e.Until)}"),
        ];
        return new()
        {
            Text = head,
            Blocks = [new SectionBlock { Text = Limits.TruncateEscaped(string.Join('\n', lines.OfType<string>()), Limits.Text) }],
            UnfurlLinks = false,
        };
    }

    static string Open(IncidentRow incident)
    {
        var since = $"since {When.At(incident.OpenedAt)}";
        return incident.Kinds == 0 ? since : incident.FiringKinds == 0 ? $"{since}; none of its alerts fires"
            : $"{since}; {incident.FiringKinds} of {Domain.Alerts.Words.Number(incident.Kinds, "alert", "alerts")} "
                + (incident.FiringKinds == 1 ? "still fires" : "still fire");
    }

    static string? Latest(IncidentCard card) => card.Latest is { } latest && latest.At >= card.Incident.OpenedAt
        ? $"*Last update:* {Mrkdwn.Name(card.NameOf(latest.Person))}, {When.At(latest.At)}: "
            + IncidentMessages.Text(IncidentMessages.OneLine(latest.Text), MostSaid)
        : null;

    /// <summary>"Ana, who declared it; Ben; and 2 more"; null where nobody has said that they do.</summary>
    static string? Waiting(IDbConnection db, LeadNote note, IncidentRow incident)
    {
        List<string> people =
        [
            .. new[] { incident.DeclaredBy }.OfType<string>()
                .Concat(SubscriberStore.Of(db, incident.Number).Select(s => s.Person)).Distinct().Where(p => p != note.Person),
        ];
        if (people.Count == 0) return null;
        var name = Person.Names(db, people);
        var said = people.Take(MostNames).Select(p =>
            Mrkdwn.Name(name(p)) + (p == incident.DeclaredBy ? ", who declared it" : ""));
        var more = people.Count - MostNames;
        return $"*Wait for news:* {string.Join("; ", said)}{(more > 0 ? $"; and {more} more" : "")}";
    }
}

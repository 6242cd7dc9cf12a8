using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents.Timeline;

/// <summary>
/// What happened to an incident, in its order: what the history says, with what people put beside it at the time when that was.
/// </summary>
static class TimelineLines
{
    // Whoever wants to read all of it goes to the message.
    const int MostShown = 500;

    // Items stand for these, and a split says all that its channel's line says.
    static readonly Verb[] Hidden =
        [TimelineFacts.Added, TimelineFacts.Noted, TimelineFacts.NoteEdited, IncidentFacts.SplitChannel];

    public static List<TimelineLine> Of(IDbConnection db, Viewer viewer, IncidentRow incident, TimelineShow show)
    {
        bool IsShown(TimelineShow kind) => show == TimelineShow.All || show == kind;
        var facts = IncidentStore.Timeline(db, viewer, incident.Number)
            .Where(f => IsShown(KindOf(f)) && !f.Is(Hidden)).ToList();
        var items = IsShown(TimelineShow.Notes) ? TimelineStore.Of(db, viewer, incident.Number) : [];
        var name = Names.Of(db, [.. facts.SelectMany(Ids), .. items.SelectMany(Ids)]);
        return
        [
            .. Changes(facts).Select(change => Changed(change, name)).Concat(items.Select(item => Put(item, name)))
                .OrderBy(line => line.At),
        ];
    }

    static TimelineShow KindOf(TimelineEntry fact) => fact switch
    {
        { Actor: IncidentChange.Alert } => TimelineShow.Alerts,
        _ when fact.Is(
            IncidentFacts.Alert, IncidentFacts.Returned, IncidentFacts.Gone, IncidentFacts.Expected,
            IncidentFacts.LooksResolved) => TimelineShow.Alerts,
        _ when fact.Is(IncidentFacts.Update, TimelineFacts.TakenOff) => TimelineShow.Notes,
        _ => TimelineShow.Changes,
    };

    // Ids have no spaces, and texts are mostly longer.
    static IEnumerable<string?> Ids(TimelineEntry fact) => fact.Is(IncidentFacts.Called, IncidentFacts.Invited)
        ? (fact.After ?? "").Split(' ').Append(fact.Actor)
        : ((string?[])[fact.Actor, fact.Before, fact.After]).Where(id => id is { Length: < 64 } && !id.Contains(' '));

    static IEnumerable<string?> Ids(TimelineItem item) =>
        [item.SaidBy, item.AddedBy, .. item.IsNote ? [] : MessageText.People(item.Text ?? "")];

    /// <summary>What one person did at one time, with one reason; an update stands alone.</summary>
    static IEnumerable<List<TimelineEntry>> Changes(List<TimelineEntry> entries)
    {
        List<TimelineEntry> change = [];
        foreach (var entry in entries)
        {
            if (change.Count > 0 && ((entry.At, entry.Actor) != (change[0].At, change[0].Actor)
                || IncidentFacts.Update == entry.Verb || IncidentFacts.Update == change[0].Verb))
            {
                yield return change;
                change = [];
            }

            change.Add(entry);
        }

        if (change.Count > 0) yield return change;
    }

    static TimelineLine Changed(List<TimelineEntry> change, Func<string, string> name)
    {
        var said = string.Join(", ", change.Select((e, nth) => Said(
            change.Skip(nth + 1).Any(later => later.Why == e.Why) ? e with { Why = null } : e, name)));
        return new(change[0].At, KindOf(change[0]), Who(change[0].Actor, name), said);
    }

    static string? Who(string actor, Func<string, string> name) => actor switch
    {
        IncidentChange.Alert => "alert",
        IncidentChange.Bot => null,
        _ => name(actor),
    };

    static string Said(TimelineEntry fact, Func<string, string> name) => fact.Is(TimelineFacts.TakenOff)
        ? $"{(fact.Why is { } why ? $"a {fact.Before} is off the timeline ({why})" : $"took a {fact.Before} off")}: {Then(fact)}"
        : LineText.Of(fact, name);

    // Of which time it was.
    static string Then(TimelineEntry fact) =>
        long.TryParse(fact.After, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? When.At(at) : "some time ago";

    static TimelineLine Put(TimelineItem item, Func<string, string> name)
    {
        var text = item.IsNote ? item.Text! : MessageText.Read(item.Text!, name);
        var shown = Mrkdwn.Inert(IncidentMessages.OneLine(text), MostShown);
        var added = item.AddedBy == item.SaidBy ? null : name(item.AddedBy);
        string?[] about =
        [
            item.Link is { } link ? Mrkdwn.Link(link, "message") : null,
            added is null ? null : $"added by *{Mrkdwn.Name(added)}*",
            item.EditedAt is null ? null : "edited",
        ];
        var behind = string.Join(", ", about.OfType<string>());
        return new(
            item.At, TimelineShow.Notes, item.SaidBy is { } said ? name(said) : "an app",
            $"{(item.IsNote ? $"note: {shown}" : $"“{shown}”")}{(behind.Length == 0 ? "" : $" ({behind})")}")
        {
            Item = item,
            Whole = text,
            AddedBy = added,
        };
    }
}

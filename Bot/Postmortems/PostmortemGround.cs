using System.Data;
using System.Globalization;
using Bot.Domain.FollowUps;
using Bot.FollowUps;
using Bot.Incidents;
using Bot.People;
using Counts = Bot.Domain.Alerts.Words;

namespace Bot.Postmortems;

/// <summary>The facts of an incident as its postmortem shows them: what the bot knows, and nobody has to write.</summary>
sealed class PostmortemGround(IDbConnection db, Viewer viewer, IncidentRow incident)
{
    const int MostNamed = 6;

    readonly List<FollowUpRow> followUps = FollowUpStore.OfIncident(db, viewer, incident.Number);

    /// <summary>A fact in a row, in the order in which they are read; of what is not known there is none.</summary>
    public IEnumerable<(string Name, string Value)> Facts()
    {
        yield return ("Incident", Titles.Of(incident));
        yield return ("Severity", $"{incident.Severity}, {Affected()}");
        yield return ("Status", Capital(incident.Standing));
        yield return ("Began", At(incident.Since));
        if (incident.DeclaredAt - incident.Since >= (long)TimeSpan.FromMinutes(1).TotalMilliseconds)
            yield return ("Opened", At(incident.DeclaredAt));
        if (incident is { IsOpen: false, ResolvedAt: { } ended })
        {
            yield return ("Ended", At(ended));
            yield return ("Lasted", LineText.Span(ended - incident.Since));
        }

        if (incident.Reopened > 0)
            yield return ("Opened again", Counts.Number(incident.Reopened, "time", "times"));
        if (incident.Lead is { } lead) yield return ("Lead", Person.NameOf(db, lead));
        if (incident.Kinds > 0) yield return ("Failed", Counts.Number(incident.Kinds, "kind of alert", "kinds of alert"));
        foreach (var fact in Afterwards()) yield return fact;
    }

    IEnumerable<(string Name, string Value)> Afterwards()
    {
        if (!incident.IsOpen && ClosingStore.Find(db, incident) is { AnsweredAt: not null } closing)
            yield return ("Data", Capital(ClosingWords.Of(closing.Answers)));
        if (Told() is { } told) yield return ("Readers told", told);
        if (incident.IsFixKnown) yield return ("What fixed it", incident.Fix!);
        var pulls = CardPulls.Of(db, incident.Number);
        if (pulls.Count > 0) yield return ("Pull requests", Named(pulls, CardPulls.Plain));
        if (followUps.Count > 0)
            yield return ("Follow-ups", $"{followUps.Count(f => f.State == FollowUpState.Done)} of {followUps.Count} done");
    }

    /// <summary>Where readers of data were told what; null where nobody was.</summary>
    public string? Told()
    {
        var notices = NoticeStore.Of(db, incident.Number).FindAll(n => n.IsOfNow(incident));
        var places = notices.SelectMany(n => n.Channels).Distinct().Count();
        return places == 0 ? null
            : $"{Named(notices, n => n.Name)}, in {Counts.Number(places, "channel", "channels")}";
    }

    /// <summary>Follow-ups, each in a line.</summary>
    public IEnumerable<string> FollowUps()
    {
        var name = Person.Names(db, followUps.Select(f => f.Owner));
        return followUps.Select(f => $"{f.Label} {f.Title}, {name(f.Owner)}, " + (f.State switch
        {
            FollowUpState.Done => "done",
            FollowUpState.NotDoing => "not doing",
            _ => $"due {f.Due}",
        }));
    }

    string Affected() => incident.Affected switch
    {
        Domain.Incidents.Affected.Customers => "customers affected",
        Domain.Incidents.Affected.Inside => "people inside the company affected",
        _ => "who is affected is not known",
    };

    static string Named<T>(IReadOnlyList<T> all, Func<T, string> name) => string.Join("; ", all.Take(MostNamed).Select(name))
        + (all.Count > MostNamed ? $"; {all.Count - MostNamed} more" : "");

    static string Capital(string text) => text.Length == 0 ? text : $"{char.ToUpperInvariant(text[0])}{text[1..]}";

    /// <summary>Whoever reads it, wherever: in UTC.</summary>
    public static string At(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at).UtcDateTime
        .ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}

using System.Globalization;
using Bot.Domain.Alerts;
using Bot.Domain.Incidents;
using Bot.Domain.Warnings;
using Bot.Incidents;
using Bot.Storage;
using Bot.Warnings.Rows;

namespace Bot.Alerts;

/// <summary>
/// What was red and green again before anybody was told goes into the flake book; when it is one too many of its kind, an
/// incident shows them.
/// </summary>
static class Flakes
{
    /// <summary>Ends the time that it was given; returns the incident that it takes to make people look.</summary>
    public static long? Note(Tx tx, Alert alert, KnownOfAlert known, Func<string?, Responder> onCall)
    {
        if (SettlingStore.Find(tx.Db, alert) is not { } waited) return null;
        SettlingStore.End(tx, alert);
        var flake = new Flake
        {
            Source = alert.Source,
            Place = JobKey.Place(alert.Source, waited.Alert.Metadata),
            Node = LedgerEntry.NodeOf(alert),
            Title = waited.Alert.Title,
            Job = alert["job"],
            Url = waited.Alert.SourceUrl,
            Red = DateTimeOffset.FromUnixTimeMilliseconds(waited.FirstAt),
            Green = tx.Time,
        };
        if (FlakeStore.Note(tx, flake) is not { } all) return null;
        var number = Open(tx, flake, all, onCall(waited.Opens.Rotation), known);
        FlakeStore.Shown(tx, all, number);
        return number;
    }

    static long Open(Tx tx, Flake flake, IReadOnlyList<Flake> all, Responder responder, KnownOfAlert known)
    {
        var times = Domain.Alerts.Words.Number(all.Count, "time", "times");
        var why = $"It was red and well again by itself {times} within {FlakeRule.Within.Days} days.";
        var incident = new NewIncident(
            $"{flake.Title}: {times} red and green again", Severity.Minor, known.Attributes.Impact.Affected(),
            $"{why}\n{string.Join('\n', all.Select(Line))}", null, responder.Person, responder.Why, why)
        {
            Rotation = responder.Rotation,
        };
        return OpenIncident.Open(tx, incident, responder);
    }

    static string Line(Flake flake) => string.Create(
        CultureInfo.InvariantCulture,
        $"• {flake.Red.UtcDateTime:d MMM HH:mm} UTC, for {Domain.Alerts.Words.Span(flake.Green - flake.Red)}");
}

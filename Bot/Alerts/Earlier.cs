using System.Globalization;
using Bot.Domain.Alerts;
using Bot.Incidents;
using Bot.Storage;

namespace Bot.Alerts;

/// <summary>
/// Messages come more than once and in any order: what came before about the same thing says which of them change nothing. Asked
/// inside the alert's own change.
/// </summary>
static class Earlier
{
    // Among so many of a kind the newest is found; a run may have many parts that each tell of themselves.
    const int Looked = 20, LookedForParts = 200;
    const string BeganKey = "began", RunKey = "run", PartKey = "part";

    // A clock that is further ahead is wrong, and would make all that comes after it old.
    static readonly TimeSpan MostAhead = TimeSpan.FromDays(1);

    sealed record Known(bool Fails, DateTimeOffset? Began, string? Run, string? Part);

    /// <summary>The alert, of no interest where it is old or came before.</summary>
    public static Alert Judged(Tx tx, Heard heard)
    {
        var alert = heard.Alert;
        if (heard.Delivery is { } id && Database.CameBefore(tx, DeduplicationKey.Cut($"delivery:{alert.Source}:{id}")))
            return alert with { OfNoInterest = "The same delivery came before, so it changes nothing." };
        if (alert.OfNoInterest is not null || heard is { Began: null, Run: null }) return alert;
        var began = heard.Began is { } said && said - tx.Time <= MostAhead ? heard.Began : null;
        var most = heard.Part is null ? Looked : LookedForParts;
        var came = AlertStore.Newest(tx.Db, alert, most).Select(Read).ToList();
        var known = came.Where(k => k is { Began: not null } or { Run: not null }).ToList();
        if (Age(heard, began, known) is { } age)
            return alert with
            {
                OfNoInterest = $"It is about what began {Domain.Alerts.Words.Span(age)} before the last that is known of it, so "
                    + "it changes nothing.",
            };
        return Kept(heard, began) with { OfNoInterest = Told(heard, known) ?? StillFails(heard, known, came.Count < most) };
    }

    /// <summary>
    /// By how much something newer is known; what began earlier may well have ended later. What still fires may be said to have
    /// begun earlier than was said before, by another of two who watch it: only an end that is newer makes it old.
    /// </summary>
    static TimeSpan? Age(Heard heard, DateTimeOffset? began, List<Known> known)
    {
        var isWell = heard.Alert.Status == AlertStatus.Resolved;
        var over = isWell ? heard.Ended ?? began : began;
        var newest = known.Where(k => isWell || heard.Run is not null || !k.Fails).Max(k => k.Began);
        return over < newest ? newest - began : null;
    }

    static string? Told(Heard heard, List<Known> known) =>
        heard is { Run: { } run, Alert.Status: AlertStatus.Firing } && known.Exists(k => k.Fails && k.Run == run)
            ? "The failure of the same run is known already, and counts once." : null;

    /// <summary>Why all of it is not well though a part is.</summary>
    static string? StillFails(Heard heard, List<Known> known, bool isAll)
    {
        if (heard is not { Part: { } part, Alert.Status: AlertStatus.Resolved }) return null;
        // The last word about all of it ends what was said of its parts before.
        var parts = known.TakeWhile(k => k.Part is not null).ToList();
        if (parts.Count < known.Count ? known[parts.Count].Fails : !isAll)
            return $"{part} passed, but that all of its run did is not said yet.";
        var failing = parts.DistinctBy(k => k.Part).Where(k => k.Fails && k.Part != part).Select(k => k.Part!).ToList();
        return failing.Count == 0 ? null
            : $"{part} passed, but {failing[0]}{(failing.Count > 1 ? $" and {failing.Count - 1} more" : "")} of its run did not.";
    }

    /// <summary>The alert with what the next ones are compared with.</summary>
    static Alert Kept(Heard heard, DateTimeOffset? began)
    {
        var metadata = new Dictionary<string, string>(heard.Alert.Metadata, StringComparer.OrdinalIgnoreCase);
        if (began is { } at) metadata[BeganKey] = at.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture);
        if (heard.Run is { } run) metadata[RunKey] = run;
        if (heard.Part is { } part) metadata[PartKey] = part;
        return heard.Alert with { Metadata = metadata };
    }

    static Known Read(AlertSaid said)
    {
        var values = AlertJson.Metadata(said.Metadata);
        return new(
            said.Status == "firing", Instant(values.GetValueOrDefault(BeganKey)), values.GetValueOrDefault(RunKey),
            values.GetValueOrDefault(PartKey));
    }

    /// <summary>A time as senders write it; the first of all years says that there is none.</summary>
    public static DateTimeOffset? Instant(string? text) =>
        DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
        && at.Year > 1 ? at : null;
}

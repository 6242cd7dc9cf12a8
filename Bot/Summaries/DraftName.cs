using System.Globalization;
using Bot.Incidents;

namespace Bot.Summaries;

/// <summary>Which draft a button or a form is about, as it was when it was shown: "12:3:0".</summary>
sealed record DraftName(long Incident, long Id, long Revision)
{
    public static DraftName Of(SummaryRow row) => new(row.Incident, row.Id, row.Revision);

    public static DraftName? Read(string? text) => (text ?? "").Split(':') is [var incident, var id, var revision]
        && Number(incident) is { } number && Number(id) is { } of && Number(revision) is { } nth ? new(number, of, nth) : null;

    static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Incident}:{Id}:{Revision}");
}

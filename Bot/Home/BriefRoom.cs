using Bot.Domain.Incidents;
using Bot.Incidents;

namespace Bot.Home;

/// <summary>A section in the making, and the incidents that want a line in it.</summary>
sealed record BriefDraft(BriefSection Section, IReadOnlyList<IncidentRow> Incidents)
{
    public BriefDraft(BriefSection section)
        : this(section, [])
    {
    }
}

/// <summary>Shares out the rows of a phone's screen: words first, then lines for critical and major incidents.</summary>
sealed class BriefRoom(BriefReader reader)
{
    const int Rows = 8, Few = 3;

    readonly HashSet<long> named = [];

    public static IReadOnlyList<BriefSection> Fill(BriefReader reader, IReadOnlyList<BriefDraft> drafts) =>
        new BriefRoom(reader).Fill(drafts);

    IReadOnlyList<BriefSection> Fill(IReadOnlyList<BriefDraft> drafts)
    {
        var rows = 0;
        // The last are the least pressing, and stand elsewhere as well.
        var kept = Unnamed(drafts).TakeWhile((draft, nth) => (rows += Least(draft)) <= Rows || nth == 0).ToList();
        var left = Rows - kept.Sum(Least);
        List<BriefSection> sections = [];
        foreach (var draft in kept)
        {
            var shown = Shown(draft, ref left);
            sections.Add(draft.Incidents.Count == 0 ? draft.Section : draft.Section with
            {
                Incidents = shown.Count > 0 ? [.. shown.Select(i => i.Number)] : null,
                Rest = Rest([.. draft.Incidents.Except(shown)], shown.Count > 0),
            });
        }

        return sections;
    }

    /// <summary>Each incident belongs to the first section that has it; a section without any of its own is gone.</summary>
    IEnumerable<BriefDraft> Unnamed(IReadOnlyList<BriefDraft> drafts)
    {
        foreach (var draft in drafts)
        {
            List<IncidentRow> own = [.. Lines.Worst(draft.Incidents, reader.Person).Where(i => named.Add(i.Number))];
            if (own.Count > 0 || draft.Incidents.Count == 0) yield return draft with { Incidents = own };
        }
    }

    /// <summary>The rows of a section in any case: words, the answer to its buttons, the worst unless minor, the rest.</summary>
    int Least(BriefDraft draft)
    {
        var answer = draft.Section is { Rotation: not null, IsAhead: false } or { Request: not null } ? 1 : 0;
        var worst = draft.Incidents is [{ Severity: > Severity.Minor } first, ..] ? RowsOf(draft, first) : 0;
        var rest = draft.Incidents.Count > (worst > 0 ? 1 : 0) ? 1 : 0;
        return PhoneRows.Of(reader.Db, draft.Section.Text) + answer + worst + rest;
    }

    List<IncidentRow> Shown(BriefDraft draft, ref int left)
    {
        List<IncidentRow> shown = [];
        foreach (var incident in Wanted(draft))
        {
            // A row is kept for the words on the rest, of which the last needs none; the worst has its rows already.
            var isKept = shown.Count == 0 && incident.Severity > Severity.Minor;
            var rows = isKept ? 0 : RowsOf(draft, incident);
            if (rows > left + (shown.Count + 1 == draft.Incidents.Count ? 1 : 0)) break;
            left -= rows;
            shown.Add(incident);
        }

        return shown;
    }

    static List<IncidentRow> Wanted(BriefDraft draft) =>
        [.. draft.Incidents.Where(i => draft.Incidents.Count <= Few || i.Severity > Severity.Minor)];

    int RowsOf(BriefDraft draft, IncidentRow incident) =>
        PhoneRows.Of(reader.Db, Lines.Brief(reader.Db, incident, reader.Person, draft.Section.SaysLead, reader.Now));

    string? Rest(List<IncidentRow> hidden, bool isMore)
    {
        if (hidden.Count == 0) return null;
        var what = hidden.All(i => i.Severity == Severity.Minor) ? "minor" : "more";
        return $"{(isMore ? "… " : "")}{hidden.Count} {what}: `{reader.IncidentCommand} list`";
    }
}

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
static class BriefRoom
{
    const int Rows = 8, Few = 3;

    public static IReadOnlyList<BriefSection> Fill(BriefReader reader, IReadOnlyList<BriefDraft> drafts)
    {
        var kept = Fitting(reader, drafts);
        var left = Rows - kept.Sum(d => PhoneRows.Of(reader.Db, d.Section.Text));
        HashSet<long> named = [];
        List<BriefSection> sections = [];
        foreach (var draft in kept)
        {
            var unnamed = draft.Incidents.Where(i => !named.Contains(i.Number)).ToList();
            var section = WithLines(reader, draft with { Incidents = unnamed }, ref left);
            // What stands further up already makes the heading empty.
            if (draft.Incidents.Count > 0 && section.Incidents is null && section.Rest is null) continue;
            named.UnionWith(section.Incidents ?? []);
            sections.Add(section);
        }

        return sections;
    }

    // The last are the least pressing, and stand elsewhere as well.
    static List<BriefDraft> Fitting(BriefReader reader, IReadOnlyList<BriefDraft> drafts)
    {
        var rows = 0;
        return [.. drafts.TakeWhile((draft, nth) =>
        {
            rows += PhoneRows.Of(reader.Db, draft.Section.Text) + (draft.Incidents.Count > 0 ? 1 : 0);
            return nth == 0 || rows <= Rows;
        })];
    }

    static BriefSection WithLines(BriefReader reader, BriefDraft draft, ref int left)
    {
        if (draft.Incidents.Count == 0) return draft.Section;
        var worst = Lines.Worst(draft.Incidents, reader.Person);
        var wanted = worst.Count <= Few ? worst : worst.Where(i => i.Severity > Severity.Minor).ToList();
        List<IncidentRow> shown = [];
        foreach (var incident in wanted)
        {
            var line = Lines.Brief(reader.Db, incident, reader.Person, draft.Section.SaysLead, reader.Now);
            var rows = PhoneRows.Of(reader.Db, line);
            // Room for the words on the rest, unless this is the last; one is shown whatever it takes.
            var rest = shown.Count + 1 < worst.Count ? 1 : 0;
            if (shown.Count > 0 && rows + rest > left) break;
            shown.Add(incident);
            left -= rows;
        }

        var hidden = worst.Count - shown.Count;
        if (hidden > 0) left--;
        return draft.Section with
        {
            Incidents = shown.Count > 0 ? [.. shown.Select(i => i.Number)] : null,
            Rest = hidden > 0 ? Rest([.. worst.Except(shown)], shown.Count > 0, reader.IncidentCommand) : null,
        };
    }

    static string Rest(List<IncidentRow> hidden, bool isMore, string command)
    {
        var what = hidden.All(i => i.Severity == Severity.Minor) ? "minor" : "more";
        return $"{(isMore ? "… " : "")}{hidden.Count} {what}: `{command} list`";
    }
}

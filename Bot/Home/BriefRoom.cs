using Bot.Domain.Incidents;
using Bot.Incidents;

namespace Bot.Home;

/// <summary>A section in the making, and the incidents that want a line in it.</summary>
/// <param name="Section">Its words.</param>
/// <param name="Incidents">The incidents.</param>
/// <param name="Name">What it is called where there is no room for it.</param>
sealed record BriefDraft(BriefSection Section, IReadOnlyList<IncidentRow> Incidents, string Name)
{
    public BriefDraft(BriefSection section, string name)
        : this(section, [], name)
    {
    }

    /// <summary>Its words where lines of incidents need the room.</summary>
    public string? FewWords { get; init; }

    public bool IsMinor => Incidents is [{ Severity: Severity.Minor }, ..];
}

/// <summary>
/// Shares out the rows of a phone's screen: words first, then a line for each critical and major incident. Where there are too
/// many, each has one row; what has none is counted, and a section that finds no room is named.
/// </summary>
sealed class BriefRoom(BriefReader reader, int rows)
{
    const int Rows = 8, Few = 3;

    readonly HashSet<long> named = [];

    /// <param name="reader">Whose brief it is.</param>
    /// <param name="drafts">The sections, the most pressing first.</param>
    /// <param name="asked">Questions, where there is room below all of them; else they are asked on another day.</param>
    public static IReadOnlyList<BriefSection> Fill(
        BriefReader reader, IReadOnlyList<BriefDraft> drafts, IReadOnlyList<BriefDraft> asked) =>
        new BriefRoom(reader, Rows).Fill(drafts, asked);

    /// <summary>
    /// Hours whose work the reader has taken, with what others lead still, in the rows that the rest of the brief leaves.
    /// </summary>
    public static BriefSection Left(
        BriefReader reader, BriefRow brief, BriefSection section, IReadOnlyList<IncidentRow> left)
    {
        List<BriefSection> others = [.. BriefSection.Read(brief.Sections)
            .Where(s => s.Rotation != section.Rotation || s.IsAhead)];
        var named = others.SelectMany(s => s.Incidents ?? []).ToHashSet();
        var words = section.Text.Split('\n')[0];
        var room = new BriefRoom(reader, Rows - others.Sum(s => PhoneRows.Of(reader.Db, BriefMessage.Words(reader.Db, brief, s))
            + (s.Request is null && s.Asked is null ? 0 : 1)));
        var (counted, few) = (Work.Counted(left, "left"), Work.Few(left, "left"));
        var text = left.Count == 0 ? words : $"{words}\n{counted}";
        var bare = section with { Text = text, Incidents = null, IsShort = false, Rows = null, Rest = null };
        return room.Fill([new(bare, [.. left.Where(i => !named.Contains(i.Number))], "")
        {
            FewWords = left.Count == 0 ? null : $"{words}\n{few}",
        }], [])[0];
    }

    IReadOnlyList<BriefSection> Fill(IReadOnlyList<BriefDraft> drafts, IReadOnlyList<BriefDraft> asked)
    {
        List<BriefDraft> all = [.. Unnamed(drafts).Select(Worded)];
        // Fewer words before any section is left out.
        if (RowsOf(all, all.Count) > rows)
            all = [.. all.Select(d => d.FewWords is { } few && d.Section.Text.Length > 0 ? WithWords(d, few) : d)];
        var kept = all.Count;
        // The last are the least pressing, and stand elsewhere as well.
        while (kept > 1 && RowsOf(all, kept) > rows) kept--;
        var (left, isCrowded) = (Left(all, kept), kept < all.Count);
        var room = rows - RowsOf(all, kept);
        // What is pressing comes before a question, and a question before more words about what is not.
        var questions = left is null && all.TrueForAll(d => d.Incidents.Count == 0 || d.IsMinor)
            ? asked.TakeWhile(q => Words(q) <= room && (room -= Words(q)) >= 0).Select(q => q.Section).ToList() : [];
        List<BriefSection> sections = [.. all.Take(kept).Select(draft => WithLines(draft, isCrowded, ref room))];
        return left is null ? [.. sections, .. questions] : [.. sections, new BriefSection(left)];
    }

    int RowsOf(List<BriefDraft> all, int kept) =>
        all.Take(kept).Sum(d => Words(d) + LeastLines(d, kept < all.Count)) + RowsOf(Left(all, kept));

    BriefDraft Worded(BriefDraft draft)
    {
        if (draft.IsMinor || draft.FewWords is not { } words || draft.Section.Text.Length == 0) return draft;
        var fits = Words(draft) + Taken(draft, [.. Wanted(draft).Select(i => new Line(i, Lines.Whole))]) <= rows;
        return fits ? draft : WithWords(draft, words);
    }

    static BriefDraft WithWords(BriefDraft draft, string words) => draft with { Section = draft.Section with { Text = words } };

    /// <summary>Each incident belongs to the first section that has it; a section without any of its own is gone.</summary>
    IEnumerable<BriefDraft> Unnamed(IReadOnlyList<BriefDraft> drafts)
    {
        foreach (var draft in drafts)
        {
            List<IncidentRow> own = [.. Lines.Worst(draft.Incidents, reader.Person).Where(i => named.Add(i.Number))];
            if (own.Count > 0 || draft.Incidents.Count == 0) yield return draft with { Incidents = own };
        }
    }

    // Where a single minor one may find no room for its row, there is some for the words that say so.
    int Heading(BriefDraft draft) => draft.Section.Text.Length == 0 && draft.IsMinor ? RowsOf(draft.FewWords) : 0;

    /// <summary>The rows of a section without its incidents: its words, and the answer to its buttons.</summary>
    int Words(BriefDraft draft) =>
        Heading(draft) + RowsOf(draft.Section.Text)
            + (draft.Section is { Rotation: not null, IsAhead: false } or { Request: not null } or { Asked: not null }
                or { IsListed: true } or { WordFor: not null } or { OffersLead: true } ? 1 : 0);

    // Some critical ones come before any other section; so does the worst, unless it is minor.
    int LeastLines(BriefDraft draft, bool isCrowded)
    {
        if (draft.Incidents.Count == 0 || (draft.IsMinor && isCrowded)) return 0;
        var critical = Math.Min(Few, draft.Incidents.Count(i => i.Severity == Severity.Critical));
        var shown = critical > 0 ? critical : draft.IsMinor ? 0 : 1;
        return shown + RowsOf(Rest(draft, shown));
    }

    BriefSection WithLines(BriefDraft draft, bool isCrowded, ref int room)
    {
        if (draft.Incidents.Count == 0 || (draft.IsMinor && isCrowded)) return Headed(draft).Section;
        var (most, wanted) = (room + LeastLines(draft, isCrowded) + Heading(draft), Wanted(draft));
        var lines = wanted.Select(i => new Line(i, Lines.Whole)).ToList();
        while (lines.Count > 0 && Taken(draft, lines) > most) Shorten(draft, lines);
        room = Math.Max(0, most - Taken(draft, lines) - (lines.Count == 0 ? Heading(draft) : 0));
        if (lines.Count == 0) draft = Headed(draft);
        return draft.Section with
        {
            Incidents = lines.Count > 0 ? [.. lines.Select(l => l.Incident.Number)] : null,
            Rows = lines.Count > 0 ? [.. lines.Select(l => RowsOf(draft, l))] : null,
            Rest = Rest(draft, lines.Count),
        };
    }

    sealed record Line(IncidentRow Incident, int Form);

    int Taken(BriefDraft draft, List<Line> lines) => lines.Sum(l => RowsOf(draft, l)) + RowsOf(Rest(draft, lines.Count));

    int RowsOf(BriefDraft draft, Line line) =>
        RowsOf(Lines.Brief(reader.Db, line.Incident, (reader.Person, line.Form, draft.Section.IsLed), reader.Now));

    // The least pressing says less first, in as few steps as win a row; once each has one row, it goes.
    void Shorten(BriefDraft draft, List<Line> lines)
    {
        for (var nth = lines.Count - 1; nth >= 0; nth--)
        {
            var rows = RowsOf(draft, lines[nth]);
            for (var form = lines[nth].Form + 1; form <= Lines.OneRow && rows > 1; form++)
            {
                var shorter = lines[nth] with { Form = form };
                if (RowsOf(draft, shorter) >= rows) continue;
                lines[nth] = shorter;
                return;
            }
        }

        lines.RemoveAt(lines.Count - 1);
    }

    // Its words where none of its incidents has a line.
    static BriefDraft Headed(BriefDraft draft) =>
        draft.Section.Text.Length == 0 && draft.FewWords is { } words ? WithWords(draft, words) : draft;

    static List<IncidentRow> Wanted(BriefDraft draft) =>
        [.. draft.Incidents.Where(i => draft.Incidents.Count <= Few || i.Severity > Severity.Minor)];

    int RowsOf(string? text) => string.IsNullOrEmpty(text) ? 0 : PhoneRows.Of(reader.Db, text);

    /// <summary>"… and 4 more Critical, 9 Major: `/incident list`"; null where nothing is left.</summary>
    string? Rest(BriefDraft draft, int shown)
    {
        if (shown == draft.Incidents.Count) return null;
        var hidden = draft.Incidents.Skip(shown).GroupBy(i => i.Severity).OrderByDescending(g => g.Key)
            .Select(g => g.ToList()).ToList();
        var isMore = draft.Incidents.Take(shown).Any(i => i.Severity == hidden[0][0].Severity) ? " more" : "";
        var counts = hidden.Select((some, nth) => $"{some.Count}{(nth == 0 ? isMore : "")} {Word(some[0].Severity)}");
        var (and, where) = (shown > 0 ? "… and " : "", $"`{reader.IncidentCommand} list`");
        var said = $"{and}{string.Join(", ", counts)}: {where}";
        // In one row they are only counted: how many of what there are stands above.
        return RowsOf(said) == 1 ? said : $"{and}{draft.Incidents.Count - shown}{(shown > 0 ? " more" : "")}: {where}";
    }

    static string Word(Severity severity) => severity == Severity.Minor ? "minor" : severity.ToString();

    static string? Left(List<BriefDraft> all, int kept)
    {
        if (kept == all.Count) return null;
        var minor = all.Take(kept).Where(d => d.IsMinor).Select(d => $"{d.Incidents.Count} minor");
        return $"… on Home: {string.Join(", ", [.. all.Skip(kept).Select(d => d.Name), .. minor])}";
    }
}

using System.Data;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents.Similar;

/// <summary>The rows by which incidents are compared, and what is found by them: never by a look at all incidents.</summary>
public static class SimilarStore
{
    // Beside the words: how many incidents are counted.
    const string All = "";

    // Of a common thing the newest tell enough; an attribute that so many have tells nothing.
    const int MostOfSign = 60, MostOfLook = 200, MostSlips = 4, LeastSlip = 5, MostSlip = 24, MostNear = 500, Begins = 3;
    const long MostOfSlip = 100, MoreCommon = 25;

    /// <summary>An incident has changed: it is read anew soon.</summary>
    public static void Changed(Tx tx, long number)
    {
        tx.Db.Execute(
            """
            insert into incident_texts (incident, words, stale) values (@number, '', 1)
            on conflict (incident) do update set stale = 1
            """,
            new { number });
        tx.Wake(SimilarIds.AllTextsSubject);
    }

    /// <summary>The message in an incident's channel names these from now on, or is about to.</summary>
    public static void Name(Tx tx, long number, IReadOnlyList<long> others)
    {
        foreach (var other in others)
            tx.Db.Execute(
                "insert into similar_named (incident, other) values (@number, @other) on conflict do nothing",
                new { number, other });
        // One of them may have become private just now, and then nobody knew of this message.
        if (others.Any(other => IncidentStore.Find(tx.Db, Viewer.Public, other) is null))
            tx.Wake($"similar:{number}");
    }

    public static List<long> NamedBy(IDbConnection db, long number) =>
        db.Query<long>("select other from similar_named where incident = @number", new { number }).ToList();

    public static bool AnyStale(IDbConnection db) =>
        db.ExecuteScalar<long>("select exists (select 1 from incident_texts where stale = 1)") != 0;

    /// <summary>Reads anew the newest of those that have changed. False where there are no more.</summary>
    public static bool ReadAnew(Tx tx, int most)
    {
        var stale = tx.Db.Query<(long Incident, string Words, string Names, long Counted)>(
            "select incident, words, names, counted from incident_texts where stale = 1 order by incident desc limit @most",
            new { most }).ToList();
        var counts = new Dictionary<string, (long Incidents, long Names)>(StringComparer.Ordinal);
        foreach (var (number, words, names, counted) in stale)
        {
            if (IncidentStore.Find(tx.Db, Viewer.Bot, number) is not { } incident) continue;
            var signs = IncidentSigns.Of(tx.Db, incident);
            var isCounted = IncidentStore.Find(tx.Db, Viewer.Public, number) is not null;
            if (counted == 1) Count(counts, Split(words), Split(names), -1);
            if (isCounted)
                Count(counts, signs.Words.Select(w => w.Word), signs.Words.Where(w => w.IsName).Select(w => w.Word), 1);
            Put(tx, number, signs, isCounted);
        }

        foreach (var (word, by) in counts.OrderBy(c => c.Key, StringComparer.Ordinal))
            if (by != default) Add(tx, word, by);
        return stale.Count == most;
    }

    static void Count(
        Dictionary<string, (long Incidents, long Names)> counts, IEnumerable<string> words, IEnumerable<string> names, int by)
    {
        foreach (var word in words.Prepend(All))
        {
            var (incidents, asName) = counts.GetValueOrDefault(word);
            counts[word] = (incidents + by, asName);
        }

        foreach (var word in names) counts[word] = (counts[word].Incidents, counts[word].Names + by);
    }

    static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    static string Joined(IEnumerable<WrittenWord> words) => string.Join(' ', words.Select(w => w.Word));

    static void Put(Tx tx, long number, IncidentSigns signs, bool isCounted)
    {
        tx.Db.Execute(
            """
            update incident_texts set words = @words, names = @names, counted = @counted, stale = 0 where incident = @number
            """,
            new
            {
                number,
                words = Joined(signs.Words),
                names = Joined(signs.Words.Where(w => w.IsName)),
                counted = isCounted ? 1 : 0,
            });
        var before = tx.Db.Query<string>("select sign from incident_signs where incident = @number", new { number }).ToHashSet();
        var now = signs.Signs.Select(IncidentSigns.Kept).ToHashSet();
        foreach (var sign in before.Except(now))
            tx.Db.Execute("delete from incident_signs where sign = @sign and incident = @number", new { sign, number });
        foreach (var sign in now.Except(before))
            tx.Db.Execute("insert into incident_signs (sign, incident) values (@sign, @number)", new { sign, number });
    }

    static void Add(Tx tx, string word, (long Incidents, long Names) by)
    {
        tx.Db.Execute(
            """
            insert into incident_words (word, incidents, names) values (@word, @Incidents, @Names)
            on conflict (word) do update set incidents = incident_words.incidents + excluded.incidents,
                names = incident_words.names + excluded.names
            """,
            new { word, by.Incidents, by.Names });
        if (by.Incidents < 0) tx.Db.Execute("delete from incident_words where word = @word and incidents <= 0", new { word });
    }

    sealed record Known(string Word, long Incidents, long Names);

    /// <summary>
    /// In how many others of those that everybody sees the words are, and how many others there are. A slip of the pen is taken
    /// for the word that it is near to.
    /// </summary>
    public static (IReadOnlyList<SimilarWord> Words, long Incidents) Words(
        IDbConnection db, long number, IReadOnlyList<WrittenWord> asked)
    {
        var own = db.QueryFirstOrDefault<(string Words, string Names)?>(
            "select words, names from incident_texts where incident = @number and counted = 1", new { number });
        var (ownWords, ownNames) = (Split(own?.Words ?? "").ToHashSet(), Split(own?.Names ?? "").ToHashSet());
        List<string> words = [All, .. asked.Select(w => w.Word)];
        var known = db.Query<Known>(
            "select word, incidents, names from incident_words where word in @words", new { words })
            .ToDictionary(w => w.Word, StringComparer.Ordinal);
        var slips = 0;
        var all = known.GetValueOrDefault(All)?.Incidents ?? 0;
        return ([.. asked.Select(Found).DistinctBy(w => w.Word)], own is null ? all : all - 1);

        SimilarWord Found(WrittenWord word)
        {
            var (incidents, names) = known.GetValueOrDefault(word.Word) is { } k ? (k.Incidents, k.Names) : (0, 0);
            if (ownWords.Contains(word.Word)) incidents--;
            if (ownNames.Contains(word.Word)) names--;
            var found = new SimilarWord(word.Word, word.Written, incidents, names);
            // Of a whole name the parts are looked for.
            return incidents > MostOfSlip || names > 0 || word.IsWhole || word.Word.Length is < LeastSlip or > MostSlip
                || slips++ >= MostSlips || Meant(db, found, words) is not { } meant
                ? found : new(meant.Word, word.Written, meant.Incidents, meant.Names);
        }
    }

    // Whoever slips seldom does so at the first letters.
    static Known? Meant(IDbConnection db, SimilarWord slip, List<string> asked)
    {
        var word = slip.Word;
        var apart = word.Length < 8 ? 1 : 2;
        var (from, least, most) = (word[..Begins], word.Length - apart, word.Length + apart);
        var near = db.Query<Known>(
            """
            select word, incidents, names from incident_words
            where word >= @from and word < @to and length(word) >= @least and length(word) <= @most
            order by word limit @MostNear
            """,
            new { from, to = $"{from}~", least, most, MostNear });
        // Others slip alike: the word itself is far more common.
        return near.Where(n => n.Incidents > slip.Incidents * MoreCommon && !asked.Contains(n.Word))
            .Select(n => (Known: n, Apart: Spelling.Apart(word, n.Word))).Where(n => n.Apart <= apart)
            .OrderBy(n => n.Apart).ThenByDescending(n => n.Known.Incidents).Select(n => n.Known).FirstOrDefault();
    }

    /// <summary>Those that may be like an incident, as far as the viewer may see them, by what both have.</summary>
    public static List<SimilarCandidate> Candidates(
        IDbConnection db, Viewer viewer, long number, IReadOnlyList<SimilarSign> signs, IReadOnlyList<SimilarWord> asked)
    {
        var words = new Dictionary<long, string>();
        var shared = new Dictionary<long, List<SimilarSign>>();
        foreach (var look in Similarity.Looks(asked))
            foreach (var (found, text) in Found(db, viewer, number, look)) words[found] = text;
        foreach (var sign in signs)
        {
            var found = With(db, viewer, number, IncidentSigns.Kept(sign));
            if (sign.By is SimilarBy.Attribute or SimilarBy.Error && found.Count == MostOfSign) continue;
            foreach (var (one, text) in found)
            {
                words[one] = text;
                if (!shared.TryGetValue(one, out var others)) shared[one] = others = [];
                others.Add(sign);
            }
        }

        var apart = SplitApart(db, number);
        return
        [
            .. words.Where(one => !apart.Contains(IncidentRow.LabelOf(one.Key))).Select(one => new SimilarCandidate(
                one.Key, Split(one.Value).ToHashSet(StringComparer.Ordinal),
                shared.GetValueOrDefault(one.Key) ?? [])),
        ];
    }

    // Whoever split them has said that they are not the same.
    static List<string> SplitApart(IDbConnection db, long number) => db.Query<string>(
        "select after from history where subject = @subject and verb in @verbs",
        new
        {
            subject = IncidentRow.SubjectOf(number),
            verbs = new[] { IncidentFacts.Split.Word, IncidentFacts.SplitFrom.Word },
        }).ToList();

    // What went into another one is found as that.
    const string IsOther = "i.merged_into is null and i.number <> @number";

    static List<(long Number, string Words)> Found(
        IDbConnection db, Viewer viewer, long number, IReadOnlyList<IReadOnlyList<string>> look) =>
        db.Query<(long, string)>(
            $"""
            select i.number, t.words from {FullText.From(db)} cross join incidents i
            where {FullText.Found(db)} and i.number = t.incident and {IsOther} and {Viewer.VisibleTo}
            order by {FullText.Newest(db)} limit @MostOfLook
            """,
            viewer.With(new { number, text = FullText.Query(db, look), MostOfLook })).ToList();

    static List<(long Number, string Words)> With(IDbConnection db, Viewer viewer, long number, string sign) =>
        db.Query<(long, string)>(
            $"""
            select i.number, t.words from incident_signs s join incidents i on i.number = s.incident
            join incident_texts t on t.incident = s.incident
            where s.sign = @sign and {IsOther} and {Viewer.VisibleTo} order by s.incident desc limit @MostOfSign
            """,
            viewer.With(new { number, sign, MostOfSign })).ToList();
}

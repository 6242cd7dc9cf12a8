using System.Data;
using System.Globalization;
using Bot.Api.Reading;
using Bot.Domain.OnCall;
using Bot.Domain.Reviews;
using Bot.People;
using CsvHelper;
using static Bot.Tests.Reviews.ReviewByHand;

namespace Bot.Tests.Reviews;

/// <summary>
/// What a review says of incidents, jobs, routes, follow-ups and warnings, worked out of nothing but the tables that
/// <c>/incident export</c> sends, as somebody would in a spreadsheet.
/// </summary>
sealed class ReviewByExport(IDbConnection db, DateTimeOffset now)
{
    static readonly string[] Parts = ["now ", "before ", "job ", "route ", "follow-ups ", "warnings "];

    sealed record Row(IReadOnlyDictionary<string, string> Cells)
    {
        public string this[string name] => Cells[name];

        public DateTimeOffset? At(string name) =>
            this[name] is { Length: > 0 } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : null;
    }

    readonly List<Row> incidents = Table(new IncidentList(), db, now), causes = Table(new CauseList(), db, now),
        runs = Table(new RunList(), db, now), followUps = Table(new FollowUpList(), db, now),
        warnings = Table(new WarningList(), db, now);

    /// <summary>Whether this line of a review can be worked out of them.</summary>
    public static bool IsOf(string line) => Parts.Any(part => line.StartsWith(part, StringComparison.Ordinal));

    static List<Row> Table(ApiList list, IDbConnection db, DateTimeOffset now)
    {
        var file = list.File(new(db, Viewer.Public, now, FilterValues.Nothing) { Most = ApiList.MostOfAll }, "csv");
        using var reader = new CsvReader(new StreamReader(new MemoryStream(file)), CultureInfo.InvariantCulture);
        reader.Read();
        reader.ReadHeader();
        var names = reader.HeaderRecord!;
        List<Row> rows = [];
        while (reader.Read()) rows.Add(new(names.ToDictionary(name => name, name => reader.GetField(name)!)));
        return rows;
    }

    public List<string> Lines(ReviewPeriod period, ReviewFilter filter)
    {
        var all = incidents.Where(i => i["merged_into"].Length == 0 && Fits(i, filter)).ToList();
        return
        [
            .. Incidents("now", all, period.During, period.Step), .. Incidents("before", all, period.Before, period.Step),
            .. Jobs(period.During, filter).Order(),
            .. Routes(all, period.During).Order(StringComparer.Ordinal),
            Warnings(period.During, filter), FollowUps(period, filter),
        ];
    }

    bool Fits(Row incident, ReviewFilter filter) =>
        (filter.Rotation is null || incident["rotation"] == filter.Rotation)
        && (filter.Severity is null || Is(incident["severity"], filter.Severity.Value))
        && (filter.Source is null || causes.Exists(c =>
            c["incident"] == incident["number"] && c["key"].Split('/')[0] == filter.Source));

    static bool Is<T>(string word, T value)
        where T : struct, Enum => word.Equals(value.ToString(), StringComparison.OrdinalIgnoreCase);

    static bool IsCounted(Row incident, Stretch during) =>
        incident["status"] != "declined" && during.Holds(incident.At("declared_at")!.Value);

    static Origin OriginOf(Row incident) => incident["origin"] switch
    {
        "declared" => Origin.Declared,
        "alert" => Origin.Alert,
        _ => Origin.ByItself,
    };

    static IEnumerable<string> Incidents(string name, List<Row> all, Stretch during, TimeSpan step)
    {
        var counted = all.Where(i => IsCounted(i, during)).ToList();
        var kinds = counted.GroupBy(i => (
            Step: (int)((i.At("declared_at")!.Value - during.Starts) / step),
            Severity: CultureInfo.InvariantCulture.TextInfo.ToTitleCase(i["severity"]), Origin: OriginOf(i)));
        var ended = counted.Where(i => i["status"] is "resolved" or "closed" && OriginOf(i) != Origin.ByItself);
        return
        [
            .. kinds.Select(k => Text($"{name} {k.Key.Step} {k.Key.Severity} {k.Key.Origin} {k.Count()}"))
                .Order(StringComparer.Ordinal),
            Text($"{name} on it {Took(counted.Where(i => i.At("on_it_at") is not null), "on_it_at")}"),
            Text($"{name} resolved {Took(ended, "ended_at")}"), Text($"{name} wrong {Wrong(all, during)}"),
        ];
    }

    // The middle one, and the one below which nine of ten are, as spreadsheets number them.
    static Durations Took(IEnumerable<Row> of, string until)
    {
        var all = of.Select(i => i.At(until)!.Value - i.At("declared_at")!.Value).Order().ToList();
        TimeSpan Nth(double share) => all[(int)Math.Ceiling(share * all.Count) - 1];
        return all.Count == 0 ? default : new(all.Count, Nth(0.5), Nth(0.9));
    }

    // Each stretch as far as it goes beyond all before it.
    static double Wrong(List<Row> all, Stretch during)
    {
        var (until, sum) = (during.Starts, TimeSpan.Zero);
        foreach (var felt in all.Where(i => i["status"] != "declined" && i["affected"] == "customers")
            .OrderBy(i => i.At("began_at")))
        {
            var (from, to) = (felt.At("began_at")!.Value, felt.At("ended_at") ?? during.Ends);
            if (from < until) from = until;
            if (to > during.Ends) to = during.Ends;
            if (to <= from) continue;
            (until, sum) = (to, sum + (to - from));
        }

        return sum.TotalMilliseconds;
    }

    IEnumerable<string> Jobs(Stretch during, ReviewFilter filter)
    {
        foreach (var job in runs.Where(r => filter.Source is null || r["source"] == filter.Source).GroupBy(r => r["job_key"]))
        {
            var red = TimeSpan.Zero;
            foreach (var run in job.Where(r => r["green"] == "false"))
            {
                var (from, to) = (run.At("at")!.Value, run.At("next_at") ?? during.Ends);
                if (from < during.Starts) from = during.Starts;
                if (to > during.Ends) to = during.Ends;
                if (to > from) red += to - from;
            }

            var within = job.Where(r => during.Holds(r.At("at")!.Value)).ToList();
            if (within.Count == 0 && red == TimeSpan.Zero) continue;
            var green = within.Count(r => r["green"] == "true");
            yield return Text($"job {job.First()["job"]} {within.Count} {green} {red.TotalMilliseconds}");
        }
    }

    static IEnumerable<string> Routes(List<Row> all, Stretch during)
    {
        var opened = all.Where(i => i["route"].Length > 0 && during.Holds(i.At("declared_at")!.Value));
        foreach (var route in opened.GroupBy(i => i["route"]))
        {
            var declined = route.Where(i => i["status"] == "declined").ToList();
            var reasons = declined.Select(i => i["declined_because"]).Where(why => why.Length > 0).GroupBy(why => why)
                .OrderByDescending(why => why.Count()).ThenBy(why => why.Key, StringComparer.Ordinal).Take(5)
                .Select(why => Text($"{why.Key} {why.Count()}"));
            var byItself = route.Count(i => OriginOf(i) == Origin.ByItself);
            yield return Text($"route {route.Key} {route.Count()} {declined.Count} {byItself}: ") + string.Join(", ", reasons);
        }
    }

    string Warnings(Stretch during, ReviewFilter filter)
    {
        var mine = warnings.Where(w => (filter.Source is null || w["source"] == filter.Source)
            && (filter.Rotation is null || w["rotation"] == filter.Rotation)).ToList();
        bool Within(DateTimeOffset? at) => at is { } then && during.Holds(then);
        var open = mine.Where(w => w["state"] is "open" or "snoozed").ToList();
        var came = mine.Count(w => w["state"] != "accepted" && Within(w.At("news_at")));
        var debt = open.Sum(w => 1 + (int)((now - w.At("first_seen")!.Value).TotalDays / 7));
        return Text($"warnings {open.Count} {came} {mine.Count(w => Within(w.At("fixed_at")))} {debt}");
    }

    string FollowUps(ReviewPeriod period, ReviewFilter filter)
    {
        var byNumber = incidents.ToDictionary(i => i["number"]);
        var all = followUps.Where(f => f["incident"] is { Length: > 0 } number
            ? byNumber[number]["merged_into"].Length == 0 && Fits(byNumber[number], filter)
            : filter is { Severity: null, Source: null } && (filter.Rotation is null || f["rotation"] == filter.Rotation))
            .ToList();
        var today = TimeZoneInfo.ConvertTime(now, period.Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var made = all.Count(f => period.During.Holds(f.At("made_at")!.Value));
        var done = all.Count(f => f["state"] == "done" && period.During.Holds(f.At("ended_at")!.Value));
        var late = all.Count(f => f["state"] == "outstanding" && string.CompareOrdinal(f["due"], today) < 0);
        return Text($"follow-ups {made} {done} {late}");
    }
}

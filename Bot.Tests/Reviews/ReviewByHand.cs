using System.Data;
using System.Globalization;
using Bot.Domain.Alerts;
using Bot.Domain.Alerts.Dbt;
using Bot.Domain.OnCall;
using Bot.Domain.Reviews;
using Dapper;

namespace Bot.Tests.Reviews;

/// <summary>
/// The figures of a review worked out apart from it: out of whole tables, row by row, as somebody would who has exported them.
/// What both say is compared as lines.
/// </summary>
sealed class ReviewByHand
{
    readonly List<Incident> incidents;
    readonly List<(long Incident, string Key, string? Job)> alerts;
    readonly List<(long Incident, string Sign)> signs;
    readonly List<(string Subject, long At, string Verb, string? After, string? Why)> history;
    readonly List<(string Job, string Source, string Name, long At, long Red)> runs;
    readonly List<(long Incident, string? Route)> opened;
    readonly List<(string Key, string Title, string Source, long At, long? Incident)> flakes;
    readonly WorkByHand work;
    readonly DebtByHand debt;
    readonly List<(long? Incident, string? Rotation, long MadeAt, string State, long? EndedAt, string Due)> followUps;
    readonly HashSet<(long, string)> inside;
    readonly List<string> rotations;
    readonly Dictionary<string, string> routes;

    sealed class Incident
    {
        public long Number { get; init; }
        public required string Status { get; init; }
        public required string Severity { get; init; }
        public required string Affected { get; init; }
        public required string Born { get; init; }
        public long DeclaredAt { get; init; }
        public long Since { get; init; }
        public long? ResolvedAt { get; init; }
        public string? EndedBy { get; init; }
        public long Greens { get; init; }
        public string? Fix { get; init; }
        public string? Rotation { get; init; }
        public long? MergedInto { get; init; }
        public long Private { get; init; }
        public long Touched { get; init; }
        public string? Lead { get; init; }

        public bool IsOver => Status is "resolved" or "closed";

        public int Origin => Born == "declared" ? 0 : IsOver && EndedBy is null && Greens >= 3 ? 2 : 1;
    }

    /// <param name="db">The store.</param>
    /// <param name="routes">What each route of the team is called.</param>
    public ReviewByHand(IDbConnection db, Dictionary<string, string> routes)
    {
        this.routes = routes;
        incidents = db.Query<Incident>("select * from incidents").ToList();
        alerts = db.Query<(long, string, string?)>("select incident, key, job from incident_alerts").ToList();
        signs = db.Query<(long, string)>("select incident, sign from incident_signs").ToList();
        history = db.Query<(string, long, string, string?, string?)>(
            "select subject, at, verb, after, why from history order by id").ToList();
        runs = db.Query<(string, string, string, long, long)>("select job, source, name, at, red from runs order by id").ToList();
        opened = db.Query<(long, string?)>("select incident, route from alerts where incident is not null order by id").ToList();
        flakes = db.Query<(string, string, string, long, long?)>(
            "select key, title, source, red_at, incident from flakes").ToList();
        followUps = db.Query<(long?, string?, long, string, long?, string)>(
            "select incident, rotation, made_at, state, ended_at, due from follow_ups").ToList();
        inside = [.. db.Query<(long, string)>("select incident, person from incident_people where inside = 1")];
        rotations = db.Query<string>("select id from rotations where ended_at is null order by made_at, id").ToList();
        (work, debt) = (new(db, rotations), new(db, rotations));
    }

    /// <summary>What a review reads, as lines.</summary>
    public static List<string> Lines(ReviewFigures figures) =>
    [
        .. Lines("now", figures.Incidents), .. Lines("before", figures.Before),
        .. figures.Jobs.Select(j => Text($"job {j.Name} {j.Runs} {j.Green} {j.Red.TotalMilliseconds}")).Order(),
        .. figures.Offenders.Select(o =>
            Text($"offender {o.Kind} {o.Name} {o.Times} {o.Steps} {o.Reverts} {o.Last.ToUnixTimeMilliseconds()} {o.Fixed}")),
        .. figures.Noise.Select(n => Text($"route {n.Route} {n.Opened} {n.Declined} {n.ByItself}: ")
            + string.Join(", ", n.Reasons.Select(r => Text($"{r.Why} {r.Times}")))).Order(StringComparer.Ordinal),
        Text($"flakes {figures.Flakes.All} {figures.Flakes.Before}"),
        .. figures.Flakes.Most.Select(f => Text($"flake {f.Title} {f.Times} {f.Last.ToUnixTimeMilliseconds()}")),
        Text($"warnings {figures.Debt.Now.Open} {figures.Debt.Now.New} {figures.Debt.Now.Fixed} {figures.Debt.Now.Debt}"),
        .. figures.Debt.Weeks.Select(w => Text($"week {w.Monday:yyyy-MM-dd} {w.Debt}")),
        Text($"follow-ups {figures.FollowUps.Made} {figures.FollowUps.Done} {figures.FollowUps.Overdue}"),
        .. (figures.Load ?? []).Select(l => Text($"load {l.Person} {l.Led} {l.OutOfHours} {l.Requests} {l.Covers}"))
            .Order(StringComparer.Ordinal),
    ];

    static IEnumerable<string> Lines(string period, IncidentFigures figures) =>
    [
        .. figures.Counts.Select(c => Text($"{period} {c.Step} {c.Severity} {c.Origin} {c.Count}")).Order(StringComparer.Ordinal),
        Text($"{period} on it {figures.OnIt}"), Text($"{period} resolved {figures.Resolved}"),
        Text($"{period} wrong {figures.Wrong.TotalMilliseconds}"),
    ];

    /// <summary>The same, worked out apart.</summary>
    /// <param name="viewer">Who reads it; empty is everybody.</param>
    /// <param name="period">Of when.</param>
    /// <param name="filter">Of what.</param>
    /// <param name="now">When.</param>
    public List<string> Lines(string viewer, ReviewPeriod period, ReviewFilter filter, DateTimeOffset now)
    {
        var step = (long)period.Step.TotalMilliseconds;
        var all = incidents.Where(i => Sees(viewer, i) && i.MergedInto is null && Fits(i, filter)).ToList();
        var counted = all.Where(i => i.Status != "declined" && Within(period.During, i.DeclaredAt)).ToList();
        var from = period.During.Starts.ToUnixTimeMilliseconds();
        return
        [
            .. Incidents("now", all, period.During, step), .. Incidents("before", all, period.Before, step),
            .. Jobs(viewer, period.During, filter).Order(),
            .. Offenders(counted, i => (i.DeclaredAt - from) / step),
            .. Routes(all.Where(i => i.Born == "alert" && Within(period.During, i.DeclaredAt)).ToList())
                .Order(StringComparer.Ordinal),
            .. Flakes(viewer, period, filter),
            .. debt.Lines(period.During, filter, now),
            FollowUps(viewer, period, filter, now),
            .. Work(counted, period.During, filter.Rotation, now).Order(StringComparer.Ordinal),
        ];
    }

    string FollowUps(string viewer, ReviewPeriod period, ReviewFilter filter, DateTimeOffset now)
    {
        var byNumber = incidents.ToDictionary(i => i.Number);
        var all = followUps.Where(f => f.Incident is { } number
            ? byNumber[number] is { MergedInto: null } of && Sees(viewer, of) && Fits(of, filter)
            : filter is { Severity: null, Source: null } && (filter.Rotation is null || filter.Rotation == Team(f.Rotation)))
            .ToList();
        var today = TimeZoneInfo.ConvertTime(now, period.Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var done = all.Count(f => f.State == "done" && Within(period.During, f.EndedAt!.Value));
        var late = all.Count(f => f.State == "outstanding" && string.CompareOrdinal(f.Due, today) < 0);
        return Text($"follow-ups {all.Count(f => Within(period.During, f.MadeAt))} {done} {late}");
    }

    string Team(string? own) => own is not null && rotations.Contains(own) ? own : rotations.FirstOrDefault("");

    IEnumerable<string> Work(List<Incident> counted, Stretch during, string? rotation, DateTimeOffset now)
    {
        var of = rotations.Where(r => rotation is null || r == rotation).SelectMany(r => work.Of(
            r, during, now, incidents.Where(i => i.Rotation == r && i.Private == 0)
                .Select(i => (i.DeclaredAt, i.Touched == 1 ? i.Lead : null)))).ToLookup(w => w.Person);
        return from person in of.Select(w => w.Key).Union(
                   counted.Where(i => i.Touched == 1).Select(i => i.Lead).OfType<string>())
               let led = counted.Count(i => i.Touched == 1 && i.Lead == person)
               let own = of[person]
               select Text(
                   $"load {person} {led} {own.Sum(w => w.OutOfHours)} {own.Sum(w => w.Requests)} {own.Sum(w => w.Covers)}");
    }

    bool Sees(string viewer, Incident incident) => incident.Private == 0 || inside.Contains((incident.Number, viewer));

    bool Fits(Incident incident, ReviewFilter filter)
    {
        return (filter.Rotation is null || filter.Rotation == Team(incident.Rotation))
            && (filter.Severity is null
                || incident.Severity.Equals(filter.Severity.ToString(), StringComparison.OrdinalIgnoreCase))
            && (filter.Source is null || alerts.Exists(a =>
                a.Incident == incident.Number && a.Key.Split('/')[0] == filter.Source));
    }

    IEnumerable<string> Incidents(string name, List<Incident> all, Stretch during, long step)
    {
        var counted = all.Where(i => i.Status != "declined" && Within(during, i.DeclaredAt)).ToList();
        var from = during.Starts.ToUnixTimeMilliseconds();
        var kinds = counted.GroupBy(i => (
            Step: (i.DeclaredAt - from) / step, Severity: char.ToUpperInvariant(i.Severity[0]) + i.Severity[1..], i.Origin));
        var onIt = counted.Select(i => history.Where(h => h.Subject == $"incident:{i.Number}" && h.Verb == "on it")
            .Select(h => (long?)(h.At - i.DeclaredAt)).Min()).OfType<long>();
        var resolved = counted.Where(i => i.IsOver && i.Origin != 2).Select(i => i.ResolvedAt!.Value - i.DeclaredAt);
        return
        [
            .. kinds.Select(k => Text($"{name} {k.Key.Step} {k.Key.Severity} {(Origin)k.Key.Origin} {k.Count()}"))
                .Order(StringComparer.Ordinal),
            Text($"{name} on it {Took(onIt)}"), Text($"{name} resolved {Took(resolved)}"),
            Text($"{name} wrong {Wrong(all, during)}"),
        ];
    }

    // Second by second would be long: each moment at which something begins or ends parts the time.
    static double Wrong(List<Incident> all, Stretch during)
    {
        var (from, to) = (during.Starts.ToUnixTimeMilliseconds(), during.Ends.ToUnixTimeMilliseconds());
        var felt = all.Where(i => i.Status != "declined" && i.Affected == "customers").ToList();
        var moments = felt.SelectMany(i => new[] { i.Since, i.ResolvedAt ?? to }).Append(from).Append(to)
            .Where(m => m >= from && m <= to).Distinct().Order().ToList();
        return moments.Zip(moments.Skip(1)).Where(part => felt.Exists(
            i => i.Since <= part.First && part.Second <= (i.ResolvedAt ?? to))).Sum(part => (double)part.Second - part.First);
    }

    static Durations Took(IEnumerable<long> times)
    {
        var all = times.Order().Select(t => TimeSpan.FromMilliseconds(t)).ToList();
        // No fewer than that share are as short.
        TimeSpan At(double share) => all.First(t => all.Count(other => other <= t) >= share * all.Count);
        return all.Count == 0 ? default : new(all.Count, At(0.5), At(0.9));
    }

    IEnumerable<string> Jobs(string viewer, Stretch during, ReviewFilter filter)
    {
        var (from, to) = (during.Starts.ToUnixTimeMilliseconds(), during.Ends.ToUnixTimeMilliseconds());
        foreach (var job in runs.Where(r => filter.Source is null || r.Source == filter.Source).GroupBy(r => r.Job))
        {
            var hidden = alerts.Where(a => a.Job == job.Key).Select(a => incidents.First(i => i.Number == a.Incident));
            if (hidden.Any(i => !Sees(viewer, i) && i.Since < to && !(i.ResolvedAt <= from))) continue;
            var (red, own) = (0L, job.ToList());
            for (var i = 0; i < own.Count; i++)
            {
                if (own[i].Red == 0) continue;
                var (starts, ends) = (Math.Max(own[i].At, from), Math.Min(i + 1 < own.Count ? own[i + 1].At : to, to));
                red += Math.Max(0, ends - starts);
            }

            var within = own.Where(r => r.At >= from && r.At < to).ToList();
            if (within.Count + red > 0)
                yield return Text($"job {own[0].Name} {within.Count} {within.Count(r => r.Red == 0)} {red}");
        }
    }

    IEnumerable<string> Offenders(List<Incident> counted, Func<Incident, long> stepOf)
    {
        var of = signs.Where(s => s.Sign.StartsWith("node::", StringComparison.Ordinal) || (
            s.Sign.StartsWith("alert::", StringComparison.Ordinal)
            && !signs.Exists(o => o.Incident == s.Incident && o.Sign.StartsWith("node::", StringComparison.Ordinal))));
        var groups = of.Join(counted, s => s.Incident, i => i.Number, (s, i) => (s.Sign, Incident: i)).GroupBy(p => p.Sign)
            .Where(g => g.Count() > 1)
            .Select(g => (Sign: g.Key, In: g.Select(p => p.Incident).OrderBy(i => i.DeclaredAt).ThenBy(i => i.Number).ToList()))
            .OrderByDescending(g => g.In.Count).ThenByDescending(g => g.In[^1].DeclaredAt)
            .ThenBy(g => g.Sign, StringComparer.Ordinal).Take(20);
        foreach (var (sign, was) in groups)
        {
            var (kind, name) = Named(sign);
            var reverts = was.Count(i => i.Fix?.Contains("revert", StringComparison.OrdinalIgnoreCase) == true);
            (long, string)? fix = was.LastOrDefault(i => i.Fix is not null) is { } last ? (last.Number, last.Fix!) : null;
            var steps = was.Select(stepOf).Distinct().Count();
            yield return Text($"offender {kind} {name} {was.Count} {steps} {reverts} {was[^1].DeclaredAt} {fix}");
        }
    }

    static (string Kind, string Name) Named(string sign)
    {
        if (sign.StartsWith("alert::", StringComparison.Ordinal)) return ("Key", sign["alert::".Length..]);
        var node = sign["node::".Length..];
        var kind = node.Split('.')[0];
        return (
            kind switch { "model" => "Model", "test" or "unit_test" => "Test", "source" => "Source", _ => "Node" },
            DbtName.Of(node));
    }

    IEnumerable<string> Routes(List<Incident> all)
    {
        string? By(Incident incident) => opened.FirstOrDefault(o => o.Incident == incident.Number).Route;
        string? Why(Incident incident) => history.LastOrDefault(
            h => h.Subject == $"incident:{incident.Number}" && h.Verb == "status" && h.After == "declined").Why;
        return from incident in all
               group incident by By(incident) into route
               let name = route.Key is null ? RouteList.AllOthers : routes.GetValueOrDefault(route.Key, "A route that is gone")
               let declined = route.Where(i => i.Status == "declined").ToList()
               let reasons = declined.Select(Why).OfType<string>().GroupBy(w => w).OrderByDescending(w => w.Count())
                   .ThenBy(w => w.Key, StringComparer.Ordinal).Take(5).Select(w => Text($"{w.Key} {w.Count()}"))
               select Text($"route {name} {route.Count()} {declined.Count} {route.Count(i => i.Origin == 2)}: ")
                   + string.Join(", ", reasons);
    }

    IEnumerable<string> Flakes(string viewer, ReviewPeriod period, ReviewFilter filter)
    {
        var all = flakes.Where(f => (filter.Source is null || f.Source == filter.Source)
            && (f.Incident is null || Sees(viewer, incidents.First(i => i.Number == f.Incident)))).ToList();
        var now = all.Where(f => Within(period.During, f.At)).ToList();
        yield return Text($"flakes {now.Count} {all.Count(f => Within(period.Before, f.At))}");
        foreach (var node in now.GroupBy(f => f.Key).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Max(f => f.At))
            .ThenBy(g => g.Key, StringComparer.Ordinal).Take(10))
            yield return Text($"flake {node.Max(f => f.Title)} {node.Count()} {node.Max(f => f.At)}");
    }

    internal static bool Within(Stretch during, long at) => during.Holds(DateTimeOffset.FromUnixTimeMilliseconds(at));

    internal static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

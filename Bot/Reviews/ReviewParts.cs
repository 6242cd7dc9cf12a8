using System.Globalization;
using Bot.Domain.Incidents;
using Bot.Domain.Reviews;
using Bot.Incidents;
using Words = Bot.Domain.Alerts.Words;

namespace Bot.Reviews;

/// <summary>The figures of a review in words: few lines to each part, and what is worth doing next behind them.</summary>
/// <param name="figures">The figures.</param>
/// <param name="marks">How words are marked.</param>
/// <param name="reader">Who reads what each person had; null where nobody is shown that.</param>
public sealed class ReviewParts(ReviewFigures figures, ReviewMarks marks, LoadReader? reader)
{
    const int Most = 5, MostReasons = 2;

    readonly IReadOnlyList<Advice> advice =
        ReviewRules.Of(reader is { SeesAll: true } ? figures : figures with { Load = null });

    /// <summary>In the order in which they are read; one that has nothing to say is left out.</summary>
    public IReadOnlyList<ReviewPart> All =>
    [
        Part("Incidents", Incidents(), ReviewRule.Unseen, ReviewRule.Slow),
        .. Optional("Jobs", Jobs(), ReviewRule.Red),
        .. Optional("What came back", Offenders(), ReviewRule.Repeats),
        .. Optional("What routes opened", Noise(), ReviewRule.Noise),
        .. Optional("Flakes", Flakes(), ReviewRule.Flaky),
        .. Optional("Warnings", Warnings(), ReviewRule.Debt),
        .. FollowUps(),
        .. Optional("Work", Load(), ReviewRule.Uneven),
    ];

    /// <summary>The rules by which something is worth doing here.</summary>
    public IEnumerable<string> Rules => advice.Select(a => a.Rule).Distinct().Select(rule => rule.Sentence);

    IEnumerable<ReviewPart> Optional(string title, IEnumerable<string> lines, ReviewRule rule) =>
        Part(title, lines, rule) is { Lines.Count: > 0 } part ? [part] : [];

    ReviewPart Part(string title, IEnumerable<string> lines, params ReviewRule[] rules) =>
        new(title, [.. lines], [.. advice.Where(a => rules.Contains(a.Rule)).Select(Said)]);

    string Said(Advice advice)
    {
        var what = advice.What is not { } one ? ""
            : advice.Rule == ReviewRule.Uneven ? $"{reader!.Name(one)} " : $"{marks.Code(one)} ";
        return $"{what}{marks.Plain(advice.Because)}: {advice.Do}.";
    }

    IEnumerable<string> Incidents()
    {
        var (now, before) = (figures.Incidents, figures.Before);
        if (now.All == 0) yield return Text($"None. The period before had {before.All}.");
        else
        {
            yield return Text($"{Strong(now.All)} (before: {before.All}): {Severities(now)}");
            var (declared, alert, itself) = (now.Of(Origin.Declared), now.Of(Origin.Alert), now.Of(Origin.ByItself));
            yield return Text($"{declared} declared, {alert} opened by alerts, {itself} over by themselves");
        }

        if (now.OnIt.Count > 0) yield return $"“I'm on it” {Took(now.OnIt, before.OnIt)}";
        if (now.Resolved.Count > 0) yield return $"Resolved {Took(now.Resolved, before.Resolved)}";
        if (now.Wrong > TimeSpan.Zero || before.Wrong > TimeSpan.Zero)
            yield return $"Data that customers see was stale or wrong for {marks.Strong(Span(now.Wrong))} "
                + $"(before: {Span(before.Wrong)})";
    }

    static string Severities(IncidentFigures incidents) => string.Join(
        ", ",
        Enum.GetValues<Severity>().Reverse().Where(s => incidents.Of(s) > 0)
            .Select(s => Text($"{incidents.Of(s)} {s.ToString().ToLowerInvariant()}")));

    string Took(Durations now, Durations before)
    {
        var was = before.Count switch
        {
            0 => "",
            1 => $" (before: {Span(before.Median)})",
            _ => $" (before: {Span(before.Median)} and {Span(before.NineOfTen)})",
        };
        var (half, nine) = (marks.Strong(Span(now.Median)), marks.Strong(Span(now.NineOfTen)));
        if (now.Count == 1) return $"after {half}{was}";
        // Of so few, nine of ten are all.
        return Text($"within {half} in half of {now.Count}, within {nine} in {(now.Count < 10 ? "all" : "nine of ten")}{was}");
    }

    IEnumerable<string> Jobs()
    {
        if (figures.Jobs.Count == 0) yield break;
        var (runs, green) = (figures.Jobs.Sum(j => j.Runs), figures.Jobs.Sum(j => j.Green));
        if (runs > 0) yield return $"{marks.Strong(Share(green, runs))} of {Words.Number(runs, "run", "runs")} green";
        var red = figures.Jobs.Where(j => j.Red > TimeSpan.Zero).ToList();
        foreach (var job in red.Take(Most))
        {
            var runsOf = Words.Number(job.Runs, "run", "runs");
            var share = job.Runs == 0 ? "not run since" : $"{Share(job.Green, job.Runs)} of {runsOf} green";
            yield return $"{marks.Code(job.Name)} red for {Span(job.Red)}, {share}";
        }

        if (red.Count > Most) yield return Text($"… {red.Count - Most} more were red");
    }

    IEnumerable<string> Offenders() => figures.Offenders.Take(Most).Select(one =>
    {
        var kind = one.Kind.ToString().ToLowerInvariant();
        var fix = one.Fixed is { } last ? $"; {IncidentRow.LabelOf(last.Incident)} fixed by “{marks.Plain(last.Fix)}”" : "";
        var times = Words.Number(one.Times, "incident", "incidents");
        return $"{marks.Code(one.Name)} ({kind}) in {times}, last {marks.Day(one.Last)}{fix}";
    });

    IEnumerable<string> Noise()
    {
        foreach (var route in figures.Noise.Take(Most))
        {
            var reasons = string.Join(", ", route.Reasons.Take(MostReasons).Select(r => r.Times == 1
                ? $"“{marks.Plain(r.Why)}”" : Text($"“{marks.Plain(r.Why)}” {r.Times} times")));
            var why = reasons.Length == 0 ? "" : $" ({reasons})";
            var declined = Text($"{route.Declined} declined{why}");
            yield return Text(
                $"{marks.Plain(route.Route)}: {route.Opened} opened, {declined}, {route.ByItself} over by themselves");
        }
    }

    IEnumerable<string> Flakes()
    {
        var flakes = figures.Flakes;
        if (flakes.All == 0 && flakes.Before == 0) yield break;
        yield return Text($"{Strong(flakes.All)} red and green again by themselves (before: {flakes.Before})");
        foreach (var one in flakes.Most.Where(f => f.Times > 1).Take(Most))
            yield return $"{marks.Code(one.Title)} {Words.Number(one.Times, "time", "times")}, last {marks.Day(one.Last)}";
    }

    IEnumerable<string> Warnings()
    {
        var debt = figures.Debt.Now;
        if (debt is { Open: 0, New: 0, Fixed: 0 }) yield break;
        yield return Text($"{Strong(debt.Open)} open now, {debt.New} came and {debt.Fixed} were fixed; debt {debt.Debt}");
    }

    IEnumerable<ReviewPart> FollowUps()
    {
        var (made, done, overdue) = figures.FollowUps;
        if (made + done + overdue > 0)
            yield return Part("Follow-ups", [Text($"{Strong(made)} made, {done} done; {overdue} overdue now")]);
    }

    IEnumerable<string> Load()
    {
        if (reader is null || figures.Load is not { } all || all.Sum(l => l.All) == 0) yield break;
        var shown = all.Where(l => reader.SeesAll ? l.All > 0 : l.Person == reader.Person).ToList();
        if (shown.Count == 0) yield break;
        var share = EvenShare.Of(all);
        yield return Work("An even share", (share.Led, share.OutOfHours, share.Requests, share.Covers));
        foreach (var load in shown)
            yield return Work(
                reader.SeesAll ? reader.Name(load.Person) : "You", (load.Led, load.OutOfHours, load.Requests, load.Covers));
    }

    // What was none is left out.
    static string Work(string whose, (double Led, double OutOfHours, double Requests, double Covers) had)
    {
        (string Count, string One, string More)[] all =
        [
            (Text($"{had.Led:0.#}"), "led", "led"), (Text($"{had.OutOfHours:0.#}"), "out of hours", "out of hours"),
            (Text($"{had.Requests:0.#}"), "request", "requests"), (Text($"{had.Covers:0.#}"), "cover", "covers"),
        ];
        var said = string.Join(", ", all.Where(part => part.Count != "0").Select(
            part => $"{part.Count} {(part.Count == "1" ? part.One : part.More)}"));
        return $"{whose}: {(said.Length > 0 ? said : "nothing")}";
    }

    string Strong(int number) => marks.Strong(Text($"{number}"));

    static string Share(int part, int all) => Text($"{100.0 * part / all:0.#} %");

    static string Span(TimeSpan span) => span == TimeSpan.Zero ? "0 h" : Words.Span(span);

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

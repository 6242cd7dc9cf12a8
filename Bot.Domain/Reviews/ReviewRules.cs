using System.Globalization;
using Bot.Domain.Alerts;

namespace Bot.Domain.Reviews;

/// <summary>A rule by which a review says what is worth doing next, as it is told to whoever asks.</summary>
public sealed record ReviewRule(string Sentence)
{
    public static readonly ReviewRule
        Repeats = new("Something was in incidents of a third of the weeks, and of three at least."),
        Noise = new("A route opened five incidents or more, of which half were declined or over by themselves."),
        Red = new("A job ran ten times or more, and fewer than four of five runs were green."),
        Unseen = new("Five incidents or more came up, and people saw half of them before any alert."),
        Slow = new("Five incidents or more were answered, and one of ten waited for more than an hour."),
        Flaky = new("Something was red and green again by itself three times or more."),
        Debt = new("More warnings came than were fixed, five more or above."),
        Uneven = new("Somebody led twice an even share of the incidents, and three more than that.");

    /// <summary>All of them, in the order in which they are asked.</summary>
    public static readonly IReadOnlyList<ReviewRule> All = [Repeats, Noise, Red, Unseen, Slow, Flaky, Debt, Uneven];
}

/// <summary>Something that is worth doing, and why.</summary>
/// <param name="Rule">The rule that says so.</param>
/// <param name="What">What it is about, as it is called; a person by their id; null of all.</param>
/// <param name="Because">What the figures say of it.</param>
/// <param name="Do">What to do.</param>
public sealed record Advice(ReviewRule Rule, string? What, string Because, string Do);

/// <summary>What is worth doing next, out of the figures alone.</summary>
public static class ReviewRules
{
    const int MostOfOne = 3, LeastWeeks = 3, LeastIncidents = 5, LeastRuns = 10, LeastFlakes = 3, LeastDebt = 5, LeastMore = 3;
    const double Half = 0.5, Green = 0.8, Third = 1.0 / 3;

    static readonly TimeSpan Long = TimeSpan.FromHours(1);

    /// <summary>By the rules' order, and of each what weighs most first.</summary>
    public static IReadOnlyList<Advice> Of(ReviewFigures figures) =>
    [
        .. figures.Offenders.Where(o => Repeats(o, figures.Period.Steps)).Take(MostOfOne).Select(o => Of(o, figures.Period)),
        .. figures.Noise.Where(IsNoise).Take(MostOfOne).Select(Of),
        .. figures.Jobs.Where(j => j.Runs >= LeastRuns && j.Share < Green).Take(MostOfOne).Select(Of),
        .. Unseen(figures.Incidents),
        .. Slow(figures.Incidents.OnIt),
        .. figures.Flakes.Most.Where(f => f.Times >= LeastFlakes).Take(MostOfOne).Select(Of),
        .. Debt(figures.Debt),
        .. Uneven(figures.Load ?? []),
    ];

    static bool Repeats(Offender one, int steps) => one.Steps >= LeastWeeks && one.Steps >= steps * Third;

    static bool IsNoise(RouteNoise route) => route.Opened >= LeastIncidents && route.Needless >= route.Opened * Half;

    static Advice Of(Offender one, ReviewPeriod period)
    {
        var unit = period.Step.Days == 1 ? "days" : "weeks";
        var reverts = one.Reverts switch
        {
            0 => "",
            1 => " and 1 fix was a revert",
            var many => Said($" and {many} fixes were reverts"),
        };
        return new(
            ReviewRule.Repeats, one.Name, Said($"failed in {one.Steps} of {period.Steps} {unit}{reverts}"), "give it an owner");
    }

    static Advice Of(RouteNoise route)
    {
        var most = route.Reasons is [var reason, ..] ? $", mostly “{reason.Why}”" : "";
        var declined = route.Declined == 0 ? "" : Said($"{route.Declined} were declined{most}");
        var itself = route.ByItself == 0 ? "" : Said($"{route.ByItself} were over by themselves");
        var parts = string.Join(" and ", new[] { declined, itself }.Where(part => part.Length > 0));
        return new(
            ReviewRule.Noise, route.Route, $"opened {Words.Number(route.Opened, "incident", "incidents")}, of which {parts}",
            route.Declined >= route.ByItself ? "narrow it, or send it to the warnings" : "give what it takes time to recover");
    }

    static Advice Of(JobFigures job) => new(
        ReviewRule.Red, job.Name,
        Said($"was green in {job.Green} of {job.Runs} runs and red for {Words.Span(job.Red)}"),
        "mend it before anything is added");

    static IEnumerable<Advice> Unseen(IncidentFigures incidents)
    {
        if (incidents.All >= LeastIncidents && incidents.Of(Origin.Declared) >= incidents.All * Half)
            yield return new(
                ReviewRule.Unseen, null, Said($"People saw {incidents.Of(Origin.Declared)} of {incidents.All} before any alert"),
                "add tests where these began");
    }

    static IEnumerable<Advice> Slow(Durations onIt)
    {
        if (onIt.Count >= LeastIncidents && onIt.NineOfTen > Long)
            yield return new(
                ReviewRule.Slow, null, $"One of ten waited for “I'm on it” for {Words.Span(onIt.NineOfTen)} or longer",
                "look at who is called, and when");
    }

    static Advice Of(FlakeCount flake) => new(
        ReviewRule.Flaky, flake.Title, $"was red and green again {Words.Number(flake.Times, "time", "times")}",
        "let its job try again, or mend it");

    static IEnumerable<Advice> Debt(DebtFigures debt)
    {
        if (debt.Now.New - debt.Now.Fixed >= LeastDebt)
            yield return new(
                ReviewRule.Debt, null,
                Said($"{Words.Number(debt.Now.New, "warning", "warnings")} came and {debt.Now.Fixed} were fixed"),
                "fix the oldest, or accept it");
    }

    static IEnumerable<Advice> Uneven(IReadOnlyCollection<PersonLoad> load)
    {
        var (share, all) = (EvenShare.Of(load).Led, load.Sum(l => l.Led));
        if (load.Count > 1 && load.MaxBy(l => l.Led) is { } most && most.Led >= 2 * share && most.Led >= share + LeastMore)
            yield return new(
                ReviewRule.Uneven, most.Person, Said($"led {most.Led} of {all}, an even share is {share:0.#}"),
                "share them, or have the others join");
    }

    static string Said(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

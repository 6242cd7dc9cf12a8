using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Alerts;
using Bot.Domain.Incidents;
using Bot.Domain.Reviews;
using Bot.Reviews.Charts;
using Bot.Slack;

namespace Bot.Reviews;

/// <summary>A picture as a PNG, and what it shows to whoever cannot see it.</summary>
public sealed record ReviewPicture(string Name, byte[] Bytes, string AltText)
{
    internal NewFile File => new(Name, Bytes, AltText);
}

/// <summary>The pictures of a review, each with words that say the same to whoever cannot see it.</summary>
public static class ReviewCharts
{
    const int MostSaid = 10;

    /// <summary>From light to dark, as parts stand upon each other.</summary>
    public static IReadOnlyList<string> Colours { get; } = [Chart.Light, Chart.Middle, Chart.Dark];

    static readonly (string Name, string Colour, Severity Severity)[] Severities =
    [
        ("minor", Chart.Light, Severity.Minor), ("major", Chart.Middle, Severity.Major),
        ("critical", Chart.Dark, Severity.Critical),
    ];

    static readonly (string Name, string Colour, Origin Origin)[] Origins =
    [
        ("over by themselves", Chart.Light, Origin.ByItself), ("by alerts", Chart.Middle, Origin.Alert),
        ("declared", Chart.Dark, Origin.Declared),
    ];

    /// <summary>Those that show something; that of the incidents also where there were none.</summary>
    public static IReadOnlyList<ReviewPicture> Of(ReviewFigures figures) =>
    [
        BySeverity(figures),
        .. figures.Incidents.All > 0 ? [ByOrigin(figures)] : Array.Empty<ReviewPicture>(),
        .. figures.Jobs.Any(j => j.Red > TimeSpan.Zero) ? [Red(figures)] : Array.Empty<ReviewPicture>(),
        .. figures.Offenders.Count > 0 ? [Repeats(figures)] : Array.Empty<ReviewPicture>(),
        .. figures.Debt.Weeks.Count > 1 ? [Debt(figures)] : Array.Empty<ReviewPicture>(),
    ];

    static ReviewPicture BySeverity(ReviewFigures figures)
    {
        var (period, incidents) = (figures.Period, figures.Incidents);
        var series = Severities.Select(s => Series(s.Name, s.Colour, figures, c => c.Severity == s.Severity)).ToList();
        var before = figures.Before.All == 0 ? null : new ChartSeries(
            "the period before", "", [.. figures.Before.By(period.Columns, _ => true).Select(n => (double)n)]);
        var severities = Counted(Severities.Select(s => (s.Name, incidents.Of(s.Severity))));
        return Picture(
            "incidents.png", Chart.Columns($"Incidents a {Unit(period)}", Labels(period), series, before),
            $"Incidents a {Unit(period)}: {string.Join(", ", incidents.By(period.Steps, _ => true))}; {incidents.All} in all"
            + $"{(severities.Length == 0 ? "" : $": {severities}")}. The period before had {figures.Before.All}.");
    }

    static ReviewPicture ByOrigin(ReviewFigures figures)
    {
        var period = figures.Period;
        var series = Origins.Select(o => Series(o.Name, o.Colour, figures, c => c.Origin == o.Origin)).ToList();
        return Picture(
            "how-they-came.png", Chart.Columns("How they came about", Labels(period), series),
            $"How they came about: {Counted(Origins.Select(o => (o.Name, figures.Incidents.Of(o.Origin))))}.");
    }

    static ReviewPicture Red(ReviewFigures figures)
    {
        var rows = figures.Jobs.Where(j => j.Red > TimeSpan.Zero)
            .Select(j => new ChartRow(j.Name, j.Red.TotalHours, Words.Span(j.Red))).ToList();
        return Picture("hours-red.png", Chart.Rows("How long red", rows, Chart.Middle), $"How long red: {Said(rows)}.");
    }

    static ReviewPicture Repeats(ReviewFigures figures)
    {
        var rows = figures.Offenders.Select(o => new ChartRow(
            o.Name, o.Times, o.Times.ToString(CultureInfo.InvariantCulture))).ToList();
        return Picture(
            "came-back.png", Chart.Rows("Incidents of the same thing", rows, Chart.Dark),
            $"Incidents of the same thing: {Said(rows)}.");
    }

    static ReviewPicture Debt(ReviewFigures figures)
    {
        var weeks = figures.Debt.Weeks;
        var series = new ChartSeries("debt at the week's beginning", Chart.Middle, [.. weeks.Select(w => (double)w.Debt)]);
        return Picture(
            "warnings-debt.png", Chart.Columns("Warnings debt", [.. weeks.Select(w => Day(w.Monday))], [series]),
            $"Warnings debt, week by week: {string.Join(", ", weeks.Select(w => w.Debt))}.");
    }

    static ChartSeries Series(string name, string colour, ReviewFigures figures, Func<IncidentCount, bool> which) =>
        new(name, colour, [.. figures.Incidents.By(figures.Period.Columns, which).Select(n => (double)n)]);

    static ReviewPicture Picture(string name, byte[] png, string alt) => new(name, png, Limits.Truncate(alt, Limits.AltText));

    static string Unit(ReviewPeriod period) => period.Step.Days == 1 ? "day" : "week";

    // A week is called by its first day; what only the period before has is called nothing.
    static IReadOnlyList<string> Labels(ReviewPeriod period) =>
    [
        .. Enumerable.Range(0, period.Columns).Select(i =>
            i < period.Steps ? Day(When.Date(period.During.Starts + period.Step * i, period.Zone)) : ""),
    ];

    static string Day(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    static string Said(IReadOnlyCollection<ChartRow> rows) =>
        string.Join(", ", rows.Take(MostSaid).Select(r => $"{ShortName.Of(r.Name, 90)} {r.Said}"))
        + (rows.Count > MostSaid ? $", and {Words.Number(rows.Count - MostSaid, "other", "others")}" : "");

    static string Counted(IEnumerable<(string Name, int Count)> parts) =>
        string.Join(", ", parts.Where(p => p.Count > 0).Select(p => $"{p.Count} {p.Name}"));
}

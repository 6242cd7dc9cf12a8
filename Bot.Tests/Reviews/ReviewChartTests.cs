using System.Buffers.Binary;
using Bot.Domain.Incidents;
using Bot.Domain.Reviews;
using Bot.Reviews;

namespace Bot.Tests.Reviews;

/// <summary>Pictures are drawn of whatever figures there are; how they look is kept in docs/images.</summary>
public sealed class ReviewChartTests
{
    static readonly DateTimeOffset Now = new(2026, 4, 1, 9, 0, 0, TimeSpan.Zero);
    const string Long = "relationships_fct_orders_with_a_very_long_name_customer_id__customer_id__ref_dim_customers";

    [Fact]
    public void Nothing_one_point_and_more_than_fit_are_drawn_as_wide_as_a_phone_shows_twice_and_no_higher()
    {
        foreach (var (name, figures) in ((string, ReviewFigures)[])
            [
                ("nothing", Of([], [])), ("one", Of([new(0, Severity.Minor, Origin.Alert, 1)], [.. Rows.Take(1)])),
                ("many", Of(Many, Rows)),
            ])
            foreach (var picture in ReviewCharts.Of(figures))
            {
                Assert.Equal(720, Side(picture.Bytes, 16));
                Assert.InRange(Side(picture.Bytes, 20), 100, 720);
                Keep($"{name}-{picture.Name}", picture.Bytes);
            }
    }

    // MESSAGE_PICTURES=folder keeps them to be looked at.
    static void Keep(string name, byte[] png)
    {
        if (Environment.GetEnvironmentVariable("MESSAGE_PICTURES") is { } folder)
            File.WriteAllBytes(Path.Combine(folder, name), png);
    }

    [Fact]
    public void What_a_picture_shows_is_said_to_whoever_cannot_see_it()
    {
        var pictures = ReviewCharts.Of(Of(Many, Rows)).ToDictionary(p => p.Name, p => p.AltText);
        Assert.Equal(
            "Incidents a week: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13; 91 in all: 49 minor, 42 critical. The period before "
            + "had 0.",
            pictures["incidents.png"]);
        Assert.Equal("How they came about: 49 by alerts, 42 declared.", pictures["how-they-came.png"]);
        Assert.StartsWith($"How long red: {Long} 40 h, job 1 39 h", pictures["hours-red.png"], StringComparison.Ordinal);
        Assert.EndsWith(", and 30 others.", pictures["hours-red.png"], StringComparison.Ordinal);
        Assert.Equal(
            ["came-back.png", "hours-red.png", "how-they-came.png", "incidents.png", "warnings-debt.png"], pictures.Keys.Order());
    }

    static List<IncidentCount> Many =>
    [
        .. Enumerable.Range(0, 13).Select(i => i % 2 == 0
            ? new IncidentCount(i, Severity.Minor, Origin.Alert, i + 1) : new(i, Severity.Critical, Origin.Declared, i + 1)),
    ];

    static List<JobFigures> Rows =>
        [.. Enumerable.Range(0, 40).Select(i => new JobFigures(i == 0 ? Long : $"job {i}", 10, 5, TimeSpan.FromHours(40 - i)))];

    static ReviewFigures Of(List<IncidentCount> counts, List<JobFigures> jobs) => new()
    {
        Period = ReviewPeriod.Of(ReviewSpan.NinetyDays, Now, TimeZoneInfo.Utc),
        Incidents = new() { Counts = counts },
        Before = new() { Counts = [] },
        Jobs = jobs,
        Offenders = [.. jobs.Select((job, i) => new Offender(OffenderKind.Model, job.Name, 50 - i, 3, 0, Now))],
        Noise = [],
        Flakes = new(0, 0, []),
        FollowUps = new(0, 0, 0),
        Debt = new(new(0, 0, 0, 0), [.. jobs.Take(13).Select((_, i) => new DebtOfWeek(new(2026, 1, 5 + i), i))]),
    };

    // Where a PNG says how wide it is, and behind it how high.
    static int Side(byte[] png, int at) => BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
}

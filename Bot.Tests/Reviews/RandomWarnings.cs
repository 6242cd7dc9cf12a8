using System.Globalization;
using System.Text.Json;
using Bot.Domain.Warnings;
using Bot.Storage;
using Bot.Warnings.Rows;
using Dapper;

namespace Bot.Tests.Reviews;

/// <summary>A ledger of whatever may be in one, and how large it was week by week.</summary>
sealed class RandomWarnings(Random random, DateTimeOffset now)
{
    const int Weeks = 40;

    public void Fill(Tx tx, int count)
    {
        foreach (var warning in Enumerable.Range(0, count).Select(Warning))
            tx.Db.Execute(
                "insert into warnings (key, place, fixed_at, data) values (@Node, 'p', @at, @data)",
                new { warning.Node, at = warning.FixedAt?.ToUnixTimeMilliseconds(), data = JsonSerializer.Serialize(warning) });
        foreach (var rotation in RandomReviews.Rotations)
            for (var week = 0; week < Weeks; week++)
                WarningWeekStore.Save(tx, Week(rotation, now.AddDays(-7 * week)));
    }

    Warning Warning(int number)
    {
        var times = new[] { Ago(), Ago(), Ago() }.Order().ToList();
        var first = times[0];
        return new()
        {
            Source = Of(RandomReviews.Sources),
            Place = "p",
            Node = string.Create(CultureInfo.InvariantCulture, $"n{number}"),
            About = new() { Title = "x" },
            Rotation = Of<string?>(["r0", "r1", "r2", null]),
            FirstSeen = first,
            LastSeen = first,
            NewsAt = random.Next(2) == 0 ? first : times[1],
            IsBaseline = random.Next(4) == 0,
            Decided = Of([WarningState.Open, WarningState.Snoozed, WarningState.Accepted]),
            Until = random.Next(2) == 0 ? Ago() : now.AddDays(3),
            FixedAt = random.Next(2) == 0 ? times[2] : null,
        };
    }

    WarningWeek Week(string rotation, DateTimeOffset at) => new(
        rotation, at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), at.ToUnixTimeMilliseconds(), 0, WarningWeek.Said, 0, 0,
        0, null, null, random.Next(100));

    DateTimeOffset Ago() => now.AddMinutes(-random.Next(1, 365 * 24 * 60));

    T Of<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];
}

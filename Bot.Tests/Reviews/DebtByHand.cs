using System.Data;
using System.Text.Json;
using Bot.Domain.OnCall;
using Bot.Domain.Reviews;
using Dapper;

namespace Bot.Tests.Reviews;

/// <summary>What a review says of warnings, worked out apart from it, out of the whole ledger as its rows are written.</summary>
sealed class DebtByHand(IDbConnection db, List<string> rotations)
{
    const long Week = 7 * 24 * 3600 * 1000L;
    const int Accepted = 2;

    readonly List<JsonElement> warnings =
        [.. db.Query<string>("select data from warnings").Select(data => JsonDocument.Parse(data).RootElement)];

    readonly List<(string Rotation, string Week, long At, long Debt)> weeks =
        db.Query<(string, string, long, long)>("select rotation, week, at, debt from warning_weeks").ToList();

    public IEnumerable<string> Lines(Stretch during, ReviewFilter filter, DateTimeOffset at)
    {
        var now = at.ToUnixTimeMilliseconds();
        var mine = warnings.Where(w => (filter.Source is null || Text(w, "Source") == filter.Source)
            && (filter.Rotation is null || Team(w) == filter.Rotation)).ToList();
        var open = mine.Where(w => Time(w, "FixedAt") is null && Number(w, "Decided") != Accepted).ToList();
        bool Within(long? time) => time is { } then && ReviewByHand.Within(during, then);
        var came = mine.Count(w => Within(Time(w, "NewsAt")) && !Flag(w, "IsBaseline")
            && Number(w, "Decided") != Accepted);
        var well = mine.Count(w => Within(Time(w, "FixedAt")));
        var debt = open.Sum(w => 1 + (now - Time(w, "FirstSeen")!.Value) / Week);
        yield return ReviewByHand.Text($"warnings {open.Count} {came} {well} {debt}");
        if (filter.Source is not null) yield break;
        var counted = weeks.Where(w => Within(w.At) && (filter.Rotation is null || w.Rotation == filter.Rotation));
        foreach (var week in counted.GroupBy(w => w.Week).OrderBy(w => w.Key, StringComparer.Ordinal))
            yield return ReviewByHand.Text($"week {week.Key} {week.Sum(w => w.Debt)}");
    }

    string Team(JsonElement warning) => Text(warning, "Rotation") is { } own && rotations.Contains(own) ? own : rotations[0];

    // What is as nobody has set it is not written.
    static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetString() : null;

    static int Number(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetInt32() : 0;

    static bool Flag(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.GetBoolean();

    static long? Time(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetDateTimeOffset().ToUnixTimeMilliseconds() : null;
}

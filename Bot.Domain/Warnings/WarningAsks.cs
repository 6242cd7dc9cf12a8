namespace Bot.Domain.Warnings;

/// <summary>Which warnings a brief asks about: a few a week, so that each is decided on and not read over.</summary>
public static class WarningAsks
{
    public const int MostInAWeek = 5;

    /// <summary>
    /// Those that nobody was asked about first, the oldest of them before the others; then those that were asked about longest
    /// ago.
    /// </summary>
    /// <param name="all">The warnings of one rotation.</param>
    /// <param name="week">When the week began.</param>
    /// <param name="now">When the brief is composed.</param>
    public static IReadOnlyList<Warning> Of(IReadOnlyCollection<Warning> all, DateTimeOffset week, DateTimeOffset now)
    {
        var asked = all.Count(w => w.AskedAt >= week);
        return
        [
            .. all.Where(w => WarningRules.IsUndecided(w, now) && !(w.AskedAt >= week))
                .OrderBy(w => w.AskedAt ?? DateTimeOffset.MinValue).ThenBy(w => w.FirstSeen).ThenBy(w => w.Id)
                .Take(Math.Max(0, MostInAWeek - asked)),
        ];
    }
}

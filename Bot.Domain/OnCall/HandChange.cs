namespace Bot.Domain.OnCall;

/// <summary>
/// Hours that would be somebody else's than they are laid out for; null where nobody would have them, or nobody has.
/// </summary>
public sealed record HandChange(DateTimeOffset Starts, DateTimeOffset Ends, string? Was, string? Will)
{
    /// <summary>
    /// What another layout changes for whoever is on call, in its order, as far as both reach. Shifts that merely begin or end at
    /// another time count for the hours between.
    /// </summary>
    /// <param name="before">The layout as it is.</param>
    /// <param name="after">As it would be.</param>
    /// <param name="within">Hours in which whoever is missing in a layout is nobody; null where both merely end.</param>
    public static IReadOnlyList<HandChange> Between(
        IReadOnlyList<Shift> before, IReadOnlyList<Shift> after, Stretch? within = null)
    {
        if (within is null && (before.Count == 0 || after.Count == 0)) return [];
        var (starts, ends) = within is { } hours
            ? (hours.Starts, hours.Ends)
            : (Later(before[0].Starts, after[0].Starts), Earlier(before[^1].Ends, after[^1].Ends));
        var times = before.Concat(after).SelectMany(s => new[] { s.Starts, s.Ends }).Where(t => t > starts && t < ends)
            .Append(starts).Append(ends).Distinct().Order().ToList();
        var changes = new List<HandChange>();
        var (old, young) = (0, 0);
        foreach (var (from, to) in times.Zip(times.Skip(1)))
        {
            var change = new HandChange(from, to, At(before, ref old, from), At(after, ref young, from));
            if (change.Was == change.Will) continue;
            if (changes.Count > 0 && changes[^1] is var last && last.Ends == from && (last.Was, last.Will) == (
                change.Was, change.Will)) changes[^1] = last with { Ends = to };
            else changes.Add(change);
        }

        return changes;
    }

    static string? At(IReadOnlyList<Shift> shifts, ref int index, DateTimeOffset t)
    {
        while (index < shifts.Count - 1 && shifts[index].Ends <= t) index++;
        return index < shifts.Count && shifts[index].Holds(t) ? shifts[index].Person : null;
    }

    static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}

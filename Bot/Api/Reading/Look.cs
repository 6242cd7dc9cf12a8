using System.Data;
using System.Globalization;
using Bot.People;

namespace Bot.Api.Reading;

/// <summary>One look at a list: from where, for whom, at what.</summary>
/// <param name="Db">As of one moment.</param>
/// <param name="Viewer">For whom incidents are read.</param>
/// <param name="Now">When it is.</param>
/// <param name="Asked">What was asked.</param>
public sealed record Look(IDbConnection Db, Viewer Viewer, DateTimeOffset Now, FilterValues Asked)
{
    /// <summary>
    /// Whoever sees more than everybody does: what they asked or answer for in private; null where nobody does.
    /// </summary>
    public string? Person { get; init; }

    /// <summary>The key of the last one of the page before; null at the beginning.</summary>
    public string? After { get; init; }

    /// <summary>So many are wanted at most.</summary>
    public int Most { get; init; } = Asked.Size + 1;

    /// <summary>The same as a number, of lists that go by one.</summary>
    public long? AfterNumber => After is null ? null
        : long.TryParse(After, CultureInfo.InvariantCulture, out var number) ? number
        : throw Cursor.Wrong();
}

using System.Data;
using Bot.Domain.Warnings;
using Bot.OnCall.Rows;
using Bot.Warnings.Rows;

namespace Bot.Warnings;

/// <summary>What somebody looks at in the ledger: carried by the list from one press to the next.</summary>
/// <param name="Filter">Which warnings.</param>
/// <param name="BySignature">Grouped by what they say, not by model.</param>
/// <param name="Page">Counted from 1.</param>
sealed record WarningLook(WarningFilter Filter, bool BySignature, int Page)
{
    public static WarningLook First { get; } = new(WarningFilter.All, BySignature: false, Page: 1);

    /// <summary>The warnings that it takes, as the reader sees them.</summary>
    public IReadOnlyList<Warning> Of(IDbConnection db, IReadOnlyCollection<Warning> all, string reader, DateTimeOffset now) =>
        Of(all, now, IsMine(db, reader, now));

    public IReadOnlyList<Warning> Of(IReadOnlyCollection<Warning> all, DateTimeOffset now, Func<Warning, bool> isMine) =>
        [.. all.Where(w => Filter.Takes(w, now, isMine))];

    /// <summary>Whether a warning is somebody's: theirs by name, or of the rotation in which they are on call.</summary>
    public static Func<Warning, bool> IsMine(IDbConnection db, string reader, DateTimeOffset now)
    {
        var rotations = RotationStore.All(db, now);
        var onCall = OnCallAnswers.All(db, now).Where(on => on.Answer.Person == reader).Select(on => on.Row.Id).ToHashSet();
        return w => w.Person is { } person ? person == reader
            : RotationStore.Answering(rotations, w.Rotation) is { } row && onCall.Contains(row.Id);
    }
}

/// <summary>
/// The warnings that somebody decides on: what they looked at, or one group of it, and nothing that came later.
/// </summary>
/// <param name="Look">What they looked at.</param>
/// <param name="Group">The group; null for all.</param>
/// <param name="Newest">The number of the newest warning that there was then.</param>
/// <param name="Next">The warnings that are asked about one by one after these.</param>
sealed record WarningTarget(WarningLook Look, string? Group, long Newest, IReadOnlyList<long> Next)
{
    /// <summary>These, one after another.</summary>
    public static WarningTarget? OneByOne(IEnumerable<Warning> these) => these.ToList() is [var first, .. var next]
        ? new(WarningLook.First with { Filter = WarningFilter.Of([first]) }, null, first.Id, [.. next.Select(w => w.Id)])
        : null;

    public IReadOnlyList<Warning> Of(IDbConnection db, string reader, DateTimeOffset now)
    {
        var seen = Look.Of(db, WarningStore.All(db, now), reader, now).Where(w => w.Id <= Newest && w.FixedAt is null).ToList();
        return Group is null ? seen
            : WarningGroup.Of(seen, Look.BySignature).FirstOrDefault(g => g.Key == Group)?.Warnings ?? [];
    }
}

using System.Data;
using Bot.Alerts.Intake;
using Bot.Domain.Alerts;
using Bot.Storage;

namespace Bot.Alerts.Sources;

/// <summary>
/// Looks for sources that are expected and silent: each is an alert of its own once, until it posts again. Only time in which a
/// bot would have heard them counts.
/// </summary>
public sealed class WatchSources(Database database, ReceiveAlert receive, IntakeSettings settings)
{
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        var rows = database.Read(db => SourceStore.All(db).Where(IsOfInterest).ToList());
        if (rows.Count == 0) return;
        var heard = await database.Change(tx => Awake.Look(tx, database.Self));
        foreach (var row in rows)
        {
            if (row.SilentAt is not null && database.Read(db => WhyOver(db, row)) is not null)
                await receive.Receive(tx => End(tx, row.Name));
            else if (row.SilentAt is null && IsExpected(row) && database.Read(db => Silent(db, row, heard, now)) is not null)
                await receive.Receive(tx => Report(tx, row.Name, heard));
        }
    }

    static bool IsOfInterest(SourceRow row) => row.SilentAt is not null || row.ExpectedEvery is not null;

    bool IsExpected(SourceRow row) => row is { ExpectedEvery: not null, RevokedAt: null }
        && (row.Kind is not null || settings.Names.Contains(row.Name, StringComparer.OrdinalIgnoreCase));

    /// <summary>The alert that it is silent; null where it is not, or not for long enough.</summary>
    static (Alert, byte[])? Silent(IDbConnection db, SourceRow row, HeardTime heard, DateTimeOffset now)
    {
        if (row is not { Every: { } every, ExpectedAt: { } expected }) return null;
        DateTimeOffset? seen = SilentSource.SeenAt(db, row.Name, expected) is { } at
            ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
        return now < Silence.Begins(every, DateTimeOffset.FromUnixTimeMilliseconds(expected), heard, seen) ? null
            : SilentSource.Falls(row, every, seen);
    }

    // It may have posted since somebody looked.
    IReadOnlyList<(Alert, byte[])> Report(Tx tx, string name, HeardTime heard) =>
        SourceStore.Find(tx.Db, name) is { SilentAt: null } row && IsExpected(row)
        && Silent(tx.Db, row, heard, tx.Time) is { } alert && SourceStore.FallSilent(tx, name) ? [alert] : [];

    /// <summary>Why a silence is over that no alert has ended; null where it goes on.</summary>
    string? WhyOver(IDbConnection db, SourceRow row) =>
        !IsExpected(row) ? "Nobody expects it any more."
        : SilentSource.SeenAt(db, row.Name, row.ExpectedAt ?? 0) >= row.SilentAt ? SilentSource.PostedAgain : null;

    IReadOnlyList<(Alert, byte[])> End(Tx tx, string name)
    {
        if (SourceStore.Find(tx.Db, name) is not { SilentAt: not null } row || WhyOver(tx.Db, row) is not { } why) return [];
        SourceStore.Hear(tx, name);
        return [SilentSource.Ends(name, why)];
    }
}

using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Bot.Sandbox.Chaos;

/// <summary>A line of a bot's log: when (wire time), and what.</summary>
sealed record LogLine(DateTimeOffset At, string Text);

/// <summary>Something that goes wrong or went wrong, from when to when (wire time).</summary>
/// <param name="What">Its name.</param>
/// <param name="Began">When.</param>
/// <param name="Ended">Null while it lasts.</param>
sealed record Struck(string What, DateTimeOffset Began, DateTimeOffset? Ended = null);

/// <summary>All that one run is made of, for those who act, trouble and judge in it.</summary>
sealed class ChaosScene
{
    public required Workspace Workspace { get; init; }
    public required InstalledApp App { get; init; }
    public required SteeredClock Clock { get; init; }
    public required IReadOnlyList<BotProcess> Bots { get; init; }
    public required InsistentPeople People { get; init; }

    /// <summary>The database itself, whatever becomes of the bots' way to it.</summary>
    public required string Database { get; init; }

    public bool OnPostgres { get; init; }

    /// <summary>What stands in all that this run tells beyond Slack.</summary>
    public required string Tag { get; init; }

    /// <summary>What was told there.</summary>
    public required ElsewhereOfRun Told { get; init; }

    /// <summary>The bots' way to a server; null for a file.</summary>
    public ServerLine? Line { get; init; }

    public Deeds Deeds { get; } = new();
    public ConcurrentQueue<LogLine> Log { get; } = [];

    /// <summary>Bots that ended though nobody ended them, and what they wrote last.</summary>
    public ConcurrentQueue<LogLine> Ended { get; } = [];

    /// <summary>What goes wrong and went wrong.</summary>
    public ConcurrentDictionary<Guid, Struck> Troubles { get; } = [];

    public DateTimeOffset WireNow => Workspace.Options.Wire.GetUtcNow();

    /// <summary>Opens the database beside the bots.</summary>
    public async Task<DbConnection> Open(CancellationToken stop)
    {
        DbConnection db = OnPostgres ? new NpgsqlConnection(Database)
            : new SqliteConnection(new SqliteConnectionStringBuilder(Database) { Pooling = false }.ConnectionString);
        await db.OpenAsync(stop);
        return db;
    }

    /// <summary>Any one of the bots.</summary>
    public BotProcess Some(Random random) => Bots[random.Next(Bots.Count)];

    /// <summary>Those who do most of what is done.</summary>
    public static readonly string[] Insiders = ["ana", "ben", "chloe", "dev", "emi", "finn", "gwen"];

    /// <summary>Those who may do nothing: a guest, and somebody of another company.</summary>
    public static readonly string[] Outsiders = ["gus", "sam"];

    public Member Insider(int n) => Workspace.Member(Insiders[n % Insiders.Length]);
}

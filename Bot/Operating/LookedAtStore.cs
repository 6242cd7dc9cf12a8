using Bot.Operating.Checks;
using Bot.Storage;

namespace Bot.Operating;

/// <summary>
/// The store as the doctor looks at it from beside a bot: nothing of it is taken, written or upgraded. Where there is none that
/// can be read, an empty one of its own stands in for it.
/// </summary>
public sealed class LookedAtStore : IDisposable
{
    readonly string? folder;

    LookedAtStore(IStore store, IReadOnlyList<Finding> findings, StandIn? standIn = null, string? folder = null) =>
        (Store, Findings, StandIn, this.folder) = (store, findings, standIn, folder);

    public IStore Store { get; }

    /// <summary>What is to be said where it is not the store itself.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>What it stands in for; null where it is the store itself.</summary>
    public StandIn? StandIn { get; }

    /// <summary>Whether it is a file that is not there yet.</summary>
    public static bool IsMissing(string connectionString) =>
        !PostgresAddress.IsMeant(connectionString) && !File.Exists(Storage.Store.Where(connectionString));

    /// <param name="connectionString">As people set it.</param>
    public static LookedAtStore Of(string connectionString)
    {
        try
        {
            return Storage.Store.OpenToLook(connectionString, out var why) is { } store
                ? new(store, [])
                : Empty(Finding.Unknown(why!), IsMissing(connectionString) ? Storage.Store.Where(connectionString) : null);
        }
        catch (CannotStartException e)
        {
            return Empty(Finding.Wrong("The database cannot be used.", e.Message));
        }
    }

    static LookedAtStore Empty(Finding why, string? missing = null)
    {
        var folder = Directory.CreateTempSubdirectory("bot-doctor-").FullName;
        return new(Storage.Store.Open($"Data Source={Path.Combine(folder, "empty.db")}"), [why], new(missing), folder);
    }

    public void Dispose()
    {
        Store.Dispose();
        if (folder is not null) Directory.Delete(folder, recursive: true);
    }
}

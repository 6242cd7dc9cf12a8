using System.Data.Common;
using System.Globalization;
using Dapper;

namespace Bot.Storage;

/// <summary>
/// <c>Bot move --to "…"</c>: copies all that a bot knows into an empty store, from a file to a PostgreSQL database or back. The
/// copy is whole or not made; what it was made from stays as it is.
/// </summary>
public static class MoveStore
{
    /// <summary>Copies, verifies, and says how it goes on; throws <see cref="CannotStartException"/>.</summary>
    public static void Run(string from, string to, TextWriter said)
    {
        if (Store.Where(from) is var where && where == OfTarget(() => Store.Where(to)))
            throw new CannotStartException($"--to names {where}, which is what {Store.Setting} names already.");
        using var source = Store.OpenSource(from);
        using var target = OfTarget(() => Store.OpenTarget(to));
        try
        {
            said.WriteLine($"Moving {source.Where} to {target.Where}.");
            var rows = source.Read(here => Into(source, target, here, said));
            said.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"All of it is there: {rows:N0} rows, read back equal. {source.Where} is as it was. Now:"));
        }
        catch (Exception e)
        {
            if (target is SqliteStore file) file.DeleteIfNew();
            if (e is DbException)
                throw new CannotStartException($"{CopyRows.Said(e)} Nothing was moved, and nothing was changed.", e);
            throw;
        }

        said.WriteLine($"1. Set {Store.Setting} to what stands behind --to.");
        said.WriteLine("2. Start the bot.");
        said.WriteLine(
            $"3. Keep {source.Where} until you trust the new one, but start no bot on it: it would tell people what they");
        said.WriteLine("   were told already.");
    }

    /// <summary>What is wrong with the target is wrong with what was typed.</summary>
    static T OfTarget<T>(Func<T> open)
    {
        try
        {
            return open();
        }
        catch (CannotStartException e)
        {
            throw new CannotStartException(e.Message.Replace(Store.Setting, "--to", StringComparison.Ordinal), e);
        }
    }

    static long Into(IStore source, IStore target, DbConnection here, TextWriter said)
    {
        RefuseRunning(source, here);
        return CopyRows.All(source, here, target, said);
    }

    // Where an engine has no locks to tell it by, somebody has said just now that they look at the clock for all.
    static void RefuseRunning(IStore source, DbConnection here)
    {
        if (here.ExecuteScalar<bool>(
            "select exists (select 1 from turns where until > @now)", new { now = source.Clock.Now }))
            throw new CannotStartException(
                "A bot runs on what is to be moved, or was killed just now. Stop all that do, wait ten seconds and move then.");
    }
}

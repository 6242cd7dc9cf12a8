using System.Collections.Concurrent;
using System.Data;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Delivery;

/// <summary>
/// Looks again at the channels that the bot speaks in, at start and every few minutes: somebody may have archived one or put the
/// bot out of it, and Slack tells a bot neither for certain. Slack allows about 50 looks a minute.
/// </summary>
public sealed class LookAtChannels(Database database, JoinedChannels joined, TimeProvider clock)
{
    /// <summary>Woken where a channel has to be looked at: <c>channel:id</c>.</summary>
    public const string Prefix = "channel";

    public static string SubjectOf(string channel) => $"{Prefix}:{channel}";

    static readonly TimeSpan Every = TimeSpan.FromMinutes(4);

    // A minute's worth; what is over it waits for the next.
    const int AtOnce = 20;

    sealed record Matters(
        Func<IDbConnection, DateTimeOffset, IEnumerable<string>> Channels, Func<string, CancellationToken, Task> Lost,
        Func<string, bool, CancellationToken, Task>? Closed);

    readonly List<Matters> matter = [];
    readonly ConcurrentDictionary<string, DateTimeOffset> looked = new();
    readonly List<Action<Tx, string, string>> named = [];

    /// <summary>Is told what a channel is called at each look: another bot may have seen another name since.</summary>
    public void Named(Action<Tx, string, string> keep) => named.Add(keep);

    /// <summary>These channels are looked at.</summary>
    /// <param name="channels">Their ids.</param>
    /// <param name="lost">Called for one that the bot cannot speak in any more; may be repeated.</param>
    /// <param name="closed">Called for each other, with whether it is private.</param>
    public void Matter(
        Func<IDbConnection, DateTimeOffset, IEnumerable<string>> channels, Func<string, CancellationToken, Task> lost,
        Func<string, bool, CancellationToken, Task>? closed = null) => matter.Add(new(channels, lost, closed));

    /// <summary>Asks for the looks that are due; called once a minute.</summary>
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        var known = database.Read(db => matter.SelectMany(m => m.Channels(db, now)).ToHashSet());
        foreach (var gone in looked.Keys.Except(known)) looked.TryRemove(gone, out _);
        var due = known.Where(c => now - LookedAt(c) >= Every).OrderBy(LookedAt).Take(AtOnce).ToList();
        if (due.Count > 0) await database.Change(tx => due.ForEach(channel => tx.Wake($"{Prefix}:{channel}")));
        foreach (var channel in due) looked[channel] = now;
    }

    /// <summary>Something happened to a channel; it is looked at where it is one of those.</summary>
    public async Task Soon(string channel)
    {
        var now = clock.GetUtcNow();
        if (matter.Exists(m => database.Read(db => m.Channels(db, now).Contains(channel))))
            await database.Wake(SubjectOf(channel));
    }

    DateTimeOffset LookedAt(string channel) => looked.GetValueOrDefault(channel, DateTimeOffset.MinValue);

    /// <summary>
    /// Joins the channel again, as to be in it already is no trouble, and has its feature act where that is refused.
    /// </summary>
    public async Task Bring(string channel, CancellationToken stop)
    {
        joined.Forget(channel);
        try
        {
            var name = await joined.Join(channel, stop);
            await joined.Regained(channel);
            await Each(channel, m => m.Closed?.Invoke(channel, false, stop));
            if (name is { Length: > 0 }) await database.Change(tx => named.ForEach(keep => keep(tx, channel, name)));
        }
        catch (SlackException e) when (e.IsOfNoChannel)
        {
            await database.Change(tx => tx.WakeHomes());
            await Each(channel, m => m.Lost(channel, stop));
        }
        catch (SlackException e) when (e.Error == "method_not_supported_for_channel_type")
        {
            // Private by now: whoever is in it may go on posting, and nobody can join.
            await joined.Regained(channel);
            await Each(channel, m => m.Closed?.Invoke(channel, true, stop));
        }
    }

    async Task Each(string channel, Func<Matters, Task?> act)
    {
        var now = clock.GetUtcNow();
        foreach (var one in matter.Where(m => database.Read(db => m.Channels(db, now).Contains(channel))))
            if (act(one) is { } acting) await acting;
    }
}

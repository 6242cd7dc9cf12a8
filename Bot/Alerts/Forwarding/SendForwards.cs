using Bot.Alerts.Intake;
using Bot.Incidents;
using Bot.Storage;

namespace Bot.Alerts.Forwarding;

/// <summary>
/// Brings to a destination what waits for it, one after the other, until it is taken or given up. What is killed between sending
/// and the mark is sent once more, under the same name.
/// </summary>
public sealed class SendForwards(
    Database database, DestinationLine line, SealedSecrets secrets, ForwardOptions options, ILogger<SendForwards> log)
{
    /// <summary>What cannot be sent as nobody can read where to.</summary>
    public const string Lost = "Its address and secret cannot be read any more, as the keys that encrypted them are gone.";

    // A slow one that has much to take leaves its place to others meanwhile.
    static readonly TimeSpan Turn = TimeSpan.FromSeconds(10);

    public async Task Bring(string id, CancellationToken stop)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < Turn && database.Read(db => Next(db, id)) is var (to, waiting))
            if (!await Send(to, waiting, stop)) return;
    }

    /// <summary>Wakes those for which something has become due.</summary>
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        if (database.Read(db => ForwardStore.DueFor(db, database.WireNow)).Count == 0) return;
        await database.Change(tx =>
        {
            foreach (var id in ForwardStore.DueFor(tx.Db, tx.WireNow)) tx.Wake(DestinationRow.SubjectOf(id));
        });
    }

    (DestinationRow To, WaitingForward Waiting)? Next(System.Data.IDbConnection db, string id)
    {
        var now = database.WireNow;
        if (DestinationStore.Find(db, id) is not { } to || to.PausedUntil > now) return null;
        return ForwardStore.Due(db, id, now).Find(w => !AwaitsChannel(w, now)) is { } waiting ? (to, waiting) : null;
    }

    // Its channel is made at the same time, and whoever is called wants to get there.
    bool AwaitsChannel(WaitingForward waiting, long now) =>
        waiting is { Incident: not null, Channel: null } && now - waiting.Since < (long)options.ChannelWithin.TotalMilliseconds;

    /// <returns>Whether others may be sent to it now.</returns>
    async Task<bool> Send(DestinationRow to, WaitingForward waiting, CancellationToken stop)
    {
        if (!waiting.Alert.IsFiring && !waiting.Ends)
        {
            // It never heard of what ends.
            await database.Change(tx => ForwardStore.Leave(tx, waiting.Id));
            return true;
        }

        var channel = waiting.Channel is { } made ? Titles.ChannelLink(made) : null;
        var answer = SealedAddress.Open(secrets, to) is { } address
            ? await line.Send(to, address, waiting.Alert, channel, stop)
            : new(Verdict.Away, Lost);
        await database.Change(tx => Mark(tx, to, waiting, answer));
        if (answer.Verdict == Verdict.Taken)
            log.LogInformation("{Event} was taken by {Destination}", waiting.Alert.Id, to.Name);
        else log.LogWarning(
            "{Event} was not taken by {Destination} ({Verdict}): {Said}", waiting.Alert.Id, to.Name, answer.Verdict, answer.Said);
        return answer.Verdict != Verdict.Away;
    }

    void Mark(Tx tx, DestinationRow to, WaitingForward waiting, Answer answer)
    {
        switch (answer.Verdict)
        {
            case Verdict.Taken:
                ForwardStore.Taken(tx, waiting.Id);
                DestinationStore.Took(tx, to.Id);
                break;
            case Verdict.Refused:
                ForwardStore.GiveUp(tx, waiting.Id, answer.Said);
                DestinationStore.Refused(tx, to.Id, answer.Said);
                break;
            default:
                Later(tx, to, waiting, answer);
                break;
        }
    }

    void Later(Tx tx, DestinationRow to, WaitingForward waiting, Answer answer)
    {
        var isAway = answer.Verdict == Verdict.Away;
        var wait = answer.Pause is { } pause && pause > TimeSpan.Zero ? pause
            : options.After(isAway ? to.Failures : waiting.Tries);
        var next = tx.WireNow + (long)wait.TotalMilliseconds;
        DestinationStore.Fails(tx, to.Id, answer.Said);
        ForwardStore.Later(tx, waiting.Id, next);
        if (isAway) DestinationStore.Pause(tx, to.Id, next);
        var before = tx.WireNow - (long)options.GivenUpAfter.TotalMilliseconds;
        var why = $"It was not taken within {Domain.Alerts.Words.Span(options.GivenUpAfter)}. {answer.Said}";
        // Where it is not there, it will take none of what is as old.
        if (isAway)
        {
            if (ForwardStore.GiveUpOld(tx, to.Id, before, why) > 0) DestinationStore.Refused(tx, to.Id, why);
        }
        else if (waiting.Since <= before)
        {
            ForwardStore.GiveUp(tx, waiting.Id, why);
            DestinationStore.Refused(tx, to.Id, why);
        }
    }
}

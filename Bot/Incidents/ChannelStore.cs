using System.Data;
using Bot.FollowUps;
using Bot.People;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>What is kept of an incident's channel: its name and id, what stands in its way, and how it is put away.</summary>
static class ChannelStore
{
    /// <summary>Whether a channel is, or was, an incident's own; which one is nobody's business who asks.</summary>
    public static bool IsOfIncident(IDbConnection db, string channel) =>
        IncidentStore.OfChannel(db, Viewer.Bot, channel) is not null;

    /// <summary>The name that is asked for next, on disk before Slack is asked.</summary>
    public static void Want(Tx tx, IncidentRow incident, string name, int nth) => tx.Db.Execute(
        "update incidents set channel_name = @name, channel_try = @nth where number = @Number and channel_id is null",
        new { name, nth, incident.Number });

    /// <summary>It has this channel, or the one that another bot has found for it meanwhile.</summary>
    public static string Keep(Tx tx, IncidentRow incident, string channel)
    {
        var isNew = tx.Db.Execute(
            """
            update incidents set channel_id = @channel, channel_trouble = null, refused_at = null
            where number = @Number and channel_id is null
            """,
            new { channel, incident.Number }) > 0;
        if (isNew) tx.Tell(incident.Subject, IncidentFacts.HasChannel);
        tx.Wake(incident.Subject);
        tx.WakeHomes();
        // Those that are like it are told there, and which commits touch what fails.
        tx.Wake($"similar:{incident.Number}");
        tx.Wake($"suspects_changed:{incident.Number}");
        // The one that it left is put away once this one is there.
        if (incident.Private) tx.Wake($"moved:{incident.Number}");
        FollowUpStore.HasChannel(tx, incident.Number);
        PostmortemOf.Changed(tx, incident.Number);
        IncidentLines.HasChannel(tx, incident);
        return IncidentStore.Find(tx.Db, Viewer.Bot, incident.Number)!.ChannelId!;
    }

    /// <summary>All saw it, and from now on those inside do, in another channel.</summary>
    public static void MakePrivate(Tx tx, IncidentRow incident)
    {
        tx.Db.Execute(
            "update incidents set private = 1, call_group = null, channel_trouble = null where number = @Number",
            new { incident.Number });
        IncidentStore.ToCompareAnew(tx, incident.Number);
        if (incident.ChannelId is { } channel) Lose(tx, incident, channel);
    }

    /// <summary>Somebody made a channel for it by hand.</summary>
    /// <param name="name">What it is called, where Slack says so.</param>
    public static void Adopt(Tx tx, IncidentRow incident, string channel, string? name)
    {
        tx.Db.Execute(
            "update incidents set channel_name = @name where number = @Number and channel_id is null",
            new { name, incident.Number });
        Keep(tx, incident, channel);
    }

    /// <summary>It is of no use any more: the next name is asked for. False where it has another by now.</summary>
    public static bool Lose(Tx tx, IncidentRow incident, string channel) => tx.Db.Execute(
        """
        update incidents set channel_id = null, channel_name = null, channel_try = channel_try + 1, channel_trouble = null
        where number = @Number and channel_id = @channel
        """,
        new { incident.Number, channel }) > 0;

    /// <summary>Keeps what an incident's channel is called now; somebody may have renamed it.</summary>
    public static void Called(Tx tx, string channel, string name)
    {
        if (IncidentStore.InChannel(tx.Db, Viewer.Bot, channel) is not { } incident || incident.ChannelName == name) return;
        tx.Db.Execute("update incidents set channel_name = @name where channel_id = @channel", new { name, channel });
        // Its name says part of what the announcement says.
        tx.Wake(incident.Subject);
        tx.WakeHomes();
    }

    /// <summary>Slack made none.</summary>
    public static void Refuse(Tx tx, IncidentRow incident, string trouble) => tx.Db.Execute(
        "update incidents set channel_trouble = @trouble, refused_at = @Now where number = @Number and channel_id is null",
        new { trouble, tx.Now, incident.Number });

    /// <summary>Slack is asked again for those that it refused before.</summary>
    public static void AskAgain(Tx tx, long before) => tx.Db.Execute(
        "update incidents set refused_at = @Now where refused_at <= @before", new { tx.Now, before });

    /// <summary>What the card says of the channel; null where all is well.</summary>
    public static void SetTrouble(Tx tx, IncidentRow incident, string channel, string? trouble)
    {
        tx.Db.Execute(
            "update incidents set channel_trouble = @trouble where number = @Number and channel_id = @channel",
            new { trouble, incident.Number, channel });
        tx.Wake(incident.Subject);
    }

    /// <summary>Somebody spoke in it: it is not archived then, which it may have said.</summary>
    public static void SetLastWord(Tx tx, IncidentRow incident)
    {
        tx.Db.Execute("update incidents set last_word_at = @Now where number = @Number", new { tx.Now, incident.Number });
        if (incident.ArchiveAskedAt >= incident.ResolvedAt) tx.Wake(incident.Subject);
    }

    /// <summary>Those in it are asked whether it may be archived.</summary>
    public static void AskToPutAway(Tx tx, long number)
    {
        tx.Db.Execute("update incidents set archive_asked_at = @Now where number = @number", new { tx.Now, number });
        tx.Wake(IncidentRow.SubjectOf(number));
    }

    /// <summary>It is not archived after this end.</summary>
    public static void KeepOpen(Tx tx, IncidentRow incident, string by)
    {
        tx.Db.Execute(
            "update incidents set channel_kept_at = @Now, channel_kept_by = @by where number = @Number",
            new { tx.Now, by, incident.Number });
        tx.Wake(incident.Subject);
    }

    /// <summary>Somebody archived or deleted the channel of what is over: nothing is left to put away.</summary>
    public static void PutAwayByHand(Tx tx, IncidentRow incident) => tx.Db.Execute(
        "update incidents set put_away_at = @Now, archived_at = @Now where number = @Number", new { tx.Now, incident.Number });

    /// <summary>It is to be put away.</summary>
    public static void BeginPutAway(Tx tx, long number)
    {
        tx.Db.Execute("update incidents set put_away_at = @Now where number = @number", new { tx.Now, number });
        tx.Wake(IncidentRow.SubjectOf(number));
    }

    /// <summary>It is put away, as far as Slack lets the bot.</summary>
    public static void EndPutAway(Tx tx, IncidentRow incident) => tx.Db.Execute(
        "update incidents set archived_at = @Now where number = @Number", new { tx.Now, incident.Number });

    /// <summary>The channels that incidents have left which are open, or were a while ago.</summary>
    public static IEnumerable<string> Left(IDbConnection db, DateTimeOffset endedSince) => db.Query<string>(
        $"""
        select distinct h.before from incidents i join history h on h.subject = 'incident:' || i.number
        where h.verb = @lost and h.before <> i.channel_id and ({IncidentStore.IsOpen} or i.resolved_at >= @since)
        """,
        new { lost = IncidentFacts.NoChannel.Word, since = endedSince.ToUnixTimeMilliseconds() });

    /// <summary>The channels of private incidents that are open, or were a while ago.</summary>
    public static IEnumerable<string> OfPrivate(IDbConnection db, DateTimeOffset endedSince) => db.Query<string>(
        $"""
        select channel_id from incidents
        where private = 1 and channel_id is not null and ({IncidentStore.IsOpen} or resolved_at >= @since)
        """,
        new { since = endedSince.ToUnixTimeMilliseconds() });
}

using Bot.People;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>What is kept of an incident's channel: its name and id, what stands in its way, and how it is put away.</summary>
static class ChannelStore
{
    /// <summary>The name that is asked for next, on disk before Slack is asked.</summary>
    public static void Want(Tx tx, IncidentRow incident, string name, int nth) => tx.Db.Execute(
        "update incidents set channel_name = @name, channel_try = @nth where number = @Number and channel_id is null",
        new { name, nth, incident.Number });

    /// <summary>It has this channel, or the one that another bot has found for it meanwhile.</summary>
    public static string Keep(Tx tx, IncidentRow incident, string channel)
    {
        tx.Db.Execute(
            """
            update incidents set channel_id = @channel, channel_trouble = null, refused_at = null
            where number = @Number and channel_id is null
            """,
            new { channel, incident.Number });
        tx.Wake(incident.Subject);
        tx.WakeHomes();
        IncidentLines.HasChannel(tx, incident);
        return IncidentStore.Find(tx.Db, Viewer.Bot, incident.Number)!.ChannelId!;
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

    /// <summary>Somebody spoke in it.</summary>
    public static void SetLastWord(Tx tx, IncidentRow incident) => tx.Db.Execute(
        "update incidents set last_word_at = @Now where number = @Number", new { tx.Now, incident.Number });

    /// <summary>It is to be put away.</summary>
    public static void BeginPutAway(Tx tx, long number)
    {
        tx.Db.Execute("update incidents set put_away_at = @Now where number = @number", new { tx.Now, number });
        tx.Wake(IncidentRow.SubjectOf(number));
    }

    /// <summary>It is put away, as far as Slack lets the bot.</summary>
    public static void EndPutAway(Tx tx, IncidentRow incident) => tx.Db.Execute(
        "update incidents set archived_at = @Now where number = @Number", new { tx.Now, incident.Number });
}

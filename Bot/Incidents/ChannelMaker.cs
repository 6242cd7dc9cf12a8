using System.Data;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.FollowUps;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>
/// Gives an incident its channel: the name wanted is stored first, and a stranger's channel of that name is never used.
/// </summary>
public sealed class ChannelMaker(Database database, SlackApi slack, BotCommands commands)
{
    // Slack needs a moment, and what it refuses again must not be asked without a pause.
    static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);

    // So many names are tried in a row before the trouble counts as another.
    const int MostNames = 20;

    internal const string PrivateScope = "groups:write";

    // Slack's clock and ours may differ by so many seconds.
    const long Skew = 300;

    /// <summary>
    /// The incident's channel, made if need be. Where Slack does not let the bot make one, its reason is on record and thrown, so
    /// that admins hear of it; of a private one only those inside do, and null is the answer. What is over by then gets none, and
    /// null.
    /// </summary>
    public async Task<string?> Channel(IncidentRow incident, CancellationToken stop)
    {
        if (incident.ChannelId is { } known) return known;
        // What went into another one, and became private with it, has none.
        if (incident is { IsOpen: false, ChannelTrouble: not null } or { IsOpen: false, Private: true, MergedInto: not null })
            return null;
        var first = ChannelName.For(
            database.Read(IncidentSettings.ChannelPrefix.Now), incident.Number, incident.Name);
        var plain = ChannelName.For(IncidentSettings.DefaultPrefix, incident.Number, "");
        var nth = Math.Max(1, (int)incident.ChannelTry);
        var last = nth + MostNames;
        var name = incident.ChannelName ?? ChannelName.Try(first, nth);
        while (true)
        {
            try
            {
                if (incident.Private && database.Read(db => Installation.Lacks(db, PrivateScope)))
                    throw new SlackException("conversations.create", "missing_scope", PrivateScope);
                await Want(incident, name, nth);
                return await Keep(incident, (await slack.Conversations.Create(name, incident.Private, stop)).Id);
            }
            catch (SlackException e) when (e.Error == "name_taken" && nth < last)
            {
                if (await OursNamed(name, incident, stop) is { } ours) return await Keep(incident, ours);
                name = ChannelName.Try(first, ++nth);
            }
            catch (SlackException e) when (e.Error.StartsWith("invalid_name", StringComparison.Ordinal) && first != plain)
            {
                first = plain;
                name = ChannelName.Try(first, nth);
            }
            catch (SlackException e)
            {
                await Refused(incident, e);
                if (incident.Private) return null;
                throw;
            }
        }
    }

    async Task Want(IncidentRow incident, string name, int nth)
    {
        if (nth == incident.ChannelTry && name == incident.ChannelName) return;
        await database.Change(tx => ChannelStore.Want(tx, incident, name, nth));
    }

    Task<string> Keep(IncidentRow incident, string channel) =>
        database.Change(tx => ChannelStore.Keep(tx, incident, channel));

    /// <summary>
    /// Somebody archived the channel of an open incident, or put the bot out of it: it is taken up again where Slack lets a bot,
    /// otherwise another is made. Messages that stand in the old one stay there. What it has left meanwhile stays put away.
    /// </summary>
    public async Task Regain(IncidentRow incident, string channel, CancellationToken stop)
    {
        if (!database.Read(db => IsIn(db, incident, channel))) return;
        try
        {
            await slack.Conversations.Unarchive(channel, stop);
            if (!incident.Private) await slack.Conversations.Join(channel, stop);
            await database.Change(tx =>
            {
                if (!IsIn(tx.Db, incident, channel))
                {
                    tx.Wake($"moved:{incident.Number}");
                    return;
                }

                // Archived at its end, it comes back with it, as the line of that end says by now.
                var isOurs = tx.Db.QueryFirstOrDefault<string>(
                    "select verb from history where subject = @Subject and verb in (@put, @back) order by id desc limit 1",
                    new { incident.Subject, put = IncidentFacts.Archived.Word, back = IncidentFacts.ChannelBack.Word })
                    == IncidentFacts.Archived.Word;
                tx.Note(
                    incident.Subject, IncidentFacts.ChannelBack, IncidentChange.Bot, channel, isOurs ? "opened again" : null);
                tx.TryAgain(incident.Subject, Settle);
                FollowUpStore.HasChannel(tx, incident.Number);
                PostmortemOf.Changed(tx, incident.Number);
            });
        }
        catch (SlackException e)
        {
            await database.Change(tx => Forget(tx, incident, channel, e));
        }
    }

    static bool IsIn(IDbConnection db, IncidentRow incident, string channel) =>
        IncidentStore.Find(db, Viewer.Bot, incident.Number)?.ChannelId == channel;

    static void Forget(Tx tx, IncidentRow incident, string channel, SlackException why)
    {
        // Two looks at once come to this; the first has done it all.
        if (!ChannelStore.Lose(tx, incident, channel)) return;
        CallStore.CallAgain(tx, incident, channel);
        Posts.Leave(tx, SayInChannel.CardSlot(incident.Number), SayInChannel.OldCardSlot(incident.Number, channel));
        Marks.Forget(tx, incident.Subject);
        // Whoever was in the old channel is needed in the new one.
        InviteStore.InviteAnew(tx, incident);
        tx.Note(
            incident.Subject, IncidentFacts.NoChannel, IncidentChange.Bot, channel,
            // Slack has no name any more for what is gone.
            after: why.Error == "channel_not_found" ? incident.ChannelName : null,
            why: $"it cannot be used any more ({why.Error}), so another is made");
        tx.Wake(incident.Subject);
    }

    // A name of which Slack does not tell whose it is, is nobody's of ours.
    async Task<string?> OursNamed(string name, IncidentRow incident, CancellationToken stop)
    {
        try
        {
            return await Named(name, incident, stop);
        }
        catch (SlackException)
        {
            return null;
        }
    }

    /// <summary>
    /// A channel of that name that the bot made after the incident was opened and that no other incident has: a create whose
    /// answer was lost.
    /// </summary>
    async Task<string?> Named(string name, IncidentRow incident, CancellationToken stop)
    {
        var me = database.Read(Installation.BotUser.Now);
        string? cursor = null;
        do
        {
            var page = await slack.Users.Conversations(
                incident.Private ? "private_channel" : "public_channel", cursor: cursor, stop: stop);
            if (page.Channels.FirstOrDefault(c => c.Name == name) is { } channel)
            {
                var since = incident.DeclaredAt / 1000 - Skew;
                var other = database.Read(db => IncidentStore.InChannel(db, Viewer.Bot, channel.Id));
                // Another bot that slept may have made it for this one.
                var isFree = other is null || other.Number == incident.Number;
                return channel.Creator == me && channel.Created >= since && isFree ? channel.Id : null;
            }

            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return null;
    }

    async Task Refused(IncidentRow incident, SlackException refusal)
    {
        var trouble = incident.Private
            ? $"The bot could not make a private channel. {refusal.Remedy} Or make one by hand: create a private channel, invite "
                + $"the bot to it, and type {commands.Incident} there."
            : $"The bot could not make a channel. {refusal.Remedy}";
        if (incident.ChannelTrouble == trouble) return;
        await database.Change(tx =>
        {
            ChannelStore.Refuse(tx, incident, trouble);
            tx.Note(incident.Subject, IncidentFacts.NoChannel, "slack", after: trouble);
            tx.Wake(incident.Subject);
        });
    }
}

using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// Gives an incident its channel: the name wanted is stored first, and a stranger's channel of that name is never used.
/// </summary>
public sealed class ChannelMaker(Database database, SlackApi slack)
{
    // Slack needs a moment, and what it refuses again must not be asked without a pause.
    static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);

    // So many names are tried in a row before the trouble counts as another.
    const int MostNames = 20;

    // Slack's clock and ours may differ by so many seconds.
    const long Skew = 300;

    /// <summary>
    /// The incident's channel, made if need be. Where Slack does not let the bot make one, its reason is on record and thrown, so
    /// that admins hear of it; what is over by then gets none, and null.
    /// </summary>
    public async Task<string?> Channel(IncidentRow incident, CancellationToken stop)
    {
        if (incident.ChannelId is { } known) return known;
        if (incident is { IsOpen: false, ChannelTrouble: not null }) return null;
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
                await Want(incident, name, nth);
                return await Keep(incident, (await slack.Conversations.Create(name, false, stop)).Id);
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
    /// otherwise another is made. Messages that stand in the old one stay there.
    /// </summary>
    public async Task Regain(IncidentRow incident, string channel, CancellationToken stop)
    {
        try
        {
            await slack.Conversations.Unarchive(channel, stop);
            await slack.Conversations.Join(channel, stop);
            await database.Change(tx =>
            {
                tx.Note(incident.Subject, IncidentFacts.ChannelBack, IncidentChange.Bot, channel);
                tx.TryAgain(incident.Subject, Settle);
            });
        }
        catch (SlackException e)
        {
            await database.Change(tx => Forget(tx, incident, channel, e));
        }
    }

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
            var page = await slack.Users.Conversations(cursor: cursor, stop: stop);
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
        var trouble = $"The bot could not make a channel. {refusal.Remedy}";
        if (incident.ChannelTrouble == trouble) return;
        await database.Change(tx =>
        {
            ChannelStore.Refuse(tx, incident, trouble);
            tx.Note(incident.Subject, IncidentFacts.NoChannel, "slack", after: trouble);
            tx.Wake(incident.Subject);
        });
    }
}

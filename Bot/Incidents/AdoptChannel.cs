using System.Globalization;
using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// Where Slack makes no private channel, people make one by hand: the command in it, without a word, offers it to the private
/// incidents that have none.
/// </summary>
public sealed class AdoptChannel(Database database, SlackApi slack)
{
    const int Most = 5;

    /// <summary>Opens the question; false where there is nothing to ask.</summary>
    public async Task<bool> Offers(SlashCommand command, CancellationToken stop)
    {
        if (command.ChannelName == "directmessage") return false;
        var waiting = database.Read(db => IncidentStore.Open(db, Viewer.Of(command.UserId)))
            .FindAll(i => i is { Private: true, ChannelId: null, ChannelTrouble: not null });
        if (waiting.Count == 0) return false;
        await slack.Views.Open(command.TriggerId, Form(waiting, command.ChannelId), stop);
        return true;
    }

    static ModalViewDefinition Form(List<IncidentRow> waiting, string channel) => new()
    {
        Title = "Private incident",
        PrivateMetadata = channel,
        Close = "Close",
        Blocks =
        [
            .. waiting.Take(Most).Select(incident => new SectionBlock
            {
                Text = $":lock: *{incident.Label}* {Mrkdwn.Inert(IncidentMessages.OneLine(incident.Name), 150)} has no "
                    + "channel yet. Whoever is in this one sees it from then on.",
                Accessory = new Button
                {
                    ActionId = IncidentIds.AdoptChannel,
                    Text = "Use this channel",
                    Value = incident.Number.ToString(CultureInfo.InvariantCulture),
                },
            }),
            new SectionBlock
            {
                Text = "Something else is wrong",
                Accessory = new Button
                {
                    ActionId = IncidentIds.WhichDeclare,
                    Text = "Declare another",
                    Value = new Asked(Verbs.Declare).ToString(),
                },
            },
        ],
    };

    public async Task<Func<CancellationToken, Task>?> Press(BlockActionRequest press, CancellationToken stop)
    {
        if (press.View?.PrivateMetadata is not { Length: > 0 } channel
            || WhichIncident.Number(press.Action.Value) is not { } number) return null;
        var (name, refusal) = await Look(channel, stop);
        var said = refusal ?? await database.Once(press.IdempotencyKey, tx => Adopt(tx, (number, channel), name, press.User.Id));
        var done = said ?? $"{IncidentRow.LabelOf(number)} goes on in {Mrkdwn.Channel(channel)}.";
        return after => slack.Views.Redraw(press, OpenForm.Done("Private incident", done), after);
    }

    /// <summary>What a channel is called, as far as the app may ask, and why it cannot be used.</summary>
    async Task<(string? Name, string? Refusal)> Look(string channel, CancellationToken stop)
    {
        try
        {
            var found = await slack.Conversations.Info(channel, stop);
            return found.IsPrivate && !found.IsIm
                ? (found.Name, null) : (null, "Others can read this channel. Make a private one.");
        }
        catch (SlackException e) when (e.Error == "missing_scope")
        {
            // Of a public channel the app may ask.
            return (null, null);
        }
        catch (SlackException e) when (Posts.IsNoPlace(e))
        {
            return (null, "The bot is not in this channel. Invite it here, then type the command again.");
        }
    }

    static string? Adopt(Tx tx, (long Number, string Channel) to, string? name, string by)
    {
        var incident = IncidentStore.Seen(tx.Db, Viewer.Of(by), to.Number);
        if (incident.ChannelId is { } has) return $"{incident.Label} has its channel by now: {Mrkdwn.Channel(has)}.";
        if (incident is not { Private: true, IsOpen: true })
            return $"{incident.Label} needs no private channel: it is {incident.Standing}.";
        if (IncidentStore.OfChannel(tx.Db, Viewer.Bot, to.Channel) is not null)
            return "This channel belongs to another incident.";
        ChannelStore.Adopt(tx, incident, to.Channel, name);
        tx.Note(incident.Subject, IncidentFacts.Adopted, by, after: to.Channel);
        tx.Wake(LookAtChannels.SubjectOf(to.Channel));
        return null;
    }
}

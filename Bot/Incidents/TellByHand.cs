using System.Data;
using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// Slack makes no channel for a private incident: those inside read in private how to make one by hand, and later where it is.
/// </summary>
public sealed class TellByHand(Database database, Posts posts, DirectMessages direct)
{
    const int MostTrouble = 500;

    public async Task Bring(long number, CancellationToken stop)
    {
        // What has a channel and was never without says nothing of it.
        if (database.Read(db => IncidentStore.Find(db, Viewer.Bot, number)) is not { Private: true } incident
            || incident is { ChannelId: null, ChannelTrouble: null }) return;
        var people = database.Read(db => People(db, incident));
        await Steps.All(people.Select<string, Func<Task>>(person => async () =>
        {
            var (slot, message) = ($"{incident.Subject}:by_hand:{person}", Said(incident));
            if (incident is { IsOpen: true, ChannelId: null })
                await posts.Show(slot, await direct.With(person, stop), message, stop, Lost.Left);
            else if (database.Read(db => Posts.ChannelOf(db, slot)) is { } channel)
                await posts.Follow(slot, channel, message, stop, Lost.Left);
        }));
    }

    static IReadOnlyList<string> People(IDbConnection db, IncidentRow incident) =>
        [.. InviteStore.Inside(db, incident.Number).Except(Outsiders.All(db)).Order()];

    static Message Said(IncidentRow incident)
    {
        var name = $"*{incident.Label}* {Mrkdwn.Inert(IncidentMessages.OneLine(Titles.Of(incident)), 150)}";
        var text = incident switch
        {
            { ChannelId: { } channel } => $":lock: {name} goes on in {Mrkdwn.Channel(channel)}.",
            { IsOpen: false } => $":lock: {name}: {incident.Standing}.",
            _ => $":lock: {name} has no channel yet. {IncidentMessages.Text(incident.ChannelTrouble ?? "", MostTrouble)}",
        };
        return new() { Text = text, Blocks = [new SectionBlock { Text = text }], UnfurlLinks = false };
    }
}

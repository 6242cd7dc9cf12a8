using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Summaries;

/// <summary>
/// Writes the draft that was wished for: reads the channel, lets a model write where there is one, and shows it where somebody
/// waits for it. Nothing waits for this: an incident is resolved before.
/// </summary>
public sealed class WriteSummary(
    Database database, ReadChannel channel, AskModel model, Posts posts, ShowSummary show, BotCommands commands,
    TimeProvider clock)
{
    public const string Prefix = "summary";

    /// <summary>It was resolved by somebody: a draft is offered in its channel.</summary>
    public static void Resolved(Tx tx, string id)
    {
        if (IncidentStore.Find(tx.Db, Viewer.Bot, Number(id)) is { ChannelId: not null } incident)
            SummaryStore.Wish(tx, incident.Number, by: null, view: null);
    }

    /// <summary>Repeatable: what is made already is only shown.</summary>
    public async Task Bring(string id, CancellationToken stop)
    {
        var number = Number(id);
        while (Find(number) is { } incident && database.Read(db => SummaryStore.Latest(db, number)) is { MadeAt: null } wish)
        {
            // What was read where all see it is left behind with that place.
            if (!await Write(incident, wish, stop)) continue;
            // Others may have asked while it was written.
            if (database.Read(db => SummaryStore.Latest(db, number)) is { } made && made.Id == wish.Id)
                foreach (var (view, reader) in made.Waiting) await show.Refresh(view, number, reader, stop);
            break;
        }

        if (Find(number) is { } now) await InChannel(now, stop);
    }

    IncidentRow? Find(long number) =>
        database.Read(db => IncidentStore.Find(db, Viewer.Bot, number)) is { IsForgotten: false } incident ? incident : null;

    static long Number(string id) => long.Parse(id, CultureInfo.InvariantCulture);

    /// <returns>False where it has become private since, or is in another channel: then it is read anew.</returns>
    async Task<bool> Write(IncidentRow incident, SummaryRow wish, CancellationToken stop)
    {
        var words = await channel.Of(incident, stop);
        var (known, mayGo) = database.Read<(SummaryGround?, bool)>(db => !IsWhereItWas(db, incident) ? (null, false) : (
            new ReadGround(db, Viewer.Bot, incident, words, clock.GetUtcNow()).Read(),
            MayGoToModel.Of(db, incident.Private || words.IsPrivate)));
        if (known is null) return false;
        var (sentences, why) = !model.IsThere ? ([], null)
            : !mayGo ? ([], SummaryTrouble.Private)
            : await model.Of(known, stop);
        var how = sentences.Count > 0 ? SummaryHow.Model : SummaryHow.Composed;
        if (how == SummaryHow.Composed) sentences = ComposeSummary.Of(known);
        return await database.Change(tx =>
        {
            if (!IsWhereItWas(tx.Db, incident)) return false;
            SummaryStore.Made(tx, wish.Id, sentences, how, why);
            return true;
        });
    }

    static bool IsWhereItWas(IDbConnection db, IncidentRow incident) =>
        IncidentStore.Find(db, Viewer.Bot, incident.Number) is { } now
        && (now.Private, now.ChannelId) == (incident.Private, incident.ChannelId);

    /// <summary>The draft of an end stands in the channel until it is accepted; those before it go.</summary>
    async Task InChannel(IncidentRow incident, CancellationToken stop)
    {
        var slots = $"{incident.Subject}:summary";
        var row = database.Read(db => SummaryStore.Latest(db, incident.Number));
        var slot = string.Create(CultureInfo.InvariantCulture, $"{slots}:{row?.Id}");
        var name = database.Read(db => Person.Names(db, row?.People ?? []));
        try
        {
            foreach (var old in database.Read(db => Posts.Under(db, slots)).Where(s => s != slot)) await posts.Remove(old, stop);
            if (incident.ChannelId is not { } place || row is not { AtEnd: true, MadeAt: not null }) return;
            var message = SummaryMessages.Draft(incident, row, commands.Incident, name);
            if (row.IsDraft && !incident.IsOpen && !row.IsFromBefore(incident))
                await posts.Show(slot, place, message, stop, Lost.Left);
            else await posts.Follow(slot, place, message, stop, Lost.Left);
        }
        catch (SlackException e) when (Posts.IsNoPlace(e))
        {
            // The channel was put away: the draft is where the command shows it.
        }
    }
}

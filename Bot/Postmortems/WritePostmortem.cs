using Bot.Domain.Postmortems;
using Bot.Incidents;
using Bot.People;
using Bot.Settings;
using Bot.Storage;
using Bot.Summaries;

namespace Bot.Postmortems;

/// <summary>
/// Writes the draft of a postmortem that somebody has started: reads the channel, and lets a model write where there is one and
/// it may read the incident.
/// </summary>
public sealed class WritePostmortem(
    Database database, ReadChannel channel, AskModel model, BotCommands commands, TimeProvider clock)
{
    /// <returns>False where the incident has become private since, or is in another channel: then it is read anew.</returns>
    public async Task<bool> Write(IncidentRow incident, CancellationToken stop)
    {
        var words = await channel.Of(incident, stop);
        var ground = database.Read(db => PostmortemStore.IsWhereItWas(db, incident)
            ? new ReadGround(db, Viewer.Bot, incident, words, clock.GetUtcNow()).Read() : null);
        if (ground is null) return false;
        var mayGo = database.Read(db => MayGoToModel.Of(db, incident.Private || words.IsPrivate));
        (IReadOnlyList<PostmortemSentence> Sentences, SummaryTrouble? Why) said = !model.IsThere ? ([], null)
            : mayGo ? await model.Of(ground, PostmortemPrompt.Asked, stop) : ([], SummaryTrouble.Private);
        return await database.Change(tx =>
        {
            if (!PostmortemStore.IsWhereItWas(tx.Db, incident)) return false;
            var sections = new DraftSections(tx.Db, Viewer.Bot, incident, ground, commands)
                .Of(PostmortemSettings.Template.Now(tx.Db), said.Sentences);
            PostmortemStore.Drafted(
                tx, incident.Number, sections, said.Sentences.Count > 0 ? SummaryHow.Model : SummaryHow.Composed, said.Why);
            return true;
        });
    }
}

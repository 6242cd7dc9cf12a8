using System.Data;
using System.Text;
using Bot.Delivery;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Api.Reading;

/// <summary>
/// <c>/followup export</c>: all follow-ups that somebody may see, as programs read them, as a table and as JSON in a direct
/// message; where the app may write no files the JSON can be copied.
/// </summary>
public sealed class ExportFollowUps(
    Database database, SlackApi slack, SendFiles files, BotCommands commands, TimeProvider clock)
{
    // As much as people copy by hand; a modal holds 100 blocks and 250 KB.
    const int MostShown = 50_000;

    public void Register(SlackRouter router) =>
        router.Command(commands.FollowUp, "export", WordAlone.Only(Send), ackFirst: true);

    async Task<SlashResponse?> Send(SlashCommand command, CancellationToken stop)
    {
        var (csv, json, mayWrite) = database.Read(db => Read(db, command.UserId));
        if (csv is null) return "There are no follow-ups yet.";
        if (!mayWrite)
        {
            await slack.Views.Open(command.TriggerId, Modal(Encoding.UTF8.GetString(json)), stop);
            return null;
        }

        return await files.To(
            command.UserId, "Follow-ups", [new("follow-ups.csv", csv), new("follow-ups.json", json)], stop)
            ? "Both files are in your direct messages with Data Responder."
            : "Slack did not take the files. Try again in a minute.";
    }

    (byte[]? Csv, byte[] Json, bool MayWrite) Read(IDbConnection db, string reader)
    {
        var (list, look) = (new FollowUpList(), new Look(db, Viewer.Of(reader), clock.GetUtcNow(), FilterValues.Nothing)
        {
            Person = reader,
            Most = ApiList.MostOfAll,
        });
        return list.Read(look with { Most = 1 }).Any()
            ? (list.File(look, "csv"), list.File(look, "json"), SendFiles.May(db)) : (null, [], false);
    }

    static ModalViewDefinition Modal(string json) => new()
    {
        Title = "Follow-ups",
        Close = "Done",
        Blocks =
        [
            new ContextBlock { Elements = [NoFiles] },
            .. LongText.Sections("", $"```\n{Limits.Truncate(json, MostShown)}\n```", most: 2 * MostShown),
        ],
    };

    const string NoFiles = $"{SendFiles.Cannot} The JSON can be copied here.";
}

using System.Data;
using System.Globalization;
using System.Text.Json;
using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents.Timeline;

/// <summary>
/// The shortcut <em>Add to timeline</em> where no incident has its channel: whoever started it says whose timeline is meant. The
/// bot need not be there, so what the message says is carried along.
/// </summary>
public sealed class ChooseTimeline(Database database, SlackApi slack)
{
    const string Into = "into";

    const int MostOpen = 75, MostEnded = 25, MostShown = 300;

    sealed record Carried(string Channel, string Ts, string? User, string? BotId, string Text)
    {
        /// <summary>
        /// As much of the message as a form carries, where most signs may stand as six characters; it is read whole where the
        /// bot can.
        /// </summary>
        public string Packed()
        {
            for (var most = Limits.PrivateMetadata; ; most = most * 3 / 4)
            {
                var packed = JsonSerializer.Serialize(this with { Text = Limits.TruncateEscaped(Text, most) });
                if (packed.Length <= Limits.PrivateMetadata) return packed;
            }
        }
    }

    internal async Task Open(Shortcut shortcut, string channel, MessageEvent message, CancellationToken stop)
    {
        var carried = new Carried(channel, message.Ts, message.User, message.BotId, message.Text);
        await slack.Views.Open(shortcut.TriggerId, database.Read(db => Form(db, carried, shortcut.User.Id)), stop);
    }

    static ModalViewDefinition Form(IDbConnection db, Carried message, string reader)
    {
        var viewer = Viewer.Of(reader);
        List<Option> incidents =
        [
            .. IncidentStore.Open(db, viewer).Take(MostOpen).Concat(IncidentStore.LatestEnded(db, viewer, MostEnded)).Select(i =>
                new Option(
                    Limits.Truncate($"{i.Label} · {IncidentMessages.OneLine(Titles.Of(i))}", Limits.OptionText),
                    i.Number.ToString(CultureInfo.InvariantCulture))),
        ];
        if (incidents.Count == 0) return OpenForm.Done("Add to timeline", "There is no incident yet.");
        var text = MessageText.Read(message.Text, Person.Names(db, MessageText.People(message.Text)));
        return new()
        {
            CallbackId = TimelineIds.ChooseForm,
            PrivateMetadata = message.Packed(),
            Title = "Add to timeline",
            Submit = "Add",
            Close = "Cancel",
            Blocks =
            [
                new SectionBlock { Text = $"“{Mrkdwn.Inert(IncidentMessages.OneLine(text), MostShown)}”" },
                new InputBlock
                {
                    BlockId = Into,
                    Label = "Incident",
                    Element = new StaticSelectMenu { ActionId = TimelineIds.ChooseIncident, Options = incidents },
                    Hint = "Everybody who sees the incident can read it there.",
                },
            ],
        };
    }

    public Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop) =>
        RefusedFields.Catch(database, form, tx => Add(tx, form));

    static void Add(Tx tx, ViewSubmission form)
    {
        var by = form.User.Id;
        if (WhichIncident.Number(form.View.State.Selected(Into)) is not { } number
            || IncidentStore.Find(tx.Db, Viewer.Of(by), number) is not { } incident)
            throw RefusedFields.Of(Into, "Choose an incident.");
        if (JsonSerializer.Deserialize<Carried>(form.View.PrivateMetadata) is not { } carried) return;
        var said = new MessageEvent { Ts = carried.Ts, User = carried.User, BotId = carried.BotId, Text = carried.Text };
        if (!TimelineStore.Add(tx, incident, (carried.Channel, carried.Ts), by, isPinned: false, said))
            throw RefusedFields.Of(Into, $"It is on the timeline of {incident.Label} already.");
    }
}

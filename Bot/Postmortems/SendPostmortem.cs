using System.Globalization;
using System.Text;
using Bot.Delivery;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Postmortems;

/// <summary>A postmortem as a Markdown file in a direct message. A courtesy: its text is where it is written.</summary>
public sealed class SendPostmortem(
    Database database, SlackApi slack, SendFiles files, WhichIncident which)
{
    internal static string FileName(long incident) =>
        string.Create(CultureInfo.InvariantCulture, $"postmortem-inc-{incident}.md");

    public async Task Send(BlockActionRequest press, CancellationToken stop)
    {
        if (which.Of(press) is { } incident)
            await Tell.Presser(slack, press, await Sent(incident.Number, press.User.Id, stop), stop);
    }

    async Task<string> Sent(long number, string reader, CancellationToken stop)
    {
        var (text, row) = database.Read(db => IncidentStore.Find(db, Viewer.Of(reader), number) is { } incident
            && PostmortemStore.Find(db, Viewer.Of(reader), number) is { HasText: true } found
                ? (PostmortemText.Whole(db, Viewer.Of(reader), incident), found) : (null, null));
        if (text is null) return "There is no such postmortem any more.";
        // Slack gives no app the text of a canvas.
        var said = row!.Canvas is null ? "" : ", as it was drafted and with its facts of now. What people wrote in its canvas "
            + "is not in this file: copy that from the canvas";
        return await files.To(
            reader, $"{PostmortemText.Title(number)}{said}", [new(FileName(number), Encoding.UTF8.GetBytes(text))], stop)
            ? "The file is in your direct messages with Data Responder."
            : "Slack did not take the file. Try again in a minute.";
    }
}

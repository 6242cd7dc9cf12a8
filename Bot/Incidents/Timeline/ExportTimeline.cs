using System.Data;
using System.Text;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents.Timeline;

/// <summary>
/// The whole timeline as Markdown or JSON: to be read and copied in a modal, and as files in a direct message where the app may
/// write files.
/// </summary>
public sealed class ExportTimeline(
    Database database, SlackApi slack, SendFiles files, TimeProvider clock)
{
    const string Markdown = "markdown", Json = "json";

    // As much as people copy by hand; a modal holds 100 blocks and 250 KB.
    const int MostShown = 50_000;

    static readonly IReadOnlyList<Option> Formats = [new("Markdown", Markdown), new("JSON", Json)];

    public async Task Open(BlockActionRequest press, CancellationToken stop)
    {
        if (ShownPage.Read(press.View?.PrivateMetadata) is { } shown)
            await slack.Views.Push(press.TriggerId, Modal(shown, press.User.Id, Markdown), stop);
    }

    public async Task Choose(BlockActionRequest press, CancellationToken stop)
    {
        if (press.View is { } view && ShownPage.Read(view.PrivateMetadata) is { } shown)
            await slack.Views.Redraw(press, Modal(shown, press.User.Id, press.Action.SelectedOption?.Value ?? Markdown), stop);
    }

    /// <summary>A courtesy: whoever gets no files has the text before their eyes.</summary>
    public async Task Send(BlockActionRequest press, CancellationToken stop)
    {
        if (press.View is not { } view || ShownPage.Read(view.PrivateMetadata) is not { } shown) return;
        var format = view.State.Selected(TimelineIds.ExportFormat) ?? Markdown;
        if (database.Read(db => Content(db, shown, press.User.Id)) is not { } export) return;
        await slack.Views.Redraw(press, Modal(shown, press.User.Id, format, await Send(export, press.User.Id, stop)), stop);
    }

    async Task<string> Send(TimelineExport export, string person, CancellationToken stop) => await files.To(
        person, $"The timeline of {export.Incident.Label}",
        [
            new(export.FileName("md"), Encoding.UTF8.GetBytes(export.ToMarkdown())),
            new(export.FileName("json"), Encoding.UTF8.GetBytes(export.ToJson())),
        ],
        stop)
        ? "Both files are in your direct messages with Data Responder."
        : "Slack did not take the files. Copy the text, or try again in a minute.";

    TimelineExport? Content(IDbConnection db, ShownPage shown, string reader) =>
        IncidentStore.Find(db, Viewer.Of(reader), shown.Incident) is { } incident
            ? new(incident, TimelineLines.Of(db, Viewer.Of(reader), incident, TimelineShow.All), clock.GetUtcNow()) : null;

    ModalViewDefinition Modal(ShownPage shown, string reader, string format, string? notice = null) => database.Read(db =>
    {
        if (Content(db, shown, reader) is not { } export) return OpenForm.Done("Export", "There is no such incident.");
        var text = format == Json ? export.ToJson() : export.ToMarkdown();
        return new ModalViewDefinition
        {
            Title = "Export",
            Close = "Back",
            PrivateMetadata = shown.Write(),
            Blocks =
            [
                .. notice is null ? Array.Empty<Block>() : [new SectionBlock { Text = notice }],
                new ActionsBlock
                {
                    BlockId = TimelineIds.ExportFormat,
                    Elements = [Format(format), .. SendFiles.May(db) ? [Files()] : Array.Empty<BlockElement>()],
                },
                .. SendFiles.May(db) ? Array.Empty<Block>() : [new ContextBlock { Elements = [NoFiles] }],
                // Neither format has three of these marks beside each other: what would be one is escaped.
                .. LongText.Sections("", $"```\n{Limits.Truncate(text, MostShown)}\n```", most: 2 * MostShown),
            ],
        };
    });

    const string NoFiles = $"{SendFiles.Cannot} The text can be copied here.";

    static Button Files() => new() { ActionId = TimelineIds.ExportFiles, Text = "Send me both as files" };

    static StaticSelectMenu Format(string format) => new()
    {
        ActionId = TimelineIds.ExportFormat,
        Options = Formats,
        InitialOption = Formats.First(o => o.Value == (format == Json ? Json : Markdown)),
    };
}

using System.Data;
using System.Globalization;
using System.Text.Json;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Postmortems;

/// <summary>
/// The sections of a postmortem in a form, where there is no canvas to write them in. What was changed in the form is written;
/// what others changed meanwhile is said before it is lost.
/// </summary>
public sealed class EditPostmortem(Database database, SlackApi slack, WhichIncident which)
{
    const string Section = "postmortem_section_";

    /// <summary>Which incident, and what each section said when the form was opened.</summary>
    sealed record Shown(long Incident, Dictionary<long, string> Was);

    public async Task Open(BlockActionRequest press, CancellationToken stop)
    {
        if (which.Of(press) is not { } incident) return;
        await Opening.Of(press).Show(slack, database.Read(db => Form(db, incident.Number, press.User.Id)), stop);
    }

    static ModalViewDefinition Form(
        IDbConnection db, long number, string by, Dictionary<long, string>? typed = null, string? notice = null)
    {
        if (Refusal(PostmortemStore.Find(db, Viewer.Of(by), number)) is { } refusal)
            return OpenForm.Done(PostmortemText.Title(number), refusal);
        var sections = PostmortemStore.Sections(db, number);
        return new()
        {
            CallbackId = PostmortemIds.EditForm,
            PrivateMetadata = JsonSerializer.Serialize(
                new Shown(number, sections.ToDictionary(s => s.Nth, s => ShortMark.Of(s.Body)))),
            Title = PostmortemText.Title(number),
            Submit = "Save",
            Close = "Cancel",
            Blocks =
            [
                .. notice is null ? Array.Empty<Block>() : [new SectionBlock { Text = $":warning: {notice}" }],
                .. sections.Select(s => Input(s, typed?.GetValueOrDefault(s.Nth) ?? s.Body)),
            ],
        };
    }

    static InputBlock Input(PostmortemSection section, string text) => new()
    {
        BlockId = Id(section.Nth),
        Label = Limits.Truncate(section.Heading, 100),
        Optional = true,
        Element = new PlainTextInput
        {
            ActionId = Id(section.Nth),
            Multiline = true,
            InitialValue = text.Length > 0 ? text : null,
            MaxLength = Limits.InputText,
        },
    };

    static string? Refusal(PostmortemRow? row) => row switch
    {
        null => "There is no such postmortem.",
        { Canvas: not null } => "It has a canvas by now: write there.",
        { HasText: false } => "Its draft is still being written.",
        _ when !row.Postmortem.IsOpen => $"It is {PostmortemWords.Of(row.State)}. Take it back to work first.",
        _ => null,
    };

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop) =>
        await RefusedFields.Catch(database, form, tx => Save(tx, form));

    static void Save(Tx tx, ViewSubmission form)
    {
        var (by, shown) = (form.User.Id, JsonSerializer.Deserialize<Shown>(form.View.PrivateMetadata)!);
        if (Refusal(PostmortemStore.Seen(tx.Db, by, shown.Incident)) is { } refusal)
            throw RefusedFields.Anew(OpenForm.Done(PostmortemText.Title(shown.Incident), refusal));
        var sections = PostmortemStore.Sections(tx.Db, shown.Incident);
        var typed = sections.ToDictionary(s => s.Nth, s => form.View.State.Text(Id(s.Nth)).ReplaceLineEndings("\n").Trim());
        bool IsTyped(PostmortemSection s) => ShortMark.Of(typed[s.Nth]) != shown.Was.GetValueOrDefault(s.Nth);
        bool IsOther(PostmortemSection s) => ShortMark.Of(s.Body) != shown.Was.GetValueOrDefault(s.Nth);
        var changed = sections.FindAll(s => IsTyped(s) && typed[s.Nth] != s.Body);
        if (changed.Find(IsOther) is { } lost)
        {
            // What was not changed in the form is as it is now.
            foreach (var section in sections.Where(s => !IsTyped(s))) typed[section.Nth] = section.Body;
            var who = lost.EditedBy is { } editor ? Mrkdwn.Name(Person.NameOf(tx.Db, editor)) : "Somebody";
            throw RefusedFields.Anew(Form(
                tx.Db, shown.Incident, by, typed,
                $"{who} has changed “{Mrkdwn.Inert(lost.Heading, 60)}” meanwhile. Save again to put yours in its place."));
        }

        foreach (var section in changed) PostmortemStore.Write(tx, shown.Incident, section.Nth, typed[section.Nth], by);
    }

    static string Id(long nth) => string.Create(CultureInfo.InvariantCulture, $"{Section}{nth}");
}

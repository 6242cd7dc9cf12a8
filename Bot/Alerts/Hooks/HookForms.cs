using System.Text.Encodings.Web;
using System.Text.Json;
using Bot.Slack;

namespace Bot.Alerts.Hooks;

/// <summary>What a form of hooks carries from step to step.</summary>
/// <param name="Source">Whose posts it is about.</param>
/// <param name="Mark">What was stored when it was opened.</param>
/// <param name="Unwrap">What the second step said.</param>
/// <param name="Each">What the second step said.</param>
sealed record HookStep(string Source, string Mark, string? Unwrap = null, string? Each = null)
{
    static readonly JsonSerializerOptions Short = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Write() => JsonSerializer.Serialize(this, Short);

    public static HookStep Read(string text) => JsonSerializer.Deserialize<HookStep>(text)!;
}

/// <summary>
/// The steps in which somebody says how the posts of a source are read: who does; where in them alerts are; what they say.
/// </summary>
static class HookForms
{
    public const string Reader = "reader", ByItself = "automatic";

    const int LongestExpression = 500, LongestPlace = 300;

    public static readonly Option Automatic = new("Whoever recognises them", ByItself), Own = new("Own expressions", HookRow.Own);

    static readonly IReadOnlyList<Option> Readers =
        [Automatic, .. Presets.All.DistinctBy(p => p.Id).Select(p => new Option(p.Sender, p.Id)), Own];

    static readonly Dictionary<string, (string Label, string Example)> Fields = new()
    {
        [Mapping.Unwrap] = ("JSON in a text", "Such as Message, where a post holds its JSON as a text. Mostly empty."),
        [Mapping.Each] = ("Each alert of a post", "Such as checkResults[], where one post tells of several. Mostly empty."),
        [Mapping.Title] = ("Title", "Such as job.name, or {project.name}: {job.name} failed"),
        [Mapping.Status] =
            ("Status", "Such as state, or state == 'done' && 'resolved' || state == 'running' && 'ignore' || 'firing'"),
        [Mapping.Key] =
            ("Key", "The same when it fires and when it is well, such as {project.name}/{job.name}. Empty: the title."),
        [Mapping.Link] = ("Link", "Where to look, such as links.self"),
        [Mapping.Severity] = ("Severity", "Such as priority"),
        [Mapping.Description] = ("Description", "Such as error.message"),
    };

    public static ModalViewDefinition WhoReads(HookStep step, string chosen, IEnumerable<Block> trial) => new()
    {
        CallbackId = HookIds.ReaderForm,
        Title = "How it is read",
        Submit = chosen == HookRow.Own ? "Next" : "Save",
        Close = "Cancel",
        PrivateMetadata = step.Write(),
        Blocks =
        [
            new SectionBlock { Text = $"Posts to `/v1/hooks/{Mrkdwn.Escape(step.Source)}`" },
            new InputBlock
            {
                BlockId = Reader,
                Label = "Read by",
                DispatchAction = true,
                Element = new StaticSelectMenu
                {
                    ActionId = HookIds.ReaderField,
                    Options = Readers,
                    InitialOption = Readers.FirstOrDefault(r => r.Value == chosen) ?? Automatic,
                },
                Hint = "A sender that is known is recognised by itself.",
            },
            new DividerBlock(),
            .. trial,
        ],
    };

    public static ModalViewDefinition Where(HookStep step, IReadOnlyDictionary<string, string> texts, IEnumerable<Block> trial) =>
        OfExpressions(HookIds.WhereForm, "Where alerts are", "Next", step, [Mapping.Unwrap, Mapping.Each], texts, trial);

    public static ModalViewDefinition What(HookStep step, IReadOnlyDictionary<string, string> texts, IEnumerable<Block> trial) =>
        OfExpressions(
            HookIds.FieldsForm, "What an alert says", "Save", step,
            [Mapping.Title, Mapping.Status, Mapping.Key, Mapping.Link, Mapping.Severity, Mapping.Description], texts, trial);

    static ModalViewDefinition OfExpressions(
        string callback, string title, string submit, HookStep step, IEnumerable<string> names,
        IReadOnlyDictionary<string, string> texts, IEnumerable<Block> trial) => new()
        {
            CallbackId = callback,
            Title = title,
            Submit = submit,
            Close = "Cancel",
            PrivateMetadata = step.Write(),
            Blocks =
            [
                .. names.Select(name => Field(name, texts.GetValueOrDefault(name))),
                new ActionsBlock { BlockId = "try", Elements = [new Button { ActionId = HookIds.TryButton, Text = "Try it" }] },
                .. trial,
            ],
        };

    static InputBlock Field(string name, string? text) => new()
    {
        BlockId = name,
        Label = Fields[name].Label,
        Hint = Fields[name].Example,
        Optional = name != Mapping.Title,
        Element = new PlainTextInput
        {
            ActionId = name,
            InitialValue = string.IsNullOrEmpty(text) ? null : text,
            MaxLength = name is Mapping.Unwrap or Mapping.Each ? LongestPlace : LongestExpression,
        },
    };

    /// <summary>What is typed in a step, with what the one before it said.</summary>
    public static Dictionary<string, string> Typed(HookStep step, ViewState values)
    {
        var texts = new Dictionary<string, string>();
        foreach (var name in Mapping.Names)
            if (values.Text(name) is { Length: > 0 } typed) texts[name] = typed;
        if (step.Unwrap is { Length: > 0 } unwrap) texts.TryAdd(Mapping.Unwrap, unwrap);
        if (step.Each is { Length: > 0 } each) texts.TryAdd(Mapping.Each, each);
        return texts;
    }
}

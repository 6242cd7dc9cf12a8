using System.Text.Json;
using static Bot.Sandbox.Checks;

namespace Bot.Sandbox;

/// <summary>Block Kit's composition objects: texts, options, confirm dialogs.</summary>
static class Composition
{
    static readonly Field Type = new("type", Anything, true);

    public static readonly Check ActionId = Text(255);
    public static readonly Check BlockId = Text(255);

    public static Check Plain(int most) => Typed(new Dictionary<string, Check> { ["plain_text"] = PlainBody(most) });

    public static Check Markdown(int most) => Typed(new Dictionary<string, Check> { ["mrkdwn"] = MarkdownBody(most) });

    public static Check AnyText(int most) =>
        Typed(new Dictionary<string, Check> { ["plain_text"] = PlainBody(most), ["mrkdwn"] = MarkdownBody(most) });

    static Check PlainBody(int most) => Object(Type, new Field("text", Text(most), true), new Field("emoji", Flag));

    static Check MarkdownBody(int most) => Object(Type, new Field("text", Text(most), true), new Field("verbatim", Flag));

    public static readonly Check Placeholder = Plain(150);

    public static readonly Check Option = OptionWith(Plain(75), Plain(75));

    /// <summary>Checkboxes and radio buttons may use mrkdwn.</summary>
    public static readonly Check RichOption = OptionWith(AnyText(75), AnyText(75));

    public static readonly Check OverflowOption = OptionWith(Plain(75), Plain(75), new Field("url", Url(3000)));

    public static readonly Check OptionGroup = Object(new Field("label", Plain(75), true),
        new Field("options", List(1, 100, Option), true));

    public static readonly Check Confirm = Object(
        new Field("title", Plain(100), true),
        new Field("text", AnyText(300), true),
        new Field("confirm", Plain(30), true),
        new Field("deny", Plain(30), true),
        new Field("style", OneOf("primary", "danger")));

    public static readonly Check DispatchConfig = Object(
        new Field("trigger_actions_on", List(1, 2, OneOf("on_enter_pressed", "on_character_entered")), true));

    public static readonly Check ConversationFilter = All(
        Object(
            new Field("include", List(1, 4, OneOf("im", "mpim", "private", "public"))),
            new Field("exclude_external_shared_channels", Flag),
            new Field("exclude_bot_users", Flag)),
        (value, at, found) =>
        {
            if (value.ValueKind == JsonValueKind.Object && !value.EnumerateObject().Any())
                found.Add("must define at least one filter", at);
        });

    static Check OptionWith(Check text, Check description, params Field[] more) => Object(
        [new Field("text", text, true), new Field("value", Text(150), true), new Field("description", description), .. more]);
}

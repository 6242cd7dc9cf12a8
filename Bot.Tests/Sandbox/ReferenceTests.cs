using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Sandbox;

namespace Bot.Tests.Sandbox;

public sealed class ReferenceTests
{
    static readonly HashSet<string> Beyond =
    [
        // Answered by Slack although the reference does not list them for the method.
        "msg_too_long", "invalid_attachments", "no_such_subteam", "name_already_exists", "handle_already_exists", "bad_handle",
            "name_too_long", "is_archived", "not_in_channel",
    ];

    // The reference is older than these; they stand as Slack's pages describe them.
    static readonly HashSet<string> Younger =
        ["canvases.create", "canvases.edit", "canvases.sections.lookup", "conversations.canvases.create"];

    [Fact]
    public void Every_method_has_the_arguments_scopes_tier_and_errors_of_the_reference()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(ReferenceData.File("slack", "methods.json")));
        var reference = document.RootElement.GetProperty("methods");
        var common = document.RootElement.GetProperty("commonErrors").EnumerateArray().Select(error => error.GetString()!)
            .ToHashSet();
        var differences = Methods.All.Values.Where(method => !Younger.Contains(method.Name)).SelectMany(method =>
            Differences(method, reference.GetProperty(method.Name), common));
        Assert.Empty(differences);
    }

    static IEnumerable<string> Differences(Method method, JsonElement reference, HashSet<string> common)
    {
        var arguments = reference.GetProperty("args").EnumerateObject()
            .Select(argument => argument.Name + (argument.Value.TryGetProperty("required", out _) ? "*" : ""));
        if (!arguments.Order().SequenceEqual(
            method.Arguments.Select(argument => argument.Name + (argument.Required ? "*" : "")).Order()))
            yield return $"{method.Name}: arguments";
        if (!Strings(reference, "botScopes").Order().SequenceEqual(method.Scopes.Order())) yield return $"{method.Name}: scopes";
        if (reference.GetProperty("json").GetBoolean() != method.ReadsJson) yield return $"{method.Name}: JSON bodies";
        var tier = reference.GetProperty("tier")
            .GetString() switch
        { "t1" => Tier.One, "t2" => Tier.Two, "t3" => Tier.Three, "t4" => Tier.Four, _ => Tier.Special };
        if (tier != method.Tier) yield return $"{method.Name}: tier";
        foreach (var error in method.Errors.Except(Strings(reference, "errors")).Except(common)
            .Except(Beyond)) yield return $"{method.Name}: error {error}";
    }

    static IEnumerable<string> Strings(JsonElement element, string name) => element.GetProperty(name).EnumerateArray()
        .Select(item => item.GetString()!);

    public static TheoryData<string, int> Lengths => new()
    {
        { "button/text/max_length", 1 }, { "button/value/max_length", 1 }, { "button/url/max_length", 1 },
            { "option/text/max_length", 1 },
        { "option/value/max_length", 1 }, { "header/text/max_length", 1 }, { "section/text/max_length", 1 },
            { "section/fields/item_max_length", 1 },
        { "section/fields/max_items", 1 }, { "actions/elements/max_items", 1 }, { "context/elements/max_items", 1 },
            { "select/options/max_items", 1 },
        { "checkboxes/options/max_items", 1 }, { "overflow/options/max_items", 1 }, { "action_id/max_length", 1 },
            { "block_id/max_length", 1 },
        { "confirmation/title/max_length", 1 }, { "confirmation/text/max_length", 1 }, { "confirmation/confirm/max_length", 1 },
            { "input/label/max_length", 1 },
        { "view/title/max_length", 1 }, { "view/submit/max_length", 1 }, { "view/callback_id/max_length", 1 },
            { "view/private_metadata/max_length", 1 }, { "view/blocks/max_items", 1 },
    };

    [Theory]
    [MemberData(nameof(Lengths))]
    public void A_limit_holds_to_the_last_character(string path, int over)
    {
        var limit = Limit(path);
        Assert.Empty(Problems(path, limit));
        Assert.NotEmpty(Problems(path, limit + over));
    }

    static int Limit(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(ReferenceData.File("slack", "block-limits.json")));
        return path.Split('/').Aggregate(document.RootElement, (element, name) => element.GetProperty(name)).GetInt32();
    }

    static IReadOnlyList<string> Problems(string path, int size) => ViewLaw.Problems(View(path, size).Element(), Surface.Modal);

    static JsonObject View(string path, int size)
    {
        var view = Modals.Of("Title", Block(path, size));
        var long_ = new string('x', size);
        switch (path)
        {
            case "view/title/max_length": view["title"] = Modals.Text(long_); break;
            case "view/submit/max_length": view["submit"] = Modals.Text(long_); break;
            case "view/callback_id/max_length": view["callback_id"] = long_; break;
            case "view/private_metadata/max_length": view["private_metadata"] = long_; break;
            case "view/blocks/max_items": view["blocks"] = Many(size, _ => new() { ["type"] = "divider" }); break;
        }
        return view;
    }

    static JsonObject Block(string path, int size)
    {
        var text = new string('x', size);
        return path.Split('/') switch
        {
            ["button", "url", ..] => Modals.Actions(With(Modals.Button("b", "a"), "url",
                "https://x.example/".PadRight(size, 'x'))),
            ["button", "text", ..] => Modals.Actions(Modals.Button(text, "a")),
            ["button", "value", ..] => Modals.Actions(Modals.Button("b", "a", text)),
            ["option", "text", ..] => Modals.Actions(Select(Option(text, "v"))),
            ["option", "value", ..] => Modals.Actions(Select(Option("o", text))),
            ["select", ..] => Modals.Actions(Select([.. Range(size).Select(n => Option($"o{n}", $"v{n}"))])),
            ["checkboxes", ..] => Modals.Actions(With(Select([.. Range(size).Select(n => Option($"o{n}", $"v{n}"))]), "type",
                "checkboxes")),
            ["overflow", ..] => Modals.Actions(With(Select([.. Range(size).Select(n => Option($"o{n}", $"v{n}"))]), "type",
                "overflow")),
            ["header", ..] => new() { ["type"] = "header", ["text"] = Modals.Text(text) },
            ["section", "text", ..] => Modals.Section(text),
            ["section", "fields", "max_items"] => new() { ["type"] = "section", ["fields"] = Many(size, _ => Modals.Text("f")) },
            ["section", "fields", ..] => new() { ["type"] = "section", ["fields"] = new JsonArray(Modals.Text(text)) },
            ["actions", ..] => Modals.Actions([.. Range(size).Select(n => Modals.Button("b", $"a{n}"))]),
            ["context", ..] => new() { ["type"] = "context", ["elements"] = Many(size, _ => Modals.Text("c")) },
            ["action_id", ..] => Modals.Actions(Modals.Button("b", text)),
            ["block_id", ..] => With(Modals.Section("s"), "block_id", text),
            ["confirmation", var part, ..] => Modals.Actions(Asking(part, text)),
            ["input", ..] => Modals.Line(text, "a"),
            _ => Modals.Section("s"),
        };
    }

    static IEnumerable<int> Range(int size) => Enumerable.Range(0, size);

    static JsonArray Many(int size, Func<int, JsonObject> make) => new([.. Range(size).Select(make)]);

    static JsonObject With(JsonObject json, string name, string value)
    {
        json[name] = value;
        return json;
    }

    static JsonObject Option(string text, string value) => new() { ["text"] = Modals.Text(text), ["value"] = value };

    static JsonObject Select(params JsonObject[] options) =>
        new() { ["type"] = "static_select", ["action_id"] = "a", ["options"] = new JsonArray([.. options]) };

    static JsonObject Asking(string part, string text)
    {
        var button = Modals.Button("b", "a");
        var dialog = new JsonObject();
        foreach (var name in new[] { "title", "text", "confirm", "deny" }) dialog[name] = Modals.Text(name == part ? text : "ok");
        button["confirm"] = dialog;
        return button;
    }
}

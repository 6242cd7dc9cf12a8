using System.Globalization;
using System.Net.Mail;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>Finds a view's fields by what a person sees, and checks them as Slack's client does before it submits.</summary>
sealed class Form(Workspace workspace, OpenView view, Reader reader)
{
    const string Required = "Please complete this required field.";

    public IReadOnlyList<string> Labels() => [.. Placed().Where(placed => placed.InInput).Select(Label)];

    public IReadOnlyList<string> Buttons() => [.. Placed().Where(placed => placed.Type == "button").Select(Label)];

    public IReadOnlyDictionary<string, string> Errors() =>
        Placed().Where(placed => view.Errors.ContainsKey(placed.BlockId))
            .ToDictionary(Label, placed => view.Errors[placed.BlockId]);

    public PlacedElement Field(string name) => Placed()
        .FirstOrDefault(placed => placed.Type != "button" && Names(placed).Contains(name))
        ?? throw new SandboxException(
            $"\"{reader.Text(view.Definition.Get("title"))}\" has no field \"{name}\":\n{reader.Read(view)}");

    public PlacedElement Button(string label) => Placed()
        .FirstOrDefault(placed => placed.Type == "button" && Label(placed) == label)
        ?? throw new SandboxException(
            $"\"{reader.Text(view.Definition.Get("title"))}\" has no button \"{label}\":\n{reader.Read(view)}");

    public string Value(string name) => reader.Value(State(Field(name)));

    public (PlacedElement Placed, JsonObject Value) Ticked(string option, bool on)
    {
        foreach (var placed in Placed().Where(placed => placed.Type == "checkboxes"))
        {
            if (ElementValues.Options(placed).FirstOrDefault(each =>
                reader.Text(each.Get("text")) == option) is not { ValueKind: JsonValueKind.Object } found) continue;
            var before = State(placed)["selected_options"]!.AsArray().Select(node => node!.Element()).ToList();
            var others = before.Where(each => each.Text("value") != found.Text("value"));
            return (placed, ElementValues.Chosen(on ? others.Append(found) : others));
        }
        throw new SandboxException($"There is nothing to tick called \"{option}\":\n{reader.Read(view)}");
    }

    /// <summary>Notes an error under each field that Slack's client would not let pass; true when all may be sent.</summary>
    public bool Check()
    {
        view.Errors = [];
        foreach (var placed in Placed().Where(placed => placed.InInput))
            if (Trouble(placed) is { } trouble) view.Errors[placed.BlockId] = trouble;
        workspace.Views.Note(view);
        return view.Errors.Count == 0;
    }

    string? Trouble(PlacedElement placed)
    {
        var state = State(placed);
        if (IsEmpty(state)) return placed.Block.Is("optional") ? null : Required;
        return (string?)state["value"] is { } text ? Trouble(placed.Element, text) : null;
    }

    static string? Trouble(JsonElement element, string text)
    {
        if (element.Get("min_length")?.GetInt32() is { } least && text.Length < least)
            return $"Must be at least {least} characters long.";
        if (text.Length > (element.Get("max_length")?.GetInt32() ?? 3000))
            return $"Must be at most {element.Get("max_length")?.GetInt32() ?? 3000} characters long.";
        return element.Text("type") switch
        {
            "email_text_input" when !MailAddress.TryCreate(text, out _) => "Please enter a valid email address.",
            "url_text_input" when !Uri.TryCreate(text, UriKind.Absolute, out _) => "Please enter a valid URL.",
            "number_input" => Number(element, text),
            _ => null,
        };
    }

    static string? Number(JsonElement element, string text)
    {
        var style = element.Is("is_decimal_allowed") ? NumberStyles.Number : NumberStyles.AllowLeadingSign;
        if (!decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var number)) return "Please enter a valid number.";
        if (element.Text("min_value") is { } least && number < decimal.Parse(least, CultureInfo.InvariantCulture))
            return $"Must be at least {least}.";
        return element.Text("max_value") is { } most && number > decimal.Parse(most, CultureInfo.InvariantCulture)
            ? $"Must be at most {most}." : null;
    }

    static bool IsEmpty(JsonObject state) => state.Where(pair => pair.Key is not ("type" or "timezone"))
        .All(pair => pair.Value is null || (pair.Value is JsonArray list && list.Count == 0)
            || (pair.Value is JsonValue value && value.ToString().Length == 0));

    public JsonObject State(PlacedElement placed) => view.Answers[placed.BlockId, placed.ActionId] ?? InputState.Initial(placed);

    IEnumerable<PlacedElement> Placed() => InputState.Elements(view.Definition);

    string Label(PlacedElement placed) => Names(placed).First();

    IEnumerable<string> Names(PlacedElement placed)
    {
        if (placed.InInput) yield return reader.Text(placed.Block.Get("label"));
        if (placed.Element.Get("text") is { } text) yield return reader.Text(text);
        if (placed.Element.Get("placeholder") is { } placeholder) yield return reader.Text(placeholder);
        if (placed.Block.Get("text") is { } section)
        {
            yield return reader.Text(section);
            // A row of a list is called by its first line.
            yield return reader.Text(section).Split('\n')[0].Replace("*", "", StringComparison.Ordinal);
        }

        yield return placed.ActionId;
    }
}

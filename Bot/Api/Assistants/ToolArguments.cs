using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Api.Reading;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Bot.Api.Assistants;

/// <summary>
/// What an assistant gives to a tool, compared with what the tool says that it takes: a wrong name or value is told in a
/// sentence, as an assistant can put that right.
/// </summary>
static class ToolArguments
{
    // Assistants name an incident as people do.
    const string Label = "INC-";

    /// <summary>Says to assistants that there are no other arguments.</summary>
    public static void Close(Tool tool)
    {
        var schema = JsonObject.Create(tool.InputSchema)!;
        schema["additionalProperties"] = false;
        tool.InputSchema = JsonSerializer.SerializeToElement(schema);
    }

    /// <summary>Around the call of any tool.</summary>
    public static McpRequestHandler<CallToolRequestParams, CallToolResult> Checked(
        McpRequestHandler<CallToolRequestParams, CallToolResult> next) => async (request, stop) =>
    {
        if (request.MatchedPrimitive is not McpServerTool tool) return await next(request, stop);
        try
        {
            Check(tool.ProtocolTool.InputSchema, request.Params?.Arguments);
        }
        catch (ProblemException e)
        {
            return ToolCalls.Said(e.Message, isError: true);
        }

        return await next(request, stop);
    };

    static void Check(JsonElement schema, IDictionary<string, JsonElement>? given)
    {
        var takes = schema.TryGetProperty("properties", out var all)
            ? all.EnumerateObject().ToDictionary(p => p.Name, p => Types(p.Value)) : [];
        foreach (var (name, value) in given?.ToList() ?? [])
        {
            if (!takes.TryGetValue(name, out var types))
                throw ProblemException.Wrong($"There is no “{FilterValues.Shown(name)}” here. {FilterValues.Known(takes.Keys)}");
            // As if it were left out.
            if (value.ValueKind == JsonValueKind.Null) given!.Remove(name);
            else given![name] = Read(name, value, types);
        }

        if (!schema.TryGetProperty("required", out var required)) return;
        foreach (var name in required.EnumerateArray().Select(r => r.GetString()!))
        {
            if (given?.ContainsKey(name) != true)
                throw ProblemException.Wrong($"“{name}” is missing. It takes {Wanted(takes[name])}.");
        }
    }

    static string[] Types(JsonElement property) => !property.TryGetProperty("type", out var type) ? []
        : type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(t => t.GetString()!)] : [type.GetString()!];

    static JsonElement Read(string name, JsonElement value, string[] types)
    {
        if (types.Contains("integer"))
            return Whole(value) is { } number ? JsonSerializer.SerializeToElement(number) : throw Wrong(name, types);
        var isRight = types.Contains("boolean") ? value.ValueKind is JsonValueKind.True or JsonValueKind.False
            : !types.Contains("string") || value.ValueKind == JsonValueKind.String;
        return isRight ? value : throw Wrong(name, types);
    }

    // 12, 12.0, "12" and "INC-12".
    static long? Whole(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number)
            return value.TryGetDecimal(out var number) && decimal.IsInteger(number)
                && number is >= long.MinValue and <= long.MaxValue ? (long)number : null;
        if (value.ValueKind != JsonValueKind.String) return null;
        var text = value.GetString()!.Trim();
        if (text.StartsWith(Label, StringComparison.OrdinalIgnoreCase)) text = text[Label.Length..];
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : null;
    }

    static ProblemException Wrong(string name, string[] types) => ProblemException.Wrong($"“{name}” takes {Wanted(types)}.");

    static string Wanted(string[] types) => types.Contains("integer") ? "a whole number, such as 12"
        : types.Contains("boolean") ? "true or false" : "a text";
}

using System.Text.Json;

namespace Bot.Sandbox;

/// <summary>Looks at one value at a JSON pointer and notes what Slack would refuse.</summary>
delegate void Check(JsonElement value, string at, Findings found);

/// <summary>A field of an object and what it must be.</summary>
sealed record Field(string Name, Check Check, bool Required = false);

/// <summary>The pieces that Block Kit's rules are made of.</summary>
static class Checks
{
    public static readonly Check Flag = (value, at, found) =>
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) found.Add("must be a valid boolean", at);
    };

    public static readonly Check Anything = (_, _, _) => { };

    public static Check Text(int most, int least = 1) => (value, at, found) =>
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            found.Add("must be a valid string", at);
            return;
        }
        var length = value.GetString()!.EnumerateRunes().Count();
        if (length > most) found.Add($"must be less than {most + 1} characters", at);
        if (length < least) found.Add($"must be more than {least - 1} characters", at);
    };

    public static Check Url(int most) => (value, at, found) =>
    {
        Text(most)(value, at, found);
        if (value.ValueKind == JsonValueKind.String && !Uri.TryCreate(value.GetString(), UriKind.Absolute, out _))
            found.Add("must be a valid URL", at);
    };

    public static Check Whole(long least, long most) => (value, at, found) =>
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var number))
            found.Add("must be a valid integer", at);
        else if (number < least) found.Add($"must be greater than or equal to {least}", at);
        else if (number > most) found.Add($"must be less than or equal to {most}", at);
    };

    public static Check OneOf(params string[] allowed) => (value, at, found) =>
    {
        if (value.ValueKind != JsonValueKind.String || !allowed.Contains(value.GetString()))
            found.Add($"must be one of: {string.Join(", ", allowed)}", at);
    };

    public static Check List(int least, int most, Check item) => (value, at, found) =>
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            found.Add("must provide an array", at);
            return;
        }
        if (value.GetArrayLength() > most) found.Add($"no more than {most} items allowed", at);
        if (value.GetArrayLength() < least) found.Add($"no less than {least} items allowed", at);
        foreach (var (index, each) in value.EnumerateArray().Index()) item(each, $"{at}/{index}", found);
    };

    /// <summary>An object with these fields and no others; an explicit null is an error, as at Slack.</summary>
    public static Check Object(params Field[] fields)
    {
        var byName = fields.ToDictionary(field => field.Name);
        return (value, at, found) =>
        {
            if (!IsObject(value, at, found)) return;
            foreach (var property in value.EnumerateObject())
            {
                if (byName.TryGetValue(property.Name, out var field)) field.Check(property.Value, $"{at}/{property.Name}", found);
                else found.Add($"invalid additional property: {property.Name}", at);
            }
            foreach (var field in fields)
                if (field.Required && !value.TryGetProperty(field.Name, out _))
                    found.Add($"missing required field: {field.Name}", at);
        };
    }

    /// <summary>One of several kinds, told apart by "type".</summary>
    public static Check Typed(IReadOnlyDictionary<string, Check> kinds) => (value, at, found) =>
    {
        if (!IsObject(value, at, found)) return;
        if (value.Text("type") is not { } type) found.Add("missing required field: type", at);
        else if (kinds.TryGetValue(type, out var check)) check(value, at, found);
        else found.Add($"unsupported type: {type}", $"{at}/type");
    };

    public static Check All(params Check[] checks) => (value, at, found) =>
    {
        foreach (var check in checks) check(value, at, found);
    };

    static bool IsObject(JsonElement value, string at, Findings found)
    {
        if (value.ValueKind == JsonValueKind.Object) return true;
        found.Add("must provide an object", at);
        return false;
    }
}

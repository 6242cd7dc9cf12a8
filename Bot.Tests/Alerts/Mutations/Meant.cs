using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Bot.Tests.Alerts.Mutations;

/// <summary>An alert that was kept, as its row says it.</summary>
sealed class KeptRow
{
    public long Id { get; init; }
    public string Key { get; init; } = "";
    public string Title { get; init; } = "";
    public string Status { get; init; } = "";
    public string Decision { get; init; } = "";
    public string Reason { get; init; } = "";
    public long ReadLeniently { get; init; }
    public long? Incident { get; init; }
    public byte[]? Body { get; init; }

    public bool IsUnreadable => Title.StartsWith("Unreadable ", StringComparison.Ordinal);

    /// <summary>What it says of a thing, whichever that is.</summary>
    public (string, string, string) Fields(string name) =>
        (Key.Replace(name, "", StringComparison.Ordinal), Title.Replace(name, "", StringComparison.Ordinal), Status);
}

/// <summary>
/// What a body means by its sender's documentation, read here once more with nothing of the bot's own: no word where one of the
/// fields is no plain text.
/// </summary>
static partial class Meant
{
    // What is nested deeper may be too deep to be read.
    static readonly JsonDocumentOptions Once = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>The body by the book; null where it is not.</summary>
    public static JsonDocument? Read(byte[] bytes)
    {
        if (!Utf8.IsValid(bytes)) return null;
        try { return JsonDocument.Parse(bytes, Once) is { RootElement.ValueKind: JsonValueKind.Object } read ? read : null; }
        catch (JsonException) { return null; }
    }

    /// <summary>The alerts that a body holds, each by its key and its status; null where nothing can be said.</summary>
    public static IReadOnlyList<(string Key, string Status)>? Alerts(Destination to, JsonElement body) =>
        Alerts(to.Path.Split('?')[0], body);

    static IReadOnlyList<(string, string)>? Alerts(string path, JsonElement body) => path switch
    {
        "v2/alert_events/http/circleci" when At(body, "title") is not null => One(
            At(body, "deduplication_key"), At(body, "status") is "firing" or "resolved" ? At(body, "status") : null),
        "v1/alertmanager/circleci" => Listed(body),
        "v1/circleci/ci" when At(body, "type") is "workflow-completed" && At(body, "project", "slug") is { } slug
            && At(body, "workflow", "name") is { } workflow && At(body, "pipeline", "vcs", "branch") is { } branch => One(
                $"{slug}|{workflow}|{branch}", Is(At(body, "workflow", "status"), "success", "failed")),
        "v1/dbt-cloud/ci" when At(body, "eventType") is "job.run.errored" && At(body, "data", "jobName") is not null
            && body.TryGetProperty("accountId", out var account) && account.ValueKind == JsonValueKind.Number
            && account.TryGetInt32(out var number) && At(body, "data", "jobId") is { } job => One($"{number}/{job}", "firing"),
        "v1/hooks/circleci" when At(body, "eventType") is "FAIL" or "COMPLETE" && At(body, "run", "runId") is not null
            && At(body, "job", "namespace") is { } space && At(body, "job", "name") is { } name => One(
                $"{space}/{name}", Is(At(body, "eventType"), "COMPLETE", "FAIL")),
        "v2/enqueue" when At(body, "routing_key") == Afternoon.IntakeToken && At(body, "payload", "summary") is not null => One(
            At(body, "dedup_key"), Is(At(body, "event_action"), "resolve", "trigger")),
        _ => null,
    };

    static IReadOnlyList<(string, string)>? One(string? key, string? status) =>
        key is null || status is null ? null : [(key, status)];

    static string? Is(string? word, string resolved, string firing) =>
        word == resolved ? "resolved" : word == firing ? "firing" : null;

    static IReadOnlyList<(string, string)>? Listed(JsonElement body)
    {
        if (!body.TryGetProperty("alerts", out var list) || list.ValueKind != JsonValueKind.Array) return null;
        var all = list.EnumerateArray().Select(Entry).ToList();
        return all.Count == 0 || all.Contains(null) ? null : [.. all.Select(a => a!.Value)];
    }

    static (string, string)? Entry(JsonElement one) =>
        one.ValueKind == JsonValueKind.Object && one.TryGetProperty("labels", out var labels)
        && labels.ValueKind == JsonValueKind.Object && At(one, "fingerprint") is { } key
        && Is(At(one, "status"), "resolved", "firing") is { } status ? (key, status) : null;

    /// <summary>The nodes that are red in a run of dbt that ran something; null where nothing can be said.</summary>
    public static IReadOnlySet<string>? Red(JsonElement body)
    {
        if (At(body, "args", "which") is not ("run" or "test" or "build") || At(body, "args", "rpc_method") is not null
            || At(body, "metadata", "generated_at") is not { } at || !DateTimeOffset.TryParse(at, out _)
            || !body.TryGetProperty("results", out var results) || results.ValueKind != JsonValueKind.Array)
            return null;
        var red = new HashSet<string>(StringComparer.Ordinal);
        var all = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in results.EnumerateArray())
        {
            if (At(one, "unique_id") is not { } node || !all.Add(node)) return null;
            if (At(one, "status") is "error" or "fail") red.Add(node);
            else if (At(one, "status") is not ("success" or "pass" or "warn" or "skipped")) return null;
        }

        return red;
    }

    /// <summary>How many nodes a manifest lists; null where it cannot be said.</summary>
    public static int? Nodes(JsonElement body)
    {
        var count = 0;
        foreach (var name in new[] { "nodes", "sources", "unit_tests" })
        {
            if (!body.TryGetProperty(name, out var all)) continue;
            if (all.ValueKind != JsonValueKind.Object) return null;
            count += all.EnumerateObject().Count();
        }

        return body.TryGetProperty("nodes", out var nodes) && nodes.EnumerateObject().Any()
            && At(body, "metadata", "generated_at") is { } at && DateTimeOffset.TryParse(at, out _) ? count : null;
    }

    /// <summary>A plain text, which stands for itself.</summary>
    static string? At(JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json)) return null;
        try
        {
            return json.ValueKind == JsonValueKind.String && json.GetString() is { } text and not "null"
                && PlainText().IsMatch(text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half a letter.
            return null;
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9](?:[A-Za-z0-9 .,:/_+-]*[A-Za-z0-9.])?$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainText();
}

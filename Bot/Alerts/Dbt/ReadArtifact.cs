using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bot.Alerts.Json;
using Bot.Domain.Alerts.Dbt;

namespace Bot.Alerts.Dbt;

/// <summary>What dbt wrote, understood, or why it cannot be.</summary>
public abstract record Artifact
{
    /// <summary>One command and what came of it.</summary>
    public sealed record Run(DbtRun Said) : Artifact;

    /// <summary>Nothing that dbt of a known age writes.</summary>
    public sealed record Unreadable(string Problem) : Artifact;
}

/// <summary>Reads <c>run_results.json</c> and <c>sources.json</c> of schema 1 and later, Fusion's as well.</summary>
public static partial class ReadArtifact
{
    const string Results = "results", UniqueId = "unique_id", Status = "status";

    // These write artifacts too, in which all is well, though no data was looked at.
    static readonly string[] WriteOnly =
        ["generate", "compile", "parse", "list", "ls", "docs", "clean", "deps", "debug", "show"];

    static readonly string[] Choosing = ["select", "models", "exclude", "selector"];

    static readonly string[] Runs =
    [
        "run", "test", "build", "seed", "snapshot", "retry", "clone", "freshness", "source", "run-operation",
        "source-freshness",
    ];

    public static Artifact Of(byte[] body)
    {
        try
        {
            using var json = Parsed(BodyText.Utf8(body));
            return Read(json.RootElement);
        }
        catch (JsonException e)
        {
            return new Artifact.Unreadable(string.Create(
                CultureInfo.InvariantCulture, $"It is no JSON, or not whole, from line {(e.LineNumber ?? 0) + 1} on."));
        }
    }

    static JsonDocument Parsed(byte[] text)
    {
        try
        {
            return JsonDocument.Parse(text);
        }
        // Python writes numbers that JSON does not have.
        catch (JsonException) when (NoNumber().IsMatch(Encoding.UTF8.GetString(text)))
        {
            return JsonDocument.Parse(NoNumber().Replace(Encoding.UTF8.GetString(text), "$1null"));
        }
    }

    [GeneratedRegex(@"([:\[,]\s*)(NaN|-?Infinity)", RegexOptions.NonBacktracking)]
    private static partial Regex NoNumber();

    static Artifact Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(Results, out var results)
            || results.ValueKind != JsonValueKind.Array)
            return new Artifact.Unreadable("It has no list of results. Send run_results.json or sources.json as dbt wrote it.");
        if (!root.TryGetProperty("metadata", out var metadata) || metadata.ValueKind != JsonValueKind.Object)
            return new Artifact.Unreadable(
                "It has no metadata, as dbt wrote it before 0.19: what is in it says neither when it ran nor how it came out for "
                    + "certain. Send it from dbt 0.19 or later.");
        var at = Time(Field.Text(metadata, "generated_at"));
        var all = results.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object).Select(Result)
            .GroupBy(r => r.Node, StringComparer.Ordinal).Select(Worst).ToList();
        // Of nothing at no time there is nothing to say.
        if (at is null && all.Count == 0) return new Artifact.Unreadable("Its metadata does not say when it was generated.");
        var args = root.TryGetProperty("args", out var given) ? given : default;
        var command = Field.Text(args, "which");
        return new Artifact.Run(new(
            Field.Text(metadata, "invocation_id"), at ?? default, Field.Text(metadata, "dbt_version") ?? "", command,
            Executed(
                command, Field.Text(args, "rpc_method"), Field.Of(args, "empty").ValueKind == JsonValueKind.True, results,
                all), all)
        {
            CloudJob = Field.Text(Field.Of(metadata, "env"), "DBT_CLOUD_JOB_ID"),
            CloudRun = Field.Text(Field.Of(metadata, "env"), "DBT_CLOUD_RUN_ID"),
            IsSelected = Choosing.Any(name => Chooses(Field.Of(args, name))),
        });
    }

    // None of them, or an empty one, where all was run.
    static bool Chooses(JsonElement given) => given.ValueKind switch
    {
        JsonValueKind.Array => given.GetArrayLength() > 0,
        JsonValueKind.String => given.GetString()!.Length > 0,
        _ => false,
    };

    /// <summary>
    /// <c>compile</c> and <c>docs generate</c> list every node as a success, of which nothing is said: the command tells, and
    /// where it does not, that nobody said anything.
    /// </summary>
    static bool Executed(
        string? command, string? method, bool isEmpty, JsonElement results, List<DbtResult> all)
    {
        if (isEmpty || method?.Split('.')[^1] is "generate" or "compile") return false;
        if (command is not null && Runs.Contains(command, StringComparer.OrdinalIgnoreCase)) return true;
        if (command is not null && WriteOnly.Contains(command, StringComparer.OrdinalIgnoreCase)) return false;
        return all.Count == 0 || all.Exists(r => r.Outcome != DbtOutcome.Passed || r.Word != "success" || r.Message is not null)
            || results.EnumerateArray().Any(HasAnswer);
    }

    static bool HasAnswer(JsonElement result) => result.ValueKind == JsonValueKind.Object
        && result.TryGetProperty("adapter_response", out var answer)
        && answer.ValueKind == JsonValueKind.Object && answer.EnumerateObject().Any();

    // What has no id is somebody's all the same.
    static DbtResult Result(JsonElement one)
    {
        var word = Field.Text(one, Status) ?? "";
        return new(
            Field.Text(one, UniqueId) ?? "a node without a name", Outcome(one, word), word, Message(one), Rows(one),
            Number(one, "execution_time"));
    }

    /// <summary>A node that stands there twice came out as the worse of the two says.</summary>
    static DbtResult Worst(IEnumerable<DbtResult> same) => same.MinBy(r => r.Outcome switch
    {
        DbtOutcome.Errored => 0,
        DbtOutcome.Failed => 1,
        DbtOutcome.Unknown => 2,
        DbtOutcome.Warned => 3,
        DbtOutcome.Passed => 4,
        _ => 5,
    })!;

    /// <summary>
    /// A source of which it is known how old it is ran, and so did a test that counted rows, whatever word that has: an error
    /// then says that there is more than there may be.
    /// </summary>
    static DbtOutcome Outcome(JsonElement one, string word) =>
        DbtStatus.Of(word) is var said && said == DbtOutcome.Errored
        && (Number(one, "max_loaded_at_time_ago_in_s") is not null
            || (Rows(one) > 0 && DbtName.IsTest(Field.Text(one, UniqueId) ?? "")))
            ? DbtOutcome.Failed : said;

    // Before schema 2 a test's message was the number of rows.
    static long? Rows(JsonElement one) =>
        (Number(one, "failures") ?? (Field.Words(one, "message") is null ? Number(one, "message") : null)) is { } rows
            ? (long)rows
            : null;

    // Of a source that could not be asked it is "error".
    static string? Message(JsonElement one) =>
        (Field.Words(one, "message") ?? Field.Words(one, "error") ?? Stale(one)) is { } text
            && text.Trim() is { Length: > 0 } said ? said : null;

    /// <summary>Of a source nothing is said in words, so it is put together: how old its newest row is.</summary>
    static string? Stale(JsonElement one)
    {
        if (Number(one, "max_loaded_at_time_ago_in_s") is not { } ago) return null;
        if (Time(Field.Text(one, "max_loaded_at")) is { Year: 1 }) return "It is empty.";
        var span = TimeSpan.FromSeconds(Math.Clamp(ago, 0, 1e9));
        var age = span.TotalDays >= 2 ? $"{Math.Floor(span.TotalDays):0} days"
            : span.TotalHours >= 1 ? $"{Math.Floor(span.TotalHours):0} h" : $"{Math.Floor(span.TotalMinutes):0} min";
        var limit = Limit(one, "error_after") ?? Limit(one, "warn_after");
        return string.Create(
            CultureInfo.InvariantCulture, $"Its newest row is {age} old{(limit is null ? "" : $"; {limit} is too old")}.");
    }

    static string? Limit(JsonElement one, string side) =>
        one.TryGetProperty("criteria", out var criteria) && criteria.ValueKind == JsonValueKind.Object
        && criteria.TryGetProperty(side, out var limit) && limit.ValueKind == JsonValueKind.Object
        && Number(limit, "count") is { } count && Field.Text(limit, "period") is { } period
            ? string.Create(CultureInfo.InvariantCulture, $"{count:0} {period}{(count == 1 ? "" : "s")}")
            : null;

    // A hand-made file may have written it as a text.
    static double? Number(JsonElement json, string name) =>
        Field.Text(json, name) is { } text && double.TryParse(text, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) ? number : null;

    static DateTimeOffset? Time(string? text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
        ? at : null;
}

using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Bot.Tests.Alerts.Dbt;

namespace Bot.Tests.Alerts.Mutations;

/// <summary>An address of the intake, how whoever sends there proves who it is, and bodies as they are sent there.</summary>
/// <param name="Path">The address, in which {0} stands for a name that no other body has.</param>
/// <param name="Proof">The token in a header, a signature over the body, or a key within the body.</param>
/// <param name="Own">Bodies that are always there.</param>
/// <param name="Files">Real ones, where the reference data is at hand.</param>
sealed record Destination(string Path, Proof Proof, IReadOnlyList<string> Own, params IReadOnlyList<string> Files)
{
    public const string Secret = "example-secret", WrongSecret = "another-secret", WrongToken = "token-of-nobody";

    const string LeftOut = "(left out)";

    const int LongestFile = 400_000;

    static readonly string? Reference =
        Environment.GetEnvironmentVariable("REFERENCE_DATA") is { Length: > 0 } folder ? folder : null;

    public HttpMethod Method { get; init; } = HttpMethod.Post;

    /// <summary>Answers of a sender's own that are no failures, beside 202.</summary>
    public IReadOnlyList<int> Answers { get; init; } = [];

    /// <summary>All that came is kept as it came, where it is one alert.</summary>
    public bool KeepsAll { get; init; }

    /// <summary>Whether what is kept is what came, but for the key that proves who sends.</summary>
    public bool IsKept(byte[] sent, byte[] kept)
    {
        if (Proof != Proof.Key) return kept.AsSpan().SequenceEqual(sent);
        string Raw(byte[] bytes) => Encoding.Latin1.GetString(bytes);
        // Where its letters are written as others, nothing is kept.
        var expected = new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode }.Select(letters => (
            Key: Raw(letters.GetBytes(Afternoon.IntakeToken)), Instead: Raw(letters.GetBytes(LeftOut))))
            .Where(one => Raw(sent).Contains(one.Key, StringComparison.Ordinal))
            .Select(one => Raw(sent).Replace(one.Key, one.Instead, StringComparison.Ordinal)).FirstOrDefault(LeftOut);
        return Raw(kept) == expected;
    }

    /// <summary>Other bytes for the same text say the same there.</summary>
    public bool TakesLetters { get; init; } = true;

    public bool IsRun => Path.Contains("run_results", StringComparison.Ordinal);

    public bool IsManifest => Method == HttpMethod.Put;

    /// <summary>All bodies, the files of the reference data behind the own ones.</summary>
    public IReadOnlyList<string> Bodies => field ??= [.. Own, .. Real()];

    IEnumerable<string> Real() => Reference is null ? [] : Files
        .SelectMany(f => Directory.GetFiles(Reference, f)).Order(StringComparer.Ordinal)
        .Where(f => new FileInfo(f).Length < LongestFile).Select(File.ReadAllText)
        .Select(text => Proof == Proof.Key ? Keyed(text) : text);

    // Who sends it stands in the body, of which the files name somebody else.
    static string Keyed(string text)
    {
        var body = System.Text.Json.Nodes.JsonNode.Parse(text)!.AsObject();
        body["routing_key"] = Afternoon.IntakeToken;
        return body.ToJsonString();
    }

    /// <summary>All addresses that keep something of whoever may send.</summary>
    public static IReadOnlyList<Destination> All { get; } =
    [
        new("v2/alert_events/http/circleci", Proof.Token, [Sent.Native, Sent.Shell], "alerts/incident-io/firing.json",
            "alerts/incident-io/no-dedup-key.json", "alerts/incident-io/resolved.minimal.json")
        {
            KeepsAll = true,
        },
        new("v1/alertmanager/circleci", Proof.Token, [Sent.Alertmanager], "alerts/alertmanager/*.json", "alerts/grafana/*.json")
        {
            KeepsAll = true,
        },
        new("v1/dbt/circleci/run_results?job={0}&repository={0}&branch=main", Proof.Token,
            [DbtFiles.Run("error stg_orders", "skipped fct_orders", "pass unique_id", "fail not_null_id", "warn slow_id")],
            "dbt/run_results.*.json")
        {
            // It is a file as dbt writes it, and no more.
            TakesLetters = false,
        },
        new("v1/dbt/circleci/sources?job={0}&repository={0}", Proof.Token, [Sent.Sources], "dbt/sources.*.json")
        {
            TakesLetters = false,
        },
        new("v1/dbt/circleci/manifest?job={0}&repository={0}", Proof.Token, [DbtFiles.Manifest], "dbt/manifest.*.json")
        {
            Method = HttpMethod.Put,
            Answers = [422],
            TakesLetters = false,
        },
        new("v1/dbt-cloud/ci?access_url=https://cloud.example.com", Proof.DbtCloud, [Sent.DbtCloud], "alerts/dbt-cloud/*.json")
        {
            KeepsAll = true,
        },
        new("v1/circleci/ci", Proof.CircleCi, [Sent.CircleCi], "alerts/circleci/*.json") { KeepsAll = true },
        new("v1/hooks/circleci", Proof.Token, [Sent.OpenLineage, Sent.CloudWatch, Sent.Native],
            "alerts/airflow/*.json", "alerts/dagster/*.json", "alerts/elementary/*.json", "alerts/great-expectations/*.json",
            "alerts/soda/*.json", "alerts/monte-carlo/*.json", "alerts/datadog/*.json", "alerts/sns/*.json",
            "alerts/prefect/*.json", "alerts/snowflake/*.json")
        {
            Answers = [200],
        },
        new("v1/hooks/ci", Proof.Sentry, [Sent.Sentry], "alerts/sentry/*.json") { Answers = [200] },
        new("v2/enqueue", Proof.Key, [Sent.PagerDuty], "alerts/pagerduty/*trigger*.json", "alerts/pagerduty/*resolve.json",
            "alerts/pagerduty/acknowledge.json")
        {
            Answers = [400, 401],
            KeepsAll = true,
        },
        new("v2/change/enqueue", Proof.Key, [Sent.PagerDutyChange], "alerts/pagerduty/change.json")
        {
            Answers = [400, 401],
            KeepsAll = true,
        },
    ];

    /// <summary>A body as its sender sends it, with the proof that belongs to it or with another.</summary>
    /// <param name="name">What stands for {0} in the address.</param>
    /// <param name="body">The body.</param>
    /// <param name="token">The token of whoever sends.</param>
    /// <param name="secret">What the body is signed with.</param>
    public HttpRequestMessage Request(
        string name, Mutated body, string token = Afternoon.IntakeToken, string secret = Secret)
    {
        var request = new HttpRequestMessage(Method, string.Format(null, Path, name))
        {
            Content = new ByteArrayContent(body.Sent),
        };
        if (body.ContentType is { } type) request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (body.Packing is { } packing) request.Content.Headers.TryAddWithoutValidation("Content-Encoding", packing);
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body.Sent));
        if (Proof == Proof.Token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        else if (Proof == Proof.CircleCi) request.Headers.TryAddWithoutValidation("circleci-signature", $"v1={signature}");
        else if (Proof == Proof.DbtCloud) request.Headers.TryAddWithoutValidation("Authorization", signature);
        else if (Proof == Proof.Sentry) request.Headers.TryAddWithoutValidation("Sentry-Hook-Signature", signature);
        return request;
    }
}

/// <summary>What proves who sends.</summary>
enum Proof
{
    Token,
    Key,
    CircleCi,
    DbtCloud,
    Sentry,
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Domain.PullRequests;

namespace Bot.PullRequests;

/// <summary>A pull request as it is stored. Times are unix milliseconds of workspace time.</summary>
public sealed class PullRow
{
    static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    public long Id { get; init; }
    public required string Repository { get; init; }
    public long Number { get; init; }
    public required string Url { get; init; }
    public required string Title { get; init; }
    public PullState State { get; init; }
    public required string Said { get; init; }

    /// <summary>When GitHub is asked next; null where nothing is expected of that.</summary>
    public long? LookAt { get; init; }

    public PullName Name => new(Repository, Number);

    public PullRequest Known => field ??= Read(Said);

    /// <summary>"acme/dbt#12 Fix the cast", as far as its title is known.</summary>
    public string Label => LabelOf(Name, Title);

    public static string LabelOf(PullName name, string? title) => string.IsNullOrEmpty(title) ? $"{name}" : $"{name} {title}";

    public static PullRequest Read(string said) => JsonSerializer.Deserialize<PullRequest>(said, Json)!;

    public static string Write(PullRequest known) => JsonSerializer.Serialize(known, Json);

    public static string Of(PullState state) => state.ToString().ToLowerInvariant();
}

using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Domain.PullRequests;

namespace Bot.PullRequests;

/// <summary>What came of it that GitHub was asked for suspects.</summary>
public enum SuspectEnd
{
    /// <summary>Each commit was looked at.</summary>
    Looked,

    /// <summary>They are too many for that; it is known what they change together.</summary>
    TooMany,

    /// <summary>The red run is of no newer commit than the green one.</summary>
    NotNewer,

    /// <summary>No manifest says in which files the failing nodes stand.</summary>
    NoFiles,

    /// <summary>GitHub does not show them to the bot.</summary>
    Unseen,

    /// <summary>GitHub does not take the bot's token.</summary>
    Refused,

    /// <summary>GitHub does not answer just now.</summary>
    Away,
}

/// <summary>What is known of the commits between a green run and a red one.</summary>
/// <param name="End">How it ended that GitHub was asked.</param>
/// <param name="Commits">How many they are.</param>
public sealed record FoundSuspects(SuspectEnd End, int Commits = 0)
{
    /// <summary>Those that touch what fails, the first to look at first.</summary>
    public IReadOnlyList<Suspect> Suspects { get; init; } = [];

    /// <summary>What all of them together change of it, where they are too many.</summary>
    public IReadOnlyList<TouchedFile> Together { get; init; } = [];

    /// <summary>Of some it is not known yet by which pull request they came.</summary>
    public bool LacksPulls { get; init; }

    [JsonIgnore]
    public bool IsAny => Suspects.Count > 0 || Together.Count > 0;

    /// <summary>It may be another time.</summary>
    [JsonIgnore]
    public bool IsWorthAsking => LacksPulls
        || End is SuspectEnd.NoFiles or SuspectEnd.Unseen or SuspectEnd.Refused or SuspectEnd.Away;
}

/// <summary>The commits between which a job broke, as stored. Times are unix milliseconds of workspace time.</summary>
public sealed class SuspectRow
{
    static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    public long Incident { get; init; }
    public string? Repository { get; init; }
    public string? Green { get; init; }
    public required string Red { get; init; }
    public long At { get; init; }
    public long? LookAt { get; init; }
    public string? Said { get; init; }

    /// <summary>Null before GitHub was asked.</summary>
    public FoundSuspects? Found => field ??= Said is null ? null : JsonSerializer.Deserialize<FoundSuspects>(Said, Json);

    /// <summary>One of them may be the beginning of the other.</summary>
    public bool IsSame => Green is { } green && (green.StartsWith(Red, StringComparison.OrdinalIgnoreCase)
        || Red.StartsWith(green, StringComparison.OrdinalIgnoreCase));

    /// <summary>There is something to ask GitHub.</summary>
    public bool CanBeAsked => Repository is not null && Green is not null && !IsSame;

    public static string Write(FoundSuspects found) => JsonSerializer.Serialize(found, Json);
}

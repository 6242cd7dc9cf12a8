using System.Globalization;
using Bot.Domain.FollowUps;
using Bot.Domain.OnCall;

namespace Bot.FollowUps;

/// <summary>A follow-up as stored. Times are unix milliseconds of workspace time.</summary>
public sealed class FollowUpRow
{
    /// <summary>Of the subject of each.</summary>
    public const string Prefix = "followup";

    const char Between = ',';

    public long Number { get; init; }
    public required string Title { get; init; }
    public required string Owner { get; init; }

    /// <summary>A day on the owner's wall, as yyyy-MM-dd.</summary>
    public required string Due { get; init; }
    public FollowUpPriority Priority { get; init; }

    /// <summary>In lower case, a comma between them.</summary>
    public string Labels { get; init; } = "";
    public long? Incident { get; init; }

    /// <summary>That of its incident, else the one that its owner was in when it was made.</summary>
    public string? Rotation { get; init; }

    /// <summary>The message that it was made from.</summary>
    public string? Channel { get; init; }
    public string? Ts { get; init; }
    public string? Link { get; init; }

    /// <summary>Its issue on GitHub, such as acme/dbt#12, once there is one, and where that is read.</summary>
    public string? Issue { get; init; }
    public string? IssueUrl { get; init; }
    public required string MadeBy { get; init; }
    public long MadeAt { get; init; }

    /// <summary>Who gave it to its owner.</summary>
    public required string GivenBy { get; init; }

    /// <summary>The owner who knows that it is theirs.</summary>
    public string? KnownTo { get; init; }
    public FollowUpState State { get; init; }
    public string? Reason { get; init; }
    public string? EndedBy { get; init; }
    public long? EndedAt { get; init; }

    /// <summary>The day on which a brief named it last, as yyyy-MM-dd.</summary>
    public string? NamedOn { get; init; }

    public FollowUp FollowUp => field ??= new(Owner, Days.Read(Due)) { State = State, EndedBy = EndedBy, Reason = Reason };

    public DateOnly? Named => NamedOn is { } day ? Days.Read(day) : null;

    public IReadOnlyList<string> LabelList => Labels.Split(Between, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Labels as they are stored: in lower case, each once, in the order of the letters.</summary>
    public static string WriteLabels(IEnumerable<string> labels) => string.Join(
        Between, labels.Select(l => l.Trim().TrimStart('#').ToLowerInvariant()).Where(l => l.Length > 0).Distinct()
            .Order(StringComparer.Ordinal));

    /// <summary>"#12", as people say and type it.</summary>
    public string Label => LabelOf(Number);

    public string Subject => SubjectOf(Number);

    public static string LabelOf(long number) => string.Create(CultureInfo.InvariantCulture, $"#{number}");

    public static string SubjectOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}:{number}");
}

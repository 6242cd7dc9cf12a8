using System.Globalization;

namespace Bot.Incidents.Timeline;

/// <summary>
/// A message or note that somebody put on an incident's timeline. Times are unix milliseconds of workspace time.
/// </summary>
public sealed class TimelineItem
{
    public long Id { get; init; }
    public long Incident { get; init; }

    /// <summary>When it was said, or happened.</summary>
    public long At { get; init; }

    /// <summary>Who wrote it; null of an app, and of a message that was not read yet.</summary>
    public string? SaidBy { get; init; }

    /// <summary>Who has it on the timeline.</summary>
    public required string AddedBy { get; init; }
    public long AddedAt { get; init; }

    /// <summary>Of a message as Slack has it, cut visibly; null until it was read, and once it was removed.</summary>
    public string? Text { get; init; }
    public string? Channel { get; init; }
    public string? Ts { get; init; }

    /// <summary>Where the message stands.</summary>
    public string? Link { get; init; }

    /// <summary>It is there for the emoji under it, and goes with that.</summary>
    public bool Pinned { get; init; }

    /// <summary>How often such an emoji went since it was looked at whose are left.</summary>
    public long Looks { get; init; }
    public long? EditedAt { get; init; }
    public long? RemovedAt { get; init; }

    public bool IsNote => Ts is null;

    /// <summary>Who may take it off: whoever put it there, and whoever said it.</summary>
    public bool IsOf(string person) => AddedBy == person || SaidBy == person;

    public string Subject => string.Create(CultureInfo.InvariantCulture, $"timeline:{Id}");
}

using System.Globalization;
using Bot.Domain.Incidents;

namespace Bot.Incidents;

/// <summary>What readers of data are told, as stored. Times are unix milliseconds of workspace time.</summary>
public sealed class NoticeRow
{
    public long Id { get; init; }
    public long Incident { get; init; }

    /// <summary>What people read that is stale; null where the text says it all.</summary>
    public string? About { get; init; }
    public string Text { get; init; } = "";
    public long Since { get; init; }

    /// <summary>When it is to be well again; null where no time is promised.</summary>
    public long? ExpectedAt { get; init; }

    /// <summary>That time is over, and its readers were told so.</summary>
    public long? LateAt { get; init; }
    public string GivenBy { get; init; } = "";

    /// <summary>Whoever gave it, or changed it last.</summary>
    public string ChangedBy { get; init; } = "";
    public long Changes { get; init; }
    public NoticeEnd? Ended { get; init; }
    public long? EndedAt { get; init; }

    /// <summary>Since when it belongs to its incident again, which had gone into another one and is not well.</summary>
    public long? ReturnedAt { get; init; }

    public IReadOnlyList<NoticePlace> Places { get; internal set; } = [];

    public bool IsOpen => EndedAt is null;

    /// <summary>
    /// It ended with an incident that was opened again soon after, or with another one of which its own was a part: it may be
    /// true once more.
    /// </summary>
    public bool IsBack(IncidentRow incident) => EndedAt is { } ended && (EndedElsewhere || NoticeRules.IsBack(
        DateTimeOffset.FromUnixTimeMilliseconds(ended), DateTimeOffset.FromUnixTimeMilliseconds(incident.OpenedAt)));

    bool EndedElsewhere => EndedAt <= ReturnedAt;

    /// <summary>It is said of the incident as it is now.</summary>
    public bool IsOfNow(IncidentRow incident) =>
        IsOpen || EndedAt >= incident.OpenedAt && !EndedElsewhere && Ended != NoticeEnd.Elsewhere;

    public bool IsAbout(string? label) => label is not null && label.Equals(About, StringComparison.OrdinalIgnoreCase);

    /// <summary>The channels in which it stands, or is to stand.</summary>
    public IEnumerable<string> Channels => Places.Where(p => p.RemovedAt is null).Select(p => p.Channel);

    /// <summary>What it is about, in words.</summary>
    public string Name => About ?? Text;

    public string Subject => SubjectOf(Id);

    /// <summary>Its message in one channel.</summary>
    public string SlotOf(NoticePlace place) => string.Create(CultureInfo.InvariantCulture, $"{Subject}:{place.Id}");

    /// <summary>What whoever gave it is told of one channel.</summary>
    public string RefusedSlotOf(NoticePlace place) => $"{SlotOf(place)}:refused";

    public static string SubjectOf(long id) => string.Create(CultureInfo.InvariantCulture, $"notice:{id}");
}

/// <summary>A channel in which a notice stands.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Notice">The notice.</param>
/// <param name="Channel">The channel.</param>
/// <param name="RemovedAt">Since when it is to stand there no more.</param>
/// <param name="Refusal">Slack's word for why it does not stand there as it should; null where it does.</param>
public sealed record NoticePlace(long Id, long Notice, string Channel, long? RemovedAt, string? Refusal);

/// <summary>What somebody wants readers to know.</summary>
/// <param name="About">What they read that is stale; null where the text says it all.</param>
/// <param name="Text">In words.</param>
/// <param name="Since">Since when.</param>
/// <param name="ExpectedAt">When it is to be well again; null where no time is promised.</param>
public sealed record NoticeSaid(string? About, string Text, long Since, long? ExpectedAt);

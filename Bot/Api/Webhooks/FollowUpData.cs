using System.Data;
using Bot.Api.Reading;
using Bot.Domain.FollowUps;
using Bot.FollowUps;
using Bot.People;

namespace Bot.Api.Webhooks;

/// <summary>A follow-up as webhooks are told of it.</summary>
public sealed record FollowUpData
{
    public required long Number { get; init; }
    public required string Title { get; init; }

    /// <summary>"outstanding", "done" or "not_doing".</summary>
    public required string State { get; init; }
    public required string Owner { get; init; }
    public required string? OwnerName { get; init; }
    public required DateOnly Due { get; init; }
    public required string Priority { get; init; }
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The number of its incident.</summary>
    public required long? Incident { get; init; }
    public required string? Rotation { get; init; }
    public required string MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required string? EndedBy { get; init; }
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why nobody does it.</summary>
    public required string? Reason { get; init; }

    /// <summary>The message that it was made from.</summary>
    public required string? Link { get; init; }

    /// <summary>Where its issue on GitHub is read.</summary>
    public required string? Issue { get; init; }

    public static FollowUpData Of(IDbConnection db, FollowUpRow row) => new()
    {
        Number = row.Number,
        Title = row.Title,
        State = row.State == FollowUpState.NotDoing ? "not_doing" : row.State.ToString().ToLowerInvariant(),
        Owner = row.Owner,
        OwnerName = Person.NameOf(db, row.Owner),
        Due = row.FollowUp.Due,
        Priority = row.Priority.ToString().ToLowerInvariant(),
        Labels = row.LabelList,
        Incident = row.Incident,
        Rotation = row.Rotation,
        MadeBy = row.MadeBy,
        MadeAt = Moment.Of(row.MadeAt),
        EndedBy = row.EndedBy,
        EndedAt = Moment.Of(row.EndedAt),
        Reason = row.Reason,
        Link = row.Link,
        Issue = row.IssueUrl,
    };
}

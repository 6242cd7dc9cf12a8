namespace Bot.Domain.Warnings;

/// <summary>Something was red and green again before anybody was told.</summary>
public sealed record Flake
{
    /// <summary>Its number; 0 of one that has no row yet.</summary>
    public long Id { get; init; }
    public required string Source { get; init; }

    /// <summary>Where it is: source, repository, branch and environment.</summary>
    public required string Place { get; init; }

    /// <summary>The <c>unique_id</c> of the dbt node, or the key of the alert.</summary>
    public required string Node { get; init; }
    public required string Title { get; init; }
    public string? Job { get; init; }
    public string? Url { get; init; }
    public required DateTimeOffset Red { get; init; }
    public required DateTimeOffset Green { get; init; }

    /// <summary>The incident that shows it.</summary>
    public long? Incident { get; init; }
}

/// <summary>When flakes of one node are worth an incident.</summary>
public static class FlakeRule
{
    public const int Many = 3;

    public static readonly TimeSpan Within = TimeSpan.FromDays(30);

    /// <summary>The three that make it so, the oldest first; null where they are too few, or too long apart.</summary>
    /// <param name="all">All flakes of one node; those that an incident shows already count no more.</param>
    public static IReadOnlyList<Flake>? Of(IEnumerable<Flake> all)
    {
        var newest = all.Where(f => f.Incident is null).OrderBy(f => f.Red).ThenBy(f => f.Id).TakeLast(Many).ToList();
        return newest.Count == Many && newest[^1].Red - newest[0].Red <= Within ? newest : null;
    }
}

using Bot.Domain.Incidents;

namespace Bot.Domain.Reviews;

/// <summary>What a review is about; null is all.</summary>
/// <param name="Rotation">The rotation that answers for it.</param>
/// <param name="Severity">How bad it is now.</param>
/// <param name="Source">The source of one of its alerts.</param>
public sealed record ReviewFilter(string? Rotation = null, Severity? Severity = null, string? Source = null);

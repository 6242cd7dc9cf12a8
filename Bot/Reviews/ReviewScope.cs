using Bot.Domain.Incidents;
using Bot.Domain.OnCall;
using Bot.Domain.Reviews;
using Bot.OnCall.Rows;
using Bot.People;
using Dapper;

namespace Bot.Reviews;

/// <summary>Which incidents a review counts, as conditions of its queries.</summary>
/// <param name="filter">What it is about.</param>
/// <param name="rotations">The rotations that there are, the oldest first.</param>
sealed class ReviewScope(ReviewFilter filter, IReadOnlyList<RotationRow> rotations)
{
    /// <summary>Of incidents as <c>i</c>: those of its rotation, severity and source that did not go into another one.</summary>
    public const string About =
        """
        i.merged_into is null and (@severity is null or i.severity = @severity)
        and (@rotation is null or case when i.rotation in @live then i.rotation else @first end = @rotation)
        and (@source is null or exists (
            select 1 from incident_alerts s where s.incident = i.number and s.key >= @keys and s.key < @keys_end))
        """;

    /// <summary>Those of them that came up in the period, and were incidents.</summary>
    public const string Counted = $"i.declared_at >= @from and i.declared_at < @to and i.status <> 'declined' and {About}";

    /// <summary>It ended after runs that were well, and nobody had to do with it.</summary>
    public const string ByItself =
        "i.born = 'alert' and i.status in ('resolved', 'closed') and i.ended_by is null and i.greens >= @enough";

    public ReviewFilter Filter => filter;

    public IReadOnlyList<RotationRow> Rotations => rotations;

    /// <summary>The one that it is about, or all.</summary>
    public IEnumerable<RotationRow> Chosen => rotations.Where(r => filter.Rotation is null || r.Id == filter.Rotation);

    /// <summary>The values of its queries.</summary>
    public DynamicParameters With(Viewer viewer, Stretch during, TimeSpan step) => viewer.With(new
    {
        from = during.Starts.ToUnixTimeMilliseconds(),
        to = during.Ends.ToUnixTimeMilliseconds(),
        step = (long)step.TotalMilliseconds,
        severity = filter.Severity?.ToString().ToLowerInvariant(),
        rotation = filter.Rotation,
        // A list of none is no list of texts on every store.
        live = rotations.Select(r => r.Id).Append("").ToList(),
        first = rotations is [var first, ..] ? first.Id : "",
        source = filter.Source,
        // All keys of a source, which is what stands before the first slash.
        keys = $"{filter.Source}/",
        keys_end = $"{filter.Source}0",
        enough = (long)GreenRuns.Enough,
    });
}

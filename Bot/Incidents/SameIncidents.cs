using System.Data;
using Bot.People;

namespace Bot.Incidents;

/// <summary>Incidents that somebody knows to be the same as one, as its card shows them.</summary>
public static class SameIncidents
{
    const int MostShown = 5, LongestName = 60;

    /// <summary>Those which the viewer may see, the newest first.</summary>
    public static List<IncidentRow> Of(IDbConnection db, Viewer viewer, long number) => IncidentStore.Where(
        db, viewer,
        """
        (number in (select other from incident_links where incident = @number)
            or number in (select incident from incident_links where other = @number)) order by number desc
        """,
        new { number });

    public static string Line(IReadOnlyList<IncidentRow> same)
    {
        var more = same.Count - MostShown;
        var shown = same.Take(MostShown).Select(i => $"{Titles.Linked(i, LongestName)} ({i.Standing})");
        return $"*The same as* {string.Join(", ", shown)}{(more > 0 ? $" and {more} more" : "")}";
    }
}

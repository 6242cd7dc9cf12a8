using System.Globalization;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.Domain.Warnings;

namespace Bot.OnCall.Rows;

/// <summary>
/// The week on a rotation's wall, once its hours have opened in it: when its channel hears what a week comes to.
/// </summary>
/// <param name="Week">Its Monday, as yyyy-MM-dd.</param>
/// <param name="First">The first day with hours.</param>
public sealed record FirstOfWeek(string Week, Morning First)
{
    static readonly TimeSpan Noon = TimeSpan.FromHours(12);

    /// <summary>Null while no hours of this week have opened.</summary>
    public static FirstOfWeek? Begun(RotationRow row, DateTimeOffset now)
    {
        var (hours, week) = (row.Rotation.Hours, Weeks.Begins(row.Rotation.Zone, now));
        var first = Enumerable.Range(0, 7).Select(day => Morning.Of(hours, week + Noon + TimeSpan.FromDays(day)))
            .FirstOrDefault(morning => morning is not null);
        return first is { } opens && opens.Opens <= now
            ? new(When.Date(week, row.Rotation.Zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), opens)
            : null;
    }
}

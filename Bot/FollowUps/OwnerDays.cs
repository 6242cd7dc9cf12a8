using System.Data;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;

namespace Bot.FollowUps;

/// <summary>The days of whoever owns a follow-up: their working days, and what day it is where they are.</summary>
public sealed record OwnerDays(Weekdays On, DateOnly Today)
{
    public static OwnerDays Of(IDbConnection db, string owner, DateTimeOffset now)
    {
        var hours = PersonHours.Own(db, owner, RotationStore.All(db, now));
        return new(hours.Days, When.Date(now, hours.Zone));
    }
}

using Bot.Domain.OnCall;

namespace Bot.Domain.Alerts;

/// <summary>When a route is asked.</summary>
public abstract record RouteTime
{
    public static readonly RouteTime Always = new AnyTime();

    /// <summary>By day and by night.</summary>
    public sealed record AnyTime : RouteTime;

    /// <summary>
    /// While the working hours of a rotation are open, holidays of whoever is on call included; or while they are not.
    /// </summary>
    /// <param name="Rotation">Its id; null is the one that was made first.</param>
    /// <param name="IsInside">While they are open.</param>
    public sealed record OfRotation(string? Rotation, bool IsInside) : RouteTime;

    /// <summary>In these hours of the week, on the wall of their zone.</summary>
    public sealed record Within(WorkingHours Hours) : RouteTime;
}

/// <summary>The time at which an alert comes, as far as routes ask for it.</summary>
/// <param name="Now">When.</param>
/// <param name="InHours">Whether the hours of a rotation are open; null is the one that was made first.</param>
public sealed record RouteMoment(DateTimeOffset Now, Func<string?, bool> InHours)
{
    public bool Holds(RouteTime time) => time switch
    {
        RouteTime.OfRotation of => InHours(of.Rotation) == of.IsInside,
        RouteTime.Within within => within.Hours.Contains(Now),
        _ => true,
    };
}

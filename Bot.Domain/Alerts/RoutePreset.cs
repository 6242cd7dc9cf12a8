using Bot.Domain.Incidents;

namespace Bot.Domain.Alerts;

/// <summary>
/// Routes to begin with: what customers feel goes to the data responder by day and to the on-call engineers by night, what is
/// internal waits for the morning, and what nobody can tell counts as what customers feel.
/// </summary>
public static class RoutePreset
{
    /// <param name="rotation">The data team's rotation; null is the one that was made first.</param>
    /// <param name="engineers">The user group of those who are on call by night; null is whom the rotation has chosen.</param>
    /// <param name="internalJobs">Jobs of which nobody outside feels anything, whatever becomes of them.</param>
    /// <param name="newId">Gives a route its id.</param>
    public static IReadOnlyList<AlertRoute> Of(
        string? rotation, string? engineers, IReadOnlyList<string> internalJobs, Func<string> newId)
    {
        RouteTime day = new RouteTime.OfRotation(rotation, IsInside: true),
            night = new RouteTime.OfRotation(rotation, IsInside: false);
        Condition customers = Is(Impact.CustomerFacing), unknown = Is(Impact.Unknown);
        List<Condition> inside = [Is(Impact.Internal)];
        if (internalJobs.Count > 0) inside.Add(new("job", Comparison.Is, internalJobs));
        var major = new RouteAction.Open { Rotation = rotation, Severity = Severity.Major, AtNight = AtNight.Now };
        var minor = new RouteAction.Open { Rotation = rotation, AtNight = AtNight.InTheMorning };
        var called = major with { Group = engineers };
        return
        [
            Make("Customer-facing by day", [customers], day, major),
            Make("Customer-facing by night", [customers], night, called),
            Make("Internal by day", inside, day, minor),
            Make("Internal by night", inside, night, minor),
            Make("Unknown by day", [unknown], day, major),
            Make("Unknown by night", [unknown], night, called),
        ];

        AlertRoute Make(string name, IReadOnlyList<Condition> conditions, RouteTime time, RouteAction action) => new()
        {
            Id = newId(),
            Name = name,
            AnyIsEnough = conditions.Count > 1,
            Conditions = conditions,
            Time = time,
            Action = action,
        };
    }

    static Condition Is(Impact impact) => new("impact", Comparison.Is, [impact.Word()]);
}

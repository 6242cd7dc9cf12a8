using Bot.Domain.Incidents;

namespace Bot.Domain.Alerts;

/// <summary>When an incident that a route opens is opened, if it comes out of hours.</summary>
public enum AtNight
{
    /// <summary>As the rotation has chosen: its out-of-hours group is told now; without one it waits for the morning.</summary>
    AsRotationChose,
    Now,

    /// <summary>When the hours of the rotation open.</summary>
    InTheMorning,
}

/// <summary>What becomes of an alert that a route takes.</summary>
public abstract record RouteAction
{
    /// <summary>What is done where no route says more.</summary>
    public static readonly Open Default = new();

    /// <summary>Opens an incident.</summary>
    public sealed record Open : RouteAction
    {
        public Severity Severity { get; init; } = Severity.Minor;

        /// <summary>Whose it is: its responder leads. Null is the rotation that was made first.</summary>
        public string? Rotation { get; init; }

        /// <summary>A user group of Slack that is called as well, whatever the time; null is none.</summary>
        public string? Group { get; init; }

        public AtNight AtNight { get; init; }

        /// <summary>It is a card first, and has no channel until somebody accepts it.</summary>
        public bool TriageFirst { get; init; }

        /// <summary>
        /// So long it waits first, and is dropped as a flake where it recovers meanwhile; zero is not at all.
        /// </summary>
        public TimeSpan WaitFirst { get; init; }

        /// <summary>The worse of two ways to open it, with the group that either calls.</summary>
        public Open Or(Open other)
        {
            var (worse, rest) = other.Severity > Severity ? (other, this) : (this, other);
            return worse with { Group = worse.Group ?? rest.Group };
        }
    }

    /// <summary>Becomes an entry of the warning ledger.</summary>
    public sealed record Ledger : RouteAction;

    /// <summary>Is said in a channel in one line; null is the announcement channel.</summary>
    public sealed record Say(string? Channel) : RouteAction;

    /// <summary>Kept, nobody told.</summary>
    public sealed record Keep : RouteAction;
}

/// <summary>Where alerts of one kind go. Of all routes, in their order, the first that fits takes an alert.</summary>
public sealed record AlertRoute
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public bool IsOn { get; init; } = true;

    /// <summary>One condition is enough.</summary>
    public bool AnyIsEnough { get; init; }

    /// <summary>None of them asks for all alerts.</summary>
    public IReadOnlyList<Condition> Conditions { get; init; } = [];
    public RouteTime Time { get; init; } = RouteTime.Always;
    public required RouteAction Action { get; init; }

    /// <summary>The destination that its alerts are sent on to as well, whatever becomes of them here; null is none.</summary>
    public string? ForwardTo { get; init; }

    /// <summary>Nothing goes past it.</summary>
    public bool TakesAll => IsOn && Conditions.Count == 0 && Time is RouteTime.AnyTime;

    /// <summary>It says of which branches or environments it is, so that those beside production are asked as well.</summary>
    public bool AsksForPlace =>
        Conditions.Any(c => AlertAttributes.Places.Contains(c.Attribute, StringComparer.OrdinalIgnoreCase));

    public bool Fits(AlertAttributes attributes) => Conditions.Count == 0
        || (AnyIsEnough ? Conditions.Any(c => c.Holds(attributes)) : Conditions.All(c => c.Holds(attributes)));

    /// <summary>Why it fits or does not, as a part of a sentence.</summary>
    public string Said(AlertAttributes attributes)
    {
        if (Conditions.Count == 0) return "it takes all";
        var fits = Fits(attributes);
        // What decides: of those of which all have to hold the first that does not, or all.
        var decisive = fits == AnyIsEnough ? Conditions.Where(c => c.Holds(attributes) == fits).Take(1) : Conditions;
        return string.Join(" and ", decisive.Select(c => c.Said(attributes)).Distinct());
    }
}

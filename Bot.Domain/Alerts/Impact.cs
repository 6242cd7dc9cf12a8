using Bot.Domain.Incidents;

namespace Bot.Domain.Alerts;

/// <summary>Who feels what an alert tells of.</summary>
public enum Impact
{
    Unknown,
    Internal,
    CustomerFacing,
}

/// <summary>Impact in the words of people and their tools.</summary>
public static class Impacts
{
    static readonly HashSet<string> Customers = new(StringComparer.OrdinalIgnoreCase)
    {
        "customer-facing", "customer facing", "customer", "customers", "external", "public", "client", "clients", "user-facing",
    };

    static readonly HashSet<string> Inside = new(StringComparer.OrdinalIgnoreCase)
    {
        "internal", "inside", "internal-only", "team", "employees", "none",
    };

    /// <summary>The word that attributes and routes use.</summary>
    public static string Word(this Impact impact) => impact switch
    {
        Impact.CustomerFacing => "customer-facing",
        Impact.Internal => "internal",
        _ => "unknown",
    };

    /// <summary>What a word means; a word that nobody knows is null, which counts as unknown.</summary>
    public static Impact? Of(string? word) => word?.Trim().Replace('_', '-') is not { Length: > 0 } said ? null
        : Customers.Contains(said) ? Impact.CustomerFacing
        : Inside.Contains(said) ? Impact.Internal
        : string.Equals(said, "unknown", StringComparison.OrdinalIgnoreCase) ? Impact.Unknown
        : null;

    /// <summary>What an incident says of it.</summary>
    public static Affected Affected(this Impact impact) => impact switch
    {
        Impact.CustomerFacing => Incidents.Affected.Customers,
        Impact.Internal => Incidents.Affected.Inside,
        _ => Incidents.Affected.NotSure,
    };
}

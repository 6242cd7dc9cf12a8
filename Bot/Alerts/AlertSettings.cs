using System.Data;
using Bot.Domain.Alerts;
using Bot.Settings;

namespace Bot.Alerts;

/// <summary>Which alerts open incidents, and how many of them.</summary>
public sealed class AlertSettings(int stormLimit)
{
    public const int MostStormLimit = 1000;
    const string Key = "Incidents:StormLimit";
    const int DefaultStormLimit = 5;

    /// <summary>Incidents opened by alerts within ten minutes before the next ones share a storm incident; 0 is off.</summary>
    public Setting<int> StormLimit { get; } = Setting.Whole("storm_limit", stormLimit, MostStormLimit);

    public static readonly Setting<IReadOnlyList<string>>
        Branches = Setting.Names("production_branches", "main", "master", "production"),
        Environments = Setting.Names("production_environments", "prod", "production");

    /// <summary>What counts as production now.</summary>
    public static Production Production(IDbConnection db) =>
        new() { Branches = Branches.Now(db), Environments = Environments.Now(db) };

    /// <summary>The team's own routes, in their order.</summary>
    public static readonly Setting<IReadOnlyList<AlertRoute>> Routes = new("routes", [], RouteJson.TryRead, RouteJson.Write);

    /// <summary>The team's own attributes.</summary>
    public static readonly Setting<IReadOnlyList<AttributeRule>> Attributes =
        new("attributes", [], AttributeJson.TryRead, AttributeJson.Write);

    /// <summary>The key of dbt's <c>meta</c> that says who feels that a node is red.</summary>
    public static readonly Setting<string> ImpactKey = new(
        "impact_key", "impact",
        (string kept, out string key) => (key = kept.Trim()) is { Length: > 0 and <= LongestImpactKey } && !key.Contains(' '),
        key => key);

    public const int LongestImpactKey = 60;

    public static AlertSettings Read(IConfiguration from) => from.Optional(Key) is not { } text
        ? new(DefaultStormLimit)
        : Setting.IsWhole(text, MostStormLimit, out var limit)
            ? new(limit)
            : throw new CannotStartException(
                $"{Configured.Variable(Key)} is \"{text}\". Use a whole number from 0 (off) to {MostStormLimit}.");
}

namespace Bot.Domain.Alerts;

/// <summary>When many incidents are opened by alerts at once, the next alerts share one.</summary>
/// <param name="Limit">How many incidents alerts may open within <see cref="Window"/>; 0 turns the rule off.</param>
public sealed record StormRule(int Limit)
{
    /// <summary>
    /// Within this time the limit counts, and a storm ends when this long no alert would have opened an incident.
    /// </summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>What becomes of an alert that would open an incident.</summary>
    public AlertDecision Open(AlertFacts facts, string reason)
    {
        if (Limit <= 0) return new AlertDecision.Open(reason);
        if (facts.Storm is { } storm && facts.Now - storm.LastAlert < Window)
            return new AlertDecision.JoinStorm(storm.Number, $"Joined {storm.Name}: many alerts are coming in at once.");
        return facts.OpenedLately >= Limit
            ? new AlertDecision.OpenStorm(
                $"{facts.OpenedLately} incidents opened in {Window.TotalMinutes:0} minutes. Further alerts are gathered here.")
            : new AlertDecision.Open(reason);
    }
}

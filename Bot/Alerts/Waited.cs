using Bot.Domain.Alerts;

namespace Bot.Alerts;

/// <summary>An alert that has waited before anything was opened for it. Times are unix milliseconds.</summary>
/// <param name="Alert">The alert, as it was last.</param>
/// <param name="FirstAt">When it came first.</param>
/// <param name="LastAt">When it came last.</param>
/// <param name="Count">How often it came.</param>
/// <param name="Opens">How it is opened.</param>
public sealed record Waited(Alert Alert, long FirstAt, long LastAt, long Count, RouteAction.Open Opens)
{
    /// <summary>It has waited for the morning, or somebody does not want to: nothing holds it back any more.</summary>
    public bool HasWaited { get; init; } = true;
}

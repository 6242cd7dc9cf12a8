namespace Bot.Settings;

/// <summary>Waits of the wire around calls whose outcome is unknown.</summary>
public sealed record PostOptions
{
    /// <summary>From an attempt to the look whether it happened.</summary>
    public TimeSpan LookAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From a repeated post to the second look that removes a twin.</summary>
    public TimeSpan TwinAfter { get; init; } = TimeSpan.FromMinutes(1);
}

using System.Net;
using Bot.Alerts.Forwarding;

namespace Bot.Api.Webhooks;

/// <summary>Waits of the wire around what webhooks are told, and for how long that is kept.</summary>
public sealed record WebhookOptions
{
    /// <summary>After a day of failures nothing is tried until somebody resumes it.</summary>
    public ForwardOptions Waits { get; init; } = new() { Longest = TimeSpan.FromHours(1) };

    /// <summary>What a name stands for.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>For so many days is kept what was told, and what waits while nothing is sent.</summary>
    public int Days { get; init; } = 7;
}

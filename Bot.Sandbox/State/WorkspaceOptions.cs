namespace Bot.Sandbox;

/// <summary>How a workspace is made; the defaults are Slack's own numbers.</summary>
public sealed class WorkspaceOptions
{
    /// <summary>Workspace time: stamps messages, channels and groups.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
    /// <summary>Wire time: deadlines of acks and triggers, retries, rate limits.</summary>
    public TimeProvider Wire { get; init; } = TimeProvider.System;
    /// <summary>Loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }
    public string Name { get; init; } = "Acme Data";
    public string Domain { get; init; } = "acme-data";
    /// <summary>Fills the workspace with the sample people, channels and groups.</summary>
    public bool Sample { get; init; } = true;
    /// <summary>
    /// People read times as where they live, on 24 hours in London; else everybody reads 12 hours, as in America.
    /// </summary>
    public bool LocalClocks { get; init; }

    /// <summary>People are called by their first name, such as Chloé; else by their short name, such as chloe.</summary>
    public bool FirstNames { get; init; }
    public int Seed { get; init; } = 1;
    public TimeSpan AckDeadline { get; init; } = TimeSpan.FromSeconds(3);
    public TimeSpan TriggerLifetime { get; init; } = TimeSpan.FromSeconds(3);
    /// <summary>
    /// How long after a missed ack an event is sent again: Slack's schedule is at once, a minute, five minutes.
    /// </summary>
    public IReadOnlyList<TimeSpan> EventRetries { get; init; } = [TimeSpan.Zero, TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5)];
    /// <summary>
    /// What hello announces as the connection's life; it is not enforced, see <see cref="SocketFaults.Refresh"/>.
    /// </summary>
    public TimeSpan SocketLifetime { get; init; } = TimeSpan.FromSeconds(18_060);
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(10);
    /// <summary>How long <see cref="Workspace.Settled"/> waits (wire time) before it says what is still open.</summary>
    public TimeSpan SettleDeadline { get; init; } = TimeSpan.FromSeconds(60);
    /// <summary>Adds services to the workspace's own web server, such as a page.</summary>
    public Action<WebApplicationBuilder>? Services { get; init; }
    /// <summary>Adds routes to the workspace's own web server.</summary>
    public Action<WebApplication, Workspace>? Routes { get; init; }
}

/// <summary>Who may manage user groups in this workspace.</summary>
public enum GroupPolicy
{
    Everyone,
    /// <summary>Slack's own default: bot tokens are answered permission_denied, an admin's user token is not.</summary>
    AdminsOnly,
    /// <summary>A free workspace has no user groups.</summary>
    FreePlan,
}

/// <summary>Settings of the workspace that an admin may change at any time.</summary>
public sealed class Policies
{
    public GroupPolicy Groups { get; set; } = GroupPolicy.Everyone;
    /// <summary>False: only admins create channels, an app is answered restricted_action.</summary>
    public bool EveryoneCreatesChannels { get; set; } = true;
    /// <summary>
    /// False: an app cannot take a channel out of the archive, as Slack has it for many, and is answered channel_not_found.
    /// </summary>
    public bool BotsUnarchive { get; set; } = true;
    /// <summary>A free workspace: a channel has one tab with a canvas at most, and no canvas of its own.</summary>
    public bool IsFree { get; set; }
    /// <summary>Enforces Slack's tiers per method and app (20 a minute and so on) and one post a second per channel.</summary>
    public bool RateLimits { get; set; }
}

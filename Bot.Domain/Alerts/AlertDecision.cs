namespace Bot.Domain.Alerts;

/// <summary>What becomes of one alert, and why in one sentence.</summary>
public abstract record AlertDecision(string Reason)
{
    /// <summary>Kept, listed by <c>/incident alerts</c>, nothing else.</summary>
    public sealed record Store(string Reason) : AlertDecision(Reason)
    {
        /// <summary>A route of the team's says that it is kept and nobody told.</summary>
        public bool ByRoute { get; init; }

        /// <summary>It is well, which concerns nothing that is open here.</summary>
        public bool IsWell { get; init; }
    }

    /// <summary>Kept and counted: the source sends more than it may, so nothing new is opened.</summary>
    public sealed record Count(string Reason) : AlertDecision(Reason);

    /// <summary>Opens an incident of its own.</summary>
    public sealed record Open(string Reason) : AlertDecision(Reason);

    /// <summary>Opens the incident that this alert and the next ones share.</summary>
    public sealed record OpenStorm(string Reason) : AlertDecision(Reason);

    /// <summary>Becomes one more line in the storm incident.</summary>
    public sealed record JoinStorm(long Incident, string Reason) : AlertDecision(Reason);

    /// <summary>Fires once more in its open incident, which leaves Monitoring when it was there.</summary>
    public sealed record Join(long Incident, bool LeavesMonitoring, string Reason) : AlertDecision(Reason);

    /// <summary>Is another failure of a job whose incident is open.</summary>
    public sealed record JoinJob(long Incident, string Reason) : AlertDecision(Reason);

    /// <summary>Somebody expects it in an open incident: it joins, and nobody is told.</summary>
    public sealed record JoinExpected(long Incident, long Expectation, string Reason) : AlertDecision(Reason);

    /// <summary>Comes back within a day after Resolve.</summary>
    public sealed record Reopen(long Incident, string Reason) : AlertDecision(Reason);

    /// <summary>
    /// Is well again; when all its incident's alerts are, the incident goes to Monitoring and Resolve is offered.
    /// </summary>
    public sealed record Recover(long Incident, bool AllClear, string Reason) : AlertDecision(Reason);

    /// <summary>Is well after all, some time after its incident was resolved: from now on it is news when it fails.</summary>
    public sealed record CallOff(long Incident, string Reason) : AlertDecision(Reason);

    /// <summary>Looks well again but was read leniently: Resolve is offered, nothing moves by itself.</summary>
    public sealed record OfferResolve(long Incident, string Reason) : AlertDecision(Reason);

    /// <summary>Does not fire any more, but nobody mended it: its incident stays as it is, and says so.</summary>
    public sealed record Gone(long Incident, string Reason) : AlertDecision(Reason);

    /// <summary>Waits in the overnight line until hours open.</summary>
    public sealed record Wait(string Reason) : AlertDecision(Reason);

    /// <summary>Recovered while it waited: nobody has to get up, nothing opens in the morning.</summary>
    public sealed record RecoverWaiting(string Reason) : AlertDecision(Reason);

    /// <summary>Is given time to recover by itself before anything opens.</summary>
    public sealed record Settle(string Reason) : AlertDecision(Reason);

    /// <summary>Recovered within that time: recorded, nobody told.</summary>
    public sealed record Flake(string Reason) : AlertDecision(Reason);

    /// <summary>Becomes an entry of the warning ledger.</summary>
    public sealed record ToLedger(string Reason) : AlertDecision(Reason);

    /// <summary>Is one line in a channel; null is the announcement channel.</summary>
    public sealed record Say(string? Channel, string Reason) : AlertDecision(Reason);

    /// <summary>Is well again, which its line in a channel says.</summary>
    public sealed record EndLine(long Line, string Reason) : AlertDecision(Reason);
}

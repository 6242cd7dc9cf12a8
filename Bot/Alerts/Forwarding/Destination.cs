namespace Bot.Alerts.Forwarding;

/// <summary>What a destination speaks.</summary>
/// <param name="Key">As it is stored: never renamed.</param>
/// <param name="Name">As people know it.</param>
/// <param name="About">What it is good for, in a few words.</param>
public sealed record DestinationKind(string Key, string Name, string About)
{
    public static readonly DestinationKind
        PagerDuty = new("pagerduty", "PagerDuty", "or a tool that takes its Events API v2"),
        Webhook = new("webhook", "Webhook", "signed JSON to an address of yours");

    /// <summary>PagerDuty's own address.</summary>
    public const string PagerDutysAddress = "https://events.pagerduty.com/v2/enqueue";

    /// <summary>All that can be made.</summary>
    public static readonly IReadOnlyList<DestinationKind> All = [PagerDuty, Webhook];

    public static DestinationKind? Of(string? key) => All.FirstOrDefault(kind => kind.Key == key);
}

/// <summary>Where alerts are sent on to, as it is stored. Times are unix milliseconds of workspace time.</summary>
/// <param name="Id">By which routes name it.</param>
/// <param name="Name">As people know it.</param>
/// <param name="Kind">One of <see cref="DestinationKind"/>.</param>
/// <param name="Shown">Its address without what may be secret.</param>
/// <param name="Sealed">Its address and its secret, encrypted.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="MadeAt">When.</param>
/// <param name="TakenAt">When it took something last.</param>
/// <param name="RefusedAt">When it refused something for good.</param>
/// <param name="Refused">What it said then.</param>
/// <param name="FailingAt">Since when it takes nothing, though it may yet; null while it does.</param>
/// <param name="Failing">Why.</param>
/// <param name="Failures">How often in a row it was not there at all.</param>
/// <param name="PausedUntil">Until when nothing is tried, in wire time.</param>
public sealed record DestinationRow(
    string Id, string Name, string Kind, string Shown, string Sealed, string MadeBy, long MadeAt, long? TakenAt, long? RefusedAt,
    string? Refused, long? FailingAt, string? Failing, long Failures, long? PausedUntil)
{
    /// <summary>What is brought to it.</summary>
    public static string SubjectOf(string id) => $"forward:{id}";

    public bool IsPagerDuty => Kind == DestinationKind.PagerDuty.Key;
}

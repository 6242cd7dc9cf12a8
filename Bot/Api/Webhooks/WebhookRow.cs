using System.Data;
using Bot.Alerts.Forwarding;
using Bot.Alerts.Intake;
using Bot.People;

namespace Bot.Api.Webhooks;

/// <summary>Where changes are told to, as it is stored. Times are unix milliseconds, as a rule of workspace time.</summary>
public sealed class WebhookRow
{
    /// <summary>Why nothing is sent: somebody wanted that, it took nothing for a day, or it says that it is gone.</summary>
    public const string Paused = "paused", Failed = "failing", Gone = "gone";

    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Kinds { get; init; }

    /// <summary>Whose private incidents it is told of; null where of none.</summary>
    public string? Seer { get; init; }

    /// <summary>Its address without what may be secret.</summary>
    public required string Shown { get; init; }

    /// <summary>Its address and its secret, encrypted.</summary>
    public required string Sealed { get; init; }
    public required string MadeBy { get; init; }
    public long MadeAt { get; init; }
    public long? TakenAt { get; init; }

    /// <summary>Since when it takes nothing, and why.</summary>
    public long? FailingAt { get; init; }
    public string? Failing { get; init; }

    /// <summary>The same in wire time.</summary>
    public long? FailingSince { get; init; }

    /// <summary>Until when nothing is tried, in wire time.</summary>
    public long? HeldUntil { get; init; }
    public long Failures { get; init; }

    /// <summary>Since when nothing is sent, who wanted that, and why.</summary>
    public long? StoppedAt { get; init; }
    public string? StoppedBy { get; init; }
    public string? Stopped { get; init; }

    public static string SubjectOf(string id) => $"webhook:{id}";

    public string Subject => SubjectOf(Id);

    public IReadOnlyList<WebhookKind> KindList => WebhookKinds.Of(Kinds.Split(' '));

    /// <summary>Whether it is to be told of such things, now or once it is resumed.</summary>
    public bool Hears(WebhookKind kind) => Stopped != Gone && KindList.Contains(kind);

    /// <summary>
    /// For whom is read what it is told. Private incidents are those of whoever asked for them, as long as they may see any.
    /// </summary>
    public Viewer Viewer(IDbConnection db) =>
        Seer is { } person && !Outsiders.Has(db, person) ? People.Viewer.Of(person) : People.Viewer.Public;

    /// <summary>Where it is and what signs, or null where the keys that encrypted them are lost.</summary>
    public SealedAddress? Open(SealedSecrets secrets) => SealedAddress.Open(secrets, Purpose(Id), Sealed);

    // No source and no destination is called so.
    internal static string Purpose(string id) => $"webhook:{id}";
}

using Bot.Domain.Incidents;
using Bot.FollowUps;
using Bot.Incidents;
using Bot.PullRequests.Issues;
using Bot.Storage;

namespace Bot.Api.Webhooks;

/// <summary>What a webhook is told has happened: of all that one change notes, what weighs most.</summary>
static class WebhookTypes
{
    public const string OnCall = "on_call.changed", Test = "test";

    const string Resolved = "resolved";

    static readonly HashSet<string> OfIncident =
    [
        IncidentFacts.Status, IncidentFacts.Severity, IncidentFacts.Affected, IncidentFacts.Lead, IncidentFacts.Name,
        IncidentFacts.Fix, IncidentFacts.Rotation, IncidentFacts.Accepted, IncidentFacts.Update, IncidentFacts.MovedToPrivate,
        IncidentFacts.HasChannel,
    ];

    static readonly HashSet<string> OfFollowUp =
    [
        FollowUpFacts.Given, FollowUpFacts.PutOff, FollowUpFacts.Retitled, FollowUpFacts.Priority, FollowUpFacts.Labels,
        FollowUpFacts.Moved, IssueFacts.Made, IssueFacts.Gone,
    ];

    /// <summary>Of an incident; null where nobody is told.</summary>
    public static string? Incident(IReadOnlyList<Noted> facts)
    {
        bool Has(Verb verb) => facts.Any(f => f.Verb == verb);
        if (Has(IncidentFacts.Opened)) return "incident.opened";
        if (Has(IncidentFacts.Merged)) return "incident.merged";
        if (Has(IncidentFacts.Returned) || Has(IncidentFacts.Unmerged)) return "incident.reopened";
        var status = facts.LastOrDefault(f => f.Verb == IncidentFacts.Status);
        var wasOver = status is { Before: { } before } && !IsOpen(before);
        // What closed by itself is as before where something is left after all: it was resolved long ago.
        if (wasOver && status is { After: Resolved }) return "incident.changed";
        if (status is { After: { } after } && !IsOpen(after)) return $"incident.{after}";
        if (wasOver) return "incident.reopened";
        return facts.Any(f => OfIncident.Contains(f.Verb)) ? "incident.changed" : null;
    }

    static bool IsOpen(string status) => Enum.Parse<IncidentStatus>(status, ignoreCase: true).IsOpen();

    /// <summary>Of a follow-up; null where nobody is told.</summary>
    public static string? FollowUp(IReadOnlyList<Noted> facts)
    {
        bool Has(Verb verb) => facts.Any(f => f.Verb == verb);
        if (Has(FollowUpFacts.Made)) return "follow_up.created";
        return facts.LastOrDefault(f => f.Verb is { } verb
            && (verb == FollowUpFacts.Done || verb == FollowUpFacts.NotDoing || verb == FollowUpFacts.Reopened)) switch
        {
            { Verb: var verb } when verb == FollowUpFacts.Done => "follow_up.done",
            { Verb: var verb } when verb == FollowUpFacts.NotDoing => "follow_up.not_doing",
            not null => "follow_up.reopened",
            null => facts.Any(f => OfFollowUp.Contains(f.Verb)) ? "follow_up.changed" : null,
        };
    }

    /// <summary>Which kind something is of that happened.</summary>
    public static WebhookKind Kind(string type) => type switch
    {
        OnCall => WebhookKind.OnCall,
        _ when type.StartsWith("follow_up.", StringComparison.Ordinal) => WebhookKind.FollowUps,
        _ => WebhookKind.Incidents,
    };
}

using Bot.Domain.Incidents;

namespace Bot.Incidents;

/// <summary>The words for an incident's values: as stored and as people read them.</summary>
static class Words
{
    public static string Of(IncidentStatus status) => status.ToString().ToLowerInvariant();

    public static string Of(Severity severity) => severity.ToString().ToLowerInvariant();

    public static string Of(Affected affected) => affected.ToString().ToLowerInvariant();

    public static string People(Affected affected) => affected switch
    {
        Affected.Customers => "customers affected",
        Affected.Inside => "affects people inside the company",
        _ => "not sure who is affected",
    };

    public static string Emoji(IncidentStatus status, Severity severity) => (status, severity) switch
    {
        (IncidentStatus.Resolved or IncidentStatus.Closed, _) => ":white_check_mark:",
        (IncidentStatus.Declined, _) => ":white_circle:",
        (_, Severity.Critical) => ":rotating_light:",
        (_, Severity.Major) => ":large_orange_circle:",
        _ => ":large_yellow_circle:",
    };
}

using static Bot.Alerts.Hooks.Mapping;

namespace Bot.Alerts.Hooks;

/// <summary>What Soda Cloud posts: how checks came out, incidents, and a message that only wants to be taken.</summary>
static class Soda
{
    const string Id = "soda", Sender = "Soda";

    // Whether the id is the check's or that of its result is said in two ways, so what the check is called names it.
    static readonly Preset Checks = Preset.Of(
        Id, Sender, "event == 'checkEvaluation'",
        (Each, "checkResults"),
        (Title, "name || definition"), (Status, "outcome == 'pass' && 'resolved' || outcome || 'firing'"),
        (Key, "{datasets[0].datasource.name}/{datasets[0].name}/{name || definition}"), (Link, "sodaCloudUrl"),
        (Description, "definition")) with
    {
        Metadata = Preset.Beside(
            ("dataset", "datasets[0].name"), ("datasource", "datasets[0].datasource.name"), ("column", "column"),
            ("value", "diagnostics.value")),
    };

    static readonly Preset Incidents = Preset.Of(
        Id, Sender, "(event == 'incidentCreated' || event == 'incidentUpdated') && incident",
        (Title, "incident.title"), (Status, "incident.status == 'resolved' && 'resolved' || 'firing'"), (Key, "incident.id"),
        (Link, "incident.sodaCloudUrl"), (Severity, "incident.severity"), (Description, "incident.description")) with
    {
        Metadata = Preset.Beside(("number", "incident.number"), ("soda_status", "incident.status")),
    };

    static readonly Preset Others = Preset.Of(
        Id, Sender, "event && !checkResults && !incident && (event == 'validate' || starts_with(event, 'contract') "
            + "|| starts_with(event, 'agreement'))",
        (Title, "Soda: {event}"), (Status, "'ignore'"), (Key, "soda/{event}")) with
    {
        Event = Preset.Asked("event"),
    };

    public static readonly IReadOnlyList<Preset> All = [Checks, Incidents, Others];
}

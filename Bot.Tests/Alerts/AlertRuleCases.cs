using Bot.Domain.Alerts;
using CsCheck;

namespace Bot.Tests.Alerts;

/// <summary>Alerts and facts for the tests of the rules, fixed and random.</summary>
static class AlertRuleCases
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    public static readonly AlertFacts Nothing = new() { Now = Now };

    /// <summary>Where an alert goes for which the team has made no route.</summary>
    public static RouteDecision Route(Alert alert, params AlertRoute[] routes) => new RouteList(routes, new()).Decide(
        alert, AlertAttributes.Of(alert), new(Now, _ => true));

    public static readonly KeyIncident Open12 = new()
    {
        Number = 12,
        Name = "INC-12",
        LastFired = Now.AddMinutes(-4),
        Firings = 1,
        Branch = "main",
    };

    public static Alert Alert(
        string? branch = "main", string? environment = null, AlertStatus status = AlertStatus.Firing, bool leniently = false)
    {
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (branch is not null) metadata["branch"] = branch;
        if (environment is not null) metadata["environment"] = environment;
        return new()
        {
            Source = "circleci",
            Title = "dbt failed",
            DeduplicationKey = "k",
            Status = status,
            Metadata = metadata,
            ReadLeniently = leniently,
        };
    }

    static readonly Gen<string?> Branch = Gen.OneOf<string?>(null, "main", "master", "feature/x");
    static readonly Gen<string?> Environment = Gen.OneOf<string?>(null, "prod", "staging");
    static readonly Gen<DateTimeOffset> Lately = Gen.Int[0, 3000].Select(minutes => Now.AddMinutes(-minutes));

    public static readonly Gen<Alert> AnyAlert = Gen.Select(Branch, Environment, Gen.Enum<AlertStatus>(), Gen.Bool, Alert);

    static readonly Gen<KeyIncident?> Incidents =
        Gen.Select(Gen.Enum<IncidentPhase>(), Lately, Gen.Int[1, 30], Branch, Environment, Gen.Int[0, 3])
            .Select(KeyIncident? (phase, at, firings, branch, environment, others) => Open12 with
            {
                Phase = phase,
                EndedAt = phase is IncidentPhase.Resolved or IncidentPhase.Declined ? at : null,
                LastFired = at,
                Firings = firings,
                Openings = firings / 4 + 1,
                Branch = branch,
                Environment = environment,
                OthersFiring = others,
                OthersOfJobFiring = others,
                Keys = others + 1,
            });

    public static readonly Gen<AlertFacts> AnyFacts =
        Gen.Select(
            Gen.OneOf(Incidents, Gen.Const((KeyIncident?)null)), Gen.Int[0, 3], Gen.Int[0, 20], Gen.Bool, Gen.Bool, Gen.Bool)
            .Select((incident, waiting, storm, wait, over, opened) => new AlertFacts
            {
                Now = Now,
                Incident = incident,
                Waiting = waiting == 0 ? new(2, "main") : null,
                Storm = storm > 3 ? new(6, "INC-6", Now.AddMinutes(-storm)) : null,
                OpenedLately = opened ? 5 : 0,
                WaitsForMorning = wait,
                OverRate = over,
            });
}

using Bot.Alerts;
using Bot.Domain.Alerts;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.People;
using Bot.Sandbox;
using Bot.Storage;

namespace Bot.Tests.Alerts;

/// <summary>Routes as they are kept, for tests of what comes of alerts and not of the forms in which admins make them.</summary>
static class SetRoutes
{
    public static readonly RouteAction.Open AtOnce = RouteAction.Default with { AtNight = AtNight.Now };

    /// <summary>What a sender calls critical opens a Critical.</summary>
    public static readonly AlertRoute Critical =
        Route("Critical", AtOnce with { Severity = Severity.Critical }, Is("severity", "critical"));

    /// <summary>The job "nightly" is a card first.</summary>
    public static readonly AlertRoute Asking = Route("Asking", AtOnce with { TriageFirst = true }, Is("job", "nightly"));

    public static AlertRoute Route(string name, RouteAction action, params Condition[] conditions) =>
        new() { Id = name, Name = name, Action = action, Conditions = conditions };

    public static Condition Is(string attribute, string value) => new(attribute, Comparison.Is, [value]);

    public static async Task<Afternoon> With(params AlertRoute[] routes)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Set(routes);
        return afternoon;
    }

    public static Task Set(this Afternoon afternoon, params IReadOnlyList<AlertRoute> routes) =>
        afternoon.Get<Database>().Change(tx => { AlertSettings.Routes.Set(tx, routes, afternoon.Ivy.Id); });

    public static IncidentRow Incident(this Afternoon afternoon, long number) =>
        afternoon.Get<Database>().Read(db => IncidentStore.Find(db, Viewer.Bot, number))!;

    public static async Task Merge(this Member by, int from, int into)
    {
        await by.Slash($"/incident merge {from} into {into}");
        await by.Modal.Submit();
    }
}

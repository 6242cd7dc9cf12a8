using Bot.Sandbox;
using Bot.Tests.Requests;
using Bot.Tests.Warnings;

namespace Bot.Tests.Api;

/// <summary>An afternoon in which there is something of everything.</summary>
static class Demo
{
    public static readonly string[] Lists =
    [
        "incidents", "alerts", "causes", "shifts", "warnings", "requests", "followups", "runs",
    ];

    public static async Task<Afternoon> Begin()
    {
        var afternoon = await Asking.Begin();
        await afternoon.Declares("Orders are late");
        await afternoon.Runs("warn old", "warn older");
        await afternoon.Runs("error stg_orders", "error customers", "warn not_null");
        await afternoon.Alert(SampleAlert.Body);
        foreach (var who in (Member[])[afternoon.Emi, afternoon.Finn])
            await who.Says("#general", "@data-responder where is the revenue of March?");
        foreach (var what in (string[])["fix the test @ben", "tell finance"]) await afternoon.Ana.Slash($"/followup {what}");
        await afternoon.Settle();
        return afternoon;
    }

    /// <summary>Ana declares something.</summary>
    public static async Task Declares(this Afternoon afternoon, string name, string? severity = null)
    {
        await afternoon.Ana.Slash("/incident", "#general");
        var form = afternoon.Ana.Modal.Fill("Name", name);
        if (severity is not null) form = form.Choose("Severity", severity);
        await form.Submit();
        await afternoon.Ana.Modal.CloseAll();
    }
}

using System.Text.Json.Nodes;
using Bot.Alerts;
using Bot.People;
using Bot.Storage;

namespace Bot.Tests.Alerts;

/// <summary>Payloads of other tools from the reference data, and what came of them.</summary>
static class Samples
{
    public static string Text(string name) => File.ReadAllText(ReferenceData.File("alerts", name));

    /// <summary>The ledger, the newest first.</summary>
    public static List<AlertRow> Ledger(this Afternoon afternoon) =>
        afternoon.Get<Database>().Read(db => AlertStore.Latest(db, Viewer.Bot, 100));

    public static string Reason(this Afternoon afternoon) => afternoon.Ledger()[0].Reason;

    public static async Task<JsonObject> Json(this HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();
}

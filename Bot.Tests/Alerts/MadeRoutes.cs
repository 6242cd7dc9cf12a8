using Bot.Alerts;
using Bot.People;
using Bot.Sandbox;
using Bot.Storage;

namespace Bot.Tests.Alerts;

/// <summary>Routes as an admin makes them by their forms, and what came of alerts.</summary>
static class MadeRoutes
{
    const string Engineers = "on-call-engineers";

    public static readonly DateTimeOffset Tuesday = new(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);

    public static string Text(Member member) => member.Modal.Text.Replace("*", "", StringComparison.Ordinal);

    public static async Task<Afternoon> Preset(Dictionary<string, string?>? settings = null)
    {
        var afternoon = await Afternoon.Begin(settings: settings);
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ivy.Slash("/incident routes");
        await afternoon.Ivy.Modal.Press("Begin with six routes");
        await afternoon.Ivy.Modal.Choose("On-call engineers", Engineers).Submit();
        await afternoon.Ivy.Modal.Close();
        return afternoon;
    }

    /// <summary>The form of a new route with one condition.</summary>
    public static async Task<Modal> NewRoute(Member by, string name, string attribute, string how, string value)
    {
        await by.Slash("/incident routes");
        await by.Modal.Submit();
        await by.Modal.Fill("Name", name).Press("Add a condition");
        await by.Modal.Choose("Attribute", attribute).Choose("Comparison", how).Fill("Values", value).Submit();
        Assert.Contains($"{attribute} {how} {value}", Text(by), StringComparison.Ordinal);
        return by.Modal;
    }

    public static object Job(string job, string? impact = null, string? environment = null, string status = "firing") =>
        new { title = $"{job} failed", status, metadata = new { job, branch = "main", impact, environment } };

    public static string[] Called(Afternoon afternoon) => [.. afternoon.Workspace.Notifications
        .Where(n => n.Message.Text.Contains("INC-1", StringComparison.Ordinal) && n.Person.Handle != "finn")
        .Select(n => n.Person.Handle).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The ledger, oldest first.</summary>
    public static List<AlertRow> Decisions(Afternoon afternoon) =>
        [.. afternoon.Get<Database>().Read(db => AlertStore.Latest(db, Viewer.Bot, 100)).AsEnumerable().Reverse()];
}

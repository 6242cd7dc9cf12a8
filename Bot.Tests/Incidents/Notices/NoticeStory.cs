using Bot.Sandbox;

namespace Bot.Tests.Incidents.Notices;

/// <summary>
/// Orders have failed since 10:00 on a Tuesday, and a dashboard shows them. Ana is on call and takes turns with Ben; Finn takes
/// none. Ivy reads #sales and #finance.
/// </summary>
static class NoticeStory
{
    public const string Dashboard = "Revenue dashboard", Channel = "#inc-1-orders-failed";

    public const string Stale = $"{Dashboard} is stale since", Fresh = $"{Dashboard} is fresh again since";

    public static async Task<Afternoon> Begin(
        string? exposure = Dashboard, DateTimeOffset? at = null, Dictionary<string, string?>? settings = null)
    {
        var afternoon = await Afternoon.Begin(at, settings: settings);
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ivy.Creates("#sales");
        await afternoon.Ivy.Creates("#finance");
        await afternoon.Fails("orders", exposure);
        await afternoon.Ana.Slash("/incident acknowledge 1", "#general");
        return afternoon;
    }

    /// <summary>The same half an hour later, and #sales knows of it until 11:00.</summary>
    public static async Task<Afternoon> Told(params string[] channels)
    {
        var afternoon = await Begin();
        await afternoon.Pass(TimeSpan.FromMinutes(30));
        await (await afternoon.Ana.Notice()).PickTime("Next refresh: time", "11:00")
            .ChooseChannels("Channels", channels.Length > 0 ? channels : ["#sales"]).Submit();
        return afternoon;
    }

    public static Task Fails(this Afternoon afternoon, string job, string? exposure = Dashboard, string status = "firing") =>
        afternoon.Alert(new
        {
            title = $"{job} failed",
            status,
            deduplication_key = job,
            metadata = new { job, branch = "main", exposure },
        });

    /// <summary>What <c>/incident notice</c> opens.</summary>
    public static async Task<Modal> Notice(this Member by, long number = 1)
    {
        await by.Slash($"/incident notice {number}", "#general");
        return by.Modal;
    }

    public static async Task Resolves(this Member by, long number = 1)
    {
        await by.Slash($"/incident resolve {number}", "#general");
        if (by.Modal.Text.Contains("Still firing", StringComparison.Ordinal))
            await by.Modal.Tick("Yes, the alert is wrong or comes late").Submit();
        else await by.Modal.Submit();
    }

    public static string Plain(this SeenMessage message) => Plain(message.Text);

    public static string Plain(string text) => text.Replace("*", "", StringComparison.Ordinal);

    /// <summary>What the bot says in a channel, the newest first.</summary>
    public static List<string> Reads(this Afternoon afternoon, string channel) =>
    [
        .. afternoon.Ivy.Messages(channel).Where(m => m.From == "Data Responder").Select(Plain)
            .Where(text => !text.StartsWith("@Data Responder has ", StringComparison.Ordinal)),
    ];

    public static string Card(this Afternoon afternoon, string channel = Channel) =>
        Assert.Single(afternoon.Ana.Messages(channel), m => m.IsPinned).Plain();

    public static void Has(this string text, params string[] parts) =>
        Assert.All(parts, part => Assert.Contains(part, text, StringComparison.Ordinal));
}

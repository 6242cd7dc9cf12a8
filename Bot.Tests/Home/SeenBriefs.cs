using System.Globalization;
using Bot.Sandbox;

namespace Bot.Tests.Home;

/// <summary>The briefs that somebody has, as they read now.</summary>
static class SeenBriefs
{
    /// <summary>Newest first.</summary>
    public static List<SeenMessage> Briefs(this Member who) =>
        [.. who.Messages().Where(m => Slot(m).StartsWith("brief:", StringComparison.Ordinal))];

    /// <summary>The newest brief, which is of the day on which it is asked for.</summary>
    public static SeenMessage Brief(this Member who) => who.Briefs()[0];

    public static void Says(this SeenMessage message, string text) =>
        Assert.Contains(text, Plain(message), StringComparison.Ordinal);

    public static void SaysNot(this SeenMessage message, string text) =>
        Assert.DoesNotContain(text, Plain(message), StringComparison.Ordinal);

    public static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture);

    public static object Job(string job, string status = "firing", string branch = "main") =>
        new { title = $"{job} failed", status, metadata = new { repository = "acme/dbt", branch, job } };

    public static async Task Declares(this Member who, string what, string? severity = null, string? lead = null)
    {
        await who.Slash($"/incident {what}");
        var form = who.Modal;
        if (severity is not null) form = form.Choose("Severity", severity);
        if (lead is not null) form = form.ChoosePeople("Lead", lead);
        await form.Submit();
    }

    /// <summary>Says "I'm on it" in an incident's channel.</summary>
    public static Task Takes(this Member who, string channel) =>
        who.Messages(channel).First(m => m.Buttons.Contains("I'm on it")).Click("I'm on it");

    static string Plain(SeenMessage message) => message.Text.Replace("*", "", StringComparison.Ordinal);

    static string Slot(SeenMessage message) =>
        message.Posted.Metadata is { } mark && mark.TryGetProperty("event_payload", out var payload)
            ? payload.GetProperty("slot").GetString() ?? ""
            : "";
}

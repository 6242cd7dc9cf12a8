using Bot.FollowUps;
using Bot.People;
using Bot.Sandbox;
using Bot.Storage;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.FollowUps;

/// <summary>
/// A team with an incident about which something is left to do: Ana is on call, Ben and Chloe take turns too. It is a Tuesday.
/// </summary>
static class Kept
{
    public const string Channel = "#inc-1-orders-are-late";

    public static async Task<Afternoon> Begin(string? severity = null, string? manifest = null)
    {
        var afternoon = await Afternoon.Begin(manifest: manifest);
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ana.Declares("orders are late", severity);
        return afternoon;
    }

    public static FollowUpRow Row(this Afternoon afternoon, long number = 1) =>
        afternoon.Get<Database>().Read(db => FollowUpStore.Find(db, Viewer.Bot, number))!;

    public static List<FollowUpRow> Rows(this Afternoon afternoon) =>
        afternoon.Get<Database>().Read(db => FollowUpStore.Seen(db, Viewer.Bot, new(Before: null, int.MaxValue)))
            .OrderBy(row => row.Due, StringComparer.Ordinal).ThenBy(row => row.Number).ToList();

    /// <summary>The checklist of an incident's channel.</summary>
    public static SeenMessage Checklist(this Member who, string channel = Channel) =>
        Assert.Single(
            who.Messages(channel), m => m.Posted.Blocks?.ToString().Contains("followups|", StringComparison.Ordinal) == true);
}

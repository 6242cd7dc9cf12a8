using System.Text.Json.Nodes;

namespace Bot.Sandbox.Page.Blocks;

/// <summary>The one value of a date and time that are chosen apart: both on the person's own clock.</summary>
static class Moment
{
    const string Field = "selected_date_time";

    public static DateTime? Held(BlockHost host, PlacedElement placed) => host.State(placed)[Field] is { } unix
        ? host.Viewer.Local(DateTimeOffset.FromUnixTimeSeconds(unix.GetValue<long>())).DateTime : null;

    public static JsonObject None => new() { [Field] = null };

    /// <summary>With one of the two changed; the other stays, or is today, or noon.</summary>
    public static JsonObject Value(BlockHost host, PlacedElement placed, DateOnly? day, TimeOnly? time)
    {
        var before = Held(host, placed) ?? host.Viewer.Local(host.Workspace.Now).Date.AddHours(12);
        var local = (day ?? DateOnly.FromDateTime(before)).ToDateTime(time ?? TimeOnly.FromDateTime(before));
        return new JsonObject { [Field] = new DateTimeOffset(local, host.Viewer.Zone.GetUtcOffset(local)).ToUnixTimeSeconds() };
    }
}

using Bot.Delivery;
using Bot.Sandbox;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Incidents;

/// <summary>
/// Who follows an incident from outside hears its end wherever it was announced, and whatever became of that message.
/// </summary>
public sealed class AnnouncedTests
{
    const string Old = "#data-incidents", New = "#all-incidents";

    static async Task<Afternoon> Declared()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Ana.Slash("/incident declare Orders are late", "#data-team");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Modal.Close();
        return afternoon;
    }

    static async Task Moves(Afternoon afternoon)
    {
        await afternoon.Ana.Creates(New);
        var id = afternoon.Workspace.Conversations[New].Id;
        await afternoon.Get<Database>().Change(tx => AnnouncementChannel.Kept.Set(tx, id, "test"));
    }

    static async Task Resolves(Afternoon afternoon)
    {
        await afternoon.Ana.Slash("/incident resolve 1", "#data-team");
        await afternoon.Ana.Modal.Submit();
    }

    static SeenMessage Announcement(Afternoon afternoon, string channel) =>
        Assert.Single(
            afternoon.Ana.Messages(channel), m => m.Text.StartsWith(":white_check_mark: INC-1", StringComparison.Ordinal));

    static void IsHeard(Afternoon afternoon, string channel)
    {
        Assert.Contains(
            "ana resolved this", Assert.Single(Announcement(afternoon, channel).Replies).Text, StringComparison.Ordinal);
        Assert.Empty(
            afternoon.Get<Database>().Read(db => db.Query<string>("select subject from wakes where parked is not null")));
    }

    [Fact]
    public async Task Where_incidents_are_announced_elsewhere_by_now_the_end_is_said_under_the_old_announcement()
    {
        await using var afternoon = await Declared();
        await Moves(afternoon);
        await Resolves(afternoon);
        IsHeard(afternoon, Old);
        Assert.Null(afternoon.Ana.Look("INC-1", New));
    }

    [Fact]
    public async Task An_announcement_that_somebody_deleted_stands_there_anew_with_what_is_said_under_it()
    {
        await using var afternoon = await Declared();
        var announced = afternoon.Ana.Sees("INC-1", Old).Posted;
        afternoon.Workspace.Do(() => afternoon.Workspace.Conversations.Posting.Delete(announced));
        await Resolves(afternoon);
        IsHeard(afternoon, Old);
        await afternoon.Ana.Slash("/incident reopen 1", "#data-team");
        Assert.Contains("opened this again", afternoon.Ana.Sees("opened this again", Old).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_announcement_in_a_channel_that_was_put_away_stands_anew_where_incidents_are_announced_now()
    {
        await using var afternoon = await Declared();
        await Moves(afternoon);
        await afternoon.Ana.Archives(Old);
        await Resolves(afternoon);
        IsHeard(afternoon, New);
    }
}

using Bot.Sandbox;
using Bot.Storage;
using Dapper;
using static Bot.Tests.OnCall.CoverTests;

namespace Bot.Tests.OnCall;

public sealed class PutOnCallTests
{
    [Fact]
    public async Task An_owner_puts_somebody_on_call_with_a_reason_until_the_shift_ends()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        var modal = await Open(afternoon.Ana);
        Assert.Contains(
            "now – Mon 9 Mar 09:00, times in Europe/London\nChoose who is on call in your place.", modal.Text,
            StringComparison.Ordinal);
        await modal.ChoosePeople("Who", "chloe");
        Assert.Contains(
            "@chloe is on call in your place. @chloe is told, with the reason.", modal.Text, StringComparison.Ordinal);
        await modal.Fill("Why", "knows the migration").Submit();
        Assert.Contains("@chloe is on call", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await Agree(afternoon, afternoon.Chloe, afternoon.Ana);
        Assert.Equal(
            "knows the migration",
            afternoon.Get<Database>().Read(db => db.ExecuteScalar<string>("select why from history where verb = 'put on call'")));
        await afternoon.Until(At("2026-03-09T09:00Z"));
        await Agree(afternoon, afternoon.Ben, null);
    }

    [Fact]
    public async Task A_cover_that_is_agreed_on_is_taken_over_and_so_is_the_rest()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await afternoon.Ben.Slash("/cover take");
        await afternoon.Ben.Modal.Choose("Hours", "Today").Submit();
        var modal = await Open(afternoon.Ana);
        await modal.ChoosePeople("Who", "chloe");
        Assert.Contains("in the place of @ben, you", modal.Text, StringComparison.Ordinal);
        await modal.Fill("Why", "agreed").Submit();
        await Agree(afternoon, afternoon.Chloe, afternoon.Ana);
        await afternoon.Until(At("2026-03-05T10:00Z"));
        await Agree(afternoon, afternoon.Chloe, afternoon.Ana);
    }

    [Fact]
    public async Task Until_another_time_holds_inside_the_shift_only()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben");
        var modal = await Open(afternoon.Ana);
        await modal.ChoosePeople("Who", "dev").Choose("Until", "Another time");
        await modal.PickDate("Day", "2026-03-10").Fill("Why", "x").Submit();
        Assert.StartsWith("This shift ends Mon 9 Mar 09:00 (Europe/London).", modal.Errors["Time"], StringComparison.Ordinal);
        await modal.PickDate("Day", "2026-03-03").PickTime("Time", "12:00").Submit();
        await Agree(afternoon, afternoon.Dev, afternoon.Ana);
        await afternoon.Until(At("2026-03-03T12:00Z"));
        await Agree(afternoon, afternoon.Ana, null);
    }

    [Fact]
    public async Task Whoever_cannot_be_on_call_or_is_already_is_refused()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben");
        var modal = await Open(afternoon.Ana);
        await modal.ChoosePeople("Who", "gus").Fill("Why", "x").Submit();
        Assert.StartsWith("gus cannot be on call", modal.Errors["Who"], StringComparison.Ordinal);
        await modal.ChoosePeople("Who", "ana").Submit();
        Assert.StartsWith("You are on call in these hours already.", modal.Errors["Who"], StringComparison.Ordinal);
    }

    static async Task<Modal> Open(Member owner)
    {
        await owner.Slash("/cover rota");
        await owner.Modal.Press("Put on call");
        return owner.Modal;
    }
}

using Bot.Sandbox;

namespace Bot.Tests.OnCall;

public sealed class OrderMembersTests
{
    [Fact]
    public async Task Members_are_moved_with_what_comes_of_it_and_saved_by_one_submit()
    {
        await using var afternoon = await CoverTests.Begin("2026-03-03T10:00Z", "ana", "ben", "chloe", "dev");
        var modal = await Open(afternoon.Ana);
        Assert.Contains("1. @ana  on call until Mon 9 Mar 09:00", modal.Text, StringComparison.Ordinal);
        Assert.Contains("4. @dev  Mon 23 – Mon 30 Mar", modal.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing changes for who is on call.", modal.Text, StringComparison.Ordinal);

        await Move(modal, "dev", "Next after this shift");
        Assert.Contains("2. @dev  Mon 9 – Mon 16 Mar", modal.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Mon 9 – Mon 16 Mar · @dev instead of @ben\nMon 16 – Mon 23 Mar · @ben instead of @chloe", modal.Text,
            StringComparison.Ordinal);
        await Move(modal, "chloe", "Move up");
        Assert.Contains("3. @chloe  Mon 16 – Mon 23 Mar", modal.Text, StringComparison.Ordinal);
        await modal.Submit();
        Assert.Contains("then @dev", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Slash("/cover who");
        afternoon.Ana.Sees("Next: @dev.");
    }

    [Fact]
    public async Task Members_changed_meanwhile_are_shown_as_they_are_now()
    {
        await using var afternoon = await CoverTests.Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        var modal = await Open(afternoon.Ana);
        await Move(modal, "chloe", "Move up");
        await (await Afternoon.Settings(afternoon.Ivy)).ChoosePeople("Members", "ana", "ben", "emi").Submit();
        await modal.Submit();
        Assert.Contains(
            "ivy changed the members today at 10:00 AM: @ana, @ben, @emi. This is how they are now: move them again.",
            afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        Assert.Contains("3. @emi", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await Move(afternoon.Ana.Modal, "emi", "Move up");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Slash("/cover who");
        afternoon.Ana.Sees("Next: @emi.");
    }

    [Fact]
    public async Task A_member_is_paused_by_time_off_that_the_owner_saves()
    {
        await using var afternoon = await CoverTests.Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await Move(await Open(afternoon.Ana), "ben", "Pause…");
        var leave = afternoon.Ana.Modal;
        Assert.Equal(("Time off", "@ben"), (leave.Title, leave.Value("For")));
        Assert.Equal("Leave out their turns, so that the others move up", leave.Value("Turns"));
        await leave.PickDate("First day", "2026-03-09").PickDate("Last day", "2026-03-22").Submit();
        await leave.Close();
        Assert.Equal("Members", afternoon.Ana.Modal.Title);
        await Move(afternoon.Ana.Modal, "chloe", "Move up");
        await afternoon.Ana.Slash("/cover who");
        afternoon.Ana.Sees("Next: @chloe.");
    }

    internal static async Task<Modal> Open(Member owner)
    {
        await owner.Slash("/cover rota");
        await owner.Modal.Press("Members");
        return owner.Modal;
    }

    internal static async Task Move(Modal modal, string person, string how)
    {
        var row = modal.Text.Split('\n').Single(l => l.Contains($". @{person}", StringComparison.Ordinal))
            .Replace(" […]", "", StringComparison.Ordinal);
        await modal.Choose(row.Trim(), how);
    }
}

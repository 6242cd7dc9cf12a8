using static Bot.Tests.OnCall.CoverTests;

namespace Bot.Tests.OnCall;

public sealed class LeaveTests
{
    // Ben's days are those of New York, where he lives.
    [Fact]
    public async Task Others_are_asked_a_week_ahead_and_the_next_has_it_two_working_days_before()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await afternoon.Ben.Slash("/cover leave");
        var modal = afternoon.Ben.Modal;
        await modal.PickDate("First day", "2026-03-11").PickDate("Last day", "2026-03-12");
        Assert.Contains(
            "Data responder, times in Europe/London\n• Wed 11 Mar 04:00 – Fri 13 Mar 04:00: others are asked on Wed 4 Mar, each "
                + "in their own hours. If nobody takes it, @chloe has it on Mon 9 Mar 09:00.",
            modal.Text, StringComparison.Ordinal);
        await modal.Submit();
        Assert.Contains("You are away Wed 11 – Thu 12 Mar.", modal.Text, StringComparison.Ordinal);
        afternoon.Chloe.DoesNotSee("needs cover");

        await afternoon.Until(At("2026-03-04T07:59Z"));
        afternoon.Chloe.DoesNotSee("needs cover");
        await afternoon.Until(At("2026-03-04T08:00Z"));
        Assert.Equal(["I take it", "Can't"], afternoon.Chloe.Sees("@ben is away and needs cover as Data responder").Buttons);
        afternoon.Ana.DoesNotSee("needs cover");
        await afternoon.Until(At("2026-03-04T09:00Z"));
        afternoon.Ana.Sees("@ben is away and needs cover");
        afternoon.Ben.DoesNotSee("You are away");
        await afternoon.Until(At("2026-03-04T14:00Z"));
        Assert.Equal(["Keep my shift"], afternoon.Ben.Sees("You are away, so others are asked to cover your shift").Buttons);

        await afternoon.Until(At("2026-03-09T09:00Z"));
        afternoon.Ana.Sees("Nobody took it in time, so it fell to @chloe.");
        Assert.Contains(
            ": @ben is away, nobody took it, and you are the next available.",
            afternoon.Chloe.Sees("You are on call as Data responder, Mar 11").Text, StringComparison.Ordinal);
        await afternoon.Until(At("2026-03-09T13:00Z"));
        afternoon.Ben.Sees("@chloe covers you as Data responder");
        await Agree(afternoon, afternoon.Ben, null);
        await afternoon.Until(At("2026-03-11T10:00Z"));
        await Agree(afternoon, afternoon.Chloe, afternoon.Ben);
        await afternoon.Until(At("2026-03-13T10:00Z"));
        await Agree(afternoon, afternoon.Ben, null);
    }

    [Fact]
    public async Task Whoever_takes_it_has_it_and_nothing_falls_to_anybody()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await Away(afternoon.Ben, "2026-03-11", "2026-03-12");
        await afternoon.Until(At("2026-03-05T14:00Z"));
        await afternoon.Ana.Sees("@ben is away and needs cover").Click("I take it");
        afternoon.Ben.Sees("ana has taken it.");
        await afternoon.Until(At("2026-03-11T10:00Z"));
        await Agree(afternoon, afternoon.Ana, afternoon.Ben);
        afternoon.Chloe.DoesNotSee("you are the next available");
    }

    [Fact]
    public async Task Time_off_within_two_working_days_is_covered_at_once()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await Away(afternoon.Ana, "2026-03-03", "2026-03-04");
        await afternoon.Pass(TimeSpan.FromSeconds(1));
        await Agree(afternoon, afternoon.Ben, afternoon.Ana);
        afternoon.Chloe.DoesNotSee("needs cover");
        await afternoon.Until(At("2026-03-05T10:00Z"));
        await Agree(afternoon, afternoon.Ana, null);
    }

    [Fact]
    public async Task Whoever_gives_it_back_is_not_asked_again()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await Away(afternoon.Ana, "2026-03-03", "2026-03-04");
        await afternoon.Pass(TimeSpan.FromSeconds(1));
        await afternoon.Ben.Sees("you are the next available").Click("Cancel cover");
        await afternoon.Pass(TimeSpan.FromSeconds(1));
        await Agree(afternoon, afternoon.Chloe, afternoon.Ana);
        await afternoon.Chloe.Sees("you are the next available").Click("Cancel cover");
        await afternoon.Pass(TimeSpan.FromSeconds(1));
        await afternoon.Pass(TimeSpan.FromSeconds(1));
        await Agree(afternoon, afternoon.Ana, null);
        await afternoon.Finn.Joins("#data-incidents");
        afternoon.Finn.Sees("is not taken, and nobody else is available");
    }

    [Fact]
    public async Task Whoever_said_that_they_cannot_is_not_given_it_and_the_owners_hear_when_everybody_has()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe", "dev");
        await Away(afternoon.Ben, "2026-03-11", "2026-03-12");
        await afternoon.Until(At("2026-03-05T09:00Z"));
        await afternoon.Chloe.Sees("@ben is away and needs cover").Click("Can't");
        await afternoon.Until(At("2026-03-11T10:00Z"));
        await Agree(afternoon, afternoon.Dev, afternoon.Ben);

        await Away(afternoon.Chloe, "2026-03-17", "2026-03-17");
        await afternoon.Pass(TimeSpan.FromSeconds(1));
        await afternoon.Until(At("2026-03-11T13:00Z"));
        await afternoon.Finn.Joins("#data-incidents");
        foreach (var member in new[] { afternoon.Ana, afternoon.Ben, afternoon.Dev })
            await member.Sees("@chloe is away and needs cover").Click("Can't");
        afternoon.Finn.Sees("cover for chloe");
        await afternoon.Until(At("2026-03-17T10:00Z"));
        await Agree(afternoon, afternoon.Chloe, null);
    }

    [Fact]
    public async Task What_was_saved_is_not_said_to_be_lost_when_its_form_cannot_be_drawn_anew()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben");
        afternoon.Expect("");
        await afternoon.Ana.Slash("/cover leave");
        await afternoon.Ana.Modal.PickDate("First day", "2026-03-20").PickDate("Last day", "2026-03-21").Submit();
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Slash("/cover leave");
        afternoon.Workspace.Faults.On("views.update").ServerError(times: 10);
        await afternoon.Ana.Modal.Press(Back(afternoon.Ana.Modal)!);
        Assert.DoesNotContain("nothing was saved", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        afternoon.Workspace.Faults.Clear();
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ana.Slash("/cover leave");
        Assert.Null(Back(afternoon.Ana.Modal));
    }

    static string? Back(Bot.Sandbox.Modal modal) =>
        modal.Buttons.FirstOrDefault(b => b.StartsWith("Remove", StringComparison.Ordinal));

    [Fact]
    public async Task Days_taken_back_take_the_request_back()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await Away(afternoon.Ben, "2026-03-11", "2026-03-12");
        await afternoon.Until(At("2026-03-05T09:00Z"));
        await afternoon.Ben.Slash("/cover leave");
        await afternoon.Ben.Modal.Press("Remove");
        await afternoon.Pass(TimeSpan.FromSeconds(1));
        afternoon.Chloe.Sees("ben is not away any more.");
        await afternoon.Until(At("2026-03-11T10:00Z"));
        await Agree(afternoon, afternoon.Ben, null);
    }

    [Fact]
    public async Task Who_will_be_there_after_all_says_so_with_one_press()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await Away(afternoon.Ben, "2026-03-11", "2026-03-12");
        await afternoon.Until(At("2026-03-05T14:00Z"));
        await afternoon.Ben.Sees("You are away, so others are asked").Click("Keep my shift");
        afternoon.Chloe.Sees("ben cancelled the request.");
        await afternoon.Until(At("2026-03-11T10:00Z"));
        await Agree(afternoon, afternoon.Ben, null);
    }

    [Fact]
    public async Task When_nobody_else_is_available_the_owners_are_told_once_and_the_responder_stays()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben");
        await afternoon.Finn.Joins("#data-incidents");
        await Away(afternoon.Ana, "2026-03-10", "2026-03-12");
        await Away(afternoon.Ben, "2026-03-11", "2026-03-11");
        await afternoon.Until(At("2026-03-09T09:00Z"));
        await afternoon.Until(At("2026-03-11T10:00Z"));
        Assert.Single(afternoon.Finn.Messages(), m => m.Text.Contains("cover for ben", StringComparison.Ordinal));
        afternoon.Finn.Sees("is not taken, and nobody else is available. @ana");
        await Agree(afternoon, afternoon.Ben, null);
    }

    [Fact]
    public async Task Days_of_a_member_are_saved_by_the_owner_who_may_let_the_others_move_up()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await afternoon.Ben.Slash("/cover leave @chloe");
        await afternoon.Ben.Modal.Submit();
        Assert.StartsWith("Only the owners of their rotations", afternoon.Ben.Modal.Errors["For"], StringComparison.Ordinal);
        await afternoon.Ana.Slash("/cover leave @ben");
        await afternoon.Ana.Modal.PickDate("First day", "2026-03-07").PickDate("Last day", "2026-04-30")
            .Tick("Leave out their turns, so that the others move up").Submit();
        await afternoon.Until(At("2026-03-09T10:00Z"));
        await Agree(afternoon, afternoon.Chloe, null);
        await afternoon.Until(At("2026-03-16T10:00Z"));
        await Agree(afternoon, afternoon.Ana, null);
        afternoon.Ana.DoesNotSee("needs cover");
    }

    [Fact]
    public async Task Days_without_a_shift_say_how_far_shifts_are_planned()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben");
        await afternoon.Ben.Slash("/cover leave");
        await afternoon.Ben.Modal.PickDate("First day", "2026-03-04").PickDate("Last day", "2026-03-05");
        Assert.Contains(
            "No shift of yours on these days (planned until Mon 1 Jun).", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_that_cannot_be_are_refused_with_a_sentence()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben");
        await afternoon.Ben.Slash("/cover leave");
        var modal = afternoon.Ben.Modal;
        await modal.PickDate("First day", "2026-03-11").PickDate("Last day", "2026-03-10").Submit();
        Assert.Equal("The last day is before the first. Choose a later one.", modal.Errors["Last day"]);
        await modal.PickDate("First day", "2026-02-11").PickDate("Last day", "2026-02-11").Submit();
        Assert.Equal("These days are over. Choose days that are still to come.", modal.Errors["Last day"]);
        await modal.PickDate("First day", "2026-03-11").PickDate("Last day", "2026-03-13").Submit();
        await modal.Close();
        await Away(afternoon.Ben, "2026-03-13", "2026-03-14");
        Assert.Contains("is saved already", afternoon.Ben.Modal.Errors["First day"], StringComparison.Ordinal);
        await afternoon.Gus.Slash("/cover leave");
        afternoon.Gus.Sees("Guests cannot use Data Responder");
    }

    internal static async Task Away(Bot.Sandbox.Member member, string first, string last)
    {
        await member.Slash("/cover leave");
        await member.Modal.PickDate("First day", first).PickDate("Last day", last).Submit();
        if (member.Modal.Title != "Time off saved") return;
        await member.Modal.Close();
    }
}

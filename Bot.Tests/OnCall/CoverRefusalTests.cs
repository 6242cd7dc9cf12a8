using static Bot.Tests.OnCall.CoverTests;

namespace Bot.Tests.OnCall;

public sealed class CoverRefusalTests
{
    [Fact]
    public async Task Who_has_no_shift_ahead_is_told_so_and_offered_to_take()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben");
        await afternoon.Emi.Slash("/cover");
        Assert.Null(afternoon.Emi.ModalOrNone);
        afternoon.Emi.Sees("You have no shift ahead, so there is nothing to hand over. /cover take takes hours from somebody");
        await afternoon.Emi.Slash("/cover take");
        afternoon.Emi.Sees("Only members of a rotation can take hours, and you are in none.");
    }

    [Fact]
    public async Task Less_than_half_an_hour_is_not_worth_a_message_to_others()
    {
        await using var afternoon = await Begin("2026-03-03T10:10Z", "ana", "ben");
        await afternoon.Ana.Slash("/cover");
        await afternoon.Ana.Modal.Choose("Hours", "Other");
        await afternoon.Ana.Modal.PickDate("Until", "2026-03-03").PickTime("Until time", "10:39").Submit();
        Assert.Equal("That is less than 30 minutes. Choose at least half an hour.", afternoon.Ana.Modal.Errors["Until"]);
        await afternoon.Ana.Modal.PickTime("Until time", "10:40").Submit();
        Assert.Equal("Asked for cover", afternoon.Ana.Modal.Title);

        await afternoon.Until(At("2026-03-03T23:45Z"));
        await afternoon.Ben.Slash("/cover take");
        await afternoon.Ben.Modal.Choose("Hours", "Today").Submit();
        Assert.StartsWith("That is less than 30 minutes.", afternoon.Ben.Modal.Errors["Hours"], StringComparison.Ordinal);
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ana.Slash("/cover rota");
        await afternoon.Ana.Modal.Press("Put on call");
        var form = await afternoon.Ana.Modal.ChoosePeople("Who", "ben").Fill("Why", "x").Choose("Until", "Another time");
        await form.PickDate("Day", "2026-03-04").PickTime("Time", "00:05").Submit();
        Assert.StartsWith("That is less than 30 minutes.", form.Errors["Time"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guests_can_neither_ask_nor_be_asked()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben");
        foreach (var words in new[] { "", " take", " schedule", " mine", " requests" })
        {
            await afternoon.Gus.Slash("/cover" + words);
            afternoon.Gus.Sees("Guests cannot use Data Responder");
        }

        await afternoon.Ana.Slash("/cover");
        var modal = afternoon.Ana.Modal;
        await modal.ChoosePeople("Whom to ask", "gus").Submit();
        Assert.StartsWith("gus cannot be on call", modal.Errors["Whom to ask"], StringComparison.Ordinal);
        await modal.ChoosePeople("Whom to ask", "ana").Submit();
        Assert.StartsWith("You are the one to be covered.", modal.Errors["Whom to ask"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_those_asked_can_take_it_and_the_channel_hears_when_all_say_they_cannot()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ben", "chloe", "ana");
        await afternoon.Ben.Slash("/cover");
        await afternoon.Ben.Modal.ChoosePeople("Whom to ask", "chloe").Submit();
        await afternoon.Finn.Joins("#data-incidents");
        afternoon.Finn.DoesNotSee("cover for ben");
        await afternoon.Chloe.Sees("asks for cover").Click("Can't");
        afternoon.Finn.Sees("Data responder: cover for ben");
        afternoon.Finn.Sees("is not taken yet. @ana");
        await afternoon.Finn.Sees("cover for ben").Click("I take it");
        afternoon.Finn.Sees("Only those who were asked can take it.");
        await Agree(afternoon, afternoon.Ben, null);
        await afternoon.Chloe.Sees("You said that you can't.").Click("I take it");
        await Agree(afternoon, afternoon.Chloe, afternoon.Ben);
    }

    [Fact]
    public async Task Hours_that_are_asked_for_are_not_asked_for_twice()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben");
        await afternoon.Ana.Slash("/cover");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Slash("/cover");
        await afternoon.Ana.Modal.Submit();
        Assert.StartsWith(
            "Cover of these hours is asked for already", afternoon.Ana.Modal.Errors["Hours"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_took_ends_with_its_hours_and_an_old_announcement_is_not_sent()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben");
        await afternoon.Ana.Slash("/cover");
        await afternoon.Ana.Modal.Choose("Hours", "Today").Submit();
        await afternoon.Stop();
        await afternoon.Until(At("2026-03-04T10:00Z"));
        await afternoon.Start();
        await afternoon.Finn.Joins("#data-incidents");
        afternoon.Finn.DoesNotSee("cover for ana");
        afternoon.Ana.Sees(
            "Nobody took your hours as Data responder (yesterday at 10:00 AM – the end of yesterday). You were on call.");
        Assert.Empty(afternoon.Ben.Sees("asks for cover").Buttons);
    }

    [Fact]
    public async Task An_edit_keeps_what_fits_and_tells_both_of_what_does_not()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await afternoon.Ben.Slash("/cover");
        await afternoon.Ben.Modal.Submit();
        await afternoon.Chloe.Sees("@ben asks for cover").Click("I take it");
        await afternoon.Chloe.Slash("/cover take");
        await afternoon.Chloe.Modal.Choose("Hours", "Today").Submit();
        await Agree(afternoon, afternoon.Chloe, afternoon.Ana);
        await (await Afternoon.Settings(afternoon.Ana)).ChoosePeople("Members", "ana", "chloe", "dev", "ben").Submit();
        await Agree(afternoon, afternoon.Chloe, afternoon.Ana);
        await afternoon.Until(At("2026-03-03T14:00Z"));
        Assert.Equal(["Ask for cover", "Cancel cover"], afternoon.Ben.Sees("Data responder has changed: not all hours").Buttons);
        await afternoon.Ben.Sees("Data responder has changed: not all hours").Click("Ask for cover");
        Assert.Equal("Ask for cover", afternoon.Ben.Modal.Title);
        await afternoon.Ben.Modal.Close();
        Assert.Equal(["Cancel cover"], afternoon.Chloe.Sees("Data responder has changed: not all hours").Buttons);
        await afternoon.Until(At("2026-03-09T09:30Z"));
        await Agree(afternoon, afternoon.Chloe, null);
    }

    [Fact]
    public async Task What_somebody_covered_who_leaves_is_asked_for_again()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await afternoon.Ben.Slash("/cover");
        await afternoon.Ben.Modal.Submit();
        await afternoon.Chloe.Sees("asks for cover").Click("I take it");
        afternoon.Workspace.People.Change("chloe", chloe => chloe.Deleted = true);
        await afternoon.Pass(TimeSpan.FromSeconds(2));
        await afternoon.Ana.Sees("asks for cover").Click("I take it");
        await afternoon.Until(At("2026-03-09T10:00Z"));
        await Agree(afternoon, afternoon.Ana, afternoon.Ben);
    }
}

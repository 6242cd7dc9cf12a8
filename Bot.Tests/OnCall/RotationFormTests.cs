using System.Globalization;
using Bot.Sandbox;

namespace Bot.Tests.OnCall;

public sealed class RotationFormTests
{
    [Fact]
    public async Task Choosing_members_is_enough()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/cover rota");
        var modal = afternoon.Ana.Modal;
        Assert.Equal("New rotation", modal.Title);
        Assert.Equal(
            ["Name", "Members", "Hand-off"], modal.Fields);
        Assert.Equal(["More settings"], modal.Buttons);
        await modal.Press("More settings");
        Assert.Equal(
            [
                "Name", "Members", "Hand-off", "Time zone", "Days", "From", "To", "Hours are in", "User group",
                "Named out of hours", "Called out of hours", "Channel", "Owners",
            ],
            modal.Fields);
        await modal.ChoosePeople("Members", "ana", "ben", "chloe").Submit();
        Assert.Contains(
            "you are on call until Mar 9 at 9:00 AM. Next: @ben.", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        Assert.Equal([afternoon.Ana.Id], afternoon.Workspace.Groups["@data-responder"].Members);
    }

    [Fact]
    public async Task The_next_four_shifts_follow_the_fields()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/cover rota");
        var modal = afternoon.Ana.Modal;
        Assert.Contains("Choose members to see who is on call when", modal.Text, StringComparison.Ordinal);

        await modal.ChoosePeople("Members", "ana", "ben", "chloe");
        Assert.Contains(
            "@ana · now – Mon 9 Mar 09:00\n@ben · Mon 9 – Mon 16 Mar\n@chloe · Mon 16 – Mon 23 Mar\n@ana · Mon 23 – Mon 30 Mar\n"
                + "Hand-off Mondays 09:00",
            modal.Text, StringComparison.Ordinal);
        Assert.Contains("May be disturbed Mon–Fri 09:00–17:00.", modal.Text, StringComparison.Ordinal);

        await (await modal.ChoosePeople("Members", "chloe", "ana")
            .Choose("Hand-off", "Every weekday 09:00").Press("More settings"))
            .Choose("Time zone", "Asia/Tokyo").PickTime("To", "06:00");
        Assert.Contains("times in Asia/Tokyo", modal.Text, StringComparison.Ordinal);
        Assert.Contains("@chloe · now – Wed 4 Mar 09:00\n@ana · Wed 4 – Thu 5 Mar", modal.Text, StringComparison.Ordinal);
        Assert.Contains("Mon–Fri 09:00–06:00 of the next day", modal.Text, StringComparison.Ordinal);

        await modal.Choose("Hand-off", "Other (a cron expression)");
        await modal.Fill("Cron expression", "0 9 1 * *");
        Assert.Contains("@chloe · now – Wed 1 Apr 09:00\n@ana · Wed 1 Apr – Fri 1 May", modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_mistake_is_told_under_its_own_field_and_nothing_is_saved()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/cover rota");
        var modal = afternoon.Ana.Modal;
        await modal.ChoosePeople("Members", "ana", "gus").Choose("Hand-off", "Other (a cron expression)");
        await (await modal.Fill("Cron expression", "*/5 * * * *").Press("More settings"))
            .PickTime("To", "09:00").Choose("Named out of hours", "Named people");
        await modal.ChoosePeople("Named people", "dora").Submit();
        Assert.Contains("more than once an hour", modal.Errors["Cron expression"], StringComparison.Ordinal);
        Assert.Contains("leaves no hours", modal.Errors["To"], StringComparison.Ordinal);
        Assert.StartsWith("gus cannot be on call", modal.Errors["Members"], StringComparison.Ordinal);
        Assert.StartsWith("dora cannot be in a user group", modal.Errors["Named people"], StringComparison.Ordinal);

        await modal.Close();
        await afternoon.Ana.Slash("/cover");
        afternoon.Ana.Sees("Nobody is on call yet. /cover rota makes a rotation");
    }

    [Fact]
    public async Task An_existing_rotation_opens_prefilled_and_an_edit_leaves_the_running_shift()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Ana.Modal.Close();
        var modal = await Afternoon.Settings(afternoon.Ana);
        Assert.Equal("Change rotation", modal.Title);
        foreach (var hint in (string[])["To reorder: /cover rota", "Whom @data-responder names then. It calls nobody."])
            Assert.Contains(hint, $"{modal.View.Definition}", StringComparison.Ordinal);
        Assert.Equal("@ana, @ben, @chloe", modal.Value("Members"));
        Assert.Equal("Europe/London", modal.Value("Time zone"));
        await modal.ChoosePeople("Members", "chloe", "dev").Choose("Hand-off", "Every Wednesday 09:00");
        Assert.Contains(
            "@ana · now – Mon 9 Mar 09:00\n@chloe · Mon 9 Mar 09:00 – Wed 18 Mar 09:00\n@dev · Wed 18 – Wed 25 Mar", modal.Text,
            StringComparison.Ordinal);
        await modal.Submit();
        await afternoon.Ben.Slash("/cover who");
        afternoon.Ben.Sees("@ana is on call until Mar 9 at 5:00 AM. Next: @chloe.");
    }

    [Fact]
    public async Task The_form_says_what_an_edit_changes_before_it_is_saved()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Chloe.Slash("/cover take");
        await afternoon.Chloe.Modal.Choose("Shift", "ben: Mon 9 – Mon 16 Mar").Submit();
        var modal = await Afternoon.Settings(afternoon.Ana);
        Assert.Contains("Nothing changes for who is on call.", modal.Text, StringComparison.Ordinal);
        await modal.ChoosePeople("Members", "ana", "dev", "chloe");
        Assert.Contains(
            "4 changes until Mon 18 May, the running shift stays\nMon 9 – Mon 16 Mar · @dev instead of @ben\nMon 30 Mar – Mon 6 "
                + "Apr · @dev instead of @ben",
            modal.Text, StringComparison.Ordinal);
        Assert.Contains(
            "@chloe was to cover @ben Mon 9 – Mon 16 Mar: not all of these hours would be theirs any more. Both are told.",
            modal.Text, StringComparison.Ordinal);
        await modal.Choose("Hand-off", "Every day 09:00");
        Assert.Contains("… ", modal.Text, StringComparison.Ordinal);
        await modal.Submit();
        afternoon.Ben.DoesNotSee("Data responder has changed");
        await afternoon.Until(afternoon.Clock.GetUtcNow().AddHours(4));
        afternoon.Ben.Sees("Data responder has changed: not all hours");
    }

    [Fact]
    public async Task In_own_zones_the_form_shows_both_clocks_and_what_nobody_covers()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/cover rota");
        await (await afternoon.Ana.Modal.ChoosePeople("Members", "ana", "ben", "emi").Press("More settings"))
            .Choose("Hours are in", "Each responder's own time zone");
        Assert.Contains(
            "May be disturbed Mon–Fri 09:00–17:00 on their own clocks. In Europe/London that is:\n@ana (Europe/London)  Mon–Fri "
                + "09:00–17:00\n"
            + "@ben (America/New_York)  Mon–Fri 13:00–21:00; nobody Mon–Fri 09:00–13:00\n@emi (Asia/Tokyo)  Mon–Fri "
            + "00:00–08:00; nobody Mon–Fri 09:00–17:00",
            afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_clock_is_another_than_the_rotations_is_said_and_they_are_told_of_their_own_hours()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/cover rota");
        await afternoon.Ana.Modal.ChoosePeople("Members", "ben", "ana");
        Assert.Contains(
            "@ben (New York) may be called from 04:00 their time for what is urgent.", afternoon.Ana.Modal.Text,
            StringComparison.Ordinal);
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ben.Slash("/cover who");
        afternoon.Ben.Sees(
            "Your own hours: 09:00–17:00 New York, from today at 9:00 AM. An urgent incident may call you 09:00–17:00 London, "
                + "too.");
        await afternoon.Until(DateTimeOffset.Parse("2026-03-03T14:30Z", CultureInfo.InvariantCulture));
        await afternoon.Ben.Slash("/cover who");
        afternoon.Ben.Sees("In hours until today at 5:00 PM.");
    }

    [Fact]
    public async Task Two_rotations_have_two_names()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Finn.Slash("/cover rota new");
        await afternoon.Finn.Modal.Press("More settings");
        Assert.Equal("No user group", afternoon.Finn.Modal.Value("User group"));
        await afternoon.Finn.Modal.Fill("Name", "data responder").ChoosePeople("Members", "finn", "gwen").Submit();
        Assert.Contains("Another rotation has this name", afternoon.Finn.Modal.Errors["Name"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_sent_twice_makes_one_rotation()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/cover rota");
        await afternoon.Ana.Modal.ChoosePeople("Members", "ana", "ben");
        afternoon.Workspace.Faults.Envelopes.Ask(EnvelopeTrouble.Duplicate, type: "interactive");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Slash("/cover rota");
        Assert.Equal("Rotations", afternoon.Ana.Modal.Title);
        Assert.Equal(4, afternoon.Ana.Modal.Buttons.Count);
    }

    [Fact]
    public async Task Guests_see_nothing_and_others_do_not_change_what_is_not_theirs()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Gus.Slash("/cover who");
        afternoon.Gus.Sees("Guests cannot use Data Responder");
        await afternoon.Gus.Slash("/cover rota");
        Assert.Null(afternoon.Gus.ModalOrNone);
        await afternoon.Finn.Slash("/cover rota");
        Assert.Empty(afternoon.Finn.Modal.Buttons);
        Assert.Contains("@ana and admins change it.", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ivy.Slash("/cover rota");
        Assert.Equal("Rotations", afternoon.Ivy.Modal.Title);
    }

    [Fact]
    public async Task A_rotation_may_change_hands_every_few_weeks_from_a_day_that_is_chosen()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/cover rota");
        var modal = afternoon.Ana.Modal;
        await modal.ChoosePeople("Members", "ana", "ben").Choose("Hand-off", "Every 2 weeks, or more");
        Assert.Equal("Every 2 weeks", modal.Value("Weeks"));
        Assert.Contains(
            "@ana · now – Mon 9 Mar 09:00\n@ben · Mon 9 – Mon 23 Mar\n@ana · Mon 23 Mar – Mon 6 Apr\n"
                + "@ben · Mon 6 – Mon 20 Apr\nHand-off Mondays 09:00, every 2 weeks",
            modal.Text, StringComparison.Ordinal);
        await modal.Choose("Weeks", "Every 3 weeks").PickDate("First hand-off", "2026-03-04").PickTime("Time", "10:00").Submit();
        Assert.Contains(
            "you are on call until tomorrow at 10:00 AM. Next: @ben.", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.Close();
        var again = await Afternoon.Settings(afternoon.Ana);
        Assert.Equal("Every 2 weeks, or more", again.Value("Hand-off"));
        Assert.Equal("Every 3 weeks", again.Value("Weeks"));
        Assert.Contains("@ben · Wed 4 – Wed 25 Mar", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_that_a_rotation_keeps_is_not_one_to_call_out_of_hours()
    {
        const string Says = "@on-call-engineers names whoever is on call, so it would call nobody new. "
            + "Choose another group, or nobody.";
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/cover rota");
        var form = await afternoon.Ana.Modal.ChoosePeople("Members", "ana", "ben").Press("More settings");
        await form.Choose("User group", "on-call-engineers");
        await form.Tick("Yes, take it over").Choose("Called out of hours", "on-call-engineers").Submit();
        Assert.Equal(Says, form.Errors["Called out of hours"]);
        await form.Choose("Called out of hours", "Nobody").Submit();
        Assert.Equal("Rotation saved", afternoon.Ana.Modal.Title);
        await afternoon.Ana.Modal.Close();

        await afternoon.Ana.Slash("/cover rota");
        await afternoon.Ana.Modal.Press("Settings");
        form = await afternoon.Ana.Modal.Press("More settings");
        await form.Choose("Called out of hours", "on-call-engineers").Submit();
        Assert.Equal(Says, form.Errors["Called out of hours"]);
    }

    [Fact]
    public async Task A_zone_is_found_by_its_city_and_no_other_is_offered()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ben.Slash("/cover rota");
        await afternoon.Ben.Modal.Press("More settings");
        Assert.Equal("America/New_York", afternoon.Ben.Modal.Value("Time zone"));
        Assert.Equal("Asia/Kathmandu", Assert.Single(await afternoon.Ben.Modal.Search("Time zone", "kathm")));
        Assert.Empty(await afternoon.Ben.Modal.Search("Time zone", "atlantis"));
    }
}

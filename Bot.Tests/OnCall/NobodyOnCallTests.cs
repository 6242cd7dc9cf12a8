using Bot.Sandbox;

namespace Bot.Tests.OnCall;

/// <summary>
/// A rotation runs out of people. Ana, in London, made it and takes no turns; it is a Tuesday, 10:00.
/// </summary>
public sealed class NobodyOnCallTests
{
    const string Nobody = "Data responder has nobody on call";

    static async Task<Afternoon> Begin(params string[] members)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation(members);
        await afternoon.Ana.Modal.Close();
        return afternoon;
    }

    static async Task Leaves(Afternoon afternoon, params string[] people)
    {
        foreach (var person in people) afternoon.Workspace.People.Change(person, p => p.Deleted = true);
        await afternoon.Settle();
    }

    static async Task Put(Afternoon afternoon, string person)
    {
        await afternoon.Ana.Slash("/cover rota");
        await afternoon.Ana.Modal.Press("Put on call");
        await afternoon.Ana.Modal.ChoosePeople("Who", person).Fill("Why", "ben left").Submit();
        await afternoon.Ana.Modal.CloseAll();
    }

    static List<SeenMessage> Told(Member person, string said = Nobody) =>
        [.. person.Messages().Where(m => m.Channel == "(direct)" && m.Text.Contains(said, StringComparison.Ordinal))];

    static async Task<string> Who(Member reader)
    {
        await reader.Slash("/cover who");
        return reader.Messages().First(m => m.IsEphemeral).Text;
    }

    [Fact]
    public async Task Owners_hear_a_working_day_before_and_as_the_last_hours_end_that_nobody_comes_after_them()
    {
        await using var afternoon = await Begin("ben", "chloe");
        await Leaves(afternoon, "ben", "chloe");
        await Put(afternoon, "dev");
        await afternoon.Until(At("2026-03-05T12:00Z"));
        await afternoon.Until(At("2026-03-06T09:00Z"));
        var word = Told(afternoon.Ana, $"{Nobody} from Mar 9")[0];
        Assert.Equal(["ana"], word.Notified);
        Assert.Contains("Choose members", word.Buttons);
        await afternoon.Until(At("2026-03-09T08:59Z"));
        await afternoon.Until(At("2026-03-09T09:00Z"));
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        var now = Assert.Single(Told(afternoon.Ana, $"{Nobody}. ben has left"));
        Assert.Equal(["ana"], now.Notified);
        Assert.Contains("dev was on call until", afternoon.Finn.Sees("Nobody is on call now.", "#data-incidents").Text,
            StringComparison.Ordinal);
        Assert.Equal([afternoon.Ana.Id], afternoon.Workspace.Groups["@data-responder"].Members);
        await now.Click("Choose members");
        await afternoon.Ana.Modal.ChoosePeople("Members", "emi").Submit();
        await afternoon.Ana.Modal.CloseAll();
        Assert.Contains("@emi is on call since", now.Text, StringComparison.Ordinal);
        Assert.Empty(now.Buttons);
        Assert.DoesNotContain(Told(afternoon.Ana), m => m.Buttons.Count > 0);
    }

    [Fact]
    public async Task At_night_whoever_can_choose_members_is_told_at_once_and_once_however_many_leave()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.RotationOfIvy(null, "ben", "chloe");
        await afternoon.Until(At("2026-03-06T18:30Z"));
        await Leaves(afternoon, "ben", "chloe");
        var told = Assert.Single(Told(afternoon.Ivy));
        Assert.Equal(["ivy"], told.Notified);
        Assert.Contains("ben has left, chloe has left.", told.Text, StringComparison.Ordinal);
        await afternoon.Until(At("2026-03-09T09:01Z"));
        Assert.Single(Told(afternoon.Ivy));
        afternoon.Ivy.DoesNotSee("chloe's account was deactivated");
    }

    [Theory]
    [InlineData("deactivated")]
    [InlineData("guest")]
    public async Task Whoever_is_the_last_that_can_be_on_call_cannot_give_hours_back_to_somebody_who_has_gone(string how)
    {
        await using var afternoon = await Begin("ben", "dev");
        afternoon.Workspace.People.Change("ben", ben => (ben.Deleted, ben.IsGuest) = (how == "deactivated", how == "guest"));
        await afternoon.Settle();
        await afternoon.Dev.Sees("You are on call").Click("Cancel cover");
        Assert.Contains("so you stay on call. Ask @ana or an admin to choose other members", afternoon.Dev.Sees(
            "Nobody would have these hours: ben").Text, StringComparison.Ordinal);
        Assert.Contains("@dev is on call", await Who(afternoon.Gwen), StringComparison.Ordinal);
        Assert.Empty(Told(afternoon.Ana));
    }

    [Fact]
    public async Task Hours_of_somebody_who_has_gone_fall_to_the_next_as_a_cover_of_them_is_cancelled()
    {
        await using var afternoon = await Begin("ben", "dev", "chloe");
        await Leaves(afternoon, "ben");
        var told = afternoon.Ana.Sees("account was deactivated");
        await afternoon.Dev.Sees("You are on call").Click("Cancel cover");
        afternoon.Dev.Sees("The cover is cancelled. chloe has the remaining hours now");
        afternoon.Dev.Sees("You cancelled the cover. @chloe is on call as Data responder, now.");
        Assert.Contains("@chloe is on call", await Who(afternoon.Gwen), StringComparison.Ordinal);
        Assert.Contains("@chloe is on call until", told.Text, StringComparison.Ordinal);
        afternoon.Dev.DoesNotSee("on call again");
    }

    [Fact]
    public async Task Hours_of_somebody_on_leave_go_on_to_the_next_as_a_cover_of_them_is_cancelled()
    {
        await using var afternoon = await Begin("ana", "ben", "chloe");
        await afternoon.Ana.Slash("/cover leave");
        await afternoon.Ana.Modal.PickDate("First day", "2026-03-03").PickDate("Last day", "2026-03-06").Submit();
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await afternoon.Ben.Sees("You are on call").Click("Cancel cover");
        afternoon.Ben.Sees("The cover is cancelled. chloe has the remaining hours now");
        Assert.Contains("@chloe is on call", await Who(afternoon.Gwen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_and_answer_say_who_is_on_call_once_members_are_chosen_after_all_have_left()
    {
        await using var afternoon = await Begin("ben");
        await Leaves(afternoon, "ben");
        var told = Assert.Single(Told(afternoon.Ana));
        await told.Click("Choose members");
        await afternoon.Ana.Modal.ChoosePeople("Members", "dev");
        Assert.Contains("@dev · now – Mon 9 Mar", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        Assert.Contains("@dev instead of nobody", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("@ben", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("the running shift stays", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.Submit();
        Assert.Contains(":white_check_mark: Data responder: @dev is on call until", afternoon.Ana.Modal.Text,
            StringComparison.Ordinal);
        await afternoon.Ana.Modal.CloseAll();
        Assert.Contains("@dev is on call since", told.Text, StringComparison.Ordinal);
        Assert.Empty(told.Buttons);
        await afternoon.Pass(TimeSpan.FromHours(2));
        Assert.Single(Told(afternoon.Ana, "Data responder: @dev is on call since"));
        afternoon.Ana.DoesNotSee("nobody is on call, because");
    }

    [Fact]
    public async Task Whoever_is_added_while_all_others_are_on_leave_has_the_hours_as_the_form_says()
    {
        await using var afternoon = await Begin("ben", "chloe");
        foreach (var person in new[] { afternoon.Ben, afternoon.Chloe })
        {
            await person.Slash("/cover leave");
            await person.Modal.PickDate("First day", "2026-03-03").PickDate("Last day", "2026-03-06").Submit();
            await person.Modal.CloseAll();
        }

        await afternoon.Pass(TimeSpan.FromHours(5));
        await afternoon.Ana.Slash("/cover rota");
        await afternoon.Ana.Modal.Press("Settings");
        await afternoon.Ana.Modal.ChoosePeople("Members", "ben", "chloe", "dev");
        Assert.Contains("@dev · now – ", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.Submit();
        Assert.Contains("@dev is on call until", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_only_one_left_is_not_told_that_others_take_turns()
    {
        await using var afternoon = await Begin("ana", "ben");
        await Leaves(afternoon, "ben");
        Assert.Contains("nobody else is left to take turns.", afternoon.Ana.Sees("account was deactivated").Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_cannot_change_members_is_told_whom_to_ask_and_no_list_names_whoever_has_gone()
    {
        await using var afternoon = await Begin("ben");
        await Leaves(afternoon, "ben");
        Assert.EndsWith("Ask @ana or an admin to change its members.", await Who(afternoon.Gwen), StringComparison.Ordinal);
        Assert.EndsWith("Change its members with /cover rota.", await Who(afternoon.Ana), StringComparison.Ordinal);
        var home = await afternoon.Gwen.OpensHome(afternoon.App);
        Assert.Contains("Ask @ana or an admin", home!.Text, StringComparison.Ordinal);
        await afternoon.Gwen.Slash("/cover take");
        afternoon.Gwen.Sees("you are in none. Ask @ana or an admin to add you.");
        await afternoon.Gwen.Slash("/cover schedule");
        afternoon.Gwen.Sees("nobody · now – Mon 9 Mar");
        await afternoon.Gwen.Slash("/cover requests");
        afternoon.Gwen.Sees("There is nobody to ask.");
    }

    [Fact]
    public async Task An_owner_outside_the_channel_in_which_nobody_takes_hours_is_told_in_person()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.RotationOfIvy(null, "ben", "chloe");
        await afternoon.Ben.Slash("/cover");
        await afternoon.Ben.Modal.Submit();
        await afternoon.Ben.Modal.CloseAll();
        for (var minute = 0; minute < 20; minute++) await afternoon.Pass(TimeSpan.FromMinutes(1));
        var told = afternoon.Ivy.Sees("cover for ben");
        Assert.Equal("(direct)", told.Channel);
        Assert.Equal(["ivy"], told.Notified);
        await afternoon.Chloe.Sees("asks for cover").Click("I take it");
        Assert.Contains("has taken it", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cover_whose_hours_are_over_has_nothing_to_press()
    {
        await using var afternoon = await Begin("ana", "ben", "chloe");
        await afternoon.Ana.Slash("/cover");
        await afternoon.Ana.Modal.Choose("Hours", "Today").Submit();
        await afternoon.Ana.Modal.CloseAll();
        var asked = afternoon.Ben.Sees("asks for cover");
        await asked.Click("I take it");
        Assert.Contains("Cancel cover", asked.Buttons);
        await afternoon.Until(At("2026-03-04T09:00Z"));
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Empty(asked.Buttons);
        Assert.Empty(afternoon.Ana.Sees("covers you").Buttons);
    }

    [Fact]
    public async Task A_rotation_that_is_named_opens_for_who_may_change_it()
    {
        await using var afternoon = await Begin("ben");
        await afternoon.Ana.Slash("/cover rota data responder");
        Assert.Equal("Change rotation", afternoon.Ana.Modal.Title);
        await afternoon.Gwen.Slash("/cover rota Data responder");
        afternoon.Gwen.Sees("Only the owners of Data responder (ana) and admins may change it.");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ana.Slash("/cover rota nonsense");
        Assert.Null(afternoon.Ana.ModalOrNone);
    }

    static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture);
}

using Bot.OnCall.Rows;
using Bot.Sandbox;
using Bot.Storage;
using static Bot.Tests.OnCall.CoverTests;

namespace Bot.Tests.OnCall;

/// <summary>
/// Two people have the same form open: nothing that either saves is lost, and who changes the same hears of the other.
/// </summary>
public sealed class EditedMeanwhileTests
{
    [Fact]
    public async Task Settings_that_others_saved_meanwhile_stay_and_the_form_says_who_changed_them()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe", "dev");
        var form = await Afternoon.Settings(afternoon.Ivy);
        await (await Afternoon.Settings(afternoon.Ana)).ChoosePeople("Members", "ana", "dev", "ben", "chloe", "emi").Submit();
        await form.Choose("Hand-off", "Every Tuesday 09:00");
        Assert.Contains(
            "ana changed the members today at 10:00 AM: @ana, @dev, @ben, @chloe, @emi.", form.Text, StringComparison.Ordinal);
        await form.Submit();
        var saved = Settings(afternoon);
        Assert.Equal(Ids(afternoon, "ana", "dev", "ben", "chloe", "emi"), saved.Rotation.Members);
        Assert.Equal("0 9 * * 2", saved.Rotation.HandOff.Cron);
        Assert.Contains(
            "ana changed the members today at 10:00 AM: @ana, @dev, @ben, @chloe, @emi. That is kept as well.",
            afternoon.Ivy.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_changes_the_same_is_told_who_was_first_and_decides()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        var form = await Afternoon.Settings(afternoon.Ivy);
        await (await Afternoon.Settings(afternoon.Ana))
            .ChoosePeople("Members", "ana", "ben", "chloe", "emi").Fill("Name", "Data duty").Submit();
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await form.ChoosePeople("Members", "ana", "ben").Submit();
        Assert.Equal("Change rotation", afternoon.Ivy.Modal.Title);
        Assert.Contains(
            "ana changed the members today at 10:00 AM: @ana, @ben, @chloe, @emi. You chose: @ana, @ben", form.Text,
            StringComparison.Ordinal);
        Assert.Contains("ana changed the name today at 10:00 AM: Data duty.", form.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing is saved yet.", form.Text, StringComparison.Ordinal);
        Assert.Equal("@ana, @ben", form.Value("Members"));
        Assert.Equal(4, Settings(afternoon).Rotation.Members.Count);

        await afternoon.Ivy.Modal.Submit();
        Assert.Equal("Rotation saved", afternoon.Ivy.Modal.Title);
        Assert.Equal(Ids(afternoon, "ana", "ben"), Settings(afternoon).Rotation.Members);
        Assert.Equal("Data duty", Settings(afternoon).Name);
    }

    [Fact]
    public async Task A_form_that_changes_nothing_writes_nothing()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben");
        var form = await Afternoon.Settings(afternoon.Ivy);
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await (await Afternoon.Settings(afternoon.Ana)).Fill("Name", "Data duty").Submit();
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await form.Submit();
        var saved = Settings(afternoon);
        Assert.Equal(("Data duty", afternoon.Ana.Id), (saved.Name, saved.SavedBy));
    }

    [Fact]
    public async Task Who_is_no_owner_any_more_and_a_name_that_was_taken_are_refused_when_it_is_saved()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben");
        await (await Afternoon.Settings(afternoon.Ana)).ChoosePeople("Owners", "dev").Submit();
        var form = await Afternoon.Settings(afternoon.Dev);
        await (await Afternoon.Settings(afternoon.Ana)).ChoosePeople("Owners").Submit();
        await form.Fill("Name", "Mine").Submit();
        Assert.StartsWith("Only the owners of Data responder (ana)", form.Errors["Name"], StringComparison.Ordinal);

        var second = await Afternoon.Settings(afternoon.Ivy);
        await afternoon.Finn.Slash("/cover rota new");
        await afternoon.Finn.Modal.Fill("Name", "Engineers").ChoosePeople("Members", "finn").Submit();
        await second.Fill("Name", "engineers").Submit();
        Assert.StartsWith("Another rotation has this name.", second.Errors["Name"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_that_others_changed_meanwhile_is_shown_as_it_is_now()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        var form = await OrderMembersTests.Open(afternoon.Ivy);
        var first = await OrderMembersTests.Open(afternoon.Ana);
        await OrderMembersTests.Move(first, "chloe", "Move up");
        await first.Submit();
        await OrderMembersTests.Move(form, "ana", "Move down");
        await form.Submit();
        Assert.Contains(
            "ana changed the members today at 10:00 AM: @ana, @chloe, @ben. This is how they are now: move them again.",
            form.Text, StringComparison.Ordinal);
        Assert.Equal(Ids(afternoon, "ana", "chloe", "ben"), Settings(afternoon).Rotation.Members);
        await OrderMembersTests.Move(form, "ana", "Move down");
        await form.Submit();
        Assert.Equal(Ids(afternoon, "chloe", "ana", "ben"), Settings(afternoon).Rotation.Members);
    }

    [Fact]
    public async Task Who_puts_somebody_on_call_hears_that_another_was_first()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        var (form, first) = (await Put(afternoon.Ivy), await Put(afternoon.Ana));
        await form.ChoosePeople("Who", "dev").Fill("Why", "knows it better");
        Assert.Contains("@dev is on call in the place of @ana.", form.Text, StringComparison.Ordinal);
        await first.ChoosePeople("Who", "chloe").Fill("Why", "knows it").Submit();
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await form.Submit();
        Assert.Equal("Put on call now", form.Title);
        Assert.Contains("@chloe is on call by now. ana put them on call today at 10:00 AM.", form.Text, StringComparison.Ordinal);
        await Agree(afternoon, afternoon.Chloe, afternoon.Ana);
        await form.Submit();
        await Agree(afternoon, afternoon.Dev, afternoon.Ana);
    }

    static async Task<Modal> Put(Member owner)
    {
        await owner.Slash("/cover rota");
        await owner.Modal.Press("Put on call");
        return owner.Modal;
    }

    static RotationRow Settings(Afternoon afternoon) =>
        afternoon.Get<Database>().Read(db => RotationStore.All(db, afternoon.Clock.GetUtcNow())[0]);

    static IEnumerable<string> Ids(Afternoon afternoon, params string[] people) =>
        people.Select(p => afternoon.Workspace.People[p].Id);
}

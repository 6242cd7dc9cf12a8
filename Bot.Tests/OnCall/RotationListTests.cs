using Bot.OnCall.Rows;
using Bot.Storage;

namespace Bot.Tests.OnCall;

/// <summary>What /cover rota opens, and what the list's buttons do.</summary>
public sealed class RotationListTests
{
    [Fact]
    public async Task The_list_says_who_is_on_call_and_an_edit_shows_in_it()
    {
        await using var afternoon = await CoverTests.Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await afternoon.Ana.Slash("/cover rota");
        var list = afternoon.Ana.Modal;
        Assert.Equal(["Settings", "Members", "Put on call", "Delete"], list.Buttons);
        Assert.Contains(
            "From now on nobody is on call. Coming shifts, covers and open requests are removed, its channel is told. "
                + "Past shifts are kept.",
            $"{list.View.Definition}", StringComparison.Ordinal);
        Assert.Contains(
            "Data responder\n:telephone_receiver: you until Mon 9 Mar 09:00 (Europe/London), then @ben\n"
                + "3 members · Every Monday 09:00 · @data-responder",
            list.Text, StringComparison.Ordinal);
        await list.Press("Settings");
        await afternoon.Ana.Modal.Fill("Name", "Data duty").Submit();
        await afternoon.Ana.Modal.Close();
        Assert.Contains("Data duty", list.Text, StringComparison.Ordinal);
        await list.Submit();
        Assert.Equal("New rotation", afternoon.Ana.Modal.Title);
    }

    [Fact]
    public async Task Everybody_sees_several_and_only_owners_have_buttons()
    {
        await using var afternoon = await CoverTests.Begin("2026-03-03T10:00Z", "ana", "ben");
        await afternoon.Finn.Slash("/cover rota new");
        await (await afternoon.Finn.Modal.Fill("Name", "Engineers")
            .ChoosePeople("Members", "finn", "gwen").Press("More settings"))
            .ChoosePeople("Owners", "emi").Submit();
        await afternoon.Ben.Slash("/cover rota");
        Assert.Empty(afternoon.Ben.Modal.Buttons);
        Assert.Contains("@finn, @emi and admins change it.", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
        await afternoon.Emi.Slash("/cover rota");
        await afternoon.Emi.Modal.Press("Settings");
        Assert.Equal("Engineers", afternoon.Emi.Modal.Value("Name"));
        await afternoon.Ivy.Slash("/cover rota");
        Assert.Equal(8, afternoon.Ivy.Modal.Buttons.Count);
    }

    [Fact]
    public async Task A_rotation_is_deleted_after_a_question_and_all_that_was_to_come_goes()
    {
        await using var afternoon = await CoverTests.Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await afternoon.Ben.Slash("/cover");
        await afternoon.Ben.Modal.Submit();
        await afternoon.Chloe.Slash("/cover take");
        await afternoon.Chloe.Modal.Choose("Hours", "Today").Submit();
        await afternoon.Pass(TimeSpan.FromHours(1));
        await afternoon.Ana.Slash("/cover rota");
        await afternoon.Ana.Modal.Press("Delete");
        Assert.Contains("There is no rotation any more.", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Joins("#data-incidents");
        afternoon.Ana.Sees("ana deleted the rotation Data responder: nobody is on call in it any more.");
        await afternoon.Until(CoverTests.At("2026-03-03T14:00Z"));
        afternoon.Ben.Sees("The rotation was deleted.");
        Assert.Empty(afternoon.Chloe.Sees("@ben asks for cover").Buttons);
        await afternoon.Chloe.Slash("/cover mine");
        afternoon.Chloe.Sees("Nobody is on call yet.");
        afternoon.Ana.Sees("chloe was on call until today at 11:00 AM.");
        Assert.Empty(afternoon.Ana.Sees("has ended: the rotation was deleted.").Buttons);
        Assert.Equal([afternoon.Chloe.Id], afternoon.Workspace.Groups["@data-responder"].Members);

        var calls = afternoon.Workspace.Log.Entries.Count;
        await afternoon.Pass(TimeSpan.FromDays(14));
        Assert.DoesNotContain(
            afternoon.Workspace.Log.Entries.Skip(calls),
            e => e.Name.StartsWith("usergroups", StringComparison.Ordinal) || e.Name == "chat.postMessage");
        var (database, id) = (
            afternoon.Get<Database>(),
            afternoon.Get<Database>().Read(db => RotationStore.All(db, CoverTests.At("2026-03-03T10:30Z")))[0].Id);
        Assert.Equal(
            afternoon.Ana.Id, database.Read(db => ShiftStore.Around(db, id, CoverTests.At("2026-03-03T10:00Z")))[0].Person);
    }

    [Fact]
    public async Task Settings_left_open_while_the_rotation_is_deleted_are_refused()
    {
        await using var afternoon = await CoverTests.Begin("2026-03-03T10:00Z", "ana", "ben");
        await afternoon.Ana.Slash("/cover rota");
        await afternoon.Ana.Modal.Press("Settings");
        await afternoon.Ivy.Slash("/cover rota");
        await afternoon.Ivy.Modal.Press("Delete");
        await afternoon.Ana.Modal.Submit();
        Assert.StartsWith("Data responder was deleted.", afternoon.Ana.Modal.Errors["Name"], StringComparison.Ordinal);
    }
}

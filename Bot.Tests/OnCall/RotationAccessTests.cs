using Bot.Storage;
using Bot.Tests.Laws;
using Dapper;

namespace Bot.Tests.OnCall;

/// <summary>Who may change a rotation: one test for each row of the table in the design.</summary>
public sealed class RotationAccessTests
{
    [Fact]
    public async Task Its_maker_may() => Assert.Equal("Rotations", await Title("ana"));

    [Fact]
    public async Task Its_other_owners_may() => Assert.Equal("Rotations", await Title("dev"));

    [Fact]
    public async Task Admins_may() => Assert.Equal("Rotations", await Title("ivy"));

    [Fact]
    public Task Members_see_it_and_are_told_who_owns_it() => Sees("ben");

    [Fact]
    public Task Everyone_else_sees_it_and_is_told_who_owns_it() => Sees("finn");

    [Fact]
    public async Task Guests_may_nothing() =>
        Assert.StartsWith("Guests cannot use Data Responder.", await Told("gus"), StringComparison.Ordinal);

    [Fact]
    public async Task Whoever_is_no_owner_any_more_when_they_press_is_refused()
    {
        await using var afternoon = await Begin();
        await afternoon.Dev.Slash("/cover rota");
        await (await Afternoon.Settings(afternoon.Ana)).ChoosePeople("Owners").Submit();
        await afternoon.Dev.Modal.Press("Put on call");
        Assert.Contains(
            "Only the owners of Data responder (ana) and admins may change it.", afternoon.Dev.Modal.Text,
            StringComparison.Ordinal);
        await afternoon.Dev.Modal.Close();
        await afternoon.Dev.Modal.Press("Delete");
        await afternoon.Dev.Slash("/cover who");
        afternoon.Dev.Sees("@ana is on call");
    }

    [Fact]
    public async Task The_owner_of_another_rotation_changes_nothing_with_its_id()
    {
        await using var afternoon = await Begin();
        await afternoon.Finn.Slash("/cover rota");
        await afternoon.Finn.Modal.Submit();
        await afternoon.Finn.Modal.Fill("Name", "Platform").ChoosePeople("Members", "finn").Submit();
        await afternoon.Finn.Modal.CloseAll();
        var id = afternoon.Get<Database>().Read(db => db.QuerySingle<string>(
            "select rotation from shifts where person = @Id limit 1", new { afternoon.Ana.Id }));
        // What is due by the clock is done before.
        await afternoon.Pass(TimeSpan.Zero);
        var before = Kept(afternoon);
        // What is shown needs a trigger, and those of the envelopes are none.
        afternoon.Expect("rotation_open_");
        var envelopes = new Envelopes(afternoon, afternoon.Workspace.Conversations["general"].Id);
        foreach (var route in Envelopes.Routes(afternoon).Where(r => r.Key.StartsWith("rotation_", StringComparison.Ordinal)))
            await envelopes.Send(envelopes.Of(route, afternoon.Finn, id));
        await afternoon.Settle();
        // The triggers are none that the workspace gave.
        afternoon.Workspace.ProblemLog.Clear();
        Assert.Equal(before, Kept(afternoon));
    }

    static string Kept(Afternoon afternoon) => afternoon.Get<Database>().Read(db => string.Join('\n',
        ((string[])["rotations", "rotation_settings", "shifts", "history"]).SelectMany(table =>
            db.Query($"select * from {table}").Select(row => string.Join(',', ((IDictionary<string, object>)row).Values)))));

    static async Task<string> Title(string person)
    {
        await using var afternoon = await Begin();
        await afternoon.Workspace.Member(person).Slash("/cover rota");
        return afternoon.Workspace.Member(person).Modal.Title;
    }

    static async Task Sees(string person)
    {
        await using var afternoon = await Begin();
        var member = afternoon.Workspace.Member(person);
        await member.Slash("/cover rota");
        Assert.Empty(member.Modal.Buttons);
        Assert.Contains("@ana, @dev and admins change it.", member.Modal.Text, StringComparison.Ordinal);
    }

    static async Task<string> Told(string person)
    {
        await using var afternoon = await Begin();
        var member = afternoon.Workspace.Member(person);
        await member.Slash("/cover rota");
        Assert.Null(member.ModalOrNone);
        return member.Messages().First(m => m.Channel == "#general").Text;
    }

    static async Task<Afternoon> Begin()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/cover rota");
        await (await afternoon.Ana.Modal.ChoosePeople("Members", "ana", "ben").Press("More settings"))
            .ChoosePeople("Owners", "dev").Submit();
        await afternoon.Ana.Modal.Close();
        return afternoon;
    }
}

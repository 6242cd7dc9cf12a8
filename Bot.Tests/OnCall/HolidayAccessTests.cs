using Bot.Sandbox;
using Bot.Storage;
using Dapper;
using static Bot.Tests.OnCall.CoverTests;

namespace Bot.Tests.OnCall;

/// <summary>A list of holidays takes people off call: whose it is to say, and who hears of it.</summary>
public sealed class HolidayAccessTests
{
    const string Refusal = "Only the owners of their rotations and admins may change somebody else's holidays.";

    [Fact]
    public async Task Nobody_takes_others_off_call_by_a_list_of_holidays()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        foreach (var other in new[] { afternoon.Finn, afternoon.Chloe })
        {
            await New(other, $"Fair of {other.Person.Handle}", "ana", "ben");
            Assert.Equal($"Not of ana, ben. {Refusal}", other.Modal.Errors["Whose holidays"]);
            await other.Modal.CloseAll();
        }

        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await Agree(afternoon, afternoon.Ana, null);
    }

    [Fact]
    public async Task A_list_is_edited_by_those_whose_it_is_their_owners_and_admins()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ben", "chloe");
        await New(afternoon.Ben, "Ireland", "ben");
        await afternoon.Ben.Modal.Press("Edit");
        var form = afternoon.Ben.Modal;
        foreach (var (who, may) in new[]
        {
            (afternoon.Finn, false), (afternoon.Chloe, false), (afternoon.Ana, true), (afternoon.Ivy, true),
        })
        {
            await who.Slash("/cover holidays");
            Assert.Equal(may, who.Modal.Buttons.Contains("Edit"));
            await who.Modal.Close();
        }

        // Following a list of those whom one takes no turns with gives nothing away.
        foreach (var (who, may) in new[] { (afternoon.Finn, false), (afternoon.Chloe, true) })
        {
            await who.Slash("/cover holidays");
            await who.Modal.Press("These are mine");
            Assert.Equal(may, who.Modal.Buttons.Contains("Edit"));
            await who.Modal.Close();
        }

        // The form was open when it was theirs no more to change.
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute(
            "update holiday_followers set person = @Id where person = @ben", new { afternoon.Ana.Id, ben = afternoon.Ben.Id }));
        await form.Fill("Days", "2026-03-03 Fair").Submit();
        Assert.Equal(Refusal, form.Errors["Days"]);
    }

    [Fact]
    public async Task Whoever_makes_a_rotation_gets_no_say_over_those_whom_others_own()
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben", "chloe");
        await afternoon.Finn.Slash("/cover rota new");
        await afternoon.Finn.Modal.Fill("Name", "Mine").ChoosePeople("Members", "ana", "finn").Submit();
        await afternoon.Finn.Modal.CloseAll();
        await New(afternoon.Finn, "Fair", "ana");
        Assert.Equal($"Not of ana. {Refusal}", afternoon.Finn.Modal.Errors["Whose holidays"]);
        await afternoon.Finn.Modal.CloseAll();
        await New(afternoon.Ana, "Ireland", "ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Finn.Slash("/cover holidays");
        await afternoon.Finn.Modal.Press("These are mine");
        Assert.DoesNotContain("Edit", afternoon.Finn.Modal.Buttons);
        await afternoon.Finn.Modal.CloseAll();
        await afternoon.Finn.Slash("/cover leave @ana");
        var form = afternoon.Finn.Modal;
        await form.Submit();
        Assert.NotEmpty(form.Errors);
    }

    static async Task New(Member by, string name, params string[] whose)
    {
        await by.Slash("/cover holidays");
        await by.Modal.Press("New list");
        await by.Modal.Fill("Name", name).Fill("Days", "2026-03-17 Saint Patrick")
            .ChoosePeople("Whose holidays", whose).Submit();
    }
}

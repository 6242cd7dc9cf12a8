using Bot.OnCall.Keep;
using Bot.OnCall.Rows;
using Bot.Storage;

namespace Bot.Tests.OnCall;

public sealed class SurfacesTests
{
    [Fact]
    public async Task Command_group_and_lead_of_a_new_incident_agree_through_a_week()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "chloe");
        for (var step = 0; step < 18; step++)
        {
            var group = Assert.Single(afternoon.Workspace.Groups["@data-responder"].Members);
            var who = "@" + afternoon.Workspace.People[group].Handle;

            await afternoon.Dev.Slash("/cover who");
            var answer = afternoon.Dev.Messages().First(m => m.Text.Contains("is on call until", StringComparison.Ordinal)).Text;
            var named = answer.Contains(", with @", StringComparison.Ordinal)
                ? answer.Split(", with ")[1]
                : answer.Split(": ")[1];
            Assert.StartsWith(who, named, StringComparison.Ordinal);

            await afternoon.Dev.Slash("/incident");
            Assert.Equal(who, afternoon.Dev.Modal.Value("Lead"));
            await afternoon.Dev.Modal.Close();
            await afternoon.Pass(TimeSpan.FromHours(11));
        }
    }

    [Fact]
    public async Task Through_covers_and_an_edit_every_surface_of_the_workspace_names_the_same_person()
    {
        await using var afternoon = await Afternoon.Begin(
            settings: new() { ["PUBLIC_URL"] = "https://responder.example.com/bot" });
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Ana.Modal.Close();
        var link = await CalendarTests.NewLink(afternoon.Dev, "Data responder");
        for (var step = 0; step < 20; step++)
        {
            if (step is 2 or 9)
            {
                await afternoon.Chloe.Slash("/cover take");
                await afternoon.Chloe.Modal.Submit();
                await afternoon.Chloe.Modal.Close();
            }

            if (step == 5) await afternoon.Ana.Sees("@chloe covers you").Click("Cancel cover");
            if (step == 13) await Turn(afternoon);
            await Agree(afternoon, link);
            await afternoon.Pass(TimeSpan.FromHours(23));
        }
    }

    static async Task Agree(Afternoon afternoon, string link)
    {
        var now = afternoon.Clock.GetUtcNow();
        var (answer, lead) = afternoon.Get<Database>().Read(db =>
            (OnCallAnswers.Answering(db, null, now)!.Answer, Bot.Incidents.Responder.At(db, null, now)));
        var (person, away) = (Name(answer.Person!), answer.CoveredFor is { } absent ? Name(absent) : null);
        Assert.Equal(answer.Lead, lead.Person);
        Assert.Equal(answer.Group, afternoon.Workspace.Groups["@data-responder"].Members);
        await afternoon.Dev.Slash("/cover who");
        Assert.Contains($": @{person} is on call until", afternoon.Dev.Sees("is on call until").Text, StringComparison.Ordinal);
        await afternoon.Dev.Slash("/cover schedule");
        var line = afternoon.Dev.Sees("· now –").Text.Split('\n').Single(l => l.Contains("· now –", StringComparison.Ordinal));
        Assert.StartsWith($":telephone_receiver: @{person} · now –", line, StringComparison.Ordinal);
        Assert.Equal(away is not null, line.EndsWith($" :left_right_arrow: covers @{away}", StringComparison.Ordinal));
        var calendar = await CalendarTests.Read(afternoon, link);
        Assert.Equal(
            $"Data responder: {person}{(away is null ? "" : $" (covering for {away})")}",
            calendar.Events.Single(e => e.Starts <= now && now < e.Ends).Summary);
        var home = await afternoon.Dev.OpensHome(afternoon.App) ?? throw new InvalidOperationException("There is no Home.");
        Assert.Contains($": @{person} is on call until", home.Text, StringComparison.Ordinal);

        string Name(string id) => afternoon.Workspace.People[id].Handle;
    }

    /// <summary>An edit that turns the order round.</summary>
    static async Task Turn(Afternoon afternoon)
    {
        await afternoon.Get<Database>().Change(tx =>
        {
            var row = RotationStore.All(tx.Db, tx.Time)[0];
            KeepShifts.Save(tx, row.Rotation with { Members = [.. row.Rotation.Members.Reverse()] }, row.MadeBy);
        });
        await afternoon.Settle();
    }

    [Fact]
    public async Task Without_a_rotation_the_form_of_an_incident_says_that_nobody_is_on_call()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Dev.Slash("/incident");
        Assert.Contains("Nobody is on call yet, so nobody is called.", afternoon.Dev.Modal.Text, StringComparison.Ordinal);
    }
}

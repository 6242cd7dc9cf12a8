using Bot.Domain.Incidents;
using Bot.Tests.Alerts;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>A private incident lets in nobody for being on call, or in a group, and calls those inside alone.</summary>
public sealed class PrivateTeamTests
{
    [Fact]
    public async Task Given_to_another_rotation_it_is_given_to_nobody_there()
    {
        await using var afternoon = await TwoTeams.Begin();
        await afternoon.Alert(Job("orders"));
        await afternoon.TurnsPrivate(1, afternoon.Ana, afternoon.Emi);
        Assert.True(await Offers(afternoon));
        await afternoon.Emi.Modal.Submit();
        Assert.Null(afternoon.Emi.ModalOrNone);
        Assert.Equal(afternoon.Ana.Id, afternoon.Incident(1).Lead);
        Assert.False(afternoon.Sees(afternoon.Dev));
    }

    /// <summary>The form goes on offering the lead that there is.</summary>
    static async Task<bool> Offers(Afternoon afternoon)
    {
        await afternoon.Emi.Slash("/incident status 1", "#general");
        var form = await afternoon.Emi.Modal.Choose("Team", "Analytics");
        Assert.Equal("Analytics", form.Value("Team"));
        return form.Value("Lead") == "@ana";
    }

    [Fact]
    public async Task Raised_it_calls_no_group_of_the_routes()
    {
        var group = SetRoutes.AtOnce with { Severity = Severity.Critical, Group = "on-call-engineers" };
        await using var afternoon = await Begin();
        await afternoon.Set(SetRoutes.Route("Group", group));
        await afternoon.Chloe.Slash("/incident severity critical", Channel);
        await afternoon.Chloe.Modal.Submit();
        Assert.Null(afternoon.Incident(1).CallGroup);
        afternoon.NobodyElseKnows();
    }

    [Fact]
    public async Task When_all_were_asked_it_offers_to_call_those_inside_and_calls_nobody_who_has_left()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await (await Form(afternoon, Name)).Choose("Severity", "Critical: wants somebody now")
            .ChoosePeople("Lead", "dev").ChoosePeople("Who else sees it", "gwen").Submit();
        for (var minute = 0; minute < 90; minute += 5) await afternoon.Pass(TimeSpan.FromMinutes(5));
        var call = afternoon.Card(afternoon.Chloe).Aim("Call gwen now");
        await afternoon.Gwen.Leaves(Channel);
        int Called() => afternoon.Workspace.Notifications.Count(n => n.Person.Handle == "gwen");
        var before = Called();
        await call();
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(before, Called());
        Assert.False(afternoon.Sees(afternoon.Gwen));
    }

    [Fact]
    public async Task A_group_of_people_is_not_let_in()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.SetsGroup("on-call-engineers", "dev", "gwen");
        await afternoon.Finn.Slash("/incident invite @on-call-engineers", Channel);
        afternoon.Finn.Sees("name each person who is to see it. Nobody was invited.");
        Assert.Equal(["chloe", "finn"], afternoon.People(Channel));
    }
}

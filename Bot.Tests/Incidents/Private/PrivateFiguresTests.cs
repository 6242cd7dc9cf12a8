using Bot.Incidents;
using Bot.Storage;
using Dapper;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>Figures, names and calls of what all see do not count a private incident.</summary>
public sealed class PrivateFiguresTests
{
    [Fact]
    public async Task The_review_of_fairness_does_not_count_it()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        // Out of hours each counts for whoever leads it.
        await afternoon.Pass(TimeSpan.FromHours(12));
        var before = await Fairness(afternoon);
        await (await Form(afternoon, Name)).ChoosePeople("Lead", "ana").Submit();
        await afternoon.Ana.Slash("/incident acknowledge 1", "#general");
        Assert.Equal(before, await Fairness(afternoon));
        await afternoon.Ana.Slash("/incident declare stock is wrong", "#general");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Modal.CloseAll();
        Assert.NotEqual(before, await Fairness(afternoon));
    }

    static async Task<string> Fairness(Afternoon afternoon)
    {
        await afternoon.Pass(TimeSpan.FromSeconds(1));
        await afternoon.Ana.Slash("/cover fairness", "#general");
        return afternoon.Ana.Sees("so far").Text;
    }

    [Fact]
    public async Task The_name_of_an_incident_does_not_depend_on_it()
    {
        await using var afternoon = await Begin();
        Assert.False(afternoon.Get<Database>().Read(db => IncidentStore.IsCalled(db, Name)));
    }

    [Fact]
    public async Task A_card_that_all_see_does_not_say_that_somebody_was_called_for_it()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Alert(Job("orders"));
        await afternoon.TurnsPrivate(1, afternoon.Ana);
        Assert.Empty(afternoon.Get<Database>().Read(db => CallStore.Unanswered(db, 2, 0)));
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute("update incidents set private = 0"));
        Assert.NotEmpty(afternoon.Get<Database>().Read(db => CallStore.Unanswered(db, 2, 0)));
    }

    [Fact]
    public async Task What_is_split_off_stays_private()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Alert(Job("orders"));
        await afternoon.Alert(Job("orders", key: "another"));
        await afternoon.TurnsPrivate(1, afternoon.Ana, afternoon.Finn);
        await afternoon.Ana.Slash("/incident split 1", "#general");
        var form = afternoon.Ana.Modal;
        await form.Tick("orders failed").Submit();
        Assert.True(afternoon.Sees(afternoon.Finn, 2));
        Assert.False(afternoon.Sees(afternoon.Ben, 2));
        Assert.Null(afternoon.Ben.Look("INC-2"));
    }
}

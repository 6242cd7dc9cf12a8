using Bot.Domain.Postmortems;
using Bot.Sandbox;
using Bot.Storage;
using Bot.Tests.FollowUps;
using Bot.Tests.Home;
using Bot.Tests.Incidents.Notices;
using Bot.Tests.Incidents.Private;
using Dapper;
using static Bot.Tests.Postmortems.PostmortemActs;

namespace Bot.Tests.Postmortems;

/// <summary>What somebody chose of a postmortem is kept, whatever becomes of its incident or canvas meanwhile.</summary>
public sealed class PostmortemMeanwhileTests
{
    const string Chosen = "2026-03-16";

    static async Task Gives(Afternoon afternoon)
    {
        await (await afternoon.Ana.Postmortem()).Press("Owner and day…");
        await afternoon.Ana.Modal.ChoosePeople("Who writes it", "ben").PickDate("Until", Chosen).Submit();
        if (afternoon.Ana.ModalOrNone is { } modal) await modal.CloseAll();
        IsBens(afternoon);
    }

    static void IsBens(Afternoon afternoon) =>
        Assert.Equal((afternoon.Ben.Id, Chosen), (afternoon.Row()!.Owner, afternoon.Row()!.Due));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Resolved_again_it_stays_with_whom_it_was_given_to_even_where_none_is_owed(bool isLessBad)
    {
        await using var afternoon = await Resolved();
        await Gives(afternoon);
        await afternoon.Ana.Slash("/incident reopen 1", "#data-team");
        if (isLessBad)
        {
            await afternoon.Ana.Slash("/incident severity minor", Channel);
            await afternoon.Ana.Modal.Submit();
        }

        await afternoon.Ana.Resolves();
        IsBens(afternoon);
    }

    [Fact]
    public async Task Worse_after_its_end_it_stays_with_whom_it_was_given_to()
    {
        await using var afternoon = await Resolved();
        await Gives(afternoon);
        await afternoon.Ben.Slash("/incident status 1", "#data-team");
        await afternoon.Ben.Modal.Choose("Severity", "Critical: wants somebody now").Submit();
        IsBens(afternoon);
    }

    [Fact]
    public async Task Two_people_who_change_its_owner_and_its_day_both_have_their_way()
    {
        await using var afternoon = await Resolved();
        await (await afternoon.Ana.Postmortem()).Press("Owner and day…");
        await (await afternoon.Ben.Postmortem()).Press("Owner and day…");
        await afternoon.Ben.Modal.ChoosePeople("Who writes it", "ben").Submit();
        await afternoon.Ana.Modal.PickDate("Until", Chosen).Submit();
        IsBens(afternoon);
    }

    [Fact]
    public async Task Two_people_who_change_its_day_are_told_before_one_is_lost()
    {
        await using var afternoon = await Resolved();
        await (await afternoon.Ana.Postmortem()).Press("Owner and day…");
        await (await afternoon.Ben.Postmortem()).Press("Owner and day…");
        await afternoon.Ben.Modal.ChoosePeople("Who writes it", "ben").PickDate("Until", "2026-03-12").Submit();
        var form = afternoon.Ana.Modal.PickDate("Until", Chosen);
        await form.Submit();
        Assert.Contains("Somebody has changed the day meanwhile.", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        Assert.Equal("2026-03-12", afternoon.Row()!.Due);
        await afternoon.Ana.Modal.Submit();
        IsBens(afternoon);
    }

    [Fact]
    public async Task The_facts_of_one_whose_incident_went_into_another_are_still_one_table()
    {
        await using var afternoon = await Kept.Begin(Major);
        await afternoon.Ana.Modal.CloseAll();
        await (await afternoon.Ana.Postmortem()).Press("Start");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ana.Declares("payments are late", Major);
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Ana.Slash("/incident merge 1 into 2", "#data-team");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Slash("/followup fix the test @ben", "#inc-2-payments-are-late");
        var canvas = afternoon.Workspace.Canvases.All.Single(c => c.Id == afternoon.Row(2)!.Canvas);
        var table = Assert.Single(canvas.Sections, s => s.Kind == CanvasKind.Table);
        Assert.Contains("Kept by Data Responder for INC-2.", table.Markdown, StringComparison.Ordinal);
        Assert.Contains("0 of 1 done", table.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_canvas_that_was_being_made_when_its_incident_became_private_is_left_and_another_made_inside()
    {
        await using var afternoon = await PrivateMoveTests.Public();
        await afternoon.Ben.Postmortem();
        await afternoon.Ana.Slash("/incident", PrivateMoveTests.Old);
        var form = (await afternoon.Ana.Modal.Press("Move to private")).ChoosePeople("Who goes along", "ana", "finn");
        afternoon.Workspace.Faults.On("conversations.canvases.create").Delay(TimeSpan.FromSeconds(6));
        async Task Starts() => await afternoon.Ben.Modal.Press("Start");
        async Task Moves() => await form.Submit();
        var starts = Starts();
        await Wait.Until(() => afternoon.Row()?.CanvasAttempted is not null);
        await Task.WhenAll(starts, Moves());
        await afternoon.Settle();
        await afternoon.Ana.Slash("/followup find out who read it @finn", PrivateMoveTests.New);
        var canvas = afternoon.Workspace.Canvases.All.Single(c => c.Id == afternoon.Row()!.Canvas);
        Assert.Equal(ConversationKind.Private, canvas.Conversation.Kind);
        Assert.Equal(canvas.Conversation.Id, afternoon.Row()!.CanvasChannel);
    }

    [Fact]
    public async Task What_nobody_has_read_in_review_is_completed_after_a_question_and_what_is_being_drafted_not_at_all()
    {
        await using var afternoon = await Started();
        var shown = await afternoon.Ana.Postmortem();
        Assert.Equal("Nobody has read it in review. Complete it?", shown.Question("Complete"));
        await shown.Press("Send to review");
        Assert.Null(afternoon.Ana.Modal.Question("Complete"));
        await afternoon.Ana.Modal.Press("Back to work");
        Assert.Equal(PostmortemState.InProgress, afternoon.Row()!.State);
        Assert.Null(afternoon.Ana.Modal.Question("Complete"));
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute("update postmortems set drafted_at = null"));
        await afternoon.Ana.Modal.CloseAll();
        Assert.Equal(["Not needed…", "Owner and day…"], (await afternoon.Ana.Postmortem()).Buttons);
    }
}

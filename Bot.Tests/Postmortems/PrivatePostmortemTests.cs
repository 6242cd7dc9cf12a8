using Bot.Domain.Postmortems;
using Bot.Postmortems;
using Bot.Sandbox;
using Bot.Storage;
using Bot.Tests.Home;
using Bot.Tests.Incidents.Notices;
using Bot.Tests.Incidents.Private;
using Dapper;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Postmortems;

/// <summary>The postmortem of a private incident is known inside it alone. Chloe leads it, and Finn is inside.</summary>
public sealed class PrivatePostmortemTests
{
    const string Channel = PrivateStory.Channel;

    static async Task<Afternoon> Resolved()
    {
        var afternoon = await PrivateStory.Begin();
        await afternoon.Chloe.Slash("/incident severity major", Channel);
        await afternoon.Chloe.Modal.Submit();
        await afternoon.Chloe.Resolves();
        return afternoon;
    }

    [Fact]
    public async Task It_is_owed_written_and_completed_inside()
    {
        await using var afternoon = await Resolved();
        await afternoon.Finn.Sees("chloe writes the postmortem of INC-1", Channel).Click("Start");
        Assert.Equal(ConversationKind.Private, afternoon.Canvas().Conversation.Kind);
        await afternoon.Until(SeenBriefs.At("2026-03-10T12:00Z"));
        afternoon.NobodyElseKnows();
        await afternoon.Ben.Slash("/incident postmortem 1", "#data-team");
        Assert.Null(afternoon.Ben.ModalOrNone);
        afternoon.Ben.DoesNotSee("ayroll");
    }

    [Theory]
    [InlineData("Send to review")]
    [InlineData("Send me Markdown")]
    [InlineData("Owner and day…")]
    [InlineData("Not needed…")]
    public async Task Whoever_has_left_reads_and_changes_nothing_with_what_is_still_open(string button)
    {
        await using var afternoon = await Resolved();
        await afternoon.Chloe.Sees("writes the postmortem of INC-1", Channel).Click("Start");
        await afternoon.Finn.Sees("The postmortem of INC-1 is in progress", Channel).Click("Open…");
        await afternoon.Finn.Leaves(Channel);
        await afternoon.Finn.Modal.Press(button);
        Assert.Equal(PostmortemState.InProgress, afternoon.Row()!.State);
        Assert.DoesNotContain("Who writes it", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Why is none needed?", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(afternoon.Finn.Messages(), m => m.Posted.Files.Count > 0);
    }

    [Fact]
    public async Task A_draft_is_not_shown_to_who_left_while_it_was_written()
    {
        await using var afternoon = await Resolved();
        await afternoon.Finn.Sees("writes the postmortem of INC-1", Channel).Click("Open…");
        await afternoon.Finn.Modal.Press("Start");
        Assert.Contains("ayroll", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        await afternoon.Finn.Leaves(Channel);
        var waiting = $"{afternoon.Finn.Modal.View.Id}/{afternoon.Finn.Id}";
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute("update postmortems set views = @waiting", new { waiting }));
        await afternoon.Get<Database>().Wake(PostmortemRow.SubjectOf(1));
        await afternoon.Settle();
        Assert.DoesNotContain("ayroll", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Owner and day…")]
    [InlineData("Not needed…")]
    public async Task A_form_that_was_open_before_is_refused(string button)
    {
        await using var afternoon = await Resolved();
        await afternoon.Finn.Sees("writes the postmortem of INC-1", Channel).Click("Open…");
        await afternoon.Finn.Modal.Press(button);
        var form = afternoon.Finn.Modal;
        if (button == "Not needed…") await form.Fill("Why is none needed?", "no");
        await afternoon.Finn.Leaves(Channel);
        await form.Submit();
        Assert.Equal((PostmortemState.Owed, afternoon.Chloe.Id), (afternoon.Row()!.State, afternoon.Row()!.Owner));
    }

    [Fact]
    public async Task Nobody_outside_can_own_it_and_an_owner_who_left_is_reminded_of_nothing()
    {
        await using var afternoon = await Resolved();
        await afternoon.Chloe.Sees("writes the postmortem of INC-1", Channel).Click("Open…");
        await afternoon.Chloe.Modal.Press("Owner and day…");
        var form = afternoon.Chloe.Modal.ChoosePeople("Who writes it", "ben");
        await form.Submit();
        Assert.Contains("ben is not inside", form.Errors.Values.Single(), StringComparison.Ordinal);
        await form.ChoosePeople("Who writes it", "finn").PickDate("Until", "2026-03-04").Submit();
        (await afternoon.Home(afternoon.Finn)).Sees("The postmortem of INC-1 is yours");
        await afternoon.Finn.Leaves(Channel);
        (await afternoon.Home(afternoon.Finn)).DoesNotSee("postmortem");
        await afternoon.Until(SeenBriefs.At("2026-03-06T12:00Z"));
        foreach (var word in (string[])["INC-1", "Nothing here is yours any more"])
            Assert.All(afternoon.Finn.Briefs(), brief => brief.SaysNot(word));
    }

    [Fact]
    public async Task A_brief_that_named_it_says_nothing_of_it_once_its_reader_has_left()
    {
        await using var afternoon = await Resolved();
        await afternoon.Until(SeenBriefs.At("2026-03-09T12:00Z"));
        afternoon.Chloe.Brief().Says("The postmortem of INC-1");
        await afternoon.Chloe.Leaves(Channel);
        await afternoon.Pass(TimeSpan.FromMinutes(2));
        afternoon.Chloe.Brief().SaysNot("INC-1");
        Assert.DoesNotContain("INC-1", afternoon.Chloe.Brief().Notification, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_an_incident_that_becomes_private_the_old_canvas_is_left_and_another_made_inside()
    {
        await using var afternoon = await PrivateMoveTests.Public();
        await (await afternoon.Ana.Postmortem()).Press("Start");
        await afternoon.Ana.Modal.CloseAll();
        var old = afternoon.Canvas();
        var before = old.Markdown;
        await afternoon.Ana.Slash("/incident", PrivateMoveTests.Old);
        var form = await afternoon.Ana.Modal.Press("Move to private");
        Assert.Contains("the canvas or the files of its postmortem", form.Text, StringComparison.Ordinal);
        await form.ChoosePeople("Who goes along", "ana", "finn").Submit();
        await afternoon.Ana.Slash("/followup find out who read it @finn", PrivateMoveTests.New);
        Assert.Equal(before, old.Markdown);
        Assert.NotSame(old, afternoon.Canvas());
        Assert.Equal(ConversationKind.Private, afternoon.Canvas().Conversation.Kind);
        Assert.Contains("0 of 1 done", afternoon.Canvas().Markdown, StringComparison.Ordinal);
        Assert.DoesNotContain(
            PrivateMoveTests.OfBot(afternoon.Dev.Messages(PrivateMoveTests.Left)),
            m => m.Text.Contains("postmortem", StringComparison.Ordinal));
    }
}

using Bot.Incidents;
using Bot.Storage;
using Bot.Tests.Incidents.Notices;
using static Bot.Tests.Incidents.Notices.NoticeStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>Readers of data are told nothing of what is private.</summary>
public sealed class PrivateNoticeTests
{
    static async Task Move(Afternoon afternoon)
    {
        await afternoon.Ana.Slash("/incident", Channel);
        await afternoon.Ana.Modal.Press("Move to private");
        await afternoon.Ana.Modal.Submit();
    }

    static void SaysNothing(Afternoon afternoon, string channel)
    {
        var text = Assert.Single(afternoon.Reads(channel));
        Assert.Equal("This is settled elsewhere.", text);
    }

    [Fact]
    public async Task A_private_incident_has_none()
    {
        await using var afternoon = await PrivateStory.Begin();
        Assert.Contains("INC-1 is private, so nothing of it is said anywhere else.", (await afternoon.Chloe.Notice()).Text,
            StringComparison.Ordinal);
        await afternoon.Chloe.Modal.Close();
        await afternoon.Chloe.Slash("/incident", PrivateStory.Channel);
        Assert.DoesNotContain("Notice", afternoon.Chloe.Modal.Buttons);
    }

    [Fact]
    public async Task Moved_to_private_its_notices_say_no_more_than_that_it_is_settled_elsewhere()
    {
        await using var afternoon = await Told("#sales", "#finance");
        await Move(afternoon);
        SaysNothing(afternoon, "#sales");
        SaysNothing(afternoon, "#finance");
        await afternoon.Pass(TimeSpan.FromHours(1));
        SaysNothing(afternoon, "#sales");
        await afternoon.Ana.Resolves();
        SaysNothing(afternoon, "#sales");
    }

    [Fact]
    public async Task So_do_those_that_were_over_before()
    {
        await using var afternoon = await Told();
        await (await afternoon.Ana.Notice()).Press("Clear");
        await afternoon.Ana.Modal.Close();
        await Move(afternoon);
        SaysNothing(afternoon, "#sales");
    }

    [Fact]
    public async Task A_form_that_was_open_when_it_moved_tells_nobody()
    {
        await using var afternoon = await Begin();
        var form = (await afternoon.Ana.Notice()).ChooseChannels("Channels", "#sales");
        var other = (await afternoon.Gwen.Notice()).ChooseChannels("Channels", "#sales");
        await afternoon.Workspace.Settled();
        await afternoon.TurnsPrivate(1, afternoon.Ana);
        await form.Submit();
        Assert.Contains("is private", Assert.Single(afternoon.Ana.Modal.Errors).Value, StringComparison.Ordinal);
        await other.Submit();
        Assert.Empty(afternoon.Reads("#sales"));
    }

    [Fact]
    public async Task A_form_of_somebody_else_says_neither_what_is_new_nor_that_it_is_over()
    {
        await using var afternoon = await Begin();
        var form = (await afternoon.Gwen.Notice()).ChooseChannels("Channels", "#sales");
        await form;
        await afternoon.TurnsPrivate(1, afternoon.Ana);
        await afternoon.Fails("orders", "Salaries of all");
        await form.Choose("What is stale", "Something else");
        Assert.DoesNotContain("Salaries of all", form.Options("What is stale"));
        await afternoon.Ana.Resolves();
        await form.Submit();
        Assert.Contains("You cannot see INC-1 any more", Assert.Single(form.Errors).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_withdrawn_says_nothing_either()
    {
        await using var afternoon = await Told();
        await afternoon.TurnsPrivate(1, afternoon.Ana);
        await afternoon.Get<Database>().Wake(NoticeRow.SubjectOf(1));
        await afternoon.Settle();
        SaysNothing(afternoon, "#sales");
        await afternoon.Until(new DateTimeOffset(2026, 3, 3, 12, 0, 0, TimeSpan.Zero));
        Assert.Null(afternoon.Get<Database>().Read(db => NoticeStore.Find(db, 1)!).LateAt);
    }

    [Fact]
    public async Task What_could_not_be_said_is_taken_back_as_well()
    {
        await using var afternoon = await Told("#sales", "#finance");
        await afternoon.Ivy.Archives("#sales");
        await afternoon.Pass(TimeSpan.FromMinutes(31));
        afternoon.Ana.Sees("readers in #sales are not told");
        await Move(afternoon);
        afternoon.Ana.DoesNotSee("readers in #sales");
        await afternoon.Ivy.Unarchives("#sales");
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        SaysNothing(afternoon, "#sales");
    }

    [Fact]
    public async Task Others_change_and_clear_nothing_of_it()
    {
        await using var afternoon = await Told();
        var list = await afternoon.Gwen.Notice();
        await afternoon.TurnsPrivate(1, afternoon.Ana);
        await list.Press("Clear");
        Assert.Single(afternoon.Get<Database>().Read(db => NoticeStore.Open(db, 1)));
        await afternoon.Ana.Resolves();
        foreach (var button in (string[])["Another notice", "Change"])
        {
            await list.Press(button);
            foreach (var word in (string[])["is resolved", "is private"])
                Assert.DoesNotContain(word, afternoon.Gwen.Modal.Text, StringComparison.Ordinal);
        }

        await afternoon.Gwen.Modal.CloseAll();
        await afternoon.Gwen.Slash("/incident notice 1", "#general");
        afternoon.Gwen.DoesNotSee(Dashboard, "#general");
    }

    [Fact]
    public async Task What_a_private_incident_hits_does_not_keep_a_public_notice_open()
    {
        await using var afternoon = await Told();
        await afternoon.Fails("stock");
        await afternoon.TurnsPrivate(2, afternoon.Ana);
        await afternoon.Fails("orders", status: "resolved");
        await afternoon.Ana.Resolves();
        Assert.Single(afternoon.Reads("#sales")).Has(Fresh, "INC-1");
    }
}

using Bot.Sandbox;
using static Bot.Tests.Incidents.Notices.NoticeStory;

namespace Bot.Tests.Incidents.Notices;

/// <summary>Channels of notices that were deleted or archived, or do not let the bot in.</summary>
public sealed class NoticeChannelTests
{
    static string Error(Member member) => Assert.Single(member.Modal.Errors).Value;

    static string Direct(Member member) =>
        Plain(member.Messages().First(m => m.Channel == "(direct)" && m.Text.Contains(Dashboard, StringComparison.Ordinal)).Text);

    [Fact]
    public async Task An_archived_one_is_refused_in_the_form_with_what_to_do()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.Archives("#sales");
        var form = (await afternoon.Ana.Notice()).ChooseChannels("Channels", "#sales", "#finance");
        await form.Submit();
        Assert.Equal("#sales is archived. Unarchive it and send this again, or take it off.", Error(afternoon.Ana));
        Assert.Empty(afternoon.Reads("#finance"));
        await form.ChooseChannels("Channels", "#finance").Submit();
        Assert.Single(afternoon.Reads("#finance"));
    }

    [Fact]
    public async Task One_that_is_shared_with_another_company_is_refused_in_the_form()
    {
        await using var afternoon = await Begin();
        afternoon.Workspace.Conversations["sales"].IsShared = true;
        var form = (await afternoon.Ana.Notice()).ChooseChannels("Channels", "#sales", "#finance");
        await form.Submit();
        Assert.Equal("#sales is shared with another company. Choose channels of your own.", Error(afternoon.Ana));
        Assert.Empty(afternoon.Reads("#sales"));
        Assert.Empty(afternoon.Reads("#finance"));
    }

    [Fact]
    public async Task One_that_is_shared_later_is_told_nothing_new_and_whoever_gave_it_hears_so()
    {
        await using var afternoon = await Told("#sales", "#finance");
        afternoon.Workspace.Conversations["sales"].IsShared = true;
        await afternoon.Pass(TimeSpan.FromMinutes(31));
        Assert.DoesNotContain("is late", Assert.Single(afternoon.Reads("#sales")), StringComparison.Ordinal);
        Assert.Single(afternoon.Reads("#finance")).Has("is late");
        Direct(afternoon.Ana).Has(
            "readers in #sales are not told, as the channel is shared with another company. Stop sharing it, or choose another");
        await afternoon.Ivy.Slash("/incident doctor");
        afternoon.Ivy.Sees("#sales, where it tells readers of data, is shared with another company");
    }

    [Fact]
    public async Task That_of_an_incident_is_none_for_all_notices_to_come()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Slash("/incident declare Stock is late", "#general");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Modal.CloseAll();
        var form = (await afternoon.Ana.Notice()).ChooseChannels("Channels", "#inc-2-stock-is-late")
            .Tick("For all notices of Data responder");
        await form.Submit();
        Assert.StartsWith("One of these is the channel of an incident", Error(afternoon.Ana), StringComparison.Ordinal);
        Assert.Empty(afternoon.Reads("#sales"));
        await form.ChooseChannels("Channels", "#sales").Submit();
        Assert.Single(afternoon.Reads("#sales")).Has(Stale);
    }

    [Fact]
    public async Task A_private_one_wants_an_invitation_first_and_its_name_is_told_nobody()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Creates("#secret-deal", isPrivate: true);
        var form = (await afternoon.Ana.Notice()).ChooseChannels("Channels", "#secret-deal");
        await form.Submit();
        Assert.Contains("Invite the bot there", Error(afternoon.Ana), StringComparison.Ordinal);
        await afternoon.Ana.Invites("#secret-deal", afternoon.App.BotUser.Id);
        await form.Submit();
        afternoon.Ana.Sees(Dashboard, "#secret-deal").Plain().Has(Stale);
        afternoon.Ana.Sees("told a private channel about", Channel);
        await afternoon.Ben.Slash("/incident timeline 1", "#general");
        Assert.DoesNotContain("secret-deal", afternoon.Ben.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_archived_later_is_told_to_whoever_gave_it_and_said_once_it_is_back()
    {
        await using var afternoon = await Told("#sales", "#finance");
        await afternoon.Ivy.Archives("#sales");
        await afternoon.Pass(TimeSpan.FromMinutes(31));
        Direct(afternoon.Ana).Has(
            "Revenue dashboard (INC-1): readers in #sales are not told, as the channel is archived.", "Unarchive it",
            "/incident notice 1");
        afternoon.Card().Has("Told: #finance, not #sales (Revenue dashboard)");
        (await afternoon.Ben.Notice()).Text.Has("Not in #sales: the channel is archived", "In #finance");
        Assert.Single(afternoon.Reads("#finance")).Has("is late");
        await afternoon.Ivy.Unarchives("#sales");
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        Assert.Single(afternoon.Reads("#sales")).Has("is late");
        Direct(afternoon.Ana).Has("readers in #sales are told.");
        afternoon.Card().Has("Told: #sales, #finance (Revenue dashboard)");
        Assert.Single(afternoon.Ana.Messages(), m => m.Channel == "(direct)"
            && m.Text.Contains("readers in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_whose_end_could_not_be_said_says_it_once_it_is_back()
    {
        await using var afternoon = await Told();
        await afternoon.Ivy.Archives("#sales");
        await afternoon.Ana.Resolves();
        Direct(afternoon.Ana).Has("is over, and #sales does not say so yet, as the channel is archived. Unarchive it.");
        await afternoon.Ivy.Unarchives("#sales");
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        Assert.Single(afternoon.Reads("#sales")).Has(Fresh);
    }

    [Fact]
    public async Task One_that_was_deleted_holds_up_no_other()
    {
        await using var afternoon = await Told("#sales", "#finance");
        await afternoon.Ivy.Deletes("#sales");
        await afternoon.Pass(TimeSpan.FromMinutes(31));
        Assert.Single(afternoon.Reads("#finance")).Has("is late");
        Direct(afternoon.Ana).Has("the channel is gone, or private and without the bot. Invite the bot there, or choose another");
        await (await afternoon.Ana.Notice()).Press("Change");
        await afternoon.Ana.Modal.ChooseChannels("Channels", "#finance").PickTime("Next refresh: time", "12:00").Submit();
        Assert.Single(afternoon.Reads("#finance")).Has("next refresh");
        afternoon.Card().Has("Told: #finance (Revenue dashboard)");
        Assert.DoesNotContain(afternoon.Ana.Messages(), m => m.Channel == "(direct)"
            && m.Text.Contains("are not told", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_private_one_that_puts_the_bot_out_is_tried_again_once_it_is_invited()
    {
        await using var afternoon = await Begin();
        await afternoon.Ana.Creates("#secret-deal", isPrivate: true);
        await afternoon.Ana.Invites("#secret-deal", afternoon.App.BotUser.Id);
        await afternoon.Pass(TimeSpan.FromMinutes(30));
        await (await afternoon.Ana.Notice()).PickTime("Next refresh: time", "11:00").ChooseChannels("Channels", "#secret-deal")
            .Submit();
        await afternoon.Ana.PutsOut("#secret-deal", afternoon.App.BotUser);
        await afternoon.Pass(TimeSpan.FromMinutes(31));
        Direct(afternoon.Ana).Has("are not told, as", "Invite the bot there");
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await afternoon.Ana.Invites("#secret-deal", afternoon.App.BotUser.Id);
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        afternoon.Ana.Sees("is late", "#secret-deal");
        Direct(afternoon.Ana).Has("are told.");
    }

    [Fact]
    public async Task Put_out_of_a_public_one_the_bot_comes_back_for_its_notice()
    {
        await using var afternoon = await Told();
        await afternoon.Ivy.PutsOut("#sales", afternoon.App.BotUser);
        await afternoon.Ana.Resolves();
        Assert.Single(afternoon.Reads("#sales")).Has(Fresh);
    }
}

using Bot.Sandbox;

namespace Bot.Tests.Sandbox;

/// <summary>Holds the emulator to a client that is not ours.</summary>
public sealed class BoltTests(BoltApp bolt) : IClassFixture<BoltApp>
{
    async Task<Modal> Form(string who, string command = "/ticket")
    {
        bolt.Needed();
        var member = bolt.Workspace.Member(who);
        await member.Slash(command);
        return await bolt.Until(() => member.ModalOrNone);
    }

    [Fact]
    public async Task A_command_is_answered_in_the_ack_or_later_by_its_response_url()
    {
        bolt.Needed();
        var ana = bolt.Workspace.Member("ana");
        await ana.Slash("/ticket quick");
        Assert.True(ana.Sees("Quick answer").IsEphemeral);
        await ana.Slash("/ticket later");
        await bolt.Until(() => ana.Look("Later answer"));
    }

    [Fact]
    public async Task A_modal_shows_errors_and_then_another_view()
    {
        var form = await Form("ben", "/ticket ab");
        Assert.Equal("ab", form.Value("Title"));
        await form.Submit();
        Assert.Equal("Say a little more.", form.Errors["Title"]);
        await form.Fill("Title", "Show me").Choose("Area", "Pay").Submit();
        Assert.Equal("Shown", form.Title);
    }

    [Fact]
    public async Task A_modal_is_pushed_over_another_and_all_of_them_are_cleared()
    {
        var chloe = bolt.Workspace.Member("chloe");
        var form = await Form("chloe");
        await form.Press("What is this?");
        Assert.Equal("Help", (await bolt.Until(() => chloe.ModalOrNone is { Title: "Help" } help ? help : null)).Title);
        await chloe.Modal.Close();
        await chloe.Modal.Fill("Title", "One more").Submit();
        Assert.Equal("Pushed", chloe.Modal.Title);
        await chloe.Modal.Close();
        await chloe.Modal.Fill("Title", "All gone").Submit();
        Assert.Null(chloe.ModalOrNone);
    }

    [Fact]
    public async Task A_modal_is_updated_by_a_button_inside_it()
    {
        var form = await Form("dev");
        await form.Press("Shorter");
        await bolt.Until(() => form.Title == "Short ticket" ? form : null);
        await form.CloseAll();
    }

    [Fact]
    public async Task Submitting_makes_a_channel_with_a_message_whose_buttons_update_it_and_set_a_group()
    {
        await (await Form("emi")).Fill("Title", "Slow orders").Submit();
        var emi = bolt.Workspace.Member("emi");
        var card = await bolt.Until(() => emi.Look("Slow orders is open"));
        await card.Click("Take");
        await bolt.Until(() => card.Text.Contains("is taken by @emi", StringComparison.Ordinal) ? card : null);
        var group = await bolt.Until(
            () => bolt.Workspace.Groups.Find("@ticket-taker") is { Members.Count: 1 } made ? made : null);
        Assert.Equal(emi.Id, group.Members[0]);
        Assert.Empty(bolt.Workspace.Problems);
    }

    [Fact]
    public async Task A_button_may_replace_its_message_by_response_url_and_a_mention_is_answered_in_a_thread()
    {
        await (await Form("ivy")).Fill("Title", "Wrong totals").Submit();
        var ivy = bolt.Workspace.Member("ivy");
        var card = await bolt.Until(() => ivy.Look("Wrong totals is open"));
        var said = await ivy.Says(card.Channel, "ping");
        Assert.Equal("pong", (await bolt.Until(() => said.Replies.Count == 1 ? said.Replies[0] : null)).Text);
        await card.Click("Close");
        await bolt.Until(() => card.Text == "Closed" ? card : null);
    }

    [Fact]
    public async Task After_a_disconnect_it_comes_back_and_after_a_429_it_tries_again()
    {
        bolt.Needed();
        var finn = bolt.Workspace.Member("finn");
        await bolt.Workspace.Faults.Sockets.Disconnect("refresh_requested");
        await bolt.Connected();
        bolt.Workspace.Faults.On("chat.postMessage").RateLimited(retryAfterSeconds: 1);
        await (await Form("finn")).Fill("Title", "Late mails").Submit();
        await bolt.Until(() => finn.Look("Late mails is open"));
        Assert.Contains(bolt.Workspace.Log.Entries, entry =>
            entry is { Name: "chat.postMessage", Trouble: "fault: 429, retry after 1 s" });
    }
}

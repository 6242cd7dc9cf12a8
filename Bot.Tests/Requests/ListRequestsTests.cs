using static Bot.Tests.Requests.Asking;

namespace Bot.Tests.Requests;

public sealed class ListRequestsTests
{
    [Fact]
    public async Task Open_requests_are_listed_by_age_and_done_at_a_press()
    {
        await using var afternoon = await Begin();
        await afternoon.Finn.Says("#general", "@data-responder is it late?");
        await afternoon.Pass(TimeSpan.FromHours(1));
        var second = await afternoon.Gwen.Says("#general", "@data-responder is it wrong?");
        await afternoon.Ana.Says("#general", "No", second);
        await afternoon.Ana.Slash("/incident requests");
        var list = afternoon.Ana.Sees("Requests open: 2, 1 without an answer");
        Assert.Matches("(?s)is it late.*is it wrong", list.Text);
        Assert.Equal(["Done", "Done"], list.Buttons);
        await list.Click("Done");
        Assert.Contains("Requests open: 1, all answered", list.Text, StringComparison.Ordinal);
        await afternoon.Ivy.Slash("/incident requests");
        Assert.Empty(afternoon.Ivy.Sees("Requests open: 1").Buttons);
    }

    [Fact]
    public async Task Answers_count_in_the_load_of_whoever_gave_them()
    {
        await using var afternoon = await Begin();
        var asked = await afternoon.Finn.Says("#general", "@data-responder is it late?");
        await afternoon.Ana.Says("#general", "It is", asked);
        await afternoon.Pass(TimeSpan.FromHours(3));
        await afternoon.Ana.Slash("/cover fairness");
        Assert.Matches(@"inc req\n *ana.* 0   1\n", afternoon.Ana.Sees("how the hours on call were shared").Text);
        await afternoon.Ben.Slash("/cover fairness");
        Assert.DoesNotContain("request", afternoon.Ben.Sees("You: ").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shortcut_makes_a_request_where_the_bot_is()
    {
        await using var afternoon = await Begin();
        var said = await afternoon.Finn.Says("#general", "the orders look odd");
        await afternoon.Gwen.Sees("the orders look odd").Menu("Make it a request");
        afternoon.Gwen.Sees("This is a request of Data responder now.");
        Assert.Equal([Eyes], said.Reactions);
        Assert.Equal(afternoon.Finn.Id, afternoon.Row(said)!.Asker);
        await said.Menu("Make it a request");
        afternoon.Finn.Sees("That is a request already.");
    }

    [Fact]
    public async Task Without_the_bot_in_the_channel_the_second_one_says_how_to_invite_it()
    {
        await using var afternoon = await Begin();
        var first = await afternoon.Finn.Says("#random", "the orders look odd");
        await first.Menu("Make it a request");
        var told = afternoon.Finn.Sees("I am not in this channel and see no answer: /incident requests says when it is done.");
        Assert.DoesNotContain("/invite", told.Text, StringComparison.Ordinal);
        Assert.Empty(first.Reactions);
        await afternoon.Pass(TimeSpan.FromHours(1));
        var second = await afternoon.Finn.Says("#random", "and so do refunds");
        await second.Menu("Make it a request");
        afternoon.Finn.Sees("type /invite and my name");
        Assert.False(afternoon.Workspace.Conversations["random"].Has(afternoon.App.BotUser.Id));
        await afternoon.InvitesBot("#random", by: "finn");
        Assert.Equal([Eyes], first.Reactions);
    }

    [Fact]
    public async Task What_was_asked_in_private_is_listed_for_those_whom_it_concerns_alone()
    {
        await using var afternoon = await Begin();
        var said = await afternoon.Ben.Says("#data-leads", "the budget table is wrong");
        await said.Menu("Make it a request");
        await afternoon.Gwen.Slash("/incident requests");
        afternoon.Gwen.Sees("No request is open.");
        await afternoon.Chloe.Slash("/incident requests");
        Assert.Contains("the budget table is wrong", afternoon.Chloe.Sees("Requests open: 1").Text, StringComparison.Ordinal);
    }
}

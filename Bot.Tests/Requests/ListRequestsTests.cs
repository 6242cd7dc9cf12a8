using Bot.Sandbox;
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

    /// <summary>So many in one channel, an hour apart.</summary>
    static async Task<List<SeenMessage>> Ask(Afternoon afternoon, int count, string channel = "#general")
    {
        List<SeenMessage> asked = [];
        for (var nth = 1; nth <= count; nth++)
        {
            asked.Add(await afternoon.Finn.Says(channel, $"@data-responder is table {nth}. late?"));
            await afternoon.Pass(TimeSpan.FromMinutes(20));
        }

        return asked;
    }

    [Fact]
    public async Task A_long_list_has_pages_and_done_stays_on_its_page()
    {
        await using var afternoon = await Begin();
        await Ask(afternoon, 17);
        await afternoon.Ana.Slash("/incident requests");
        var list = afternoon.Ana.Sees("Requests open: 17");
        Assert.Matches("(?s)table 1\\..*table 15\\.", list.Text);
        Assert.DoesNotContain("table 16.", list.Text, StringComparison.Ordinal);
        await list.Click("2 younger");
        Assert.Matches("(?s)Requests open: 17.*table 16\\..*table 17\\.", list.Text);
        Assert.Equal(["Done", "Done", "15 older"], list.Buttons);
        await list.Click("Done");
        Assert.Contains("table 17.", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("table 15.", list.Text, StringComparison.Ordinal);
        await list.Click("Done");
        Assert.Contains("table 15.", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(list.Buttons, button => button.EndsWith("er", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_asked_in_a_channel_that_is_archived_is_over(bool isMissed)
    {
        await using var afternoon = await Begin();
        await afternoon.AsksIn("#old");
        var asked = (await Ask(afternoon, 1, "#old"))[0];
        var other = await afternoon.Finn.Says("#general", "@data-responder is it?");
        if (isMissed) afternoon.Workspace.Conversations["old"].Archived = true;
        else await afternoon.Gwen.Archives("#old");
        await afternoon.Settle();
        Assert.Equal(isMissed ? "waiting" : "closed", afternoon.StateOf(asked));
        await afternoon.Pass(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        Assert.Equal(("closed", "waiting"), (afternoon.StateOf(asked), afternoon.StateOf(other)));
    }

    [Fact]
    public async Task Put_out_of_a_channel_the_bot_knows_that_it_does_not_follow_what_was_asked_there()
    {
        await using var afternoon = await Begin();
        await afternoon.AsksIn("#old");
        var asked = (await Ask(afternoon, 1, "#old"))[0];
        await afternoon.Gwen.PutsOut("#old", afternoon.App.BotUser);
        Assert.False(afternoon.Row(asked)!.IsFollowed);
        Assert.Equal("waiting", afternoon.StateOf(asked));
        await afternoon.InvitesBot("#old");
        Assert.True(afternoon.Row(asked)!.IsFollowed);
        await afternoon.Ana.Says("#old", "No", asked);
        Assert.Equal("answered", afternoon.StateOf(asked));
    }

    [Fact]
    public async Task What_somebody_asked_who_has_left_is_over_unless_somebody_else_made_it_a_request()
    {
        await using var afternoon = await Begin();
        var asked = await afternoon.Finn.Says("#general", "@data-responder is it late?");
        var said = await afternoon.Finn.Says("#general", "the orders look odd");
        await afternoon.Gwen.Sees("the orders look odd").Menu("Make it a request");
        var guest = await afternoon.Emi.Says("#general", "@data-responder is it wrong?");
        afternoon.Workspace.People.Change("finn", person => person.Deleted = true);
        afternoon.Workspace.People.Change("emi", person => person.IsGuest = true);
        await afternoon.Settle();
        await afternoon.Pass(TimeSpan.FromMinutes(6));
        Assert.Equal(
            ("closed", "waiting", "waiting"), (afternoon.StateOf(asked), afternoon.StateOf(said), afternoon.StateOf(guest)));
    }
}

using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>Whoever knows the number of a private incident can ask its lead to be let in.</summary>
public sealed class PrivateAccessTests
{
    const string Closed = "INC-1 is private. Its lead can let you in.";

    [Fact]
    public async Task The_lead_is_asked_once_and_lets_them_in_with_one_press()
    {
        await using var afternoon = await Begin();
        await afternoon.Ben.Slash("/incident 1", "#general");
        afternoon.Ben.DoesNotSee("ayroll");
        await afternoon.Ben.Sees(Closed).Click("Ask for access");
        afternoon.Ben.Sees("The lead of INC-1 is asked.");
        await afternoon.Ben.Slash("/incident update 1", "#general");
        await afternoon.Ben.Sees(Closed).Click("Ask for access");
        var asked = Assert.Single(afternoon.Chloe.Messages(), m => m.Text.Contains("ben asks to see", StringComparison.Ordinal));
        Assert.Equal("(direct)", asked.Channel);
        Assert.False(afternoon.Sees(afternoon.Ben));
        afternoon.Finn.DoesNotSee("asks to see");
        await asked.Click("Let them in");
        Assert.Contains("ben sees INC-1", asked.Text.Replace("*", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Empty(asked.Buttons);
        Assert.Equal(["ben", "chloe", "finn"], afternoon.People(Channel));
        await afternoon.Ben.Slash("/incident 1", "#general");
        Assert.Equal("INC-1", afternoon.Ben.Modal.Title);
        afternoon.Ana.KnowsNothing();
    }

    [Fact]
    public async Task Of_a_number_that_nothing_has_nothing_is_asked()
    {
        await using var afternoon = await Begin();
        await afternoon.Ben.Slash("/incident 7", "#general");
        afternoon.Ben.DoesNotSee("is private");
        await afternoon.Finn.Slash("/incident 1", "#general");
        afternoon.Finn.DoesNotSee("is private");
    }

    [Fact]
    public async Task Only_who_is_inside_lets_others_in()
    {
        await using var afternoon = await Begin();
        await afternoon.Ben.Slash("/incident 1", "#general");
        await afternoon.Ben.Sees(Closed).Click("Ask for access");
        var asked = afternoon.Chloe.Sees("asks to see");
        await afternoon.Chloe.Leaves(Channel);
        await asked.Click("Let them in");
        Assert.False(afternoon.Sees(afternoon.Ben));
        Assert.Equal(["finn"], afternoon.People(Channel));
    }

    [Fact]
    public async Task Whoever_asks_again_after_the_lead_changed_asks_the_new_one()
    {
        await using var afternoon = await Begin();
        await Asks(afternoon);
        await afternoon.Chloe.Slash("/incident lead @finn", Channel);
        await afternoon.Chloe.Modal.Submit();
        await afternoon.Chloe.Leaves(Channel);
        await afternoon.Pass(TimeSpan.FromDays(1));
        await Asks(afternoon);
        afternoon.Chloe.DoesNotSee("asks to see");
        await afternoon.Finn.Sees("asks to see").Click("Let them in");
        Assert.True(afternoon.Sees(afternoon.Ben));
    }

    [Fact]
    public async Task Where_the_lead_has_gone_somebody_else_inside_is_asked()
    {
        await using var afternoon = await Begin();
        afternoon.Workspace.People.Change("chloe", c => c.Deleted = true);
        await afternoon.Settle();
        await Asks(afternoon);
        Assert.Contains("Somebody inside INC-1 is asked.", afternoon.Ben.Screen("#general"), StringComparison.Ordinal);
        afternoon.Finn.Sees("asks to see");
    }

    [Fact]
    public async Task Where_nobody_is_left_inside_it_says_so()
    {
        await using var afternoon = await Begin(picked: []);
        afternoon.Workspace.People.Change("chloe", c => c.Deleted = true);
        await afternoon.Settle();
        await Asks(afternoon);
        Assert.Contains("Nobody is left who sees INC-1", afternoon.Ben.Screen("#general"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_was_let_in_and_left_asks_anew()
    {
        await using var afternoon = await Begin();
        await Asks(afternoon);
        await afternoon.Chloe.Sees("asks to see").Click("Let them in");
        await afternoon.Ben.Leaves(Channel);
        await afternoon.Pass(TimeSpan.FromDays(2));
        await Asks(afternoon);
        // What she has read before stands as it is, and she is notified of another.
        afternoon.Chloe.Sees("ben sees INC-1");
        Assert.Single(afternoon.Workspace.Notifications, n =>
            n.Person.Handle == "chloe" && n.Message.Text.Contains("asks to see", StringComparison.Ordinal));
        await afternoon.Chloe.Sees("asks to see").Click("Let them in");
        Assert.Contains("ben", afternoon.People(Channel));
    }

    [Fact]
    public async Task Whoever_is_let_into_what_is_over_reads_so_in_private()
    {
        await using var afternoon = await Begin();
        await afternoon.Chloe.Slash("/incident resolve 1", "#general");
        await afternoon.Chloe.Modal.Submit();
        await Asks(afternoon);
        Assert.Contains("You hear of it if they let you in.", afternoon.Ben.Screen("#general"), StringComparison.Ordinal);
        await afternoon.Chloe.Sees("asks to see").Click("Let them in");
        Assert.Equal("(direct)", afternoon.Ben.Sees("You see INC-1 Payroll is leaked now: /incident 1").Channel);
    }

    [Fact]
    public async Task Whoever_is_not_let_in_reads_so_once_and_asks_again_after_a_day()
    {
        await using var afternoon = await Begin();
        await Asks(afternoon);
        var asked = afternoon.Chloe.Sees("asks to see");
        await asked.Click("No");
        Assert.Contains("was not let in", asked.Text, StringComparison.Ordinal);
        Assert.Empty(asked.Buttons);
        var told = afternoon.Ben.Sees("You were not let into INC-1.");
        Assert.Equal("(direct)", told.Channel);
        afternoon.Ben.DoesNotSee("ayroll");
        Assert.False(afternoon.Sees(afternoon.Ben));
        await Asks(afternoon);
        Assert.Contains("Ask again tomorrow.", afternoon.Ben.Screen("#general"), StringComparison.Ordinal);
        afternoon.Chloe.DoesNotSee("asks to see");
        await afternoon.Pass(TimeSpan.FromDays(2));
        await Asks(afternoon);
        await afternoon.Chloe.Sees("asks to see").Click("Let them in");
        Assert.True(afternoon.Sees(afternoon.Ben));
    }

    static async Task Asks(Afternoon afternoon)
    {
        await afternoon.Ben.Slash("/incident 1", "#general");
        await afternoon.Ben.Sees(Closed).Click("Ask for access");
    }

    [Fact]
    public async Task A_button_of_what_they_saw_once_says_how_to_ask()
    {
        await using var afternoon = await Begin();
        await afternoon.Finn.Slash("/incident subscribe", Channel);
        await afternoon.Chloe.Slash("/incident lead @finn", Channel);
        await afternoon.Chloe.Modal.Submit();
        await afternoon.Chloe.Slash("/incident severity critical", Channel);
        await afternoon.Chloe.Modal.Submit();
        await afternoon.Finn.Messages(Channel).First(m => m.IsPinned).Click("I'm on it");
        await afternoon.Pass(TimeSpan.FromMinutes(31));
        var reminder = afternoon.Finn.Sees("an update is due");
        await afternoon.Finn.Leaves(Channel);
        await reminder.Click("Update");
        Assert.Null(afternoon.Finn.ModalOrNone);
        afternoon.Finn.Sees("INC-1 is private. Type /incident 1 to ask its lead");
    }
}

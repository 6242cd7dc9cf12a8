using Bot.Sandbox;

namespace Bot.Tests.Incidents;

/// <summary>Whoever follows an incident from outside hears of it in direct messages.</summary>
public sealed class SubscribeTests
{
    const string Channel = "#inc-1-orders-are-late";

    static async Task<Afternoon> Subscribed(params string[] people)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Slash("/incident Orders are late");
        await afternoon.Ana.Modal.ChoosePeople("Lead", "ana").Submit();
        await afternoon.Ana.Modal.Close();
        foreach (var person in people) await afternoon.Workspace.Member(person).Slash("/incident subscribe 1", "#data-team");
        return afternoon;
    }

    static async Task Update(Member by, string text)
    {
        await by.Slash("/incident update 1");
        await by.Modal.Fill("What is new", text).Submit();
    }

    [Fact]
    public async Task They_hear_of_updates_that_it_got_worse_and_its_end_once_each()
    {
        await using var afternoon = await Subscribed("finn");
        await Update(afternoon.Ana, "We look into the loader");
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await afternoon.Ana.Slash("/incident severity major", Channel);
        await afternoon.Ana.Modal.Submit();
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await afternoon.Ana.Slash("/incident resolve a retry", Channel);
        await afternoon.Ana.Modal.Submit();
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        foreach (var said in (string[])["We look into the loader", "Major", "resolved this"])
            Assert.Equal(1, afternoon.Finn.Messages().Count(m =>
                m.Text.StartsWith("INC-1 ", StringComparison.Ordinal) && m.Text.Contains(said, StringComparison.Ordinal)
                && m.Channel != "#data-incidents"));
    }

    [Fact]
    public async Task What_was_before_and_what_they_say_themselves_they_do_not_hear()
    {
        await using var afternoon = await Subscribed();
        await Update(afternoon.Ana, "Before");
        await afternoon.Finn.Slash("/incident subscribe 1", "#data-team");
        await Update(afternoon.Finn, "By myself");
        afternoon.Finn.DoesNotSee("Before");
        afternoon.Finn.DoesNotSee("By myself");
    }

    [Fact]
    public async Task Whoever_unsubscribes_hears_no_more()
    {
        await using var afternoon = await Subscribed("finn", "chloe");
        await afternoon.Finn.Slash("/incident unsubscribe 1", "#data-team");
        afternoon.Finn.Sees("You hear no more of INC-1 in direct messages.");
        await Update(afternoon.Ana, "We look into the loader");
        afternoon.Finn.DoesNotSee("We look into the loader");
        afternoon.Chloe.Sees("We look into the loader");
        await afternoon.Finn.Slash("/incident unsubscribe 1", "#data-team");
        afternoon.Finn.Sees("You did not subscribe to INC-1");
    }

    [Fact]
    public async Task Who_subscribed_is_listed_and_the_menu_offers_the_other_way()
    {
        await using var afternoon = await Subscribed("finn", "chloe");
        await afternoon.Ana.Slash("/incident subscribers 1");
        Assert.Contains("finn", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        Assert.Contains("chloe", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        await afternoon.Ana.Modal.Close();
        await afternoon.Finn.Slash("/incident INC-1", "#data-team");
        await afternoon.Finn.Modal.Press("Unsubscribe");
        Assert.Contains("You hear no more of INC-1", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_cannot()
    {
        await using var afternoon = await Subscribed();
        await afternoon.Gus.Slash("/incident subscribe 1", "#data-team");
        await Update(afternoon.Ana, "We look into the loader");
        afternoon.Gus.DoesNotSee("We look into the loader");
    }

    [Fact]
    public async Task Whoever_became_a_guest_hears_no_more()
    {
        await using var afternoon = await Subscribed("finn");
        afternoon.Workspace.People.Change("finn", finn => finn.IsGuest = true);
        await afternoon.Workspace.Settled();
        await Update(afternoon.Ana, "We look into the loader");
        afternoon.Finn.DoesNotSee("We look into the loader");
    }

    [Fact]
    public async Task Whoever_follows_what_was_merged_follows_where_it_went()
    {
        await using var afternoon = await Subscribed("finn");
        await afternoon.Ana.Slash("/incident Loads are late");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Slash("/incident merge 1 into 2");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Slash("/incident update 2");
        await afternoon.Ana.Modal.Fill("What is new", "One cause").Submit();
        afternoon.Finn.Sees("One cause");
    }

    [Fact]
    public async Task What_begins_with_the_word_is_a_name_where_more_follows()
    {
        await using var afternoon = await Subscribed();
        await afternoon.Finn.Slash("/incident subscribe button is broken", "#data-team");
        Assert.Equal("Declare an incident", afternoon.Finn.Modal.Title);
    }
}

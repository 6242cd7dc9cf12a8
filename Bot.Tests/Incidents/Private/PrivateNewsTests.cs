using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>What the bot writes to people by itself stops with their being inside.</summary>
public sealed class PrivateNewsTests
{
    static async Task Update(Bot.Sandbox.Member by, string text)
    {
        await by.Slash("/incident update", Channel);
        await by.Modal.Fill("What is new", text).Submit();
    }

    [Fact]
    public async Task Subscribers_hear_of_it_while_they_are_inside()
    {
        await using var afternoon = await Begin();
        await afternoon.Finn.Slash("/incident subscribe", Channel);
        await afternoon.Finn.Leaves(Channel);
        await Update(afternoon.Chloe, "Passwords were changed");
        await afternoon.Chloe.Slash("/incident severity critical", Channel);
        await afternoon.Chloe.Modal.Submit();
        afternoon.Finn.DoesNotSee("Passwords were changed");
        afternoon.NobodyElseKnows();
        await afternoon.Chloe.Invites(Channel, "finn");
        await Update(afternoon.Chloe, "All is well");
        Assert.Contains(afternoon.Finn.Messages(), m => m.Channel == "(direct)"
            && m.Text.Contains("All is well", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lead_who_has_left_its_channel_is_not_reminded(bool hasLeft)
    {
        await using var afternoon = await Begin();
        await afternoon.Chloe.Slash("/incident severity critical", Channel);
        await afternoon.Chloe.Modal.Submit();
        await afternoon.Chloe.Slash("/incident acknowledge", Channel);
        if (hasLeft) await afternoon.Chloe.Leaves(Channel);
        await afternoon.Pass(TimeSpan.FromMinutes(31));
        await afternoon.Pass(TimeSpan.FromMinutes(31));
        Assert.NotEqual(hasLeft, afternoon.Chloe.Messages().Any(m => m.Channel == "(direct)"
            && m.Text.Contains("an update is due", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Whoever_was_given_it_at_night_and_has_left_reads_no_note_of_it_in_the_morning()
    {
        await using var afternoon = await Begin();
        await afternoon.Until(new DateTimeOffset(2026, 3, 3, 20, 0, 0, TimeSpan.Zero));
        await afternoon.Chloe.Slash("/incident lead @ana", Channel);
        await afternoon.Chloe.Modal.Submit();
        await afternoon.Chloe.Invites(Channel, "ana");
        await afternoon.Ana.Leaves(Channel);
        await afternoon.Until(new DateTimeOffset(2026, 3, 4, 9, 1, 0, TimeSpan.Zero));
        Assert.False(afternoon.Sees(afternoon.Ana));
        afternoon.Ana.DoesNotSee("gave you");
    }

    [Fact]
    public async Task Whoever_answers_for_a_leaver_hears_nothing_of_it()
    {
        await using var afternoon = await Begin();
        afternoon.Workspace.People.Change("chloe", p => p.Deleted = true);
        await afternoon.Settle();
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await afternoon.Pass(TimeSpan.FromHours(1));
        afternoon.Ivy.DoesNotSee("account was deactivated");
        afternoon.NobodyElseKnows();
    }
}

using Bot.Sandbox;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>
/// What all saw becomes private. It is a Tuesday, and Ana is on call; Dev follows in the channel, Ben from outside.
/// </summary>
public sealed class PrivateMoveTests
{
    internal const string Old = "#inc-1-orders-failed", New = "#inc-1-orders-failed-2", Left = "#inc-1-moved";

    internal static async Task<Afternoon> Public(string? manifest = null)
    {
        var afternoon = await Afternoon.Begin(manifest: manifest);
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Alert(Job("orders"));
        await afternoon.Ana.Slash("/incident acknowledge 1", "#general");
        await afternoon.Dev.Joins(Old);
        await afternoon.Ben.Slash("/incident subscribe 1", "#general");
        await afternoon.Finn.Slash("/incident subscribe 1", "#general");
        await afternoon.Ana.Slash("/incident update the dump lies in the open", Old);
        await afternoon.Ana.Modal.Submit();
        await afternoon.Dev.Says(Old, "I have seen it");
        return afternoon;
    }

    static async Task<Afternoon> Moved()
    {
        var afternoon = await Public();
        await afternoon.Ana.Slash("/incident", Old);
        var form = await afternoon.Ana.Modal.Press("Move to private");
        Assert.Equal("@ana", form.Value("Who goes along"));
        Assert.Contains("What the bot cannot remove", form.Text, StringComparison.Ordinal);
        await form.ChoosePeople("Who goes along", "ana", "finn").Submit();
        return afternoon;
    }

    internal static IEnumerable<SeenMessage> OfBot(IEnumerable<SeenMessage> messages) =>
        messages.Where(m => m.From == "Data Responder");

    [Fact]
    public async Task It_goes_on_in_a_private_channel_with_those_picked()
    {
        await using var afternoon = await Moved();
        Assert.Equal(ConversationKind.Private, afternoon.Workspace.Conversations[New.TrimStart('#')].Kind);
        Assert.Equal(["ana", "finn"], afternoon.People(New));
        Assert.Contains("orders failed", afternoon.Card(afternoon.Finn, New).Text, StringComparison.Ordinal);
        afternoon.Finn.Sees("the dump lies in the open", New);
        await afternoon.Finn.Slash("/incident timeline", New);
        Assert.Contains("the dump lies in the open", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        await afternoon.Alert(Job("orders"));
        Assert.Contains("2 times", afternoon.Card(afternoon.Finn, New).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_messages_elsewhere_go_or_say_that_it_moved()
    {
        await using var afternoon = await Moved();
        Assert.DoesNotContain(OfBot(afternoon.Ben.Messages()), m => m.Text.Contains("orders", StringComparison.Ordinal)
            || m.Text.Contains("INC-1", StringComparison.Ordinal) && !m.IsEphemeral);
        afternoon.Ben.DoesNotSee("the dump lies in the open");
        Assert.DoesNotContain(OfBot(afternoon.Finn.Messages()), m => m.Channel == "(direct)"
            && m.Text.Contains("the dump", StringComparison.Ordinal));
        var old = OfBot(afternoon.Dev.Messages(Left)).ToList();
        Assert.DoesNotContain(old, m => m.Text.Contains("the dump", StringComparison.Ordinal) || m.Buttons.Count > 0);
        Assert.Contains("Moved", Assert.Single(old, m => m.IsPinned).Text, StringComparison.Ordinal);
        afternoon.Dev.Sees("I have seen it", Left);
    }

    [Fact]
    public async Task Its_old_channel_is_archived_under_another_name()
    {
        await using var afternoon = await Moved();
        var left = afternoon.Workspace.Conversations[Left.TrimStart('#')];
        Assert.True(left.Archived);
        Assert.Equal("Moved", left.Topic.Value);
    }

    [Fact]
    public async Task Others_see_it_nowhere_any_more()
    {
        await using var afternoon = await Moved();
        foreach (var member in (Member[])[afternoon.Ben, afternoon.Dev, afternoon.Ivy])
        {
            Assert.False(afternoon.Sees(member));
            await member.Slash("/incident list", "#general");
            member.Sees("Nothing is open.");
            await member.Slash("/incident alerts", "#general");
            member.Sees("No alert has come in yet.");
        }
        await afternoon.Ana.Slash("/incident update still there", New);
        await afternoon.Ana.Modal.Submit();
        await afternoon.Pass(TimeSpan.FromHours(1));
        afternoon.Ben.DoesNotSee("still there");
        afternoon.Ivy.DoesNotSee("orders");
    }

    [Fact]
    public async Task What_is_private_or_over_is_not_moved()
    {
        await using var afternoon = await Begin();
        await afternoon.Chloe.Slash("/incident", Channel);
        Assert.DoesNotContain("Move to private", afternoon.Chloe.Modal.Buttons);
    }

    [Fact]
    public async Task Where_Slack_refuses_some_of_it_the_rest_is_done()
    {
        await using var afternoon = await Public();
        foreach (var method in (string[])["conversations.rename", "conversations.setTopic", "bookmarks.list"])
            afternoon.Workspace.Faults.On(method).Refuse("restricted_action", 1);
        await afternoon.Ana.Slash("/incident", Old);
        await (await afternoon.Ana.Modal.Press("Move to private")).Submit();
        Assert.True(afternoon.Workspace.Conversations[Old.TrimStart('#')].Archived);
        afternoon.Ben.DoesNotSee("the dump lies in the open");
    }
}

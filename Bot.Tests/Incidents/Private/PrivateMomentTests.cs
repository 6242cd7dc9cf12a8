using Bot.Incidents;
using Bot.Slack;
using Bot.Storage;
using Bot.Summaries;
using Bot.Tests.Alerts;
using Bot.Tests.Summaries;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>Whoever saw it when they asked may not when it is done: what is asked of an incident looks again.</summary>
public sealed class PrivateMomentTests
{
    [Fact]
    public async Task What_was_asked_by_a_command_is_refused_to_who_has_left()
    {
        await using var afternoon = await Begin();
        var (take, by) = (afternoon.Get<TakeIncident>(), afternoon.Ben.Id);
        await Assert.ThrowsAsync<RefusedException>(() => take.Take("one", 1, by));
        await Assert.ThrowsAsync<RefusedException>(() => take.TakeOver("two", 1, by));
        await Assert.ThrowsAsync<RefusedException>(() => afternoon.Get<ReopenIncident>().Reopen("three", 1, by, ""));
        Assert.Equal("You cannot see that incident any more.", await afternoon.Get<Subscribe>().Begin("four", 1, by));
        Assert.Empty(afternoon.Get<Database>().Read(db => SubscriberStore.Of(db, 1)));
        Assert.Equal(afternoon.Chloe.Id, afternoon.Incident(1).Lead);
        Assert.False(afternoon.Sees(afternoon.Ben));
    }

    [Fact]
    public async Task Nobody_catches_up_on_what_became_private_while_Slack_was_asked()
    {
        await using var afternoon = await SummaryActs.Begin();
        await afternoon.Ben.Slash("/incident", SummaryActs.Channel);
        var menu = afternoon.Ben.Modal;
        var press = new BlockActionRequest
        {
            User = new(afternoon.Ben.Id),
            View = new() { Id = menu.View.Id },
            Action = new() { ActionTs = "1.0" },
        };
        var before = afternoon.Incident(1);
        await afternoon.TurnsPrivate(1, afternoon.Ana);
        await afternoon.Get<CatchUp>().Open(before, Opening.Of(press), TestContext.Current.CancellationToken);
        await afternoon.Settle();
        Assert.Contains("There is no such incident.", menu.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("orders", menu.Text, StringComparison.Ordinal);
    }
}

using Bot.Incidents;
using Bot.People;
using Bot.Storage;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>A pull request of a private incident and of one that all see.</summary>
public sealed class PrivatePullTests
{
    const string Link = "https://github.com/acme/dbt/pull/12";

    [Fact]
    public async Task Each_shows_it_and_nothing_of_the_other()
    {
        await using var afternoon = await Begin();
        await afternoon.Chloe.Says(Channel, $"Fixed by {Link}");
        await afternoon.Ben.Slash("/incident declare stock is wrong", "#general");
        await afternoon.Ben.Modal.Submit();
        await afternoon.Ben.Modal.CloseAll();
        await afternoon.Ben.Slash($"/incident pr 2 {Link}", "#general");
        afternoon.Ben.Sees("acme/dbt#12 stands on the card of INC-2 now.");
        Assert.Contains("acme/dbt#12", afternoon.Card(afternoon.Chloe).Text, StringComparison.Ordinal);
        Assert.Contains("acme/dbt#12", afternoon.Card(afternoon.Ben, "#inc-2-stock-is-wrong").Text, StringComparison.Ordinal);
        afternoon.NobodyElseKnows();
    }

    [Fact]
    public async Task Others_cannot_put_one_on_its_card()
    {
        await using var afternoon = await Begin();
        await afternoon.Ben.Slash($"/incident pr 1 {Link}", "#general");
        Assert.Empty(afternoon.Get<Database>().Read(db => CardPulls.Of(db, 1)));
        afternoon.Ben.DoesNotSee("stands on the card");
        Assert.Null(afternoon.Get<Database>().Read(db => IncidentStore.Find(db, Viewer.Of(afternoon.Ben.Id), 1)));
    }

    [Fact]
    public async Task A_guest_in_its_channel_puts_none_on_its_card()
    {
        await using var afternoon = await Begin();
        await afternoon.Chloe.Invites(Channel, "gus");
        await afternoon.Gus.Says(Channel, $"Fixed by {Link}");
        Assert.Empty(afternoon.Get<Database>().Read(db => CardPulls.Of(db, 1)));
    }

    [Fact]
    public async Task Whoever_has_left_takes_none_off_its_card()
    {
        await using var afternoon = await Begin();
        await afternoon.Finn.Says(Channel, $"Fixed by {Link}");
        var press = afternoon.Finn.Sees("acme/dbt#12 stands on the card of INC-1 now.", Channel).Aim("Undo");
        await afternoon.Finn.Leaves(Channel);
        await press();
        Assert.Single(afternoon.Get<Database>().Read(db => CardPulls.Of(db, 1)));
    }
}

using Bot.Alerts.Forwarding;
using Bot.Alerts.Intake;
using Bot.Api.Webhooks;
using Bot.Storage;
using Bot.Tests.Alerts.Forwarding;
using Dapper;
using static Bot.Tests.Api.Webhooks.WebhookActs;

namespace Bot.Tests.Api.Webhooks;

/// <summary>One that does not answer costs nobody else anything, and what it answers too late is not taken for another.</summary>
public sealed class WebhookHangsTests : IAsyncLifetime
{
    static readonly WebhookOptions Long = new() { Waits = ForwardActs.Quick with { Patience = TimeSpan.FromMinutes(5) } };

    FakeDestination hook = null!;

    public async ValueTask InitializeAsync() => hook = await FakeDestination.Start();

    public ValueTask DisposeAsync() => hook.DisposeAsync();

    [Fact]
    public async Task While_it_hangs_nothing_else_is_sent_to_it()
    {
        await using var afternoon = await Begin(
            new() { Waits = new() { Patience = TimeSpan.FromMilliseconds(200), First = TimeSpan.FromHours(1) } });
        await afternoon.Ivy.MakesWebhook(hook.Url, OfFollowUps);
        hook.NextHangs();
        await afternoon.FollowsUp("look at it");
        await Wait.Until(() => afternoon.Webhook().HeldUntil is not null);
        await afternoon.Ana.Slash("/followup look at something else");
        await afternoon.Settle();
        Assert.Equal(1, afternoon.Count("tries = 0"));
        Assert.DoesNotContain("follow_up.created 2", hook.Told());
        Assert.Contains("Nothing came within", (await afternoon.Ivy.OpensWebhook()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_was_away_for_is_tried_after_the_others()
    {
        await using var afternoon = await Begin(Long);
        await afternoon.Ivy.MakesWebhook(hook.Url, OfFollowUps);
        hook.Next(503);
        await afternoon.FollowsUp("look at it", "look at something else");
        await afternoon.AllTold();
        Assert.Equal(["follow_up.created 1", "follow_up.created 2", "follow_up.created 1"], hook.Told());
    }

    [Fact]
    public async Task Those_that_hang_take_no_place_of_what_calls_people()
    {
        await using var afternoon = await Begin(Long);
        var database = afternoon.Get<Database>();
        await afternoon.Ivy.MakesWebhook(hook.Url, OfFollowUps);
        var first = afternoon.Webhook();
        for (var nth = 2; nth <= 5; nth++)
        {
            var id = $"other{nth}";
            await database.Change(tx => WebhookStore.Make(
                tx, id, new(id, [WebhookKind.FollowUps], false), (first.Shown, Sealed(afternoon, id, hook.Url)), first.MadeBy));
        }

        for (var nth = 1; nth <= 5; nth++) hook.NextHangs();
        await afternoon.FollowsUp("look at it");
        await hook.Gets(5);
        await database.Wake("forward:none");
        await Wait.Until(() => database.Read(db =>
            db.ExecuteScalar<long>("select count(*) from wakes where subject = 'forward:none'")) == 0);
        Assert.Equal(5, afternoon.Count("tries = 0"));
    }

    [Theory]
    [InlineData(202)]
    [InlineData(410)]
    public async Task What_the_old_address_answers_late_is_not_taken_for_the_new_one(int status)
    {
        await using var old = await FakeDestination.Start();
        await using var afternoon = await Begin(Long);
        await afternoon.Ivy.MakesWebhook(old.Url, OfFollowUps);
        var until = new TaskCompletionSource();
        old.NextWaits(until.Task, status);
        await afternoon.FollowsUp("look at it");
        await old.Gets(1);
        var row = afternoon.Webhook();
        await afternoon.Get<Database>().Change(tx => WebhookStore.Change(
            tx, row, new(row.Name, row.KindList, false), (row.Shown, Sealed(afternoon, row.Id, hook.Url)), row.MadeBy));
        until.SetResult();
        await afternoon.AllTold();
        Assert.Equal(["follow_up.created 1"], hook.Told());
        Assert.Null(afternoon.Webhook().Stopped);
    }

    static string Sealed(Afternoon afternoon, string id, string address) =>
        new SealedAddress(address, SealedAddress.NewSecret()).SealFor(
            afternoon.Get<SealedSecrets>(), $"webhook:{id}");
}

using Bot.Sandbox;
using Bot.Storage;
using Bot.Summaries;
using Bot.Tests.Alerts;
using Bot.Tests.Home;
using Bot.Tests.Postmortems;
using Bot.Tests.Summaries;
using static Bot.Tests.Incidents.Private.PrivateStory;

namespace Bot.Tests.Incidents.Private;

/// <summary>An incident becomes private while something about it is on its way.</summary>
public sealed class PrivateMoveMeanwhileTests
{
    const string Old = "#inc-1-payroll-dump-lies-open", New = "#inc-1-payroll-dump-lies-open-2", Left = "#inc-1-moved",
        Secret = "acme-leak";

    static async Task<(Afternoon Afternoon, Modal Move)> Updating()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        await afternoon.Finn.Declares("Payroll dump lies open", lead: "finn");
        await afternoon.Finn.Modal.CloseAll();
        await afternoon.Dev.Joins(Old);
        await afternoon.Ana.Joins(Old);
        await afternoon.Finn.Slash("/incident", Old);
        var form = await afternoon.Finn.Modal.Press("Move to private");
        await afternoon.Ana.Slash($"/incident update salaries are in bucket {Secret}", Old);
        return (afternoon, form);
    }

    static async Task Meanwhile(Afternoon afternoon, Func<Task> act, string method, Func<Task> other)
    {
        var acts = act();
        while (!afternoon.Workspace.Activity.Open.Contains($"call of {method}"))
            await Task.Delay(5, TestContext.Current.CancellationToken);
        await other();
        await acts;
        await afternoon.Settle();
        await afternoon.Pass(TimeSpan.FromMinutes(10));
    }

    static void IsLeft(Afternoon afternoon)
    {
        Assert.DoesNotContain(afternoon.Dev.Messages(Left), m => m.Text.Contains(Secret, StringComparison.Ordinal));
        Assert.True(afternoon.Workspace.Conversations[Left.TrimStart('#')].Archived);
        Assert.DoesNotContain(afternoon.Workspace.Log.Entries, e => e.Name == "conversations.unarchive");
        afternoon.Finn.Sees(Secret, New);
        Assert.Single(afternoon.Finn.Messages(New), m => m.Text.Contains(Secret, StringComparison.Ordinal) && !m.IsPinned);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    public async Task A_message_on_its_way_does_not_stay_in_the_old_channel(int seconds)
    {
        var (afternoon, form) = await Updating();
        await using var ends = afternoon;
        afternoon.Workspace.Faults.On("chat.postMessage").Delay(TimeSpan.FromSeconds(seconds));
        await Meanwhile(
            afternoon, async () => await afternoon.Ana.Modal.Submit(), "chat.postMessage", async () => await form.Submit());
        IsLeft(afternoon);
    }

    [Fact]
    public async Task An_edit_on_its_way_does_not_stay_in_the_old_channel()
    {
        var (afternoon, form) = await Updating();
        await using var ends = afternoon;
        afternoon.Workspace.Faults.On("chat.update").Delay(TimeSpan.FromSeconds(3));
        await Meanwhile(
            afternoon, async () => await afternoon.Ana.Modal.Submit(), "chat.update", async () => await form.Submit());
        IsLeft(afternoon);
        Assert.Contains("Moved", Assert.Single(afternoon.Dev.Messages(Left), m => m.IsPinned).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_whose_answer_was_lost_is_found_in_the_old_channel()
    {
        var (afternoon, form) = await Updating();
        await using var ends = afternoon;
        afternoon.Workspace.Faults.On("chat.postMessage").LoseResponse();
        // Slack does not show what is in the channel for a while.
        afternoon.Workspace.Faults.On("conversations.history").RateLimited(times: 4, retryAfterSeconds: 2);
        async Task Updates() => await afternoon.Ana.Modal.Submit();
        var updates = Updates();
        while (!afternoon.Dev.Messages(Old).Any(m => m.Text.Contains(Secret, StringComparison.Ordinal)))
            await Task.Delay(5, TestContext.Current.CancellationToken);
        await form.Submit();
        await updates;
        await afternoon.Settle();
        await afternoon.Pass(TimeSpan.FromMinutes(10));
        IsLeft(afternoon);
    }

    [Fact]
    public async Task A_model_is_not_asked_of_what_was_read_before()
    {
        await using var model = await ModelServer.Start();
        await using var afternoon = await SummaryActs.Begin(model);
        await afternoon.Ben.Says(SummaryActs.Channel, $"salaries are in bucket {Secret}");
        await afternoon.Ana.Slash("/incident", SummaryActs.Channel);
        var form = (await afternoon.Ana.Modal.Press("Move to private")).ChoosePeople("Who goes along", "ana");
        afternoon.Workspace.Faults.On("conversations.history").Delay(TimeSpan.FromSeconds(2));
        await Meanwhile(
            afternoon, async () => await afternoon.Ben.Slash("/incident summary 1", "#general"), "conversations.history",
            async () => await form.Submit());
        Assert.True(afternoon.Incident(1).Private);
        Assert.Empty(model.Asked);
        Assert.DoesNotContain(Secret, afternoon.Ben.ModalOrNone?.Text ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_is_it_for_a_postmortem()
    {
        await using var model = await ModelServer.Start();
        await using var afternoon = await SummaryActs.Begin(model);
        await afternoon.Ben.Says(SummaryActs.Channel, $"salaries are in bucket {Secret}");
        await afternoon.Ana.Slash("/incident", SummaryActs.Channel);
        var form = (await afternoon.Ana.Modal.Press("Move to private")).ChoosePeople("Who goes along", "ana");
        await afternoon.Ben.Postmortem();
        afternoon.Workspace.Faults.On("conversations.history").Delay(TimeSpan.FromSeconds(2));
        await Meanwhile(
            afternoon, async () => await afternoon.Ben.Modal.Press("Start"), "conversations.history",
            async () => await form.Submit());
        Assert.True(afternoon.Incident(1).Private);
        Assert.NotNull(afternoon.Row()!.DraftedAt);
        Assert.Empty(model.Asked);
        Assert.DoesNotContain(Secret, afternoon.Ben.ModalOrNone?.Text ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_model_wrote_of_the_old_channel_is_not_kept()
    {
        await using var model = await ModelServer.Start(ModelMode.Slow);
        await using var afternoon = await SummaryActs.Begin(model, TimeSpan.FromSeconds(3));
        await afternoon.Ben.Says(SummaryActs.Channel, $"salaries are in bucket {Secret}");
        await afternoon.Ana.Slash("/incident", SummaryActs.Channel);
        var form = (await afternoon.Ana.Modal.Press("Move to private")).ChoosePeople("Who goes along", "ana");
        async Task Asks() => await afternoon.Ben.Slash("/incident summary 1", "#general");
        var asks = Asks();
        await Wait.Until(() => model.Asked.Count > 0);
        await form.Submit();
        await asks;
        await afternoon.Settle();
        var kept = afternoon.Get<Database>().Read(db => SummaryStore.Latest(db, 1))!;
        Assert.NotEmpty(kept.Sentences);
        Assert.DoesNotContain(kept.Sentences, s => s.Text.Contains(Secret, StringComparison.Ordinal));
    }
}

using Bot.Delivery;
using Bot.Sandbox;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Incidents;

/// <summary>People are called though one of Slack's methods does not work: nothing beside the call stands before it.</summary>
public sealed class DeliveredTests
{
    internal const string Critical = "Critical: wants somebody now", Group = "on-call-engineers";
    internal const string Name = "inc-1-orders-are-late", Channel = $"#{Name}";

    internal static async Task<Afternoon> Rotation(DateTimeOffset? at = null, string? group = null)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.RotationOfIvy(group, "ana", "finn", "chloe");
        if (at is { } later) await afternoon.Until(later);
        return afternoon;
    }

    /// <summary>The form is sent; what it brings about may take as long as Slack's trouble.</summary>
    internal static async Task<Task> Sent(Member by)
    {
        await by.Slash("/incident Orders are late");
        return Done(by.Modal.Choose("Severity", Critical).Submit());
    }

    static async Task Done(Modal steps) => await steps;

    internal static async Task<Afternoon> Declared()
    {
        var afternoon = await Rotation();
        await await Sent(afternoon.Gwen);
        await afternoon.Gwen.Modal.Close();
        return afternoon;
    }

    internal static SeenMessage Card(Afternoon afternoon) => afternoon.Gwen.Messages(Channel).First(m => m.IsPinned);

    internal static List<string> Calls(Afternoon afternoon) => [.. afternoon.Workspace.Notifications
        .Where(n => n.Message.Text.StartsWith("INC-1 ", StringComparison.Ordinal)).Select(n => n.Person.Handle)];

    /// <summary>Workspace time passes while Slack is in trouble, so that nothing settles.</summary>
    internal static async Task Wait(Afternoon afternoon, Func<bool> until)
    {
        for (var look = 0; look < 90 && !until(); look++)
        {
            afternoon.Clock.Advance(TimeSpan.FromSeconds(30));
            await afternoon.Get<Ticker>().Look(TestContext.Current.CancellationToken);
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }

        Assert.True(until());
    }

    internal static async Task Heals(Afternoon afternoon, Task sent)
    {
        afternoon.Workspace.Faults.Clear();
        // As any change of the incident would: the next try by itself may be a minute away.
        await afternoon.Get<Database>().Wake("incident:1");
        await sent;
        await afternoon.Settle();
    }

    [Theory]
    [InlineData("missing_argument")]
    [InlineData("user_is_restricted")]
    [InlineData("made_up")]
    public async Task Whatever_Slack_refuses_a_channel_with_the_form_says_so_and_people_are_called(string error)
    {
        await using var afternoon = await Rotation();
        afternoon.Workspace.Faults.On("conversations.create").Refuse(error);
        await await Sent(afternoon.Gwen);
        Assert.Contains("could not make a channel", afternoon.Gwen.Modal.Text, StringComparison.Ordinal);
        var call = afternoon.Ana.Sees("INC-1 Orders are late is Critical, raised by gwen.");
        Assert.Equal("(direct)", call.Channel);
        Assert.Equal(["ana"], Calls(afternoon));
        afternoon.Workspace.Faults.Clear();
        await call.Click("I'm on it");
        Assert.Contains("ana is on it.", call.Text, StringComparison.Ordinal);
        await afternoon.Pass(TimeSpan.FromMinutes(61));
        Assert.Contains("Lead: ana", Card(afternoon).Text, StringComparison.Ordinal);
        Assert.Equal(["ana"], Calls(afternoon));
    }

    [Theory]
    [InlineData("conversations.invite", "missing_scope")]
    [InlineData("conversations.invite", "cant_invite")]
    public async Task Whoever_is_called_directly_is_led_to_the_channel(string method, string error)
    {
        await using var afternoon = await Rotation();
        afternoon.Workspace.Faults.On(method).Refuse(error);
        await await Sent(afternoon.Gwen);
        var call = afternoon.Ana.Sees("INC-1 Orders are late is Critical, raised by gwen.");
        Assert.Equal("(direct)", call.Channel);
        Assert.Contains($"raised by gwen. {Channel}\n", call.Text, StringComparison.Ordinal);
        var inChannel = afternoon.Gwen.Messages(Channel).First(m => m.Text.Contains("raised by gwen.", StringComparison.Ordinal));
        Assert.DoesNotContain(Channel, inChannel.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_every_name_is_taken_people_are_called_all_the_same()
    {
        await using var afternoon = await Rotation();
        afternoon.Workspace.Faults.On("conversations.create").Refuse("name_taken");
        await await Sent(afternoon.Gwen);
        Assert.Equal(["ana"], Calls(afternoon));
    }

    [Theory]
    [InlineData("invalid_name_specials")]
    [InlineData("invalid_name_maxlength")]
    public async Task A_name_that_Slack_does_not_take_gives_way_to_a_plain_one(string error)
    {
        await using var afternoon = await Rotation();
        afternoon.Workspace.Faults.On("conversations.create").Refuse(error, times: 1);
        await await Sent(afternoon.Gwen);
        Assert.Equal(["ana"], afternoon.Ana.Sees("@ana INC-1 Orders are late is Critical", "#inc-1").Notified);
    }

    [Fact]
    public async Task While_no_channel_can_be_made_calls_are_direct_and_are_not_said_again_when_one_can()
    {
        await using var afternoon = await Rotation();
        afternoon.Workspace.Faults.On("conversations.create").ServerError(times: 100_000);
        var sent = await Sent(afternoon.Gwen);
        await Wait(afternoon, () => Calls(afternoon).Contains("finn"));
        var called = Calls(afternoon);
        Assert.Equal(["ana", "ana", "finn"], called);
        await Heals(afternoon, sent);
        Assert.Contains("Waits for ana", Card(afternoon).Text, StringComparison.Ordinal);
        Assert.Equal(called, Calls(afternoon));
        var call = afternoon.Finn.Sees("ana has not answered");
        await call.Click("I'm on it");
        Assert.Contains("finn is on it", call.Text, StringComparison.Ordinal);
        Assert.Equal(called, Calls(afternoon));
        Assert.Null(afternoon.Gwen.Look("has not answered", Channel));
    }

    [Fact]
    public async Task Whoever_cannot_be_invited_for_a_minute_is_mentioned_and_written_to()
    {
        await using var afternoon = await Rotation();
        afternoon.Workspace.Faults.On("conversations.invite").ServerError(times: 100_000);
        var sent = await Sent(afternoon.Gwen);
        await Wait(afternoon, () => Calls(afternoon).Contains("ana"));
        await Heals(afternoon, sent);
        afternoon.Ana.Sees("@ana INC-1 Orders are late is Critical", Channel);
        Assert.Equal(["ana"], Calls(afternoon));
    }

    [Fact]
    public async Task A_group_whose_members_are_not_known_for_a_minute_is_mentioned_and_the_bot_does_not_spin_meanwhile()
    {
        await using var afternoon = await Rotation(new(2026, 3, 3, 22, 0, 0, TimeSpan.Zero), Group);
        afternoon.Workspace.Faults.On("usergroups.users.list").ServerError(times: 100_000);
        var sent = await Sent(afternoon.Emi);
        await Task.Delay(3000, TestContext.Current.CancellationToken);
        var (version, tries) = afternoon.Get<Database>().Read(db =>
            db.QuerySingle<(long, long)>("select version, tries from wakes where subject = 'incident:1'"));
        Assert.InRange(version, 1, 8);
        Assert.InRange(tries, 1, 8);
        await Wait(afternoon, () => Mentioned(afternoon));
        await Heals(afternoon, sent);
    }

    static bool Mentioned(Afternoon afternoon) => afternoon.Workspace.Conversations.Find(Name) is not null
        && afternoon.Emi.Look("please look", Channel) is not null;

    [Theory]
    [InlineData("edit_window_closed")]
    [InlineData("cant_update_message")]
    [InlineData("made_up")]
    public async Task Where_edits_are_refused_a_new_card_and_announcement_stand_and_all_else_is_said(string error)
    {
        await using var afternoon = await Declared();
        var (old, outside) = (Card(afternoon), afternoon.Gwen.Sees("INC-1", "#data-incidents"));
        afternoon.Workspace.Faults.On("chat.update").Refuse(error);
        await afternoon.Pass(TimeSpan.FromMinutes(2));
        await afternoon.Gwen.Slash("/incident status 1");
        await afternoon.Gwen.Modal.Choose("Who is affected", "Customers").Submit();
        var card = Card(afternoon);
        Assert.NotEqual(old.Posted, card.Posted);
        Assert.Contains("customers", card.Text, StringComparison.Ordinal);
        Assert.Contains(afternoon.Gwen.Messages(Channel), m => m.Text.Contains("gwen: ", StringComparison.Ordinal));
        Assert.NotEqual(outside.Posted, afternoon.Gwen.Sees("customers", "#data-incidents").Posted);
        await afternoon.Pass(TimeSpan.FromMinutes(4));
        afternoon.Ana.Sees("It has waited");
        await afternoon.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(["finn"], afternoon.Finn.Sees("ana has not answered", Channel).Notified);
        Assert.Empty(Parked(afternoon));
    }

    internal static List<string> Parked(Afternoon afternoon) => afternoon.Get<Database>().Read(db =>
        db.Query<string>("select subject || ': ' || parked from wakes where parked is not null").ToList());

    [Theory]
    [InlineData("conversations.invite", "not_in_channel")]
    [InlineData("conversations.invite", "missing_scope")]
    [InlineData("pins.add", "made_up")]
    [InlineData("conversations.setTopic", "made_up")]
    public async Task What_stands_around_a_call_keeps_nobody_from_hearing_it(string method, string error)
    {
        await using var afternoon = await Rotation();
        afternoon.Workspace.Faults.On(method).Refuse(error);
        await await Sent(afternoon.Gwen);
        Assert.Contains("ana", Calls(afternoon));
        for (var minute = 0; minute < 16; minute++) await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Contains("finn", Calls(afternoon));
    }
}

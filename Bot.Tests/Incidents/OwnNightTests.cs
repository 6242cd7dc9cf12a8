using Bot.Sandbox;

namespace Bot.Tests.Incidents;

/// <summary>
/// A responder's own night: Ben, in New York, is on call in the hours of London, where Ana is next. At ten it is five in the
/// morning for Ben, whose own hours open at two.
/// </summary>
public sealed class OwnNightTests
{
    const string Major = "Major: wants somebody today", Channel = "#inc-1-orders-are-late";
    static readonly DateTimeOffset Two = new(2026, 3, 3, 14, 0, 0, TimeSpan.Zero);

    static async Task<Afternoon> Rotation(params string[] members)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation(members);
        return afternoon;
    }

    static async Task<Modal> Form(Member by, string severity)
    {
        await by.Slash("/incident Orders are late");
        await by.Modal.Choose("Severity", severity);
        return by.Modal;
    }

    static SeenMessage Card(Afternoon afternoon) => Assert.Single(afternoon.Finn.Messages(Channel), m => m.IsPinned);

    static List<string> Heard(Afternoon afternoon) => [.. afternoon.Workspace.Notifications.Select(n => n.Person.Handle)];

    static List<string> Called(Afternoon afternoon) => [.. afternoon.Workspace.Notifications
        .Where(n => n.Message.Text.StartsWith("INC-1 ", StringComparison.Ordinal)).Select(n => n.Person.Handle)];

    static void Says(Modal form, string line) => Assert.True(form.Text.Contains(line, StringComparison.Ordinal), form.Text);

    [Fact]
    public async Task A_major_calls_the_next_who_is_at_work_and_the_form_says_so()
    {
        await using var afternoon = await Rotation("ben", "ana", "chloe");
        var form = await Form(afternoon.Finn, Major);
        Assert.Contains("Out of hours for ben: ana is called now.", form.Text, StringComparison.Ordinal);
        await form.Submit();
        Assert.Equal(["ana"], afternoon.Ana.Sees("out of hours for ben", Channel).Notified);
        Assert.Contains("Waits for ben, whose hours open today at 2:00 PM", Card(afternoon).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(afternoon.Ben.Id, afternoon.Workspace.Conversations["inc-1-orders-are-late"].Members);
        await afternoon.Ana.Sees("out of hours for ben", Channel).Click("I'm on it");
        Assert.Contains("Lead: ana", Card(afternoon).Text, StringComparison.Ordinal);
        await afternoon.Until(Two.AddMinutes(-1));
        Assert.DoesNotContain("ben", Heard(afternoon));
    }

    [Fact]
    public async Task A_major_that_nobody_at_work_can_take_waits_for_the_first_whose_hours_open()
    {
        await using var afternoon = await Rotation("ben", "emi");
        await (await Form(afternoon.Finn, Major)).Submit();
        await afternoon.Until(Two.AddMinutes(-1));
        Assert.DoesNotContain("ben", Heard(afternoon));
        Assert.DoesNotContain("emi", Heard(afternoon));
        await afternoon.Until(Two.AddMinutes(1));
        await afternoon.Until(Two.AddMinutes(16));
        Assert.Equal(["ben"], afternoon.Ben.Sees("for you").Notified);
        Assert.Contains(afternoon.Ben.Id, afternoon.Workspace.Conversations["inc-1-orders-are-late"].Members);
    }

    [Fact]
    public async Task A_minor_mentions_nobody_in_their_night_and_a_lead_who_was_chosen_has_no_stand_in()
    {
        await using var afternoon = await Rotation("ben", "ana");
        var form = await Form(afternoon.Finn, "Minor: can wait for working hours");
        Assert.Contains("Out of hours for ben, who hears of it today at 2:00 PM.", form.Text, StringComparison.Ordinal);
        await form.Submit();
        await afternoon.Finn.Modal.Close();
        await (await Form(afternoon.Ana, Major)).ChoosePeople("Lead", "emi").Submit();
        await afternoon.Until(Two.AddMinutes(-1));
        Assert.Empty(Heard(afternoon).Intersect(["ana", "ben", "emi"]));
    }

    [Fact]
    public async Task What_is_critical_calls_the_responder_in_the_hours_of_the_rotation()
    {
        await using var afternoon = await Rotation("ben", "ana");
        await (await Form(afternoon.Finn, "Critical: wants somebody now")).Submit();
        Assert.Contains("ben", Heard(afternoon));
        Assert.Contains("Waits for ben, called", Card(afternoon).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task For_what_is_critical_a_lead_who_is_chosen_is_woken_and_the_form_says_so()
    {
        await using var afternoon = await Rotation("ana", "chloe");
        var form = await (await Form(afternoon.Finn, "Critical: wants somebody now")).ChoosePeople("Lead", "emi");
        Says(form, "emi is called now, though it is out of hours.");
        await form.Submit();
        Assert.Equal(["emi"], Called(afternoon));
        await afternoon.Pass(TimeSpan.FromMinutes(6));
        Assert.Equal(["emi"], afternoon.Emi.Sees("for you").Notified);
        // Whoever is at work is next.
        await afternoon.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(["emi", "emi", "ana"], Called(afternoon));
    }

    [Fact]
    public async Task Handed_on_in_a_form_it_wakes_nobody_and_calls_another_in_their_place_who_did_not_give_it_away()
    {
        await using var afternoon = await Rotation("ana", "chloe");
        await (await Form(afternoon.Finn, "Critical: wants somebody now")).Submit();
        await afternoon.Ana.Sees("raised by", Channel).Click("I'm on it");
        await afternoon.Ana.Slash("/incident status 1");
        await afternoon.Ana.Modal.ChoosePeople("Lead", "emi");
        Says(afternoon.Ana.Modal, "Out of hours for emi: chloe is called now.");
        await afternoon.Ana.Modal.Submit();
        Assert.Equal(["ana", "chloe"], Called(afternoon));
        Assert.Contains("Waits for emi, whose hours open", Card(afternoon).Text, StringComparison.Ordinal);
        Assert.Contains("Call emi now", Card(afternoon).Buttons);
    }

    [Fact]
    public async Task Whoever_gave_it_away_hears_later_where_nobody_else_is_at_work()
    {
        await using var afternoon = await Rotation("ana", "ben");
        await (await Form(afternoon.Finn, "Critical: wants somebody now")).Submit();
        await afternoon.Ana.Sees("raised by", Channel).Click("I'm on it");
        await afternoon.Ana.Slash("/incident lead @emi", Channel);
        Says(afternoon.Ana.Modal, "Out of hours for emi. You are called today at 10:15 AM, emi");
        await afternoon.Ana.Modal.Submit();
        Assert.Equal(["ana"], Called(afternoon));
        await afternoon.Pass(TimeSpan.FromMinutes(16));
        Assert.Equal(["ana", "ana"], Called(afternoon));
        Assert.Equal(["ana"], afternoon.Ana.Sees("Nobody else could be asked.", Channel).Notified);
    }

    [Fact]
    public async Task A_major_waits_for_the_morning_of_a_lead_who_was_chosen()
    {
        await using var afternoon = await Rotation("ana", "chloe");
        var form = await (await Form(afternoon.Finn, Major)).ChoosePeople("Lead", "emi");
        Says(form, "Out of hours for emi, who hears of it tomorrow at 12:00 AM.");
        await form.Submit();
        // Nine in the morning in Tokyo.
        var nine = new DateTimeOffset(2026, 3, 4, 0, 0, 0, TimeSpan.Zero);
        await afternoon.Until(nine.AddMinutes(-1));
        Assert.Empty(Called(afternoon));
        await afternoon.Until(nine.AddMinutes(1));
        Assert.Contains(afternoon.Emi.Id, afternoon.Workspace.Conversations["inc-1-orders-are-late"].Members);
        await afternoon.Until(nine.AddMinutes(16));
        Assert.Equal(["emi"], afternoon.Emi.Sees("for you").Notified);
        Assert.Equal(["emi"], Called(afternoon));
    }
}

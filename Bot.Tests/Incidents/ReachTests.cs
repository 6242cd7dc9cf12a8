using Bot.Sandbox;

namespace Bot.Tests.Incidents;

/// <summary>
/// Forms, answers and the card say who is called, and when, in the words of the rule that calls. At 22:00 in London nobody is at
/// work; Emi, in Tokyo, comes at midnight, and Chloé, in Paris, an hour before Ana.
/// </summary>
public sealed class ReachTests
{
    const string Channel = "#inc-1-orders-are-late", Critical = "Critical: wants somebody now";
    static readonly DateTimeOffset Night = new(2026, 3, 3, 22, 0, 0, TimeSpan.Zero);

    static async Task<Afternoon> AtNight(params string[] members)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation(members);
        await afternoon.Until(Night);
        return afternoon;
    }

    static async Task<Modal> Form(Member by)
    {
        await by.Slash("/incident Orders are late");
        await by.Modal.Choose("Severity", Critical);
        return by.Modal;
    }

    static void Says(string text, string said) => Assert.True(text.Contains(said, StringComparison.Ordinal), text);

    static SeenMessage Card(Afternoon afternoon) => Assert.Single(afternoon.Finn.Messages(Channel), m => m.IsPinned);

    static async Task Declares(Member by)
    {
        await by.Slash("/incident Orders are late");
        await by.Modal.Submit();
        await by.Modal.Close();
    }

    [Fact]
    public async Task Form_answer_and_card_say_who_comes_to_work_first_and_that_one_is_called_then()
    {
        await using var afternoon = await AtNight("ana", "ben", "emi");
        var form = await Form(afternoon.Finn);
        Says(form.Text, "Nobody is at work now. emi is called tomorrow at 12:00 AM, ana tomorrow at 9:00 AM. Tick the box");
        await form.Submit();
        Says(afternoon.Finn.Modal.Text, "Nobody is at work now. emi is called tomorrow at 12:00 AM, ana tomorrow at 9:00 AM.");
        Says(Card(afternoon).Text, "Nobody is at work now. emi is called tomorrow at 12:00 AM, ana tomorrow at 9:00 AM.");
        await afternoon.Until(Night.AddMinutes(119));
        Assert.Null(afternoon.Emi.Look("@emi", Channel));
        await afternoon.Until(Night.AddMinutes(121));
        Assert.Equal(["emi"], afternoon.Emi.Sees("Can you take it?", Channel).Notified);
    }

    [Fact]
    public async Task Where_the_lead_is_the_first_to_come_to_work_nobody_is_called_before()
    {
        await using var afternoon = await AtNight("ana", "ben");
        var form = await Form(afternoon.Finn);
        Says(form.Text, "nobody is called before tomorrow at 9:00 AM");
    }

    [Fact]
    public async Task Whoever_has_declared_at_night_has_the_lead_called_from_the_answer()
    {
        await using var afternoon = await AtNight("ana", "ben");
        await (await Form(afternoon.Finn)).Submit();
        Says(afternoon.Finn.Modal.Text, "nobody is called before tomorrow at 9:00 AM.");
        await afternoon.Finn.Modal.Press("Call ana now");
        Says(afternoon.Finn.Modal.Text, "ana is called now, though it is out of hours.");
        Assert.Equal(["ana"], afternoon.Ana.Sees("@ana", Channel).Notified);
        Says(Card(afternoon).Text, "Waits for ana, called today at 10:00 PM by finn");
    }

    [Theory]
    [InlineData("command")]
    [InlineData("button")]
    public async Task Opened_again_at_night_the_answer_says_that_nobody_is_called_and_calls(string how)
    {
        await using var afternoon = await AtNight("ana", "ben");
        await (await Form(afternoon.Finn)).Submit();
        await afternoon.Finn.Modal.Close();
        await afternoon.Finn.Slash("/incident resolve 1");
        await afternoon.Finn.Modal.Submit();
        if (how == "command") await afternoon.Finn.Slash("/incident reopen 1", Channel);
        else await Card(afternoon).Click("Reopen");
        var answer = afternoon.Finn.Messages(Channel).First(m => m.IsEphemeral);
        Says(answer.Text, "nobody is called before tomorrow at 9:00 AM");
        await answer.Click("Call ana now");
        Assert.Equal(["ana"], afternoon.Ana.Sees("@ana", Channel).Notified);
    }

    [Fact]
    public async Task A_lead_whom_the_bot_has_not_met_is_named_and_their_own_night_counts()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "chloe");
        var form = await Form(afternoon.Finn);
        await form.ChoosePeople("Lead", "ben");
        Assert.DoesNotContain(afternoon.Ben.Id, form.Text, StringComparison.Ordinal);
        Says(form.Text, "ben is called now, though it is out of hours.");
        await form.ChoosePeople("Lead", "gus");
        Says(form.Text, "cannot lead");
        await form.Close();
        await Declares(afternoon.Finn);
        await afternoon.Finn.Slash("/incident status 1");
        await afternoon.Finn.Modal.Choose("Severity", "Major: wants somebody today").ChoosePeople("Lead", "emi");
        Assert.DoesNotContain(afternoon.Emi.Id, afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        Says(afternoon.Finn.Modal.Text, "Out of hours for emi");
        Assert.DoesNotContain("is called now", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_called_in_the_hours_of_the_rotation_but_in_their_own_night_is_said_to_sleep()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ben", "ana");
        var form = await Form(afternoon.Finn);
        Says(form.Text, "ben and ana are called now; it is 05:00 for ben.");
    }

    [Fact]
    public async Task Whoever_reads_that_they_are_called_is_you()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await Declares(afternoon.Finn);
        await afternoon.Ana.Sees("raised by", Channel).Click("I'm on it");
        await afternoon.Ana.Slash("/incident status 1");
        await afternoon.Ana.Modal.Choose("Severity", Critical).ChoosePeople("Lead", "ben");
        Says(afternoon.Ana.Modal.Text, "Out of hours for ben. You are called today at 10:15");
    }

    [Fact]
    public async Task Nobody_is_said_to_be_silent_for_longer_than_they_knew()
    {
        await using var afternoon = await AtNight("ana", "ben", "dev");
        await (await Form(afternoon.Finn)).Submit();
        await afternoon.Finn.Modal.Close();
        await afternoon.Until(new(2026, 3, 4, 9, 0, 30, TimeSpan.Zero));
        foreach (var _ in Enumerable.Range(0, 40)) await afternoon.Pass(TimeSpan.FromMinutes(1));
        var all = string.Join('\n', afternoon.Finn.Messages(Channel).Select(m => m.Text));
        Assert.Contains("has not answered for", all, StringComparison.Ordinal);
        Assert.DoesNotMatch("has not answered for [0-9]+ h", all);
        Assert.DoesNotMatch("waited 1[0-9] h", afternoon.Ana.Sees("for you").Text);
    }

    [Fact]
    public async Task Reassigned_at_night_the_form_says_who_is_called_and_its_box_calls()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Chloe.Slash("/incident Orders are late");
        await afternoon.Chloe.Modal.Choose("Severity", Critical).ChoosePeople("Lead", "ben").Submit();
        await afternoon.Chloe.Modal.Close();
        await afternoon.Ben.Sees("@ben", Channel).Click("I'm on it");
        afternoon.Workspace.People.Change("ben", ben => ben.Deleted = true);
        await afternoon.Settle();
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        var told = afternoon.Ana.Sees("account was deactivated");
        await afternoon.Until(Night);
        await told.Click("Reassign");
        await afternoon.Ana.Modal.ChoosePeople("New lead", "chloe");
        Says(afternoon.Ana.Modal.Text, "nobody is called before tomorrow at 8:00 AM");
        await afternoon.Ana.Modal.Tick("Call chloe now");
        Says(afternoon.Ana.Modal.Text, "chloe is called now");
        await afternoon.Ana.Modal.Submit();
        Assert.Equal(["chloe"], afternoon.Chloe.Sees("handed it to you", Channel).Notified);
    }
}

using Bot.Sandbox;

namespace Bot.Tests.Incidents;

/// <summary>The forms to change and to update say who is called when they are sent, and can call the lead at night.</summary>
public sealed class CallFormTests
{
    const string Channel = "#inc-1-orders-are-late", Major = "Major: wants somebody today",
        Critical = "Critical: wants somebody now";

    static async Task<Afternoon> AtNight(string? severity = null)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Until(new(2026, 3, 3, 22, 0, 0, TimeSpan.Zero));
        await afternoon.Finn.Slash("/incident Orders are late");
        if (severity is not null) await afternoon.Finn.Modal.Choose("Severity", severity);
        await afternoon.Finn.Modal.Submit();
        await afternoon.Finn.Modal.Close();
        return afternoon;
    }

    static void Says(Member person, string line) =>
        Assert.True(person.Modal.Text.Contains(line, StringComparison.Ordinal), person.Modal.Text);

    [Theory]
    [InlineData("status")]
    [InlineData("update")]
    public async Task As_it_gets_worse_the_form_says_that_nobody_is_called_and_its_box_calls(string verb)
    {
        await using var afternoon = await AtNight();
        await afternoon.Finn.Slash($"/incident {verb} 1");
        Says(afternoon.Finn, "Out of hours for ana, who hears of it tomorrow at 9:00 AM.");
        Assert.DoesNotContain("Out of hours", afternoon.Finn.Modal.Fields);
        if (verb == "update") await afternoon.Finn.Modal.Fill("What is new", "Customers call");
        await afternoon.Finn.Modal.Choose("Severity", Critical);
        Says(
            afternoon.Finn,
            "Nobody is at work now. chloe is called tomorrow at 8:00 AM, ana tomorrow at 9:00 AM. Tick the box to call ana now.");
        if (verb == "update") Assert.Equal("Customers call", afternoon.Finn.Modal.Value("What is new"));
        await afternoon.Finn.Modal.Tick("Call ana now");
        Says(afternoon.Finn, "ana is called now, though it is out of hours.");
        await afternoon.Finn.Modal.Submit();
        Assert.Null(afternoon.Finn.ModalOrNone);
        Assert.Equal(["ana"], afternoon.Ana.Sees("raised it to Critical", Channel).Notified);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("update")]
    public async Task What_is_urgent_already_can_be_called_for_from_the_form_without_another_change(string verb)
    {
        await using var afternoon = await AtNight(Critical);
        await afternoon.Gwen.Slash($"/incident {verb} 1");
        Says(afternoon.Gwen, "Nobody is at work now. chloe is called tomorrow at 12:00 AM, ana tomorrow at 1:00 AM.");
        if (verb == "update") await afternoon.Gwen.Modal.Fill("What is new", "Customers call");
        await afternoon.Gwen.Modal.Tick("Call ana now").Submit();
        Assert.Equal(["ana"], afternoon.Ana.Sees("raised by finn", Channel).Notified);
        afternoon.Ana.Sees("Waits for ana, called today at 10:00 PM by gwen", Channel);
        await afternoon.Gwen.Slash($"/incident {verb} 1");
        Says(afternoon.Gwen, "ana has been called, and is waited for.");
        Assert.DoesNotContain("Out of hours", afternoon.Gwen.Modal.Fields);
    }

    [Fact]
    public async Task The_line_follows_severity_affected_lead_and_status()
    {
        await using var afternoon = await AtNight();
        await afternoon.Finn.Slash("/incident status 1");
        await afternoon.Finn.Modal.Choose("Who is affected", "Customers");
        Says(afternoon.Finn, "Nobody is at work now. chloe is called");
        await afternoon.Finn.Modal.ChoosePeople("Lead", "ben");
        Says(afternoon.Finn, "Nobody is at work now. chloe is called");
        await afternoon.Finn.Modal.Tick("Call ben now");
        Says(afternoon.Finn, "ben is called now, though it is out of hours.");
        await afternoon.Finn.Modal.ChoosePeople("Lead", "finn");
        Says(afternoon.Finn, "You lead, so nobody else is called.");
        await afternoon.Finn.Modal.ChoosePeople("Lead", "ana").Choose("Who is affected", "Not sure").Choose("Severity", Major);
        Says(afternoon.Finn, "Out of hours for ana, who hears of it");
        await afternoon.Finn.Modal.Choose("Status", "Declined: not an incident");
        Assert.DoesNotContain("ana, who hears", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tick_is_taken_back_with_what_made_it_urgent()
    {
        await using var afternoon = await AtNight();
        await afternoon.Finn.Slash("/incident status 1");
        await afternoon.Finn.Modal.Choose("Severity", Critical).Tick("Call ana now").Choose("Severity", Major);
        Says(afternoon.Finn, "Out of hours for ana, who hears of it tomorrow");
        await afternoon.Finn.Modal.Submit();
        Assert.Null(afternoon.Ana.Look("@ana", Channel));
    }

    [Fact]
    public async Task Reopening_by_the_form_says_who_is_called_and_can_call()
    {
        await using var afternoon = await AtNight(Critical);
        await afternoon.Finn.Slash("/incident resolve 1");
        await afternoon.Finn.Modal.Submit();
        await afternoon.Finn.Slash("/incident status 1");
        await afternoon.Finn.Modal.Choose("Status", "Investigating: open it again");
        Says(afternoon.Finn, "Nobody is at work now. chloe is called");
        await afternoon.Finn.Modal.Tick("Call ana now").Submit();
        Assert.Equal(["ana"], afternoon.Ana.Sees("finn opened it again", Channel).Notified);
    }

    [Fact]
    public async Task In_hours_the_lead_is_called_when_it_gets_worse_and_not_again_when_nothing_does()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Finn.Slash("/incident Orders are late");
        await afternoon.Finn.Modal.Submit();
        await afternoon.Finn.Modal.Close();
        await afternoon.Finn.Slash("/incident update 1");
        Says(afternoon.Finn, "ana has been called, and is waited for.");
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await afternoon.Finn.Modal.Choose("Severity", Critical);
        Says(afternoon.Finn, "ana is called now.");
        await afternoon.Finn.Modal.Close();
        await afternoon.Ana.Sees("raised by finn", Channel).Click("I'm on it");
        await afternoon.Finn.Slash("/incident update 1");
        Says(afternoon.Finn, "ana is on it, so nobody is called.");
    }

    public static TheoryData<int, string, string, string, bool> Changes()
    {
        var data = new TheoryData<int, string, string, string, bool>();
        foreach (var hour in (int[])[10, 22])
            foreach (var severity in (string[])["Minor: can wait for working hours", Major, Critical])
                foreach (var lead in (string[])["ana", "ben"])
                    data.Add(hour, severity, hour == 10 ? "Not sure" : "Customers", lead, severity == Critical);
        return data;
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task What_the_form_says_is_what_happens(int hour, string severity, string affected, string lead, bool tick)
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Until(new(2026, 3, 3, hour, 1, 0, TimeSpan.Zero));
        await afternoon.Finn.Slash("/incident Orders are late");
        await afternoon.Finn.Modal.Submit();
        await afternoon.Finn.Modal.Close();
        await afternoon.Pass(TimeSpan.FromMinutes(2));
        await afternoon.Gwen.Slash("/incident status 1");
        var form = await afternoon.Gwen.Modal
            .Choose("Severity", severity).Choose("Who is affected", affected).ChoosePeople("Lead", lead);
        if (tick && form.Fields.Contains("Out of hours")) await form.Tick($"Call {lead} now");
        var isCalled = form.Text.Contains($"{lead} is called now", StringComparison.Ordinal);
        var before = afternoon.Workspace.Notifications.Count;
        await form.Submit();
        Assert.Null(afternoon.Gwen.ModalOrNone);
        Assert.Equal(isCalled, afternoon.Workspace.Notifications.Skip(before).Any(n => n.Person.Handle == lead));
    }

    [Fact]
    public async Task What_can_wait_offers_no_call_when_it_is_declared()
    {
        await using var afternoon = await AtNight();
        await afternoon.Finn.Slash("/incident Stock is wrong", "#data-team");
        Assert.Equal(
            ["Name", "Severity", "Who is affected", "What is known", "Lead", "Who sees it"], afternoon.Finn.Modal.Fields);
        await afternoon.Finn.Modal.Choose("Who is affected", "Customers");
        string[] fields = ["Name", "Severity", "Who is affected", "Out of hours", "What is known", "Lead", "Who sees it"];
        Assert.Equal(fields, afternoon.Finn.Modal.Fields);
    }
}

using Bot.Sandbox;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Incidents;

/// <summary>A ladder that has begun goes on: over the close of hours, and past whoever is away.</summary>
public sealed class LadderTests
{
    const string Critical = "Critical: wants somebody now", Channel = "#inc-1-orders-are-late", Group = "on-call-engineers";
    static readonly DateTimeOffset Friday = new(2026, 3, 6, 0, 0, 0, TimeSpan.Zero);

    static async Task<Afternoon> Rotation(DateTimeOffset at, string? group, params string[] members)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.RotationOfIvy(group, members);
        await afternoon.Until(at);
        return afternoon;
    }

    static async Task<Modal> Form(Member by, string severity)
    {
        await by.Slash("/incident Orders are late");
        await by.Modal.Choose("Severity", severity);
        return by.Modal;
    }

    static async Task Declare(Member by, string severity = Critical)
    {
        await (await Form(by, severity)).Submit();
        await by.Modal.Close();
    }

    static async Task Change(Member by, string field, string value)
    {
        await by.Slash("/incident status 1");
        await by.Modal.Choose(field, value).Submit();
    }

    static int Calls(Afternoon afternoon, string person) => afternoon.Workspace.Notifications.Count(n =>
        n.Person.Handle == person && n.Message.Text.StartsWith("INC-1 ", StringComparison.Ordinal));

    static SeenMessage Card(Afternoon afternoon) => Assert.Single(afternoon.Finn.Messages(Channel), m => m.IsPinned);

    [Fact]
    public async Task A_lead_who_was_called_just_before_the_close_is_asked_again_and_then_another_is_offered()
    {
        await using var afternoon = await Rotation(Friday.AddHours(16).AddMinutes(58), null, "ana", "chloe");
        var form = await Form(afternoon.Finn, Critical);
        Assert.Contains("ana is called now; hours close today at 5:00 PM.", form.Text, StringComparison.Ordinal);
        await form.Submit();
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(["ana"], afternoon.Ana.Sees("for you").Notified);
        await afternoon.Pass(TimeSpan.FromMinutes(6));
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await Card(afternoon).Click("Call chloe now");
        Assert.Equal(["chloe"], afternoon.Chloe.Sees("Can you take it?", Channel).Notified);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_group_is_called_when_hours_close_over_what_nobody_has_answered(bool isDown)
    {
        await using var afternoon = await Rotation(Friday.AddHours(15).AddMinutes(30), Group, "ana", "ben");
        await Declare(afternoon.Chloe);
        await afternoon.Until(Friday.AddHours(16).AddMinutes(50));
        Assert.Equal(0, Calls(afternoon, "gwen"));
        if (isDown) await afternoon.Stop();
        afternoon.Clock.Advance(TimeSpan.FromMinutes(20));
        if (isDown) await afternoon.Start();
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(1, Calls(afternoon, "gwen"));
    }

    [Fact]
    public async Task What_is_raised_in_Monitoring_calls_once()
    {
        await using var afternoon = await Rotation(Friday.AddHours(10), null, "ana", "chloe");
        await Declare(afternoon.Finn, "Minor: can wait for working hours");
        await Change(afternoon.Finn, "Status", "Monitoring: fixed, we watch it");
        await afternoon.Gwen.Slash("/incident status 1");
        await afternoon.Gwen.Modal.Choose("Severity", Critical);
        Assert.Contains("ana is called now.", afternoon.Gwen.Modal.Text, StringComparison.Ordinal);
        var before = Calls(afternoon, "ana");
        await afternoon.Gwen.Modal.Submit();
        Assert.Equal(before + 1, Calls(afternoon, "ana"));
        for (var minute = 0; minute < 40; minute += 5) await afternoon.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(before + 1, Calls(afternoon, "ana"));
        Assert.Equal(0, Calls(afternoon, "chloe"));
    }

    [Fact]
    public async Task A_group_is_called_again_for_what_was_lowered_and_is_raised_in_the_same_night()
    {
        await using var afternoon = await Rotation(Friday.AddHours(22), Group, "ana", "ben");
        await Declare(afternoon.Chloe);
        Assert.Equal(1, Calls(afternoon, "gwen"));
        await Change(afternoon.Chloe, "Severity", "Minor: can wait for working hours");
        await afternoon.Pass(TimeSpan.FromMinutes(20));
        await Change(afternoon.Chloe, "Severity", Critical);
        Assert.Equal(2, Calls(afternoon, "gwen"));
    }

    [Fact]
    public async Task A_group_is_called_again_when_it_fails_hours_after_it_recovered()
    {
        await using var afternoon = await Rotation(Friday.AddHours(22), Group, "ana", "ben");
        await Failing(afternoon, isFiring: true);
        await Change(afternoon.Chloe, "Severity", Critical);
        var before = Calls(afternoon, "gwen");
        await Failing(afternoon, isFiring: false);
        await afternoon.Pass(TimeSpan.FromHours(5));
        await Failing(afternoon, isFiring: true);
        Assert.Equal(before + 1, Calls(afternoon, "gwen"));
    }

    [Fact]
    public async Task An_alert_that_comes_and_goes_mentions_the_lead_once_and_the_ladder_goes_on()
    {
        await using var afternoon = await Rotation(Friday.AddHours(10), null, "ana", "chloe");
        await Failing(afternoon, isFiring: true);
        await Change(afternoon.Finn, "Severity", Critical);
        var before = Calls(afternoon, "ana");
        for (var minute = 0; minute < 16; minute += 4)
        {
            await afternoon.Pass(TimeSpan.FromMinutes(2));
            await Failing(afternoon, isFiring: false);
            await afternoon.Pass(TimeSpan.FromMinutes(2));
            await Failing(afternoon, isFiring: true);
            await afternoon.Pass(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(before + 1, Calls(afternoon, "ana"));
        Assert.Single(afternoon.Ana.Messages(Channel), m => m.Text.Contains("@ana", StringComparison.Ordinal)
            && m.Text.Contains("raised it to", StringComparison.Ordinal));
        Assert.Equal(1, Calls(afternoon, "chloe"));
    }

    [Fact]
    public async Task Whoever_comes_on_call_is_called_for_what_is_urgent_with_the_whole_ladder_behind_them()
    {
        await using var afternoon = await Rotation(Friday.AddHours(16), null, "ana", "finn", "chloe");
        await Declare(afternoon.Gwen);
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        await afternoon.Pass(TimeSpan.FromMinutes(11));
        Assert.Equal(["finn"], afternoon.Finn.Sees("ana has not answered", Channel).Notified);
        var monday = Friday.AddHours(24 * 3 + 9);
        await afternoon.Until(monday);
        await afternoon.Pass(TimeSpan.FromSeconds(31));
        var (ana, rung) = (Calls(afternoon, "ana"), Calls(afternoon, "finn"));
        Assert.Equal(["finn"], afternoon.Finn.Sees("is Critical, and yours now: you are on call.", Channel).Notified);
        Assert.Contains("Waits for finn, called", Card(afternoon).Text, StringComparison.Ordinal);
        foreach (var (minute, person, said) in ((int, Member, string)[])
            [
                (6, afternoon.Finn, "It has waited 6 min for you."), (16, afternoon.Chloe, "finn has not answered"),
                (32, afternoon.Ivy, "nobody else is left"),
            ])
        {
            await afternoon.Until(monday.AddMinutes(minute));
            Assert.Equal([person.Person.Handle], person.Sees(said).Notified);
        }

        Assert.Equal((ana, rung + 1), (Calls(afternoon, "ana"), Calls(afternoon, "finn")));
    }

    [Fact]
    public async Task Whoever_comes_on_call_is_not_called_for_what_can_wait_and_nobody_goes_on_asking_whoever_was()
    {
        await using var afternoon = await Rotation(Friday.AddHours(16).AddMinutes(50), null, "ana", "finn", "chloe");
        await Declare(afternoon.Gwen, "Major: wants somebody today");
        Assert.Equal(1, Calls(afternoon, "ana"));
        var monday = Friday.AddHours(24 * 3 + 9);
        await afternoon.Until(monday.AddMinutes(1));
        Assert.Contains("Waits for finn (on call)", Card(afternoon).Text, StringComparison.Ordinal);
        Assert.Equal(0, Calls(afternoon, "finn"));
        await afternoon.Until(monday.AddMinutes(16));
        Assert.Equal((1, 1), (Calls(afternoon, "ana"), Calls(afternoon, "finn")));
        Assert.Equal(["finn"], afternoon.Finn.Sees("for you").Notified);
    }

    static Task Failing(Afternoon afternoon, bool isFiring) =>
        afternoon.Alert(new { title = "Orders are late", status = isFiring ? "firing" : "resolved" });

    [Fact]
    public async Task A_lead_who_took_it_and_has_gone_home_has_a_stand_in_when_it_is_urgent()
    {
        await using var afternoon = await Rotation(Friday.AddHours(15), null, "ana", "ben");
        await Declare(afternoon.Finn, "Minor: can wait for working hours");
        await afternoon.Ana.Sees("raised by", Channel).Click("I'm on it");
        await afternoon.Until(Friday.AddHours(18));
        await afternoon.Gwen.Slash("/incident status 1");
        await afternoon.Gwen.Modal.Choose("Severity", Critical);
        Assert.Contains("Out of hours for ana: ben is called now.", afternoon.Gwen.Modal.Text, StringComparison.Ordinal);
        await afternoon.Gwen.Modal.Submit();
        Assert.Equal(["ben"], afternoon.Ben.Sees("Can you take it?", Channel).Notified);
    }

    [Fact]
    public async Task Whoever_has_just_said_that_they_are_on_it_is_called_at_night_and_the_group_is_not()
    {
        await using var afternoon = await Rotation(Friday.AddHours(22), Group, "ana", "ben");
        await Declare(afternoon.Chloe, "Minor: can wait for working hours");
        await Card(afternoon).Click("I'm on it");
        var lead = afternoon.Finn;
        await afternoon.Pass(TimeSpan.FromMinutes(20));
        await Change(afternoon.Chloe, "Severity", Critical);
        Assert.Equal(["finn"], lead.Sees("raised it to", Channel).Notified);
        Assert.Equal(0, Calls(afternoon, "gwen"));
        Assert.DoesNotContain("whose hours open", Card(afternoon).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_gives_it_to_somebody_asleep_wakes_them_when_its_box_says_so()
    {
        await using var afternoon = await Rotation(Friday.AddHours(22), null, "ana", "chloe");
        await Declare(afternoon.Finn);
        await afternoon.Finn.Slash("/incident status 1");
        await afternoon.Finn.Modal.ChoosePeople("Lead", "dev").Submit();
        Assert.Equal(0, Calls(afternoon, "dev"));
        await afternoon.Finn.Slash("/incident status 1");
        await afternoon.Finn.Modal.ChoosePeople("Lead", "chloe").Tick("Call chloe now").Submit();
        Assert.Equal(1, Calls(afternoon, "chloe"));
    }

    [Fact]
    public async Task A_lead_on_leave_has_a_stand_in_and_the_form_says_so()
    {
        await using var afternoon = await Rotation(Friday.AddHours(10), null, "ana", "chloe");
        await (await Form(afternoon.Finn, "Minor: can wait for working hours")).ChoosePeople("Lead", "gwen").Submit();
        await afternoon.Finn.Modal.Close();
        await afternoon.Get<Database>().Change(tx => tx.Db.Execute(
            "insert into leaves (person, first_day, last_day, made_at, made_by) values (@Id, '2026-03-05', '2026-03-09', 0, @Id)",
            new { afternoon.Gwen.Id }));
        await afternoon.Finn.Slash("/incident status 1");
        await afternoon.Finn.Modal.Choose("Severity", Critical);
        Assert.Contains("gwen is away: ana is called now.", afternoon.Finn.Modal.Text, StringComparison.Ordinal);
        await afternoon.Finn.Modal.Submit();
        Assert.Equal(["ana"], afternoon.Ana.Sees("gwen is away. Can you take it?", Channel).Notified);
    }

    [Fact]
    public async Task One_that_cannot_be_read_keeps_nobody_from_being_called_for_the_others()
    {
        await using var afternoon = await Rotation(Friday.AddHours(10), null, "ana", "chloe");
        await Declare(afternoon.Finn);
        await Declare(afternoon.Gwen);
        afternoon.Expect("Nobody could be called for INC-1");
        await afternoon.Get<Database>().Change(tx =>
            tx.Db.Execute("update incident_calls set step = 'nonsense', dirty = 0 where incident = 1"));
        await afternoon.Pass(TimeSpan.FromMinutes(5));
        Assert.Equal(1, afternoon.Get<Database>().Read(db => db.ExecuteScalar<long>(
            "select count(*) from incident_calls where incident = 2 and step = 'leadagain'")));
    }

    [Fact]
    public async Task Without_a_rotation_admins_are_called_for_what_is_urgent()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ivy.Slash("/incident list");
        await Declare(afternoon.Finn);
        await afternoon.Pass(TimeSpan.FromMinutes(31));
        Assert.Equal(1, Calls(afternoon, "ivy"));
    }
}

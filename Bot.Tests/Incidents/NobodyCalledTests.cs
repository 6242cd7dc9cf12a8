using System.Data;
using System.Text.Json;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.Storage;
using static Bot.Tests.Incidents.SeverityTests;

namespace Bot.Tests.Incidents;

/// <summary>
/// Nobody is on call and nobody comes next: Ben, the only member, has left. Ana, in London, owns the rotation; Ivy is an admin.
/// Gwen declares. It is a Tuesday, 10:00 in London.
/// </summary>
public sealed class NobodyCalledTests
{
    const string Channel = "#inc-1-orders-are-late";
    const string Minor = "Minor: can wait for working hours", Major = "Major: wants somebody today",
        Critical = "Critical: wants somebody now";

    static async Task<Afternoon> Begin(DateTimeOffset? at = null)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ben");
        await afternoon.Ana.Modal.Close();
        afternoon.Workspace.People.Change("ben", ben => ben.Deleted = true);
        await afternoon.Settle();
        if (at is { } later) await afternoon.Until(later);
        return afternoon;
    }

    static List<string> Called(Afternoon afternoon) => [.. afternoon.Workspace.Notifications
        .Where(n => n.Message.Text.StartsWith("INC-1 ", StringComparison.Ordinal)).Select(n => n.Person.Handle).Order()];

    [Theory]
    [InlineData(Minor, "Nobody is on call. ana is called now.", "ana")]
    [InlineData(Major, "Nobody is on call. ana is called now.", "ana")]
    [InlineData(Critical, "Nobody is on call. ana and ivy are called now.", "ana ivy")]
    public async Task In_hours_owners_are_called_in_the_place_of_a_lead_and_the_form_says_so(
        string severity, string said, string called)
    {
        await using var afternoon = await Begin();
        var form = await Form(afternoon.Gwen, severity);
        Says(form.Text, said);
        await form.Submit();
        Says(afternoon.Gwen.Modal.Text, said);
        Assert.Equal(called.Split(' '), Called(afternoon));
        await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.Equal(called.Split(' '), Called(afternoon));
        var call = afternoon.Ana.Sees("Nobody is on call. Can you take it?", Channel);
        await call.Click("I'm on it");
        Says(Card(afternoon).Text, "Lead: ana");
    }

    [Fact]
    public async Task An_alert_that_nobody_is_on_call_for_calls_the_owner_once()
    {
        await using var afternoon = await Begin();
        await afternoon.Alert(new { title = "revenue failed", status = "firing", deduplication_key = "rev" });
        Assert.Equal(["ana"], Called(afternoon));
        await afternoon.Pass(TimeSpan.FromHours(2));
        Assert.Equal(["ana"], Called(afternoon));
    }

    [Fact]
    public async Task Without_an_owner_admins_are_called()
    {
        await using var afternoon = await Begin();
        afternoon.Workspace.People.Change("ana", ana => ana.Deleted = true);
        await afternoon.Settle();
        await (await Form(afternoon.Gwen, Major)).Submit();
        Assert.Equal(["ivy"], Called(afternoon));
    }

    [Fact]
    public async Task Out_of_hours_form_and_card_say_when_somebody_is_called_and_offer_to_call_them_now()
    {
        await using var afternoon = await Begin(new(2026, 3, 6, 17, 35, 0, TimeSpan.Zero));
        var form = await Form(afternoon.Gwen, Critical);
        Says(form.Text, "Nobody is on call. ana and ivy are called Mar 9");
        Says(form.Text, "Tick the box to call ana now.");
        await form.Submit();
        Assert.Empty(Called(afternoon));
        var card = Card(afternoon);
        Says(card.Text, "Nobody is on call. ana and ivy are called Mar 9");
        await card.Click("Call ana now");
        Assert.Equal(["ana"], Called(afternoon));
        Assert.DoesNotContain("Call ana now", Card(afternoon).Buttons);
        await afternoon.Until(new(2026, 3, 9, 9, 0, 0, TimeSpan.Zero));
        Assert.Equal(["ana", "ivy"], Called(afternoon));
    }

    [Fact]
    public async Task A_box_in_the_form_has_them_called_at_night_and_whoever_is_on_call_later_leads_all_the_same()
    {
        await using var afternoon = await Begin(new(2026, 3, 3, 22, 0, 0, TimeSpan.Zero));
        var form = await Form(afternoon.Gwen, Critical);
        await form.Tick("Call ana now");
        Says(form.Text, "Nobody is on call. ana is called now.");
        await form.Submit();
        Assert.Equal(["ana"], Called(afternoon));
        await afternoon.Until(new(2026, 3, 4, 10, 0, 0, TimeSpan.Zero));
        await afternoon.Ivy.Slash("/cover rota");
        await afternoon.Ivy.Modal.Press("Settings");
        await afternoon.Ivy.Modal.ChoosePeople("Members", "chloe").Submit();
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Says(Card(afternoon).Text, "Waits for chloe");
    }

    [Theory]
    [InlineData(Major, true)]
    [InlineData(Minor, false)]
    public async Task What_came_at_night_is_the_owners_as_their_hours_open(string severity, bool isCalled)
    {
        await using var afternoon = await Begin(new(2026, 3, 3, 22, 0, 0, TimeSpan.Zero));
        var form = await Form(afternoon.Gwen, severity);
        Says(
            form.Text, isCalled ? "Nobody is on call. ana is called tomorrow" : "Nobody is on call, so ana hears of it tomorrow");
        await form.Submit();
        Assert.Empty(Called(afternoon));
        await afternoon.Until(new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero));
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(isCalled ? ["ana"] : [], Called(afternoon));
        if (!isCalled) Assert.Equal(["ana"], afternoon.Ana.Sees("#inc-1-orders-are-late · no lead").Notified);
    }

    /// <summary>At every hour of a day within a fortnight: what is more urgent calls no fewer people, and none later.</summary>
    [Theory]
    [InlineData("ana")]
    [InlineData("ana", "dev")]
    public async Task More_severity_never_calls_fewer_people_nor_later(params string[] owners)
    {
        await using var afternoon = await Begin();
        if (owners.Length > 1) await (await Afternoon.Settings(afternoon.Ana)).ChoosePeople("Owners", owners[1..]).Submit();
        var begin = new DateTimeOffset(2026, 3, 5, 0, 5, 0, TimeSpan.Zero);
        List<string> wrong = [];
        afternoon.Get<Database>().Read(db =>
        {
            for (var hour = 0; hour < 14 * 24; hour += 5)
            {
                var now = begin.AddHours(hour);
                var calls = Enum.GetValues<Severity>().Order().Select(s => Ring(db, afternoon, s, now)).ToList();
                foreach (var (less, more) in calls.Zip(calls.Skip(1)))
                    if (!less.All(l => more.Exists(m => m.Person == l.Person && m.Minute <= l.Minute)))
                        wrong.Add($"{now:ddd HH:mm}: {string.Join(", ", less)}; then {string.Join(", ", more)}");
                Assert.All(calls, c => Assert.Equal(c.Select(x => x.Person).Distinct().Count(), c.Count));
                Assert.NotEmpty(calls[1]);
            }

            return 0;
        });
        Assert.True(wrong.Count == 0, $"{wrong.Count}\n{string.Join('\n', wrong.Take(20))}");
    }

    static List<(int Minute, string Person)> Ring(IDbConnection db, Afternoon afternoon, Severity severity, DateTimeOffset now)
    {
        var by = afternoon.Gwen.Id;
        var rotation = Responder.At(db, null, now).Rotation;
        var state = Transitions.Open(new() { Name = "", Severity = severity, Rotation = rotation }, by, chosen: false, now);
        List<CallRow> made = [];
        List<(int Minute, string Person)> calls = [];
        for (var minute = 0; minute <= (severity == Severity.Minor ? 0 : 4 * 24 * 60); minute += 60)
        {
            var at = now.AddMinutes(minute);
            foreach (var call in Calling.Due(WhoIsCalled.Facts(db, state, new(IsByAlert: false, by, made), at)).ToList())
            {
                made = [.. made, new(
                    made.Count + 1, 1, 1, now.ToUnixTimeMilliseconds(), call.Step.ToString(), at.ToUnixTimeMilliseconds(),
                    state.Urgency.ToString(), JsonSerializer.Serialize(call.People), call.Group, 1, null, null, state.Lead, 1,
                    null)];
                calls.AddRange(call.People.Select(p => (minute, p)));
            }
        }

        return calls;
    }
}

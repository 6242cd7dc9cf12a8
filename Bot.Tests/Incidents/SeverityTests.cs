using System.Data;
using System.Text.Json;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.Sandbox;
using Bot.Storage;

namespace Bot.Tests.Incidents;

/// <summary>
/// What is more urgent never calls fewer people. Ana, in London, made the rotation and is its only owner; Ben is in New York, Dev
/// in Kolkata. At 17:05 in London it is noon for Ben, and Dev's hours open at 03:30.
/// </summary>
public sealed class SeverityTests
{
    const string Channel = "#inc-1-orders-are-late", Critical = "Critical: wants somebody now";
    static readonly DateTimeOffset Wednesday = new(2026, 3, 4, 17, 5, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Friday = new(2026, 3, 6, 17, 5, 0, TimeSpan.Zero);

    // Minutes after it begins, until everybody's next day, with time for the rungs of what is urgent after each.
    static readonly int[] Looks =
    [
        .. new[] { 0, 120, 240, 480, 625, 960 }.SelectMany(m => new[] { m, m + 5, m + 15, m + 30, m + 45 }),
    ];

    static async Task<Afternoon> At(DateTimeOffset time)
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben", "dev");
        await afternoon.Until(time);
        return afternoon;
    }

    internal static async Task<Modal> Form(Member by, string severity)
    {
        await by.Slash("/incident Orders are late");
        await by.Modal.Choose("Severity", severity);
        return by.Modal;
    }

    internal static void Says(string text, string said) => Assert.True(text.Contains(said, StringComparison.Ordinal), text);

    internal static SeenMessage Card(Afternoon afternoon) => Assert.Single(afternoon.Finn.Messages(Channel), m => m.IsPinned);

    static List<string> Called(Afternoon afternoon) => [.. afternoon.Workspace.Notifications
        .Where(n => n.Message.Text.StartsWith("INC-1 ", StringComparison.Ordinal)).Select(n => n.Person.Handle)];

    [Theory]
    [InlineData("Minor: can wait for working hours")]
    [InlineData("Major: wants somebody today")]
    [InlineData(Critical)]
    public async Task Whoever_leads_from_Monday_and_is_at_their_desk_is_called_however_urgent_it_is(string severity)
    {
        await using var afternoon = await At(Friday);
        var form = await Form(afternoon.Finn, severity);
        Says(form.Text, "ben is called now.");
        await form.Submit();
        Says(afternoon.Finn.Modal.Text, "ben is called now.");
        Assert.Equal(["ben"], Called(afternoon));
        Says(Card(afternoon).Text, "Waits for ben, called today at 5:05 PM");
    }

    [Fact]
    public async Task Once_nobody_at_work_answers_the_card_offers_whoever_is_on_call()
    {
        await using var afternoon = await At(Friday);
        await (await Form(afternoon.Finn, Critical)).Submit();
        foreach (var minute in (int[])[6, 12, 20, 31, 40]) await afternoon.Until(Friday.AddMinutes(minute));
        Assert.Equal(["ben", "ben"], Called(afternoon));
        Says(Card(afternoon).Text, "Asked: ben today at 5:05 PM and 5:11 PM. Nobody has answered.");
        Assert.Contains("Call ana now", Card(afternoon).Buttons);
    }

    [Fact]
    public async Task Whoever_is_called_in_the_leads_place_is_asked_again_and_the_card_says_that_they_were()
    {
        await using var afternoon = await At(Wednesday);
        var form = await Form(afternoon.Finn, Critical);
        Says(form.Text, "Out of hours for ana: ben is called now.");
        await form.Submit();
        Says(afternoon.Finn.Modal.Text, "Out of hours for ana: ben is called now.");
        Says(Card(afternoon).Text, "Out of hours for ana: ben was called today at 5:05 PM and has not answered yet.");
        Assert.Contains("Call ana now", Card(afternoon).Buttons);
        await afternoon.Until(Wednesday.AddMinutes(4));
        Assert.Equal(["ben"], Called(afternoon));
        await afternoon.Until(Wednesday.AddMinutes(5));
        Assert.Equal(["ben"], afternoon.Ben.Sees("You were called 5 min ago. Can you take it?").Notified);
        foreach (var minute in (int[])[15, 30, 60]) await afternoon.Until(Wednesday.AddMinutes(minute));
        Assert.Equal(["ben", "ben"], Called(afternoon));
        // Half past three in the night, when Dev's day begins.
        await afternoon.Until(new(2026, 3, 5, 3, 30, 0, TimeSpan.Zero));
        Assert.Equal(["ben", "ben", "dev"], Called(afternoon));
        // The call carries it: the brief does not buzz in the same minute.
        Assert.Equal(1, afternoon.Workspace.Notifications.Count(n => n.Person.Handle == "dev" && n.At.Day == 5));
        var ana = new DateTimeOffset(2026, 3, 5, 9, 0, 0, TimeSpan.Zero);
        await afternoon.Until(ana);
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(1, afternoon.Workspace.Notifications.Count(n => n.Person.Handle == "ana" && n.At >= ana));
        await afternoon.Until(ana.AddMinutes(5));
        Assert.Equal(["ana"], afternoon.Ana.Sees("It has waited 5 min for you").Notified);
    }

    [Fact]
    public async Task The_card_and_the_announcement_say_the_day_of_the_call_after_the_weekend_too()
    {
        await using var afternoon = await At(new(2026, 3, 6, 16, 50, 0, TimeSpan.Zero));
        await (await Form(afternoon.Finn, Critical)).Submit();
        Says(Card(afternoon).Text, "Waits for ana, called today at 4:50 PM");
        await afternoon.Until(new(2026, 3, 8, 12, 0, 0, TimeSpan.Zero));
        Says(Card(afternoon).Text, "ana Mar 6 at 4:50 PM");
        Says(Card(afternoon).Text, "Waits for ana, called Mar 6 at 4:50 PM");
        Assert.Contains(afternoon.Finn.Messages("#data-incidents"), m =>
            m.Text.Contains("waits for ana, called Mar 6 at 4:50 PM", StringComparison.Ordinal));
    }

    /// <summary>
    /// For every hour of a fortnight, the lead that the form proposes or one that is chosen: whoever is called at once for
    /// what is less urgent is for what is more, and by no minute have fewer been called. Whoever
    /// comes second may be another, since the rungs of what is urgent follow sooner.
    /// </summary>
    [Fact]
    public async Task More_severity_never_calls_fewer_people_nor_later()
    {
        await using var afternoon = await At(new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero));
        var begin = new DateTimeOffset(2026, 3, 5, 0, 5, 0, TimeSpan.Zero);
        string[] handles = ["ana", "ben", "dev", "emi"];
        List<string> wrong = [];
        afternoon.Get<Database>().Read(db =>
        {
            for (var hour = 0; hour < 14 * 24; hour++)
            {
                var now = begin.AddHours(hour);
                // Every fifth hour meets every hour of a day within five.
                var others = hour % 5 == 0 ? handles.Select(h => afternoon.Workspace.Member(h).Id) : [];
                foreach (var chosen in others.Prepend(null))
                {
                    var calls = Enum.GetValues<Severity>().Order().Select(s => Ring(db, afternoon, s, chosen, now)).ToList();
                    foreach (var (less, more) in calls.Zip(calls.Skip(1)))
                        if (!Holds(less, more))
                            wrong.Add($"{now:ddd HH:mm} {chosen}: {string.Join(", ", less)}; then {string.Join(", ", more)}");
                }
            }

            return 0;
        });
        Assert.True(wrong.Count == 0, $"{wrong.Count}\n{string.Join('\n', wrong.Take(20))}");
    }

    static bool Holds(List<(int Minute, string Person)> less, List<(int Minute, string Person)> more) =>
        less.Where(c => c.Minute == 0).All(more.Contains) && Looks.All(minute => By(less, minute) <= By(more, minute));

    static int By(List<(int Minute, string Person)> calls, int minute) =>
        calls.Where(c => c.Minute <= minute).Select(c => c.Person).Distinct().Count();

    static List<(int Minute, string Person)> Ring(
        IDbConnection db, Afternoon afternoon, Severity severity, string? chosen, DateTimeOffset now)
    {
        var (by, onCall) = (afternoon.Finn.Id, Responder.At(db, null, now).Person);
        var state = Transitions.Open(
            new() { Name = "", Severity = severity, Lead = chosen ?? onCall }, by, chosen is not null && chosen != onCall, now);
        List<CallRow> made = [];
        List<(int Minute, string Person)> calls = [];
        foreach (var minute in severity == Severity.Minor ? Looks.Take(1) : Looks)
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

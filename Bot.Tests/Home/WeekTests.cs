using System.Globalization;

namespace Bot.Tests.Home;

/// <summary>
/// A whole week of five people in two rotations. Hours are 9 to 17 in London; hand-off is Monday 09:00: Chloé and Emi begin the
/// week, Finn and Dev the next. Who may be told when is a table; whatever it does not allow fails.
/// </summary>
public sealed class WeekTests
{
    static readonly string[] Five = ["ana", "chloe", "finn", "dev", "emi"];

    [Fact]
    public async Task Nobody_is_told_more_than_the_table_allows()
    {
        await using var afternoon = await Afternoon.Begin(At("2026-02-27T10:00Z"));
        await MakeRotations(afternoon);
        var told = new Told(afternoon.Workspace);
        foreach (var (at, act) in Week(afternoon))
        {
            while (afternoon.Clock.GetUtcNow().AddHours(1) < At(at)) await afternoon.Pass(TimeSpan.FromHours(1));
            await afternoon.Until(At(at));
            if (act is not null) await act();
            await afternoon.Pass(TimeSpan.FromMinutes(1));
        }

        var all = told.All.Where(d => Five.Contains(d.Person)).ToList();
        Assert.Empty(all.Where(d => Class(d) is null).Select(d => d.ToString()));
        Assert.Empty(Twice(all.Where(d => Class(d) == "brief").Select(d => $"{d.Person} {Day(d)}")));
        Assert.Empty(Twice(all.Where(d => d.How == How.Mention).Select(d => $"{d.Person} {d.Slot}")));
        Expected(all);
    }

    static IEnumerable<string> Twice(IEnumerable<string> all) => all.GroupBy(d => d).Where(g => g.Count() > 1).Select(g => g.Key);

    /// <summary>The row of the table that allows it; null when none does.</summary>
    static string? Class(Disturbance told) => (told.How, told.Slot.Split(':')) switch
    {
        (How.DirectMessage, ["brief", ..]) when InOwnHours(told) => "brief",
        (How.DirectMessage, ["cover_request" or "cover", ..]) => "cover asked, answered",
        (How.Mention, ["cover_request", _, "unanswered"]) => "cover asked, answered",
        (How.Mention, ["handoff", ..]) when InHours(told.At) => "hand-off",
        // What is urgent calls whoever leads as soon as their own day begins, if that is sooner than the rotation's.
        (How.Mention, ["incident", _, "call", _]) when InHours(told.At) || InOwnHours(told) =>
            "called in its channel, in hours",
        (How.DirectMessage, ["incident", _, "call", _]) when InHours(told.At) => "called again, in hours",
        // Whoever is at an incident is reminded of the update that is due, three times at most.
        (How.DirectMessage, ["incident", _, "due", "1" or "2" or "3"]) when InHours(told.At) || InOwnHours(told) =>
            "reminded of an update, in hours",
        // What can wait reaches its lead on their own clock, what cannot in the rotation's hours as well.
        (How.Invitation, _) when InHours(told.At) || InOwnHours(told) => "its lead, in hours",
        // Whoever declares an incident is in it at once, whenever that is.
        (How.Invitation, [var channel]) when OwnAct.Contains((told.Person, channel)) => "own act",
        _ => null,
    };

    static readonly HashSet<(string Person, string Channel)> OwnAct =
        [("finn", "inc-4-a-chart-is-ugly"), ("dev", "inc-5-all-revenue-is-gone")];

    // A brief is read on its reader's own clock; who is on call works in the rotation's hours.
    static bool InOwnHours(Disturbance told) => InHours(TimeZoneInfo.ConvertTime(told.At, Zones[told.Person]));

    static readonly Dictionary<string, TimeZoneInfo> Zones = new[]
    {
        ("ana", "Europe/London"), ("chloe", "Europe/Paris"), ("finn", "Europe/Dublin"), ("dev", "Asia/Kolkata"),
        ("emi", "Asia/Tokyo"),
    }.ToDictionary(z => z.Item1, z => TimeZoneInfo.FindSystemTimeZoneById(z.Item2));

    static bool InHours(DateTimeOffset at) =>
        at.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && at.Hour is >= 9 and < 17;

    static string Day(Disturbance told) => told.At.ToString("ddd d", CultureInfo.InvariantCulture);

    // The table forbids; what it promises has to be there as well.
    static void Expected(List<Disturbance> all)
    {
        var briefs = all.Where(d => Class(d) == "brief").ToList();
        foreach (var (person, day, text) in Promised)
            Assert.StartsWith(text, briefs.Single(d => (d.Person, Day(d)) == (person, day)).Text, StringComparison.Ordinal);
        var inPeace = all.Where(d => d is { Person: "chloe", How: How.DirectMessage } && IsCovered(d.At));
        Assert.DoesNotContain(inPeace, d => Class(d) != "cover asked, answered");
        Assert.Contains(all, d => d is { Person: "chloe", How: How.Mention } && d.Slot == "incident:1:call:1");
        var asked = all.Where(d => d is { Person: "ana", How: How.DirectMessage } && d.At < At("2026-03-04T09:15Z"));
        Assert.Equal(["cover asked, answered"], asked.Select(Class).Distinct());
    }

    static readonly (string Person, string Day, string Text)[] Promised =
    [
        ("chloe", "Mon 2", "You are on call until Mon 9 Mar"), ("emi", "Tue 3", "You are on call until Mon 9 Mar"),
        ("chloe", "Tue 3", "You lead 1 incident"), ("ana", "Wed 4", "You are on call until <!date"),
        ("chloe", "Thu 5", "You are on call again until Mon 9 Mar"), ("finn", "Thu 5", "Urgent: INC-5 all revenue is gone"),
        ("finn", "Fri 6", "You are on call Mon 9 – Mon 16 Mar"), ("dev", "Fri 6", "You are on call Mon 9 – Mon 16 Mar"),
        ("finn", "Mon 9", "You are on call until Mon 16 Mar"), ("dev", "Mon 9", "You are on call until Mon 16 Mar"),
    ];

    static bool IsCovered(DateTimeOffset at) => at > At("2026-03-04T08:41Z") && at < At("2026-03-04T23:59Z");

    static async Task MakeRotations(Afternoon afternoon)
    {
        await afternoon.Ivy.Slash("/cover rota");
        await afternoon.Ivy.Modal.ChoosePeople("Members", "ana", "chloe", "finn").Submit();
        await afternoon.Ivy.Modal.Close();
        // Alerts go to the older one.
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await afternoon.Ivy.Slash("/cover rota new");
        var form = await afternoon.Ivy.Modal.Fill("Name", "Backfills").ChoosePeople("Members", "dev", "emi")
            .Press("More settings");
        await form.Choose("User group", "No user group").Submit();
        await afternoon.Ivy.Modal.Close();
        // What making them said is not of this week.
        await afternoon.Pass(TimeSpan.FromHours(8));
    }

    static List<(string At, Func<Task>? Act)> Week(Afternoon a) =>
    [
        ("2026-03-02T09:00Z", null),
        ("2026-03-02T10:15Z", () => a.Alert(Job("dbt_build"))),
        ("2026-03-02T11:00Z", () => a.Alert(Job("dbt_build"))),
        ("2026-03-02T11:10Z", () => a.Alert(Job("dbt_build", branch: "feature/x"))),
        ("2026-03-02T13:00Z", () => a.Alert(Job("dbt_build", "resolved"))),
        ("2026-03-02T22:00Z", () => a.Alert(Job("snapshots"))),
        ("2026-03-02T23:30Z", () => a.Alert(Job("snapshots"))),
        ("2026-03-03T02:00Z", () => a.Alert(Job("exports", environment: "staging"))),
        ("2026-03-03T09:00Z", null),
        ("2026-03-03T14:00Z", () => Declare(a.Ana, "orders are late", "Major: wants somebody today")),
        ("2026-03-03T20:00Z", () => Declare(a.Finn, "a chart is ugly", "Minor: can wait for working hours")),
        ("2026-03-04T08:40Z", () => Ask(a.Chloe, "Today")),
        ("2026-03-04T09:00Z", null),
        ("2026-03-04T09:20Z", () => a.Ana.Sees("asks for cover").Click("I take it")),
        ("2026-03-04T21:00Z", () => Declare(a.Dev, "all revenue is gone", "Critical: wants somebody now")),
        ("2026-03-05T09:00Z", null),
        ("2026-03-05T11:00Z", () => Ask(a.Emi, "Today")),
        ("2026-03-05T11:05Z", () => a.Dev.Sees("asks for cover").Click("Can't")),
        ("2026-03-05T15:00Z", () => Worse(a)),
        ("2026-03-06T09:00Z", null),
        ("2026-03-07T12:00Z", () => a.Alert(Job("weekend"))),
        ("2026-03-07T13:00Z", () => a.Alert(Job("weekend", "resolved"))),
        ("2026-03-09T09:00Z", null),
        ("2026-03-09T10:00Z", null),
    ];

    static async Task Declare(Bot.Sandbox.Member who, string what, string severity)
    {
        await who.Slash($"/incident {what}");
        await who.Modal.Choose("Severity", severity).Choose("Team", "Data responder").Submit();
        await who.Modal.Close();
    }

    static async Task Ask(Bot.Sandbox.Member who, string part)
    {
        await who.Slash("/cover");
        await who.Modal.Choose("Hours", part).Submit();
        await who.Modal.Close();
    }

    static async Task Worse(Afternoon a)
    {
        await a.Chloe.Slash("/incident status 2");
        await a.Chloe.Modal.Choose("Severity", "Major: wants somebody today").Submit();
    }

    static object Job(string job, string status = "firing", string branch = "main", string? environment = null) =>
        new { title = $"{job} failed", status, metadata = new { repository = "acme/dbt", branch, job, environment } };

    static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture);
}

using Bot.Incidents;
using Bot.People;
using Bot.Sandbox;
using Bot.Sandbox.Page;
using Bot.Storage;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Home;

/// <summary>
/// A fortnight of a rotation whose members live in London (Ana), New York (Ben) and Kolkata (Dev), lived by the hour: Ana has the
/// days before, Ben the first week, Dev the second. Summer time begins in New York in between. Alerts and people report at every
/// hour; whoever is on call works while it is day where they are.
/// </summary>
sealed class Fortnight : IAsyncDisposable
{
    const string Major = "Major: wants somebody today", Critical = "Critical: wants somebody now";
    const string Wrong = "Yes, the alert is wrong or comes late";
    static readonly DateTimeOffset Begins = At("2026-03-02T00:00Z");

    static readonly Dictionary<string, TimeZoneInfo> Zones = new[]
    {
        ("ana", "Europe/London"), ("ben", "America/New_York"), ("dev", "Asia/Kolkata"), ("ivy", "Europe/London"),
        ("gwen", "America/Los_Angeles"),
    }.ToDictionary(z => z.Item1, z => TimeZoneInfo.FindSystemTimeZoneById(z.Item2));

    // Beginnings of slots, channels, and for what somebody did themselves person and channel.
    readonly HashSet<string> urgent = [], own = [];

    Fortnight(Afternoon afternoon) =>
        (Afternoon, Told, Shown) = (afternoon, new Told(afternoon.Workspace), new ShownBriefs(afternoon.Workspace));

    public Afternoon Afternoon { get; }

    public Told Told { get; }

    public ShownBriefs Shown { get; }

    /// <summary>The row of the table that allows it; null when none does.</summary>
    public string? Class(Disturbance told) => told.Slot.Split(':') switch
    {
        ["brief", ..] => InOwnHours(told.Person, told.At) ? "brief" : null,
        _ when InOwnHours(told.Person, told.At) => "by day",
        _ when urgent.Any(u => told.Slot.StartsWith(u, StringComparison.Ordinal)) => "urgent",
        // Ben's for the same day; Dev's is for the next week.
        ["cover_request", "1", ..] => "cover asked for hours within a day",
        [var channel] when own.Contains($"{told.Person} {channel}") => "own act",
        _ => null,
    };

    public static async Task<Fortnight> Live(bool onOwnClocks, Stage? page = null)
    {
        var afternoon = await Afternoon.Begin(At("2026-02-27T10:00Z"), page: page);
        await afternoon.Ivy.Slash("/cover rota");
        var form = afternoon.Ivy.Modal.ChoosePeople("Members", "ana", "ben", "dev");
        if (onOwnClocks) form = (await form.Press("More settings")).Choose("Hours are in", "Each responder's own time zone");
        await form.Submit();
        await afternoon.Ivy.Modal.Close();
        await afternoon.Until(Begins);
        var fortnight = new Fortnight(afternoon);
        for (var hour = 0; hour < 14 * 24; hour++) await fortnight.Hour(hour / 24, hour % 24);
        return fortnight;
    }

    /// <summary>Whether it is nine to five of a working day where somebody lives.</summary>
    public static bool InOwnHours(string person, DateTimeOffset at) =>
        Wall(person, at) is { Hour: >= 9 and < 17, DayOfWeek: not (DayOfWeek.Saturday or DayOfWeek.Sunday) };

    public static DateTimeOffset Wall(string person, DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zones[person]);

    async Task Hour(int day, int hour)
    {
        await Report(day, hour);
        foreach (var who in (string[])["ana", "ben", "dev"]) await Work(Afternoon.Workspace.Member(who));
        await Cover(day, hour);
        await Afternoon.Pass(TimeSpan.FromMinutes(1));
        await Afternoon.Until(Begins.AddDays(day).AddHours(hour + 1));
    }

    async Task Report(int day, int hour)
    {
        if (hour is 2 or 13 && day % 2 == 0) await Alert($"job {day} {hour}");
        if (hour == 10 && day % 2 == 0) await Declare(Afternoon.Ivy, $"mart {day} is late", Major);
        if (hour == 22 && day % 3 == 0) await Declare(Afternoon.Workspace.Member("gwen"), $"figures {day} are wrong", Critical);
        if (hour == 4 && day % 4 == 1) await Declare(Afternoon.Dev, $"chart {day} is odd", null);
    }

    Task Alert(string what) => Afternoon.Alert(new { title = what, status = "firing", deduplication_key = what });

    async Task Declare(Member who, string what, string? severity)
    {
        await who.Declares(what, severity);
        await who.Modal.Close();
        var incident = Open().Single(i => i.Name == what);
        own.Add($"{who.Person.Handle} {incident.ChannelName}");
        if (severity == Critical) urgent.UnionWith([$"{incident.Subject}:", incident.ChannelName!]);
    }

    /// <summary>Once a day of theirs each takes up one incident that they lead, and ends the two that are oldest.</summary>
    async Task Work(Member who)
    {
        if (!InOwnHours(who.Person.Handle, Afternoon.Clock.GetUtcNow())) return;
        var led = Open().Where(i => i.Lead == who.Id).ToList();
        var hour = Wall(who.Person.Handle, Afternoon.Clock.GetUtcNow()).Hour;
        if (hour == 11 && led.FirstOrDefault(i => !i.Touched) is { } next)
            await who.Takes($"#{next.ChannelName}");
        if (hour == 15 && led.Count > 3)
            foreach (var old in led.TakeLast(2)) await Resolve(who, old.Number);
    }

    static async Task Resolve(Member who, long number)
    {
        await who.Slash($"/incident resolve {number}");
        var form = who.Modal;
        await (form.Text.Contains(Wrong, StringComparison.Ordinal) ? form.Tick(Wrong) : form).Submit();
    }

    async Task Cover(int day, int hour)
    {
        switch (day, hour)
        {
            case (2, 15):
                await Ask(Afternoon.Ben, "Today");
                break;
            case (2, 16):
                await Afternoon.Ana.Sees("asks for cover").Click("I take it");
                break;
            case (3, 6):
                await Ask(Afternoon.Dev, "Whole shift");
                break;
            case (3, 11):
                await Afternoon.Ana.Sees("asks for cover").Click("Can't");
                break;
            case (4, 15):
                await Afternoon.Ben.Sees("needs cover").Click("Can't");
                break;
            case (7, 10):
                await Afternoon.Dev.Brief().Click("Take what waits");
                break;
        }
    }

    static async Task Ask(Member who, string part)
    {
        await who.Slash("/cover");
        await who.Modal.Choose("Hours", part).Submit();
        await who.Modal.Close();
    }

    List<IncidentRow> Open() => Afternoon.Get<Database>().Read(db => IncidentStore.Open(db, Viewer.Bot));

    public ValueTask DisposeAsync() => Afternoon.DisposeAsync();
}

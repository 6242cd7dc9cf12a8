using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Delivery;
using Bot.OnCall.Rows;
using Bot.Sandbox;
using Bot.Storage;
using Bot.Tests.Home;
using static Bot.Tests.OnCall.CoverTests;

namespace Bot.Tests.OnCall;

/// <summary>
/// A fortnight of a rotation across London, New York and Kolkata, with everything that covers and requests can say: whoever is
/// told, by a direct message or a mention that reaches them, has their own hours, or it is about hours within a day.
/// </summary>
public sealed partial class FortnightTests(ITestOutputHelper output)
{
    static readonly Dictionary<string, string> Homes = new()
    {
        ["ana"] = "Europe/London",
        ["ben"] = "America/New_York",
        ["dev"] = "Asia/Kolkata",
        ["gwen"] = "America/New_York",
    };

    [Theory]
    [InlineData(null)]
    [InlineData("data-team")]
    public async Task Nobody_is_told_in_their_own_night_what_is_not_within_a_day(string? channel)
    {
        await using var afternoon = await Afternoon.Begin(At("2026-03-02T10:00Z"), Move);
        await Make(afternoon, channel);
        var told = new Told(afternoon.Workspace);
        foreach (var (at, act) in Fortnight(afternoon))
        {
            await Pass(afternoon, At(at));
            await act();
            await afternoon.Pass(TimeSpan.FromMinutes(1));
        }

        await Pass(afternoon, At("2026-03-18T18:00Z"));
        var all = told.All.Where(d => IsAboutCover(d) && Reaches(afternoon, d)).ToList();
        foreach (var each in all) output.WriteLine(each.ToString());
        Assert.Empty(all.Where(d => !IsOpen(d) && !IsSoon(afternoon, d)).Select(d => d.ToString()));
        Expected(all);
    }

    // What the rule keeps back must still be told, or an empty fortnight would pass.
    static void Expected(List<Disturbance> all)
    {
        string[] kinds = [":ask:", ":remind:", ":away", ":outcome", ":unanswered", ":made", ":given", ":cancelled:", ":unfit:"];
        Assert.Equal(kinds, kinds.Where(kind => all.Exists(d => d.Slot.Contains(kind, StringComparison.Ordinal))));
        foreach (var person in new[] { "ana", "ben", "dev" })
            Assert.Contains(all, d => d.Person == person && d.How == How.DirectMessage);
        // At night, for hours within a day.
        Assert.Contains(all, d => !IsOpen(d) && d.How == How.DirectMessage);
        Assert.Contains(all, d => d.How == How.Mention && d.Slot.StartsWith("handoff:", StringComparison.Ordinal));
    }

    /// <summary>Acts at all hours, each at somebody's night.</summary>
    static IEnumerable<(string At, Func<Task> Act)> Fortnight(Afternoon a) =>
    [
        // A leave whose week ahead begins at midnight in Kolkata, and one that falls at once, of days after the weekend.
        ("2026-03-02T20:00Z", () => LeaveTests.Away(a.Dev, "2026-03-18", "2026-03-20")),
        ("2026-03-03T01:30Z", () => Ask(a.Ben, "Whole shift")),
        ("2026-03-03T04:00Z", () => a.Dev.Sees("@ben asks for cover").Click("Can't")),
        ("2026-03-03T23:00Z", () => Ask(a.Ana, "Today")),
        ("2026-03-04T09:30Z", () => Owner(a, a.Dev)),
        ("2026-03-04T22:00Z", () => a.Dev.Sees("put you on call").Click("Cancel cover")),
        ("2026-03-05T02:00Z", () => Take(a.Ben, "dev: Mon 16")),
        ("2026-03-05T16:30Z", () => a.Ben.Slash("/cover mine")),
        ("2026-03-05T19:00Z", () => a.Ben.Sees("You cover @dev").Click("Cancel cover")),
        ("2026-03-06T18:30Z", () => LeaveTests.Away(a.Ben, "2026-03-09", "2026-03-10")),
        ("2026-03-07T23:00Z", () => AskFor(a.Workspace.Member("gwen"), "dev")),
        ("2026-03-08T04:00Z", () => Take(a.Ana, "ben: Wed 11")),
        ("2026-03-10T21:00Z", () => Take(a.Ben, "ana: Mon 23")),
        ("2026-03-11T22:30Z", () => Reorder(a)),
        ("2026-03-12T22:15Z", () => Cancel(a.Ana, "@ben covers you")),
        ("2026-03-12T23:10Z", () => Ask(a.Dev, "Whole shift")),
        ("2026-03-13T21:10Z", () => Ask(a.Ana, "Whole shift")),
    ];

    static Task Cancel(Member who, string text) => who.Look(text) is { } message && message.Buttons.Contains("Cancel cover")
        ? message.Click("Cancel cover")
        : Task.CompletedTask;

    static async Task Ask(Member who, string hours)
    {
        await who.Slash("/cover");
        if (who.ModalOrNone is not { } modal) return;
        if (modal.Text.Contains("Hours: ", StringComparison.Ordinal)) await modal.Choose("Hours", hours);
        await modal.Submit();
        await who.Modal.Close();
    }

    static async Task AskFor(Member who, string away)
    {
        await who.Slash($"/cover @{away}");
        await who.Modal.Submit();
        await who.Modal.Close();
    }

    static async Task Take(Member who, string shift)
    {
        await who.Slash("/cover take");
        await who.Modal.Choose("Shift", shift).Submit();
        await who.Modal.Close();
    }

    static async Task Owner(Afternoon a, Member on)
    {
        await a.Ivy.Slash("/cover rota");
        await a.Ivy.Modal.Press("Put on call");
        await a.Ivy.Modal.ChoosePeople("Who", on.Person.Handle).Fill("Why", "knows it").Submit();
        await a.Ivy.Modal.Close();
    }

    static async Task Reorder(Afternoon a)
    {
        await (await Afternoon.Settings(a.Ivy)).ChoosePeople("Members", "ben", "ana", "dev").Submit();
        await a.Ivy.Modal.Close();
    }

    static async Task Pass(Afternoon afternoon, DateTimeOffset until)
    {
        while (afternoon.Clock.GetUtcNow().AddMinutes(30) < until) await afternoon.Pass(TimeSpan.FromMinutes(30));
        await afternoon.Until(until);
    }

    static async Task Make(Afternoon afternoon, string? channel)
    {
        await afternoon.Ivy.Joins("#data-incidents");
        await afternoon.Ivy.Slash("/cover rota");
        await afternoon.Ivy.Modal.ChoosePeople("Members", "ana", "ben", "dev").Submit();
        await afternoon.Ivy.Modal.Close();
        if (channel is null) return;
        await afternoon.Ana.Invites("#data-team", "ivy");
        await (await Afternoon.Settings(afternoon.Ivy)).ChooseChannel("Channel", channel).Submit();
        await afternoon.Ivy.Modal.Close();
    }

    // So that nobody who is asked or called lives elsewhere.
    static void Move(Workspace workspace)
    {
        foreach (var (person, zone) in Homes) workspace.People[person].Zone = TimeZoneInfo.FindSystemTimeZoneById(zone);
    }

    static bool IsAboutCover(Disturbance told) =>
        told.Slot.StartsWith("cover", StringComparison.Ordinal) || told.Slot.StartsWith("handoff:", StringComparison.Ordinal);

    /// <summary>A mention of somebody who is not in the channel reaches nobody.</summary>
    static bool Reaches(Afternoon afternoon, Disturbance told)
    {
        if (told.How == How.DirectMessage) return true;
        var channel = afternoon.Get<Database>().Read(db => Posts.ChannelOf(db, told.Slot))!;
        return afternoon.Workspace.Conversations[channel].Members.Contains(afternoon.Workspace.People[told.Person].Id);
    }

    static bool IsOpen(Disturbance told)
    {
        var home = TimeZoneInfo.FindSystemTimeZoneById(Homes.GetValueOrDefault(told.Person, "Europe/London"));
        var wall = TimeZoneInfo.ConvertTime(told.At, home);
        return wall.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && wall.Hour is >= 9 and < 17;
    }

    static bool IsSoon(Afternoon afternoon, Disturbance told)
    {
        if (Subject().Match(told.Slot) is not { Success: true } subject) return false;
        var number = long.Parse(subject.Groups[2].Value, CultureInfo.InvariantCulture);
        var hours = afternoon.Get<Database>().Read(db => subject.Groups[1].Value == "cover"
            ? CoverStore.Find(db, number)!.Hours
            : CoverRequestStore.Find(db, number)!.Hours);
        return hours.Starts - told.At <= TimeSpan.FromDays(1) && told.At < hours.Ends;
    }

    [GeneratedRegex(@"^(cover|cover_request):(\d+):")]
    private static partial Regex Subject();
}

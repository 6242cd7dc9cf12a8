using System.Globalization;
using System.Text.Json;
using Bot.Sandbox;

namespace Bot.Tests.Incidents;

/// <summary>
/// A night and a day by the clock: for every kind of incident who is notified, when, and by which message, as Slack would notify.
/// The rotation is Ana, Ben, Chloé, made by Ivy, Monday to Friday 9 to 17 in London; Ben, who is next, is asleep in New York.
/// Finn and Gwen are the engineers on call.
/// </summary>
public sealed class WhoIsCalledTests
{
    static readonly string[] Severities =
        ["Minor: can wait for working hours", "Major: wants somebody today", "Critical: wants somebody now"];
    static readonly string[] Who = ["Not sure", "People inside the company", "Customers"];
    static readonly string[] Members = ["ana", "ben", "chloe"];
    static readonly DateTimeOffset Day = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Night = new(2026, 3, 3, 23, 0, 0, TimeSpan.Zero);

    /// <summary>Minutes after the beginning at which the clock is looked at.</summary>
    static readonly int[] ByDay = [1, 4, 5, 10, 14, 15, 25, 29, 30, 40, 45, 55, 89, 90, 100];
    static readonly int[] ByNight = [1, 5, 10, 15, 30, 45, 120, 600, 605, 615, 630, 645, 690];

    /// <summary>One incident. Raised says that Emi makes it Critical after ten minutes.</summary>
    sealed record Case(int Severity, int Affected, bool ByAlert, bool LeadIsThere, bool Raised)
    {
        public bool IsUrgent => Severity == 2 || Affected == 2;
        public string Kind => ByAlert ? "minor" : IsUrgent ? "urgent" : Severity == 1 ? "major" : "minor";
        public string Name =>
            $"case {Severity} {Affected} {(LeadIsThere ? "there" : "away")} {(Raised ? "raised" : "as it is")} "
                + $"{(ByAlert ? "alert" : "person")}";
    }

    static List<Case> Cases()
    {
        List<Case> cases = [new(0, 0, ByAlert: true, false, Raised: false), new(0, 0, ByAlert: true, false, Raised: true)];
        foreach (var severity in Enumerable.Range(0, 3))
            foreach (var affected in Enumerable.Range(0, 3))
                foreach (var there in (bool[])[true, false])
                    foreach (var raised in (bool[])[true, false])
                        cases.Add(new(severity, affected, false, there, raised));
        return cases;
    }

    [Fact]
    public async Task In_hours() => Agree(await Live(Day, withGroup: false, ByDay), one => one.LeadIsThere && !one.Raised ? [] :
    [
        .. one.LeadIsThere ? [] : Until(one.Raised ? 10 : int.MaxValue, one.Kind switch
        {
            "urgent" => ["0 ana in the channel", "5 ana directly", "15 chloe in the channel", "30 ivy in the channel"],
            "major" => ["0 ana in the channel", "15 ana directly", "45 chloe in the channel", "90 ivy in the channel"],
            _ => ["0 ana in the channel"],
        }),
        .. one.Raised && IsWorse(one)
            ? ["10 ana in the channel", "15 ana directly", "25 chloe in the channel", "40 ivy in the channel"]
            : Array.Empty<string>(),
        .. one is { Raised: true, LeadIsThere: false } && !IsWorse(one)
            ? ["15 chloe in the channel", "30 ivy in the channel"]
            : Array.Empty<string>(),
    ]);

    /// <summary>
    /// Ben, on call in New York, has five in the morning; Ana is next, and called at once however urgent it is.
    /// </summary>
    [Fact]
    public async Task In_hours_that_are_the_leads_night() => Agree(await Live(Day, false, ByDay, "ben"), one =>
        one.LeadIsThere && !one.Raised ? [] :
    [
        .. one.LeadIsThere ? [] : Until(one.Raised ? 10 : int.MaxValue, one.Kind switch
        {
            "urgent" =>
            [
                "0 ben in the channel", "0 ana in the channel", "5 ben directly", "5 ana directly", "15 chloe in the channel",
                "30 ivy in the channel",
            ],
            "major" => ["0 ana in the channel", "15 ana directly", "45 chloe in the channel", "90 ivy in the channel"],
            _ => Array.Empty<string>(),
        }),
        // Whoever has just declared it is awake, and has nobody beside them.
        .. !one.Raised || !IsWorse(one) ? Array.Empty<string>()
            : one.LeadIsThere
                ? ["10 ben in the channel", "15 ben directly", "25 ana in the channel", "40 ivy in the channel"]
                : [
                    "10 ben in the channel", "10 ana in the channel", "15 ben directly", "15 ana directly",
                    "25 chloe in the channel", "40 ivy in the channel",
                ],
        .. one is { Raised: true, LeadIsThere: false } && !IsWorse(one)
            ? ["15 chloe in the channel", "30 ivy in the channel"]
            : Array.Empty<string>(),
    ]);

    [Fact]
    public async Task At_night_with_a_group_for_the_time_out_of_hours() =>
        Agree(await Live(Night, withGroup: true, ByNight), one => one.LeadIsThere && !one.Raised ? [] :
    [
        .. one.LeadIsThere ? [] : one.Kind == "urgent" ? ["0 finn gwen in the channel", "5 finn gwen in the channel"]
            // The other alert comes in the same minute: the group is called once.
            : one is { ByAlert: true, Raised: false } ? ["0 finn gwen in the channel"] : Array.Empty<string>(),
        .. one.Raised && IsWorse(one) ? ["10 finn gwen in the channel"] : Array.Empty<string>(),
        // Whoever has just declared it is awake, and hears of it beside the group.
        .. one is { LeadIsThere: true, Raised: true } && IsWorse(one) ? ["10 ana in the channel"] : Array.Empty<string>(),
        .. one.Raised && IsWorse(one) ? ["15 finn gwen in the channel"] : Array.Empty<string>(),
        .. one.LeadIsThere
            ? one.Raised && IsWorse(one) ? ["15 ana directly", .. AfterTheLead]
            : []
            : one.IsUrgent || one.Raised ? InTheMorning
            : one.Kind == "major" ? MajorInTheMorning
            : [],
    ]);

    [Fact]
    public async Task At_night_without_a_group() =>
        Agree(await Live(Night, withGroup: false, ByNight), one => one.LeadIsThere && !one.Raised ? [] :
    [
        // An alert that nobody raises waits in the overnight line, and is not an incident before hours open.
        .. one.ByAlert ? Array.Empty<string>()
            : one is { LeadIsThere: true, Raised: true }
                && IsWorse(one) ? ["10 ana in the channel", "15 ana directly", .. AfterTheLead]
            : one.IsUrgent && !one.LeadIsThere || one.Raised && IsWorse(one) ? InTheMorning
            : one is { Kind: "major", LeadIsThere: false } ? MajorInTheMorning : [],
    ]);

    // Hours open ten hours after the night's beginning.
    static readonly string[] InTheMorning =
        ["600 ana in the channel", "605 ana directly", "615 chloe in the channel", "630 ivy in the channel"];
    static readonly string[] AfterTheLead = ["600 chloe in the channel", "615 ivy in the channel"];
    static readonly string[] MajorInTheMorning = ["615 ana directly", "645 chloe in the channel", "690 ivy in the channel"];

    /// <summary>Critical is no more urgent than what customers feel already.</summary>
    static bool IsWorse(Case one) => one.ByAlert || !one.IsUrgent;

    static IEnumerable<string> Until(int minute, IEnumerable<string> calls) =>
        calls.Where(c => int.Parse(c.Split(' ')[0], CultureInfo.InvariantCulture) < minute);

    static void Agree(IReadOnlyDictionary<Case, List<string>> heard, Func<Case, IEnumerable<string>> table)
    {
        // What is said at one time has no order.
        var wrong = heard.Where(
            h => !h.Value.Order(StringComparer.Ordinal).SequenceEqual(table(h.Key).Order(StringComparer.Ordinal)))
            .Select(h => $"{h.Key.Name}: heard {string.Join(", ", h.Value)}; the table says {string.Join(", ", table(h.Key))}");
        Assert.True(!wrong.Any(), string.Join("\n", wrong));
    }

    /// <summary>All cases side by side in one workspace, and who was notified for each.</summary>
    static async Task<Dictionary<Case, List<string>>> Live(
        DateTimeOffset begin, bool withGroup, int[] minutes, string lead = "ana")
    {
        await using var afternoon = await Afternoon.Begin(settings: new() { ["Incidents:StormLimit"] = "0" });
        await afternoon.RotationOfIvy(withGroup ? "on-call-engineers" : null, [lead, .. Members.Where(m => m != lead)]);
        await afternoon.Until(begin);
        var numbers = new Dictionary<Case, long>();
        foreach (var one in Cases().Where(c => withGroup || begin == Day || !c.ByAlert))
            numbers[one] = await Declare(afternoon, one, numbers.Count + 1, lead);
        var isRaised = false;
        foreach (var minute in minutes)
        {
            await afternoon.Until(begin.AddMinutes(minute));
            if (minute < 10 || isRaised) continue;
            foreach (var (one, number) in numbers.Where(n => n.Key.Raised)) await Raise(afternoon, number);
            isRaised = true;
        }

        return numbers.ToDictionary(n => n.Key, n => Heard(afternoon, n.Value, begin));
    }

    static async Task<long> Declare(Afternoon afternoon, Case one, long number, string lead)
    {
        if (one.ByAlert)
        {
            await afternoon.Alert(new { title = one.Name, status = "firing" });
            return number;
        }

        var by = one.LeadIsThere ? afternoon.Workspace.Member(lead) : afternoon.Emi;
        await by.Slash($"/incident {one.Name}");
        await by.Modal.Choose("Severity", Severities[one.Severity]).Choose("Who is affected", Who[one.Affected]).Submit();
        await by.Modal.Close();
        return number;
    }

    static async Task Raise(Afternoon afternoon, long number)
    {
        await afternoon.Emi.Slash($"/incident status {number}");
        await afternoon.Emi.Modal.Choose("Severity", Severities[2]).Submit();
    }

    /// <summary>Who was notified by which of the incident's messages: "15 ana directly".</summary>
    static List<string> Heard(Afternoon afternoon, long number, DateTimeOffset begin)
    {
        var workspace = afternoon.Workspace;
        return [.. workspace.Notifications
            .Where(n => SlotOf(n.Message) is var slot && slot.StartsWith($"incident:{number}:", StringComparison.Ordinal)
                // Reminders of updates are no calls.
                && !slot.Contains(":due:", StringComparison.Ordinal))
            .GroupBy(n => n.Message)
            .OrderBy(g => g.Key.Micros)
            .Select(g => $"{(int)(g.First().At - begin).TotalMinutes} "
                + $"{string.Join(' ', g.Select(n => n.Person.Handle).Order())} {Where(g.Key)}")];
    }

    static string Where(PostedMessage message) => message.Conversation.IsDirect ? "directly"
        : message.Conversation.Name.StartsWith("inc-", StringComparison.Ordinal) ? "in the channel" : "elsewhere";

    static string SlotOf(PostedMessage message) =>
        message.Metadata is { } mark && mark.TryGetProperty("event_payload", out JsonElement payload)
            && payload.TryGetProperty("slot", out var slot)
            ? slot.GetString() ?? "" : "";
}

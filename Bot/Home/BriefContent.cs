using Bot.Alerts;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.Incidents;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;

namespace Bot.Home;

/// <summary>What a brief can hold, the most pressing first; a section is there only when it has something to say.</summary>
static class BriefContent
{
    const int MostLabels = 3, LongestName = 80;
    static readonly TimeSpan Night = TimeSpan.FromHours(12), Fresh = TimeSpan.FromHours(4);

    public static IReadOnlyList<BriefSection> Of(BriefReader reader, Morning day, IReadOnlyList<Beginning> begun)
    {
        List<BriefDraft> drafts =
        [
            .. begun.SelectMany(b => (BriefDraft[])[HandOff(reader, b), .. BriefHandover.Words(reader, b)]),
            .. DayBefore(reader, day),
            .. Requests(reader),
            .. Led(reader, begun),
            .. NotAccepted(reader),
            .. Urgent(reader, day),
            .. Overnight(reader),
            .. BriefRequests.Of(reader),
            .. begun.SelectMany(b => NotCovered(reader, b)),
            .. BriefHandover.Asks(reader, day),
            .. BriefFollowUps.Of(reader),
            .. BriefClosings.Of(reader),
            .. BriefPostmortems.Of(reader),
            .. BriefWarnings.Of(reader),
            .. BriefHandover.Flakes(reader, begun),
        ];
        // Alone it can wait: then the brief comes as those hours open.
        // Whoever's hours begin goes through all that is open.
        var asked = begun.Count > 0 ? [] : AskStillOpen.Of(reader).Select(i => AskStillOpen.Draft(reader, i)).ToList();
        return BriefRoom.Fill(
            reader, drafts.Count + asked.Count == 0 ? [] : [.. LaterToday(reader, day), .. drafts], asked);
    }

    /// <summary>Hours that have begun: until when, who was before, and the work that goes with them.</summary>
    static BriefDraft HandOff(BriefReader reader, Beginning begun)
    {
        var (shift, again) = (begun.Shift, begun.IsReturn ? " again" : "");
        var until = ShiftText.End(shift.Ends, begun.Rotation, reader.Zone, reader.Now);
        var before = shift.CoveredFor ?? begun.Before;
        var whose = before is null ? "" : $"{(shift.CoveredFor is null ? ", after" : ", covering for")} {Mrkdwn.User(before)}";
        var work = Work.Of(reader.Db, begun.Row.Id, reader.Person, before);
        var open = work.Open;
        var count = open.Count == 0 ? "" : $", {open.Count} open{Work.Pressing(open, ", ")}";
        var words = $":telephone_receiver: *You are on call{again}{As(reader, begun.Row)}* until {until}{whose}.";
        var section = new BriefSection(open.Count == 0 ? words : $"{words}\n{work.Counted()}")
        {
            Said = $"You are on call{again} until {until}{count}",
            Rotation = begun.Row.Id,
            Starts = shift.Starts.ToUnixTimeMilliseconds(),
            Ends = shift.Ends.ToUnixTimeMilliseconds(),
            HasWork = open.Count > 0,
            Before = before,
            HasPack = HandoverPack.Of(reader, begun.Row, shift).IsMore(begun),
        };
        return new(section, open, "your hours")
        {
            FewWords = open.Count == 0 ? null : $"{words}\n{Work.Few(open, "open")}",
        };
    }

    /// <summary>Hours that begin on the next working day.</summary>
    static IEnumerable<BriefDraft> DayBefore(BriefReader reader, Morning day) =>
        from begun in reader.Ahead
        where !begun.IsReturn && Morning.WorkingDayBefore(reader.Hours, begun.Shift.Starts) == day.Day
        select Ahead(reader, begun, "");

    /// <summary>Hours that the reader has to hear of later on this day.</summary>
    static IEnumerable<BriefDraft> LaterToday(BriefReader reader, Morning day) =>
        from begun in reader.Running.Concat(reader.Ahead)
        let opens = reader.HearsAt(begun)
        where !begun.IsReturn && opens > reader.Now && When.Date(opens.Value, reader.Zone) == day.Day
        select Ahead(reader, begun, $" Hours open {When.At(opens.Value)}.");

    static BriefDraft Ahead(BriefReader reader, Beginning ahead, string opens)
    {
        var said = ShiftText.Ahead(ahead.Shift, ahead.Rotation, reader.Zone, reader.Now);
        var covering = ahead.Shift.CoveredFor is { } away ? $", covering for {Mrkdwn.User(away)}" : "";
        return new(new($":calendar: You are on call{As(reader, ahead.Row)} {said}{covering}.{opens}")
        {
            Said = $"You are on call {said}",
            Rotation = ahead.Row.Id,
            Starts = ahead.Shift.Starts.ToUnixTimeMilliseconds(),
            IsAhead = true,
        }, "your next hours");
    }

    /// <summary>A request for cover that has waited: who was asked just now has that message before their eyes.</summary>
    static IEnumerable<BriefDraft> Requests(BriefReader reader)
    {
        var waiting = Waiting.For(reader.Db, reader.Person, reader.Now)
            .Where(r => CoverRequestStore.HadBefore(reader.Db, r.Number, reader.Person, reader.Now - Fresh)).ToList();
        if (waiting is not [var first, ..]) yield break;
        var more = waiting.Count > 1 ? $" … {waiting.Count - 1} more: `{reader.CoverCommand} requests`" : "";
        yield return new(new($"{Lines.Request(reader.Db, first, reader.Person, reader.Now)}{more}")
        {
            Said = $"{Mrkdwn.Name(Person.NameOf(reader.Db, first.Away))} needs cover",
            Request = first.Number,
        }, $"{(waiting.Count == 1 ? "a request" : $"{waiting.Count} requests")}");
    }

    /// <summary>
    /// Open incidents that the reader leads, beside those that go with hours that begin; whoever is on call reads of those
    /// without a lead as well.
    /// </summary>
    static IEnumerable<BriefDraft> Led(BriefReader reader, IReadOnlyList<Beginning> begun)
    {
        var open = IncidentStore.Open(reader.Db, Viewer.Of(reader.Person))
            .Where(i => !i.Unaccepted && begun.All(b => b.Row.Id != i.Team)).ToList();
        var led = open.Where(i => i.Lead == reader.Person).ToList();
        var leaderless = open.Where(i => i.Lead is null && reader.IsOnCall(i.Team)).ToList();
        // A call in the same minute says it already.
        if (led.Concat(leaderless).All(i => WhoIsCalled.Hears(reader.Db, i, reader.Person, reader.Now))) yield break;
        string?[] counts =
        [
            led.Count > 0 ? $"*You lead {(led.Count == 1 ? Incidents(1) : led.Count)}.*" : null,
            leaderless.Count > 0 ? $"*{Incidents(leaderless.Count)} without a lead.*" : null,
            Work.Pressing([.. led, .. leaderless], "", ".") is { Length: > 0 } pressing ? pressing : null,
        ];
        var few = string.Join(' ', counts.OfType<string>());
        var leads = led.Count > 0 ? $"You lead {Incidents(led.Count)}" : $"{Incidents(leaderless.Count)} without a lead";
        string?[] all = [few, Untouched(reader, led), WaitingAgain(led)];
        // The row of a single one says all of it.
        var isOne = led.Count + leaderless.Count == 1;
        var section = new BriefSection(isOne ? "" : string.Join(' ', all.OfType<string>()))
        {
            IsLed = !isOne,
            Said = $"{leads}{Work.Pressing([.. led, .. leaderless], ", ")}",
        };
        yield return new(section, [.. led, .. leaderless], "what you lead") { FewWords = few };
    }

    static string? Untouched(BriefReader reader, List<IncidentRow> led)
    {
        var untouched = led.Where(i => !i.Touched).ToList();
        if (untouched.Count == 0) return null;
        var since = When.Since(DateTimeOffset.FromUnixTimeMilliseconds(untouched.Min(i => i.Since)), reader.Zone, reader.Now);
        return untouched.Count < led.Count ? $"{untouched.Count} nobody has touched since {since}."
            : $"Nobody has touched {(led.Count == 1 ? "it" : "them")} since {since}.";
    }

    static string? WaitingAgain(List<IncidentRow> led) =>
        led.Count(i => i is { Touched: true, IsWaiting: true }) is > 0 and var count
            ? $"{count} {(count == 1 ? "waits" : "wait")} for you again."
            : null;

    /// <summary>Cards that wait for the reader to say whether they are incidents, and have done so for a while.</summary>
    static IEnumerable<BriefDraft> NotAccepted(BriefReader reader)
    {
        var cards = IncidentStore.Open(reader.Db, Viewer.Of(reader.Person))
            .Where(i => i.Unaccepted && (i.Lead == reader.Person || (i.Lead is null && reader.IsOnCall(i.Team))))
            // A call in the same minute asks already.
            .Where(i => !WhoIsCalled.Hears(reader.Db, i, reader.Person, reader.Now)).ToList();
        if (cards.Count == 0) yield break;
        var said = cards is [var one] ? $"Is {one.Label} an incident?" : $"Are these {cards.Count} incidents?";
        yield return new(new($"*{said}*") { Said = said, OffersLead = true }, cards, $"{cards.Count} to accept or decline");
    }

    /// <summary>What became urgent while the reader's hours were closed, for the data people who were not called.</summary>
    static IEnumerable<BriefDraft> Urgent(BriefReader reader, Morning day)
    {
        var closed = reader.Hours.OpenUntil(day.Opens.AddMilliseconds(-1)) ?? day.Opens - Night;
        var urgent = BriefStore.BecameUrgent(reader.Db, Viewer.Of(reader.Person), reader.Person, closed, day.Opens)
            .FindAll(i => reader.IsMember(i.Team) && !WhoIsCalled.Hears(reader.Db, i, reader.Person, reader.Now));
        if (urgent.Count == 0) yield break;
        var said = urgent is [var one]
            ? $"Urgent: {one.Label} {Mrkdwn.Escape(Limits.Truncate(one.Name, LongestName))}"
            : $"{Incidents(urgent.Count)} became urgent out of hours";
        yield return new(
            new("*Urgent out of hours:*") { Said = said, OffersLead = urgent.Exists(i => reader.IsOnCall(i.Team)) }, urgent,
            $"{urgent.Count} urgent");
    }

    /// <summary>What came in while nobody was to be disturbed, for the responder.</summary>
    static IEnumerable<BriefDraft> Overnight(BriefReader reader)
    {
        var alerts = WaitingStore.Ended(reader.Db, reader.Now - Night).Where(night => reader.IsOnCall(night.Of))
            .SelectMany(night => WaitingStore.In(reader.Db, night.Id)).Where(a => MaySee(reader, a.Incident)).ToList();
        if (alerts.Count == 0) yield break;
        var recovered = alerts.Count(a => a.Incident is null);
        var opened = alerts.Select(a => a.Incident).OfType<long>().Distinct().Order().Select(IncidentRow.LabelOf).ToList();
        var labels = $"{string.Join(", ", opened.Take(MostLabels))}{(opened.Count > MostLabels ? " and others" : "")}";
        string?[] parts =
        [
            opened.Count > 0 ? labels : null,
            recovered > 0 ? $"{recovered} recovered" : null,
        ];
        var said = $"Overnight: {string.Join("; ", parts.OfType<string>())}";
        yield return new(new($":crescent_moon: {said}.") { Said = said }, "overnight");
    }

    static bool MaySee(BriefReader reader, long? incident) =>
        incident is not { } number || IncidentStore.Find(reader.Db, Viewer.Of(reader.Person), number) is not null;

    /// <summary>Requests of the rotation that others have not answered.</summary>
    static IEnumerable<BriefDraft> NotCovered(BriefReader reader, Beginning begun)
    {
        var open = CoverRequestStore.AllOpen(reader.Db).Count(r =>
            r.Rotation == begun.Row.Id && r.Hours.Ends > reader.Now && !Waiting.IsAsked(reader.Db, r.Number, reader.Person));
        if (open == 0) yield break;
        var said = $"{(open == 1 ? "1 request" : $"{open} requests")} for cover not taken yet";
        yield return new(new($"{said}: `{reader.CoverCommand} requests`") { Said = said }, $"{open} not covered");
    }

    // Which rotation matters only where there are several.
    static string As(BriefReader reader, RotationRow row) =>
        reader.Rotations.Count > 1 ? $" as {Mrkdwn.Name(row.Name)}" : "";

    static string Incidents(int count) => count == 1 ? "1 incident" : $"{count} incidents";
}

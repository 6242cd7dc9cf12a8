using System.Globalization;
using Bot.Domain.FollowUps;
using Bot.Domain.Incidents;
using Bot.Domain.PullRequests;
using Bot.FollowUps;
using Bot.Incidents;
using Bot.People;
using Bot.Postmortems;
using Bot.Requests;
using Bot.Slack;
using Bot.Summaries;

namespace Bot.Home;

/// <summary>What of one kind waits for somebody: a few lines, each with what to press, and how many more there are.</summary>
/// <param name="Lines">The most pressing ones.</param>
/// <param name="Rest">How many more there are.</param>
/// <param name="More">What the rest is, and where it is listed.</param>
sealed record Waits(IReadOnlyList<Block> Lines, int Rest, string More)
{
    public IEnumerable<Block> Blocks => Rest <= 0 ? Lines
        : [.. Lines, new ContextBlock { Elements = [string.Create(CultureInfo.InvariantCulture, $"… {Rest:N0} more {More}")] }];
}

/// <summary>What waits for the reader of a Home, the most pressing kind first: one line and one press each.</summary>
static class WaitsForYou
{
    const int MostIncidents = 5, Most = 3, LongestTitle = 70;
    static readonly TimeSpan Lately = TimeSpan.FromDays(7);

    // What of a pull request is the lead's to see to.
    static readonly PullState[] WantsSomebody = [PullState.Approved, PullState.ChangesAsked, PullState.ChecksFailing];

    public static IReadOnlyList<Block> Blocks(HomeReader reader, IReadOnlyList<IncidentRow> wanting) =>
    [
        .. Of(wanting, MostIncidents, $"incidents: `{reader.Commands.Incident} list`", i => Incident(reader, i)).Blocks,
        .. Updates(reader, wanting).Blocks,
        .. Access(reader).Blocks,
        .. Cover(reader).Blocks,
        .. Requests(reader).Blocks,
        .. FollowUps(reader).Blocks,
        .. Closings(reader).Blocks,
        .. Postmortems(reader).Blocks,
        .. Pulls(reader).Blocks,
        .. Drafts(reader).Blocks,
    ];

    /// <summary>
    /// Cards that nobody accepted where the reader leads or is on call, what waits for them as its lead, and what of theirs
    /// nobody leads.
    /// </summary>
    public static List<IncidentRow> Wanting(HomeReader reader) => [.. reader.Open.Where(i => i switch
    {
        { Unaccepted: true } => i.Lead == reader.Person || reader.IsOnCall(i.Team),
        { Lead: null } => i.DeclaredBy == reader.Person || reader.IsOnCall(i.Team),
        _ => i.Lead == reader.Person && i.IsWaiting,
    })];

    /// <summary>The incidents of which the lines above say all: the rest of the page leaves them out.</summary>
    public static HashSet<long> Said(HomeReader reader, IReadOnlyList<IncidentRow> wanting) =>
        [.. wanting.Concat(Late(reader, wanting)).Select(i => i.Number)];

    static IEnumerable<IncidentRow> Late(HomeReader reader, IReadOnlyList<IncidentRow> wanting) =>
        reader.Open.Except(wanting).Where(i => i.Lead == reader.Person && reader.Due(i) <= reader.Now);

    static SectionBlock Incident(HomeReader reader, IncidentRow incident)
    {
        var (action, text) = incident switch
        {
            { Unaccepted: true } => (IncidentIds.OnIt, "Accept"),
            { Lead: null } => (IncidentIds.BeLead, "I'll lead"),
            _ => (IncidentIds.OnIt, "I'm on it"),
        };
        return Line(HomeIncidents.Line(reader, incident), Press(action, text, Number(incident.Number)) with
        {
            Style = IncidentRules.UrgencyOf(incident.Severity, incident.Affected) == Urgency.Urgent ? ButtonStyle.Primary : null,
        });
    }

    static Waits Updates(HomeReader reader, IReadOnlyList<IncidentRow> wanting) => Of(
        [.. Late(reader, wanting)], Most, "updates are due",
        i => Line(HomeIncidents.Line(reader, i), Press(IncidentIds.OpenUpdate, "Update", Number(i.Number))));

    static Waits Access(HomeReader reader)
    {
        var asking = AskAccess.WhoAsks(reader.Db, Viewer.Of(reader.Person), reader.Person, reader.Now - Lately);
        return Of(asking, Most, "people ask for access", a => Line(
            $":lock: {Mrkdwn.Name(Person.NameOf(reader.Db, a.Person))} asks to see {IncidentRow.LabelOf(a.Incident)}",
            Press(IncidentIds.LetIn, "Let them in", $"{Number(a.Incident)}:{a.Person}")));
    }

    static Waits Cover(HomeReader reader)
    {
        var asked = Waiting.For(reader.Db, reader.Person, reader.Now);
        List<Block> lines =
        [
            .. asked.Take(Most).SelectMany(r => (Block[])
            [
                Line(Lines.Request(reader.Db, r, reader.Person, reader.Now), null),
                new ActionsBlock { Elements = Lines.Answers(r.Number) },
            ]),
        ];
        return new(lines, asked.Count - Most, $"people need cover: `{reader.Commands.Cover} requests`");
    }

    static Waits Requests(HomeReader reader)
    {
        var answersFor = Answers.By(reader.Db, reader.Person, reader.Now);
        var open = RequestStore.Open(reader.Db).FindAll(r => r.AnsweredBy is null && reader.IsOnCall(r.Rotation)
            && (!r.IsPrivate || answersFor(r)));
        return Of(open, Most, $"requests: `{reader.Commands.Incident} requests`", r => Line(
            $":eyes: {RequestMessages.Title(r, LongestTitle)} · {Mrkdwn.Name(Person.NameOf(reader.Db, r.Asker))} asked "
                + Delivery.When.Since(DateTimeOffset.FromUnixTimeMilliseconds(r.AskedAt), reader.Zone, reader.Now),
            Press(RequestIds.Done, "Done", Number(r.Number))));
    }

    /// <summary>Those that are due by the next working day, or were; how many more there are.</summary>
    static Waits FollowUps(HomeReader reader)
    {
        var text = new FollowUpText(reader.Db, reader.Zone, reader.Now);
        var mine = FollowUpStore.OfOwner(reader.Db, Viewer.Of(reader.Person), reader.Person);
        var soon = FollowUpDays.Later(reader.Days, Delivery.When.Date(reader.Now, reader.Zone), 1);
        var due = mine.FindAll(row => row.FollowUp.Due <= soon);
        return due.Count == 0 ? new([], 0, "") : new(
            [
                .. due.Take(Most).Select(row => Line(
                    $":fast_forward: {FollowUpText.Title(row, LongestTitle)} · {text.Due(row)}", TellOwner.DoneButton(row))),
            ],
            mine.Count - Math.Min(due.Count, Most), $"follow-ups: `{reader.Commands.FollowUp} mine`");
    }

    static Waits Closings(HomeReader reader) => Of(
        ClosingStore.Unanswered(reader.Db, Viewer.Of(reader.Person), reader.Person), Most, "resolved incidents to close",
        i => Line($":ballot_box_with_check: {Titles.Label(i)} is resolved: what was it?", SayClosing.Open(i, "Answer…")));

    static Waits Postmortems(HomeReader reader)
    {
        var today = Delivery.When.Date(reader.Now, reader.Zone);
        return Of(
            PostmortemStore.OfOwner(reader.Db, Viewer.Of(reader.Person), reader.Person), Most, "postmortems of yours",
            row => Line(
                $":page_facing_up: The postmortem of *{row.Label}* is yours · {BriefPostmortems.Day(row, today)}",
                PostmortemMessage.Open(row.Incident)));
    }

    static Waits Pulls(HomeReader reader)
    {
        var led = reader.Open.Where(i => i.Lead == reader.Person).ToDictionary(i => i.Number);
        var pulls = CardPulls.OfAll(reader.Db, [.. led.Keys], WantsSomebody);
        return Of(pulls, Most, "pull requests", p => Line(
            $":twisted_rightwards_arrows: {CardPulls.Line(p)} · {Titles.Label(led[p.Incident])}",
            new() { ActionId = HomeIds.OpenPull, Text = "Open", Url = p.Url }));
    }

    static Waits Drafts(HomeReader reader)
    {
        var drafts = SummaryStore.DraftsOf(reader.Db, reader.Person, reader.Now - Lately);
        return Of(drafts, Most, "drafts of summaries", number => Line(
            $":memo: The summary of *{IncidentRow.LabelOf(number)}* is a draft",
            Press(SummaryIds.Read, "Read it", Number(number))));
    }

    static Waits Of<T>(IReadOnlyList<T> all, int most, string more, Func<T, Block> line) =>
        new([.. all.Take(most).Select(line)], all.Count - most, more);

    static SectionBlock Line(string text, Button? press) =>
        new() { Text = Limits.TruncateEscaped(text, Limits.Text), Accessory = press };

    static Button Press(string action, string text, string value) => new() { ActionId = action, Text = text, Value = value };

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

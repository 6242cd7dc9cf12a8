using System.Data;
using Bot.Domain.Incidents;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.Slack;

namespace Bot.Incidents.Notices;

/// <summary>The form of a notice: what is known and what is filled in, in; blocks out.</summary>
static class NoticeForm
{
    public const string About = "about", Text = "text", ExpectedDay = "expected_day", ExpectedTime = "expected_time",
        SinceDay = "since_day", SinceTime = "since_time", Channels = "channels", Standing = "standing";

    /// <summary>Something that no alert names; and the choices of where notices go from now on.</summary>
    public const string Other = "other", ForAbout = "about", ForTeam = "team";

    const int LongestText = 300, MostChannels = 10;

    /// <summary>What stands in the form.</summary>
    /// <param name="About">What readers have that is stale; null for something else.</param>
    /// <param name="Since">Since when.</param>
    /// <param name="Channels">Where they are told.</param>
    public sealed record Filled(string? About, DateTimeOffset Since, IReadOnlyList<string> Channels)
    {
        public string Text { get; init; } = "";

        /// <summary>When it is to be well; null where no time is promised.</summary>
        public DateTimeOffset? Expected { get; init; }
    }

    /// <summary>What is known of whoever fills it in, and of the incident.</summary>
    /// <param name="Incident">The incident.</param>
    /// <param name="Offered">What readers can be told of.</param>
    /// <param name="Zone">On whose clock times are chosen.</param>
    /// <param name="Team">The rotation for which they may choose channels; null where they may not.</param>
    /// <param name="Now">When it is drawn.</param>
    public sealed record Facts(
        IncidentRow Incident, IReadOnlyList<ReadersHit> Offered, TimeZoneInfo Zone, RotationRow? Team, DateTimeOffset Now)
    {
        /// <summary>What readers are told of the same things, by whichever incident.</summary>
        public IReadOnlyList<NoticeRow> Told { get; init; } = [];
    }

    /// <summary>All that readers can be told of: what is hit, and then what they were told of before.</summary>
    public static IReadOnlyList<ReadersHit> Offered(IDbConnection db, IncidentRow incident)
    {
        var notices = NoticeStore.Of(db, incident.Number);
        var told = notices.Where(n => n.IsOpen).Select(n => n.About).OfType<string>().ToList();
        var hits = NoticeRules.Offered(ReadersHitBy.Of(db, incident.Number), told);
        var before = notices.Where(n => n is { IsOpen: false, About: not null })
            .Select(n => new ReadersHit(n.About!, DateTimeOffset.FromUnixTimeMilliseconds(incident.OpenedAt)));
        return [.. hits, .. NoticeRules.Offered(before, [.. told, .. hits.Select(h => h.Label)])];
    }

    /// <summary>What the form of a new notice begins with, for one thing or for something else.</summary>
    public static Filled New(IDbConnection db, IncidentRow incident, ReadersHit? about)
    {
        var since = about?.Since ?? DateTimeOffset.FromUnixTimeMilliseconds(incident.OpenedAt);
        var before = NoticeStore.Of(db, incident.Number).FindLast(
            n => about is null || about.Label.Equals(n.About, StringComparison.OrdinalIgnoreCase));
        var told = NoticeStore.OpenAbout(db, about?.Label).SelectMany(n => n.Channels);
        IReadOnlyList<string> channels = before?.Channels.ToList() ?? NoticeChannels.For(db, about?.Label, incident.Team);
        return new(about?.Label, since, [.. channels.Except(told)])
        {
            Text = before is not null && (about is not null || before is { About: null } && before.IsBack(incident))
                ? before.Text : "",
        };
    }

    /// <summary>What the form of a notice begins with that is given already.</summary>
    public static Filled Of(NoticeRow notice) =>
        new(notice.About, DateTimeOffset.FromUnixTimeMilliseconds(notice.Since), [.. notice.Channels])
        {
            Text = notice.Text,
            Expected = notice.ExpectedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
        };

    public static ModalViewDefinition Form(Facts facts, ShownNotice shown, Filled filled, string? note = null) => new()
    {
        CallbackId = NoticeIds.Form,
        PrivateMetadata = shown.Write(),
        Title = shown.Notice is null ? "Tell readers" : "Change the notice",
        Submit = shown.Notice is null ? "Tell them" : "Change",
        Close = "Cancel",
        Blocks =
        [
            .. note is null ? Array.Empty<Block>() : [new SectionBlock { BlockId = "note", Text = note }],
            .. What(facts, shown, filled),
            .. ToldAlready(facts, shown, filled),
            .. filled.About is null ? [Said(filled)] : Array.Empty<Block>(),
            .. Expected(facts, filled),
            Field(shown.Block(Channels), "Channels", new ConversationMultiSelectMenu
            {
                InitialConversations = filled.Channels.Count > 0 ? filled.Channels : null,
                MaxSelectedItems = MostChannels,
                Filter = new() { Include = ["public", "private"], ExcludeExternalSharedChannels = true },
            }, "Of a public channel the bot becomes a member. Invite it to a private one first."),
            .. StandingField(facts, shown, filled),
            .. filled.About is null ? Array.Empty<Block>() : [Said(filled)],
            .. Since(facts, shown, filled),
        ],
    };

    // Where something else is wrong it is all that they read, and comes first.
    static InputBlock Said(Filled filled) => Field(
        Text, filled.About is null ? "What readers should know" : "What else readers should know",
        new PlainTextInput { MaxLength = LongestText, InitialValue = filled.Text.Length > 0 ? filled.Text : null },
        filled.About is null ? "A sentence. It is all that they read." : null, isOptional: filled.About is not null);

    static IEnumerable<Block> What(Facts facts, ShownNotice shown, Filled filled)
    {
        if (shown.Notice is not null)
        {
            if (filled.About is { } about) yield return new SectionBlock { Text = $"*{Mrkdwn.Inert(about, 150)}*" };
            yield break;
        }

        List<Option> options =
        [
            .. facts.Offered.Take(Limits.Options - 1).Select(h => new Option(Short(h.Label), ShownNotice.Mark(h.Label))),
            new("Something else", Other),
        ];
        yield return Field(About, "What is stale", new StaticSelectMenu
        {
            Options = options,
            InitialOption = options.Find(o => filled.About is { } one && o.Value == ShownNotice.Mark(one)) ?? options[^1],
        }) with
        { DispatchAction = true };
    }

    /// <summary>Who tells readers of it in which channels, so that nobody does so twice.</summary>
    static IEnumerable<Block> ToldAlready(Facts facts, ShownNotice shown, Filled filled)
    {
        foreach (var notice in facts.Told.Where(n => n.Id != shown.Notice && n.IsAbout(filled.About) && n.Channels.Any()))
            yield return new ContextBlock
            {
                Elements =
                [
                    $"{IncidentRow.LabelOf(notice.Incident)} tells readers in "
                        + $"{string.Join(", ", notice.Channels.Select(Mrkdwn.Channel))} already.",
                ],
            };
    }

    static IEnumerable<Block> Expected(Facts facts, Filled filled)
    {
        var expected = filled.Expected is { } at ? facts.Zone.Wall(at) : (DateTime?)null;
        var what = filled.About is null ? "Expected to be over" : "Next refresh";
        yield return Field(
            ExpectedTime, $"{what}: time",
            new TimePicker { InitialTime = expected is { } time ? new(time.Hour, time.Minute) : null },
            $"On the clock in {facts.Zone.Id}. Empty: no time is promised.", isOptional: true);
        yield return Field(
            ExpectedDay, $"{what}: day",
            new DatePicker { InitialDate = DayOf(facts, filled.Expected) },
            "Empty: today, or tomorrow where that time is over.", isOptional: true);
    }

    // Of today the time says it all; and of what is over another day is wanted.
    static DateOnly? DayOf(Facts facts, DateTimeOffset? expected)
    {
        if (expected is not { } at || at <= facts.Now) return null;
        var day = DateOnly.FromDateTime(facts.Zone.Wall(at));
        return day == DateOnly.FromDateTime(facts.Zone.Wall(facts.Now)) ? null : day;
    }

    static IEnumerable<Block> Since(Facts facts, ShownNotice shown, Filled filled)
    {
        var since = facts.Zone.Wall(filled.Since);
        yield return Field(
            shown.Block(SinceTime), "Since: time", new TimePicker { InitialTime = new(since.Hour, since.Minute) },
            $"On the clock in {facts.Zone.Id}.");
        yield return Field(
            shown.Block(SinceDay), "Since: day", new DatePicker { InitialDate = DateOnly.FromDateTime(since) });
    }

    static IEnumerable<Block> StandingField(Facts facts, ShownNotice shown, Filled filled)
    {
        if (facts.Team is not { } team) yield break;
        yield return Field(shown.Block(Standing), "Use these channels from now on", new CheckboxGroup
        {
            Options =
            [
                .. filled.About is { } about ? [new Option(Short($"For {about}"), ForAbout)] : Array.Empty<Option>(),
                new Option(Short($"For all notices of {team.Name}"), ForTeam),
            ],
        }, isOptional: true);
    }

    static string Short(string text) => Limits.Truncate(IncidentMessages.OneLine(text), Limits.OptionText);

    static InputBlock Field(
        string name, string label, BlockElement element, string? hint = null, bool isOptional = false) => new()
        {
            BlockId = name,
            Label = label,
            Hint = hint is { } text ? new PlainText(text) : null,
            Optional = isOptional,
            // The field of what it is about alone sends what is chosen at once.
            Element = element with { ActionId = name == About ? NoticeIds.About : name },
        };
}

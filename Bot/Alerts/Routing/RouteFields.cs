using System.Globalization;
using Bot.Alerts.Forwarding;
using Bot.Domain.Alerts;
using Bot.Domain.Incidents;
using Bot.Domain.OnCall;
using Bot.OnCall.Groups;
using Bot.OnCall.Rotations;
using Bot.OnCall.Rows;
using Bot.Slack;
using static Bot.Alerts.Routing.RouteDraft;

namespace Bot.Alerts.Routing;

/// <summary>The fields of a route's form, as they are filled in.</summary>
static class RouteFields
{
    public const string NoGroup = "Nobody else";

    const int LongestName = 60;

    static readonly Option[] Times =
    [
        new("At any time", Always), new("In working hours", Inside), new("Out of hours", Outside),
        new("In hours of the week", Within),
    ];

    static readonly Option[] Acts =
    [
        new("Open an incident", Open), new("Write it to the warning ledger", Ledger), new("Say it in a channel", Say),
        new("Keep it, tell nobody", Keep),
    ];

    static readonly Option[] Nights =
    [
        new("Open it at once", nameof(AtNight.Now)), new("Wait until hours open", nameof(AtNight.InTheMorning)),
        new("As the rotation has chosen", nameof(AtNight.AsRotationChose)),
    ];

    static readonly Option[] Channels = [new("At once", AtOnce), new("When somebody accepts it", Accepted)];

    public static InputBlock Name(string name) => new()
    {
        BlockId = NameField,
        Label = "Name",
        Element = new PlainTextInput
        {
            ActionId = NameField,
            InitialValue = name.Length > 0 ? name : null,
            MaxLength = LongestName,
            Placeholder = "Customer-facing by night",
        },
    };

    public static InputBlock AnyOrAll(bool any)
    {
        Option all = new("All of these", All), one = new("One of these is enough", Any);
        return Choice(AnyField, "It takes alerts of which", [all, one], any ? Any : All);
    }

    public static IEnumerable<Block> Time(RouteTime time, IReadOnlyList<RotationRow> rotations)
    {
        yield return Choice(TimeField, "When", Times, KindOf(time), refreshes: RouteIds.When);
        if (time is RouteTime.OfRotation of && rotations.Count > 1)
            yield return Rotation(OfField, "Working hours of", rotations, of.Rotation);
        if (time is not RouteTime.Within { Hours: var hours }) yield break;
        yield return new InputBlock
        {
            BlockId = DaysField,
            Label = "Days",
            Element = new StaticMultiSelectMenu
            {
                ActionId = DaysField,
                Options = [.. RotationPreview.Week.Select(Day)],
                InitialOptions = [.. RotationPreview.Week.Where(d => hours.Days.Has(d)).Select(Day)],
            },
        };
        yield return Clock(FromField, "From", hours.From, hours.Zone.Id);
        yield return Clock(ToField, "To", hours.To, hours.Zone.Id);
        yield return new InputBlock
        {
            BlockId = ZoneField,
            Label = "Time zone",
            Element = new ExternalSelectMenu
            {
                ActionId = RotationIds.ZoneField,
                InitialOption = new(hours.Zone.Id, hours.Zone.Id),
                MinQueryLength = 2,
            },
        };
    }

    static Option Day(DayOfWeek day) => new(day.ToString(), day.ToString());

    static InputBlock Clock(string field, string label, TimeOnly time, string zone) => new()
    {
        BlockId = field,
        Label = label,
        Hint = $"On the clock in {zone}.",
        Element = new TimePicker { ActionId = field, InitialTime = time },
    };

    public static IEnumerable<Block> Act(RouteAction action, IReadOnlyList<RotationRow> rotations)
    {
        yield return Choice(ActField, "What becomes of it", Acts, KindOf(action), refreshes: RouteIds.Act);
        if (action is RouteAction.Say say) yield return Channel(say.Channel);
        if (action is not RouteAction.Open open) yield break;
        Option[] severities = [.. Enum.GetValues<Severity>().Select(s => new Option(RouteText.Severity(s), s.ToString()))];
        yield return Choice(SeverityField, "Severity", severities, open.Severity.ToString());
        yield return Choice(TriageField, "Its channel opens", Channels, open.TriageFirst ? Accepted : AtOnce) with
        {
            Hint = "Until somebody accepts it, it is a card in the announcement channel, which can be declined or merged.",
        };
        if (rotations.Count > 1) yield return Rotation(RouteDraft.RotationField, "Whose incident", rotations, open.Rotation);
        yield return new InputBlock
        {
            BlockId = GroupField,
            Label = "Also call",
            Hint = "A user group, whatever the time. Whoever of it presses “I'm on it” first leads.",
            Optional = true,
            Element = new ExternalSelectMenu
            {
                ActionId = RouteIds.Group,
                InitialOption = open.Group is { } group
                    ? new GroupChoice(group, group).ToOption() : GroupChoice.None.ToOption(NoGroup),
                MinQueryLength = 0,
            },
        };
        yield return Choice(NightField, "Out of hours", Nights, open.AtNight.ToString());
        yield return new InputBlock
        {
            BlockId = FirstField,
            Label = "Minutes to recover first",
            Hint = "What is well again by then is recorded as a flake, and nobody is told. Empty: none.",
            Optional = true,
            Element = new PlainTextInput
            {
                ActionId = FirstField,
                InitialValue = open.WaitFirst > TimeSpan.Zero
                    ? ((int)open.WaitFirst.TotalMinutes).ToString(CultureInfo.InvariantCulture) : null,
                MaxLength = 4,
            },
        };
    }

    /// <summary>Where its alerts are sent on to beside that; not asked where there is nowhere.</summary>
    public static IEnumerable<Block> Forward(string? chosen, IReadOnlyList<DestinationRow> destinations)
    {
        if (destinations.Count == 0) yield break;
        yield return Choice(
            ForwardField, "Also send it on to",
            [new("Nowhere", Nowhere), .. destinations.Select(d => new Option(Limits.Truncate(d.Name, Limits.OptionText), d.Id))],
            chosen ?? Nowhere);
    }

    /// <summary>Where it stands among the others; not asked where there are none.</summary>
    public static IEnumerable<Block> Place(RouteDraft draft, IReadOnlyList<AlertRoute> all)
    {
        var others = all.Where(r => r.Id != draft.Route.Id).ToList();
        if (others.Count == 0) yield break;
        Option[] options =
        [
            .. others.Count < all.Count ? [new("Where it stands", Stays)] : Array.Empty<Option>(),
            new("First", First),
            .. others.Select(r => new Option(Limits.Truncate($"Behind “{r.Name}”", Limits.OptionText), r.Id)),
        ];
        yield return Choice(PlaceField, "Place", options, draft.Behind switch { null => Stays, "" => First, var id => id }) with
        {
            Hint = "The first route that fits takes an alert.",
        };
    }

    static InputBlock Channel(string? channel) => new()
    {
        BlockId = ChannelField,
        Label = "Channel",
        Hint = "Empty: the announcement channel. The bot joins it.",
        Optional = true,
        Element = new ChannelSelectMenu { ActionId = ChannelField, InitialChannel = channel },
    };

    /// <summary>One of the rotations; the first stands for itself, whichever that is by then.</summary>
    public static InputBlock Rotation(string field, string label, IReadOnlyList<RotationRow> rotations, string? chosen)
    {
        Option[] options =
        [
            .. rotations.Select((r, place) => new Option(Limits.Truncate(r.Name, Limits.OptionText), place == 0 ? First : r.Id)),
        ];
        return Choice(field, label, options, chosen ?? First);
    }

    /// <summary>One of several; the first where what was chosen is none of them.</summary>
    /// <param name="field">The field.</param>
    /// <param name="label">What is asked.</param>
    /// <param name="options">What can be chosen.</param>
    /// <param name="chosen">What is.</param>
    /// <param name="refreshes">The action that shows what follows another choice; null where nothing does.</param>
    public static InputBlock Choice(
        string field, string label, IReadOnlyList<Option> options, string chosen, string? refreshes = null) => new()
        {
            BlockId = field,
            Label = label,
            DispatchAction = refreshes is null ? null : true,
            Element = new StaticSelectMenu
            {
                ActionId = refreshes ?? field,
                Options = options,
                InitialOption = options.FirstOrDefault(o => o.Value == chosen) ?? options[0],
            },
        };
}

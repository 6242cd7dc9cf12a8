using System.Globalization;
using Bot.Domain.OnCall;
using Bot.OnCall.Groups;
using Bot.Slack;
using static Bot.OnCall.Rotations.RotationIds;

namespace Bot.OnCall.Rotations;

/// <summary>
/// The one form of a rotation: what is filled in goes in, a modal comes out. It begins with the few fields that a rotation
/// needs and what they come to; the other settings have defaults and are shown when asked for.
/// </summary>
sealed record RotationForm
{
    public const string OwnZone = "own";
    const int MostOwners = 10;

    static readonly Option RotationZone = new("The rotation's time zone", "rotation");
    static readonly Option EachOwnZone = new("Each responder's own time zone", OwnZone);
    static readonly Option SomeWeeks = new("Every 2 weeks, or more", RotationInput.Weeks);
    static readonly Option OtherHandOff = new("Other (a cron expression)", RotationInput.Other);

    static readonly IReadOnlyList<(GroupOutOfHours Choice, Option Option)> OutOfHours =
    [
        (GroupOutOfHours.NextResponder, new("The next responder", nameof(GroupOutOfHours.NextResponder))),
        (GroupOutOfHours.KeepLast, new("The last responder", nameof(GroupOutOfHours.KeepLast))),
        (GroupOutOfHours.Named, new("Named people", nameof(GroupOutOfHours.Named))),
    ];

    /// <summary>The rotation's id, also when it is new: a repeated submission then saves the same rotation.</summary>
    public required ShownRotation Shown { get; init; }
    public required RotationInput Input { get; init; }

    /// <summary>By name: stays an owner whatever the field says.</summary>
    public required string Maker { get; init; }

    /// <summary>Whether the chosen group is already kept by the bot, so that nobody has to be asked.</summary>
    public required bool IsOurs { get; init; }
    public string? GroupTrouble { get; init; }

    /// <summary>What others have changed meanwhile.</summary>
    public string? Notice { get; init; }
    public required IEnumerable<Block> Preview { get; init; }
    public required string Command { get; init; }

    bool IsNew => Shown.Marks is null;

    // A group that exists has members, who must not be replaced unseen; and what Slack refuses is no surprise later.
    bool AsksForGroup => (Input.Group.Id is not null && !IsOurs) || GroupTrouble is not null;

    public ModalViewDefinition Modal() => new()
    {
        CallbackId = EditForm,
        Title = IsNew ? "New rotation" : "Change rotation",
        Submit = "Save",
        Close = "Cancel",
        PrivateMetadata = Shown.Write(),
        Blocks =
        [
            .. Notice is null
                ? Array.Empty<Block>()
                : [new SectionBlock { BlockId = "meanwhile", Text = Limits.Truncate(Notice, Limits.Text) }],
            .. FirstFields(),
            .. AsksForGroup && !Shown.ShowsAll ? GroupFields(Input, IsOurs, GroupTrouble) : [],
            new DividerBlock(),
            .. Preview,
            .. Shown.ShowsAll ? [new DividerBlock(), .. OtherFields()] : (IEnumerable<Block>)[MoreButton()],
        ],
    };

    IEnumerable<Block> FirstFields() =>
    [
        Field(
            NameField, "Name",
            new PlainTextInput { InitialValue = NullIfEmpty(Input.Draft.Name), MaxLength = RotationDraft.LongestName },
            refreshes: false),
        Field(
            MembersField, "Members",
            new UserMultiSelectMenu
            {
                InitialUsers = NullIfEmpty(Input.Draft.Members),
                Placeholder = "Choose people in the order of their turns",
            },
            hint: $"They take turns in this order.{(IsNew ? "" : $" To reorder: {Command} rota → Members.")}"),
        .. HandOffFields(Input),
    ];

    IEnumerable<Block> OtherFields() =>
    [
        Field(
            ZoneField, "Time zone",
            new ExternalSelectMenu
            {
                InitialOption = ZoneOption(Input.Draft.Zone),
                MinQueryLength = 2,
                Placeholder = "Type a city",
            }),
        Field(
            DaysField, "Days",
            new StaticMultiSelectMenu
            {
                Options = [.. RotationPreview.Week.Select(DayOption)],
                InitialOptions = DayOptions(Input.Draft.Days),
            },
            hint: "Working hours: when the person on call may be disturbed. The shift itself goes round the clock."),
        .. HoursFields(Input),
        .. GroupFields(Input, IsOurs, GroupTrouble),
        .. OutOfHoursFields(Input),
        Field(
            AlertsField, "Called out of hours",
            new ExternalSelectMenu { InitialOption = Input.Alerts.ToOption(GroupChoice.AlertsWait), MinQueryLength = 0 },
            refreshes: false,
            hint: "Told of alerts at once, and called for critical incidents: choose people who are awake then."),
        .. PeopleFields(Input, Maker),
    ];

    static ActionsBlock MoreButton() => new()
    {
        BlockId = "more",
        Elements = [new Button { ActionId = MoreSettingsButton, Text = "More settings" }],
    };

    static IEnumerable<Block> HoursFields(RotationInput input)
    {
        var clock = input.Draft.OwnZones ? "On each responder's own clock." : $"On the clock in {input.Draft.Zone}.";
        yield return Field(FromField, "From", new TimePicker { InitialTime = input.Draft.From }, hint: clock);
        yield return Field(
            ToField, "To", new TimePicker { InitialTime = input.Draft.To },
            hint: $"{clock} A time before From is of the next day.");
        yield return Field(OwnZonesField, "Hours are in", new StaticSelectMenu
        {
            Options = [RotationZone, EachOwnZone],
            InitialOption = input.Draft.OwnZones ? EachOwnZone : RotationZone,
        });
    }

    static IEnumerable<Block> PeopleFields(RotationInput input, string maker)
    {
        yield return Field(
            ChannelField, "Channel",
            new ChannelSelectMenu { InitialChannel = input.Draft.Channel, Placeholder = "The announcement channel" },
            refreshes: false, hint: "Hand-offs and requests for cover are said here. The bot joins it.", optional: true);
        yield return Field(
            OwnersField, "Owners",
            new UserMultiSelectMenu
            {
                InitialUsers = NullIfEmpty(input.Draft.Owners),
                Placeholder = "Nobody else",
                MaxSelectedItems = MostOwners,
            },
            refreshes: false, hint: $"Beside {maker}, who made it. Owners and admins change these settings.", optional: true);
    }

    static IEnumerable<Block> HandOffFields(RotationInput input)
    {
        var options = HandOff.Presets.Select(p => new Option(p.Name, p.HandOff.Cron))
            .Append(SomeWeeks).Append(OtherHandOff).ToList();
        var chosen = input.OtherHandOff ? OtherHandOff : input.Cycle is not null ? SomeWeeks :
            options.FirstOrDefault(o => o.Value == input.Draft.Cron);
        yield return Field(HandOffField, "Hand-off", new StaticSelectMenu { Options = options, InitialOption = chosen });
        if (input.Cycle is var (cycle, at))
            foreach (var field in CycleFields(cycle, at)) yield return field;
        if (!input.OtherHandOff) yield break;
        yield return Field(CronField, "Cron expression", new PlainTextInput
        {
            InitialValue = NullIfEmpty(input.Draft.Cron),
            MaxLength = 100,
            DispatchActionConfig = new(["on_enter_pressed"]),
        }, hint: "Minute, hour, day of the month, month, day of the week. Enter refreshes the shifts below.");
    }

    static IEnumerable<Block> CycleFields(HandOffCycle cycle, TimeOnly at)
    {
        var weeks = Enumerable.Range(HandOffCycle.Fewest, HandOffCycle.Most - 1).Select(WeeksOption).ToList();
        yield return Field(
            WeeksField, "Weeks", new StaticSelectMenu { Options = weeks, InitialOption = WeeksOption(cycle.Weeks) });
        yield return Field(
            CycleField, "First hand-off", new DatePicker { InitialDate = cycle.From },
            hint: "The others come on the same weekday. A day that has passed counts as well.");
        yield return Field(CycleTimeField, "Time", new TimePicker { InitialTime = at }, hint: "On the clock of the rotation.");
    }

    static Option WeeksOption(int weeks) => new($"Every {weeks} weeks", weeks.ToString(CultureInfo.InvariantCulture));

    static IEnumerable<Block> GroupFields(RotationInput input, bool isOurs, string? trouble)
    {
        yield return Field(
            GroupField, "User group",
            new ExternalSelectMenu { InitialOption = input.Group.ToOption(), MinQueryLength = 0, Placeholder = "Type a handle" },
            hint: trouble ?? "It always names whoever is on call.");
        if (input.Group is not { Id: { } id, Handle: { } handle } || isOurs) yield break;
        var box = new Option("Yes, take it over", "yes");
        yield return new InputBlock
        {
            BlockId = RotationInput.TakeOverBlock(id),
            Label = $"@{handle} has {input.Group.Count} now; they will be replaced by whoever is on call",
            Optional = true,
            Element = new CheckboxGroup
            {
                ActionId = TakeOverField,
                Options = [box],
                InitialOptions = input.TakeOver ? [box] : null,
            },
        };
    }

    static IEnumerable<Block> OutOfHoursFields(RotationInput input)
    {
        yield return Field(OutOfHoursField, "Named out of hours", new StaticSelectMenu
        {
            Options = [.. OutOfHours.Select(o => o.Option)],
            InitialOption = OutOfHours.First(o => o.Choice == input.Draft.GroupOutOfHours).Option,
        }, hint: $"Whom {(input.Group.Handle is { } handle ? $"@{handle}" : "the user group")} names then. It calls nobody.");
        if (input.Draft.GroupOutOfHours == GroupOutOfHours.Named)
            yield return Field(
                NamedField, "Named people", new UserMultiSelectMenu { InitialUsers = NullIfEmpty(input.Draft.Named) },
                refreshes: false);
    }

    /// <summary>Where a problem is shown: the block of its field, as far as the form has it.</summary>
    public static string BlockOf(RotationField field, RotationInput input) => field switch
    {
        RotationField.Members => MembersField,
        RotationField.HandOff => input.OtherHandOff ? CronField : HandOffField,
        RotationField.Zone => ZoneField,
        RotationField.Days => DaysField,
        RotationField.From => FromField,
        RotationField.To => ToField,
        RotationField.Group => GroupField,
        RotationField.OwnZones => OwnZonesField,
        RotationField.Alerts => AlertsField,
        RotationField.Owners => OwnersField,
        RotationField.Channel => ChannelField,
        RotationField.GroupOutOfHours => input.Draft.GroupOutOfHours == GroupOutOfHours.Named ? NamedField : OutOfHoursField,
        _ => NameField,
    };

    static InputBlock Field(
        string id, string label, BlockElement element, string? hint = null, bool refreshes = true, bool optional = false) => new()
        {
            BlockId = id,
            Label = label,
            Hint = hint is { } text ? new PlainText(text) : null,
            Element = element with { ActionId = id },
            DispatchAction = refreshes ? true : null,
            Optional = optional ? true : null,
        };

    static Option? ZoneOption(string? zone) => string.IsNullOrEmpty(zone) ? null : new Option(zone, zone);

    static Option DayOption(DayOfWeek day) => new(day.ToString(), day.ToString());

    static List<Option>? DayOptions(Weekdays days) =>
        days == Weekdays.None ? null : [.. RotationPreview.Week.Where(d => days.Has(d)).Select(DayOption)];

    static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    static IReadOnlyList<string>? NullIfEmpty(IReadOnlyList<string> people) => people.Count == 0 ? null : people;
}

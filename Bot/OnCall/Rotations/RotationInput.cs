using System.Globalization;
using Bot.Domain.OnCall;
using Bot.OnCall.Groups;
using Bot.Slack;
using static Bot.OnCall.Rotations.RotationIds;

namespace Bot.OnCall.Rotations;

/// <summary>What somebody has filled in so far: the draft, and the choices that stand behind it.</summary>
public sealed record RotationInput(RotationDraft Draft, bool OtherHandOff, GroupChoice Group, bool TakeOver, GroupChoice Alerts)
{
    public const string Other = "other", Weeks = "weeks";

    static readonly TimeOnly Nine = new(9, 0);

    /// <summary>The day on which the form is filled in.</summary>
    public DateOnly Today { get; init; }

    /// <summary>A hand-off that comes every so many weeks, as fields of its own show it; null for any other.</summary>
    public (HandOffCycle Cycle, TimeOnly At)? Cycle =>
        !OtherHandOff && HandOff.TryParse(Draft.Cron, out var handOff, out _) && handOff.TimeOfCycle is { } at
            ? (handOff.Cycle!, at)
            : null;

    /// <summary>
    /// The form's answer to "may this group be taken over"; the id is in it so that a tick counts for one group only.
    /// </summary>
    public static string TakeOverBlock(string group) => $"{TakeOverField}:{group}";

    /// <summary>The fields of a form; what it does not show is as it was <paramref name="before"/>.</summary>
    public static RotationInput Read(ViewState state, RotationInput before)
    {
        var (draft, handOff) = (before.Draft, state.Values.ContainsKey(HandOffField) ? state.Selected(HandOffField) : null);
        // The expression field is not there yet when "Other" has just been chosen: it begins with the usual one.
        var cron = handOff == Weeks ? EveryWeeks(state, before.Today)
            : handOff != Other ? handOff ?? draft.Cron
            : state.Values.ContainsKey(CronField) ? state.Text(CronField)
            : HandOff.EveryMonday.Cron;
        var group = Has(GroupField) ? GroupChoice.Read(state.Selected(GroupField)) : before.Group;
        var alerts = Has(AlertsField) ? GroupChoice.Read(state.Selected(AlertsField)) : before.Alerts;
        draft = draft with
        {
            Name = Has(NameField) ? state.Text(NameField) : draft.Name,
            Members = Has(MembersField) ? state.Users(MembersField) : draft.Members,
            Cron = cron,
            Zone = Has(ZoneField) ? state.Selected(ZoneField) : draft.Zone,
            Days = Has(DaysField) ? Days(state) : draft.Days,
            From = Has(FromField) ? state[FromField].SelectedTime : draft.From,
            To = Has(ToField) ? state[ToField].SelectedTime : draft.To,
            GroupHandle = group.Handle,
            GroupOutOfHours = Enum.TryParse<GroupOutOfHours>(state.Selected(OutOfHoursField), out var choice)
                ? choice
                : draft.GroupOutOfHours,
            Named = Has(NamedField) ? state.Users(NamedField) : draft.Named,
            AlertGroup = alerts.Id,
            OwnZones = Has(OwnZonesField) ? state.Selected(OwnZonesField) == RotationForm.OwnZone : draft.OwnZones,
            Owners = Has(OwnersField) ? state.Users(OwnersField) : draft.Owners,
            Channel = Has(ChannelField) ? state[ChannelField].SelectedChannel : draft.Channel,
        };
        var takesOver = group.Id is { } id && state.Ticked(TakeOverBlock(id)).Count > 0;
        return new RotationInput(draft, handOff is null ? before.OtherHandOff : handOff == Other, group, takesOver, alerts)
        {
            Today = before.Today,
        };

        bool Has(string field) => state.Values.ContainsKey(field);
    }

    // Where it has just been chosen, its fields are not there yet: it begins with every second Monday, the next one first.
    static string EveryWeeks(ViewState state, DateOnly today)
    {
        var monday = today.AddDays(7 - (((int)today.DayOfWeek + 6) % 7));
        var isChosen = int.TryParse(state.Selected(WeeksField), CultureInfo.InvariantCulture, out var weeks);
        var cycle = new HandOffCycle(isChosen ? weeks : HandOffCycle.Fewest, state[CycleField].SelectedDate ?? monday);
        return HandOff.EveryWeeks(cycle, state[CycleTimeField].SelectedTime ?? Nine);
    }

    static Weekdays Days(ViewState state) =>
        state.Ticked(DaysField).Aggregate(Weekdays.None, (days, day) => days | Enum.Parse<DayOfWeek>(day).AsSet());

    /// <summary>An existing rotation, as the form would hold it.</summary>
    public static RotationInput Of(Rotation rotation, GroupChoice group, GroupChoice alerts) => new(
        new RotationDraft
        {
            Name = rotation.Name,
            Members = rotation.Members,
            Cron = rotation.HandOff.Cron,
            Zone = rotation.Zone.Id,
            Days = rotation.Hours.Days,
            From = rotation.Hours.From,
            To = rotation.Hours.To,
            GroupHandle = rotation.GroupHandle,
            GroupOutOfHours = rotation.GroupOutOfHours,
            Named = rotation.Named ?? [],
            AlertGroup = rotation.AlertGroup,
            OwnZones = rotation.OwnZones,
            Owners = rotation.Owners ?? [],
            Channel = rotation.Channel,
        },
        HandOff.Presets.All(p => p.HandOff != rotation.HandOff) && rotation.HandOff.TimeOfCycle is null, group,
        TakeOver: false, alerts);

    /// <summary>What a new rotation starts from: with members chosen, all of it can be saved as it stands.</summary>
    public static RotationInput New(int others, string zone, GroupChoice group) => new(
        new RotationDraft
        {
            Name = others == 0 ? "Data responder" : string.Create(CultureInfo.InvariantCulture, $"Data responder {others + 1}"),
            Cron = HandOff.EveryMonday.Cron,
            Zone = zone,
            Days = Weekdays.MondayToFriday,
            From = new TimeOnly(9, 0),
            To = new TimeOnly(17, 0),
            GroupHandle = group.Handle,
        },
        OtherHandOff: false, group, TakeOver: false, GroupChoice.None);
}

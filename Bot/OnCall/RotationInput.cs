using System.Globalization;
using Bot.Domain.OnCall;
using Bot.Slack;
using static Bot.OnCall.OnCallRoutes;

namespace Bot.OnCall;

/// <summary>What somebody has filled in so far: the draft, and the choices that stand behind it.</summary>
public sealed record RotationInput(RotationDraft Draft, bool OtherHandOff, GroupChoice Group, bool TakeOver, GroupChoice Alerts)
{
    public const string Other = "other";

    /// <summary>The form's answer to "may this group be taken over"; the id is in it so that a tick counts for one group only.</summary>
    public static string TakeOverBlock(string group) => $"{TakeOverField}:{group}";

    public static RotationInput Read(ViewState state)
    {
        var handOff = state.Selected(HandOffField);
        var (group, alerts) = (GroupChoice.Read(state.Selected(GroupField)), GroupChoice.Read(state.Selected(AlertsField)));
        // The expression field is not there yet when "Other" has just been chosen: it begins with the usual one.
        var cron = handOff != Other ? handOff : state.Values.ContainsKey(CronField) ? state.Text(CronField) : HandOff.EveryMonday.Cron;
        var draft = new RotationDraft
        {
            Name = state.Text(NameField),
            Members = state.Users(MembersField),
            Cron = cron,
            Zone = state.Selected(ZoneField),
            Days = state.Ticked(DaysField).Aggregate(Weekdays.None, (days, day) => days | Enum.Parse<DayOfWeek>(day).AsSet()),
            From = state[FromField].SelectedTime,
            To = state[ToField].SelectedTime,
            GroupHandle = group.Handle,
            GroupOutOfHours = Enum.TryParse<GroupOutOfHours>(state.Selected(OutOfHoursField), out var choice) ? choice : GroupOutOfHours.NextResponder,
            Named = state.Users(NamedField),
            AlertGroup = alerts.Id,
            OwnZones = state.Selected(OwnZonesField) == RotationForm.OwnZone,
            Owners = state.Users(OwnersField),
            Channel = state[ChannelField].SelectedChannel,
        };
        return new RotationInput(draft, handOff == Other, group, group.Id is { } id && state.Ticked(TakeOverBlock(id)).Count > 0, alerts);
    }

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
        HandOff.Presets.All(p => p.HandOff != rotation.HandOff), group, TakeOver: false, alerts);

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

using System.Data;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;

namespace Bot.OnCall.Rotations;

/// <summary>What others have changed in a rotation's settings while somebody had its form open, as sentences.</summary>
static class SettingsText
{
    static readonly Dictionary<RotationField, string> Names = new()
    {
        [RotationField.Name] = "the name",
        [RotationField.Members] = "the members",
        [RotationField.HandOff] = "the hand-off",
        [RotationField.Zone] = "the time zone",
        [RotationField.Days] = "the days",
        [RotationField.From] = "the hours",
        [RotationField.OwnZones] = "whose clock the hours are on",
        [RotationField.Group] = "the user group",
        [RotationField.GroupOutOfHours] = "who is named out of hours",
        [RotationField.Alerts] = "who is called out of hours",
        [RotationField.Owners] = "the owners",
        [RotationField.Channel] = "the channel",
    };

    /// <summary>"Ivy changed the members today at 10:05: Ana, Ben.", a line for each field.</summary>
    public static string Changed(IDbConnection db, RotationRow row, IEnumerable<RotationField> fields) =>
        string.Join('\n', fields.Select(f => Changed(db, row, f)));

    /// <summary>What somebody is asked to decide who changed the same as others.</summary>
    public static string Both(IDbConnection db, RotationRow row, SettingsMerge merge, Rotation wanted)
    {
        var lines = merge.Both.Select(f => $":warning: {Changed(db, row, f)} You chose: {Value(wanted, f)}");
        var theirs = merge.Theirs.Count > 0 ? $"\n{Changed(db, row, merge.Theirs)}" : "";
        return $"{string.Join('\n', lines)}{theirs}\n"
            + "Nothing is saved yet. *Save* writes what you chose in its place; close the form to leave it.";
    }

    static string Changed(IDbConnection db, RotationRow row, RotationField field)
    {
        var (by, at) = RotationStore.ChangedBy(db, row.Id, field);
        return $"{Mrkdwn.Name(Person.NameOf(db, by))} changed {Names[field]} {When.At(at)}: {Value(row.Rotation, field)}.";
    }

    static string Value(Rotation r, RotationField field) => field switch
    {
        RotationField.Name => Mrkdwn.Name(r.Name),
        RotationField.Members => People(r.Members),
        RotationField.HandOff => Mrkdwn.Name(r.HandOff.Name),
        RotationField.Zone => r.Zone.Id,
        RotationField.OwnZones => r.OwnZones ? "each responder's own" : "the rotation's",
        RotationField.Group => r.GroupHandle is { } handle ? $"@{Mrkdwn.Name(handle)}" : "none",
        RotationField.GroupOutOfHours => r.GroupOutOfHours switch
        {
            GroupOutOfHours.Named => People(r.Named ?? []),
            GroupOutOfHours.KeepLast => "the last responder",
            _ => "the next responder",
        },
        RotationField.Alerts => r.AlertGroup is { } group ? Mrkdwn.UserGroup(group) : "nobody",
        RotationField.Owners => People(r.Owners ?? []),
        RotationField.Channel => r.Channel is { } channel ? Mrkdwn.Channel(channel) : "the announcement channel",
        _ => RotationPreview.Hours(r.Hours),
    };

    static string People(IReadOnlyList<string> people) => people.Count == 0 ? "nobody"
        : string.Join(", ", people.Take(10).Select(Mrkdwn.User)) + (people.Count > 10 ? $" and {people.Count - 10} more" : "");
}

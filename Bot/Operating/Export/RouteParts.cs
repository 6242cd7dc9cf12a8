using System.Globalization;
using Bot.Alerts.Routing;
using Bot.Domain.Alerts;
using Bot.Domain.Incidents;
using Bot.Domain.OnCall;
using Bot.OnCall.Rotations;
using Bot.Settings;

namespace Bot.Operating.Export;

/// <summary>When a route is asked, and what becomes of what it takes.</summary>
sealed class RouteParts(Plan plan)
{
    const string When = "when", Rotation = "rotation", Days = "days", From = "from", To = "to", Zone = "zone", Kind = "does",
        Severity = "severity", Opens = "channel_opens", Call = "call", Night = "out_of_hours", Wait = "minutes_to_recover_first",
        Channel = "channel";

    public static void Write(WriteYaml yaml, RouteTime time, Func<string?, string> nameOf)
    {
        yaml.Text(When, RouteDraft.KindOf(time));
        if (time is RouteTime.OfRotation of) WriteRotation(yaml, of.Rotation, nameOf);
        if (time is not RouteTime.Within { Hours: var hours }) return;
        yaml.List(Days, RotationPreview.Week.Where(d => hours.Days.Has(d)).Select(d => d.ToString()));
        yaml.Text(From, Fields.Written(hours.From));
        yaml.Text(To, Fields.Written(hours.To));
        yaml.Text(Zone, hours.Zone.Id);
    }

    public static void Write(WriteYaml yaml, RouteAction action, Func<string?, string> nameOf, SlackNames names)
    {
        yaml.Text(Kind, RouteDraft.KindOf(action));
        if (action is RouteAction.Say say) yaml.Text(Channel, say.Channel ?? "", say.Channel is { } c ? names.Channel(c) : null);
        if (action is not RouteAction.Open open) return;
        yaml.Text(Severity, Fields.Spelt(open.Severity));
        yaml.Text(Opens, open.TriageFirst ? RouteDraft.Accepted : RouteDraft.AtOnce);
        WriteRotation(yaml, open.Rotation, nameOf);
        yaml.Text(Call, open.Group ?? "", open.Group is { } group ? names.Group(group) : null);
        yaml.Text(Night, Fields.Spelt(open.AtNight));
        yaml.Plain(Wait, ((int)open.WaitFirst.TotalMinutes).ToString(CultureInfo.InvariantCulture));
    }

    static void WriteRotation(WriteYaml yaml, string? id, Func<string?, string> nameOf) =>
        yaml.Text(Rotation, nameOf(id), nameOf(id).Length == 0 ? "the one that was made first" : null);

    public RouteTime Time(YamlValue value, RouteTime? before)
    {
        if (Fields.Of(value, plan.Problems, "The time", When, Rotation, Days, From, To, Zone) is not { } item)
            return RouteTime.Always;
        var kind = item.Choice(When, RouteDraft.Always, RouteDraft.Inside, RouteDraft.Outside, RouteDraft.Within)
            ?? RouteDraft.KindOf(before ?? RouteTime.Always);
        var rotation = RotationOf(item, (before as RouteTime.OfRotation)?.Rotation);
        return kind switch
        {
            RouteDraft.Inside => new RouteTime.OfRotation(rotation, IsInside: true),
            RouteDraft.Outside => new RouteTime.OfRotation(rotation, IsInside: false),
            RouteDraft.Within => new RouteTime.Within(Hours(item, (before as RouteTime.Within)?.Hours)),
            _ => RouteTime.Always,
        };
    }

    static WorkingHours Hours(Fields item, WorkingHours? was)
    {
        was ??= new(Weekdays.EveryDay, new(9, 0), new(17, 0), TimeZoneInfo.Utc);
        var zone = was.Zone;
        if (item.Text(Zone) is { } typed && !Zones.TryFind(typed, out zone!))
        {
            item.Wrong(Zone, $"There is no time zone “{typed}”. Write one such as Europe/London.");
            zone = was.Zone;
        }

        var days = WeekOf.Read(item, Days) ?? was.Days;
        if (days == Weekdays.None) item.Wrong(Days, "Name at least one day.");
        return was with { Days = days, From = item.Clock(From) ?? was.From, To = item.Clock(To) ?? was.To, Zone = zone };
    }

    string? RotationOf(Fields item, string? before)
    {
        if (item.Text(Rotation) is not { } name) return before;
        // What was deleted has no name; it is left as it is.
        if (name.Length == 0) return before is not null && !plan.Rotations.ContainsValue(before) ? before : null;
        if (plan.Rotations.TryGetValue(name, out var id)) return id;
        item.Wrong(Rotation, $"There is no rotation “{name}”. Name one of this file or of the bot, or write \"\" for the first.");
        return null;
    }

    public RouteAction Action(YamlValue value, RouteAction? before)
    {
        if (Fields.Of(
            value, plan.Problems, "The action", Kind, Channel, Severity, Opens, Rotation, Call, Night, Wait) is not { } item)
            return RouteAction.Default;
        var kind = item.Choice(Kind, RouteDraft.Open, RouteDraft.Ledger, RouteDraft.Say, RouteDraft.Keep)
            ?? RouteDraft.KindOf(before ?? RouteAction.Default);
        return kind switch
        {
            RouteDraft.Ledger => new RouteAction.Ledger(),
            RouteDraft.Keep => new RouteAction.Keep(),
            RouteDraft.Say => new RouteAction.Say(ChannelOf(item, (before as RouteAction.Say)?.Channel)),
            _ => Open(item, before as RouteAction.Open ?? RouteAction.Default with { AtNight = AtNight.Now }),
        };
    }

    string? ChannelOf(Fields item, string? before)
    {
        if (item.Text(Channel) is not { } channel) return before;
        if (channel.Length == 0) return null;
        if (channel != before) plan.Hear(item.LineOf(Channel), channel);
        return channel;
    }

    RouteAction.Open Open(Fields item, RouteAction.Open was) => was with
    {
        Severity = item.Choice<Severity>(Severity) ?? was.Severity,
        TriageFirst = item.Choice(Opens, RouteDraft.AtOnce, RouteDraft.Accepted) is { } opens
            ? opens == RouteDraft.Accepted : was.TriageFirst,
        Rotation = RotationOf(item, was.Rotation),
        Group = GroupOf(item, was.Group),
        AtNight = item.Choice<AtNight>(Night) ?? was.AtNight,
        WaitFirst = WaitOf(item, was.WaitFirst),
    };

    string? GroupOf(Fields item, string? before)
    {
        if (item.Text(Call) is not { } group) return before;
        if (group.Length == 0) return null;
        if (group == before) return group;
        plan.AskGroups();
        if (plan.Learnt is { IsAsked: true, Refusal: null } && plan.Learnt.Groups.All(g => g.Id != group))
            item.Wrong(Call, $"Slack has no user group {group}. Copy its id from the end of its address, or write \"\".");
        return group;
    }

    static TimeSpan WaitOf(Fields item, TimeSpan before)
    {
        if (item.Text(Wait) is not { } text) return before;
        if (Setting.IsWhole(text, RouteDraft.MostMinutes, out var minutes)) return TimeSpan.FromMinutes(minutes);
        item.Wrong(Wait, $"Use whole minutes up to {RouteDraft.MostMinutes}.");
        return before;
    }
}

using System.Data;
using Bot.Domain.OnCall;
using Bot.Incidents;
using Bot.OnCall.Groups;
using Bot.OnCall.Rotations;
using Bot.OnCall.Rows;

namespace Bot.Operating.Export;

/// <summary>
/// Rotations with their people, hours and channels, known by their names. Who is on call when is laid out by the bot; a new one
/// begins as any that is made in Slack.
/// </summary>
sealed class RotationSection : ISection
{
    const string Name = "name", Owners = "owners", Members = "members", HandOffKey = "hand_off", Zone = "zone", Days = "days",
        From = "from", To = "to", OwnZones = "own_zones", Group = "group", OutOfHours = "group_out_of_hours", Named = "named",
        Calls = "called_out_of_hours", Channel = "channel", Notices = "notice_channels";

    static readonly string[] Known =
    [
        Name, Owners, Members, HandOffKey, Zone, Days, From, To, OwnZones, Group, OutOfHours, Named, Calls, Channel, Notices,
    ];

    // The key that each field of a form has here.
    static readonly Dictionary<RotationField, string> Keys = new()
    {
        [RotationField.Name] = Name,
        [RotationField.Members] = Members,
        [RotationField.HandOff] = HandOffKey,
        [RotationField.Zone] = Zone,
        [RotationField.Days] = Days,
        [RotationField.From] = From,
        [RotationField.To] = To,
        [RotationField.Group] = Group,
        [RotationField.GroupOutOfHours] = OutOfHours,
        [RotationField.OwnZones] = OwnZones,
        [RotationField.Alerts] = Calls,
        [RotationField.Owners] = Owners,
        [RotationField.Channel] = Channel,
    };

    public string Key => "rotations";

    public void Write(WriteYaml yaml, IDbConnection db, SlackNames names, DateTimeOffset now) =>
        yaml.Items(Key, RotationStore.All(db, now), row =>
        {
            var (rotation, people) = (row.Rotation, SlackNames.People(db));
            yaml.Text(Name, rotation.Name);
            yaml.List(Owners, row.Owners, people);
            yaml.List(Members, rotation.Members, people);
            yaml.Text(HandOffKey, rotation.HandOff.Cron, rotation.HandOff.Spoken);
            yaml.Text(Zone, rotation.Zone.Id);
            yaml.List(Days, RotationPreview.Week.Where(d => rotation.Hours.Days.Has(d)).Select(d => d.ToString()));
            yaml.Text(From, Fields.Written(rotation.Hours.From));
            yaml.Text(To, Fields.Written(rotation.Hours.To));
            yaml.Plain(OwnZones, rotation.OwnZones);
            yaml.Text(Group, rotation.GroupHandle ?? "");
            yaml.Text(OutOfHours, Fields.Spelt(rotation.GroupOutOfHours));
            yaml.List(Named, rotation.Named ?? [], people);
            yaml.Text(Calls, rotation.AlertGroup ?? "", rotation.AlertGroup is { } group ? names.Group(group) : null);
            yaml.Text(Channel, rotation.Channel ?? "", rotation.Channel is { } channel ? names.Channel(channel) : null);
            yaml.List(Notices, NoticeChannels.For(db, about: null, row.Id), names.Channel);
        });

    public void Read(Plan plan, YamlValue? value)
    {
        var all = RotationStore.All(plan.Db, plan.Now);
        foreach (var row in all) plan.Rotations[row.Name] = row.Id;
        if (value is null) return;
        var items = Fields.All(value, plan.Problems, "A rotation", Known);
        // The one that was made first answers for all, so that they are made in the order of the file.
        var ids = new Queue<string>(items.Select(_ => Guid.CreateVersion7(plan.Now).ToString()).Order(StringComparer.Ordinal));
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items)
        {
            if (item.Needed(Name, "A rotation")?.Trim() is not { } name) continue;
            if (!named.Add(name)) item.Wrong(Name, $"Another rotation is called “{name}”. Choose a different name.");
            else Plan(plan, item, name, all.Find(r => Same(r.Name, name)), ids.Dequeue());
        }

        foreach (var row in all.Where(r => !named.Contains(r.Name)))
            plan.Add(Difference.LeftAlone, $"the rotation “{row.Name}”, which the file does not name");
    }

    static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    static void Plan(Plan plan, Fields item, string name, RotationRow? row, string id)
    {
        var owners = item.Texts(Owners);
        var maker = row?.MadeBy ?? owners?.Select(o => o.Text).FirstOrDefault();
        if (maker is null)
            item.Wrong(
                Owners, $"The rotation “{name}” is new, so that it needs owners: whoever may change it, its maker first.");
        else if (owners?.All(o => o.Text != maker) == true)
            item.Wrong(Owners, $"Whoever made a rotation stays one of its owners: put {maker} among them.");
        Meet(plan, item, row);
        var draft = Draft(item, name, row, maker);
        if (draft.Check(row?.Id ?? id, out var problems) is not { } wanted)
        {
            foreach (var (field, problem) in problems) item.Wrong(Keys[field], problem);
            return;
        }

        plan.Rotations[name] = wanted.Id;
        var changed = Keys.Keys.Where(f => f != RotationField.To
            && (row is null || !SettingsMarks.AreSame(f, row.Rotation, wanted))).ToList();
        var input = Input(plan, item, draft, row, changed);
        if (changed.Count > 0 && plan.Learnt.IsAsked) Refuse(plan, item, wanted, row, input);
        if (changed.Count > 0)
            plan.Add(
                row is null ? Difference.Added : Difference.Changed,
                row is null ? $"the rotation “{name}”"
                    : $"the rotation “{row.Name}”: {string.Join(", ", changed.Select(f => Keys[f]))}",
                tx => SaveRotation.Write(tx, wanted, row, input, LearntOf(plan), plan.By, maker));
        PlanNotices(plan, item, name, wanted.Id, row is null);
    }

    static EditRotation.Learnt LearntOf(Plan plan) => new("UTC", plan.Learnt.Groups, plan.Learnt.Refusal);

    static RotationDraft Draft(Fields item, string name, RotationRow? row, string? maker)
    {
        var before = row is null ? new() : RotationInput.Of(row.Rotation, GroupChoice.None, GroupChoice.None).Draft with
        {
            GroupHandle = row.Rotation.GroupHandle,
            AlertGroup = row.Rotation.AlertGroup,
        };
        return before with
        {
            Name = name,
            Members = Ids(item, Members) ?? before.Members,
            Cron = item.Text(HandOffKey) ?? before.Cron,
            Zone = item.Text(Zone) ?? before.Zone,
            Days = WeekOf.Read(item, Days) ?? before.Days,
            From = item.Clock(From) ?? before.From,
            To = item.Clock(To) ?? before.To,
            OwnZones = item.YesNo(OwnZones) ?? before.OwnZones,
            GroupHandle = Emptied(item, Group, before.GroupHandle),
            GroupOutOfHours = item.Choice<GroupOutOfHours>(OutOfHours) ?? before.GroupOutOfHours,
            Named = Ids(item, Named) ?? before.Named,
            AlertGroup = Emptied(item, Calls, before.AlertGroup),
            Owners = Ids(item, Owners)?.Where(o => o != maker).ToList() ?? before.Owners,
            Channel = Emptied(item, Channel, before.Channel),
        };
    }

    static List<string>? Ids(Fields item, string key) => item.Texts(key)?.Select(t => t.Text).ToList();

    // Nothing between the quotes is none.
    static string? Emptied(Fields item, string key, string? before) => item.Text(key) is { } text
        ? text.Length > 0 ? text : null : before;

    // What was there before is not asked about.
    static void Meet(Plan plan, Fields item, RotationRow? row)
    {
        foreach (var (key, before, what) in new (string, IReadOnlyList<string>?, string)[]
        {
            (Members, row?.Rotation.Members, "be on call"), (Owners, row?.Owners, "be an owner"),
            (Named, row?.Rotation.Named, "be in a user group"),
        })
            if (item.Texts(key) is { } people && before?.SequenceEqual(people.Select(p => p.Text)) != true)
                plan.Meet(people, what);
        if (item.Text(Channel) is { Length: > 0 } channel && channel != row?.Rotation.Channel)
            plan.Hear(item.LineOf(Channel), channel);
    }

    static RotationInput Input(Plan plan, Fields item, RotationDraft draft, RotationRow? row, List<RotationField> changed)
    {
        var choice = plan.Learnt.Group(GroupHandles.Normalise(draft.GroupHandle));
        if (changed.Contains(RotationField.Group) && choice.Handle is { } handle)
        {
            plan.AskGroups();
            if (choice.Id is { } id && !plan.Learnt.TakesOver && UserGroupRow.WithId(plan.Db, id) is null)
                item.Wrong(
                    Group, $"@{handle} is in Slack already. Import with --take-over if the bot may keep it from now on, or "
                        + "choose another handle.");
        }

        if (changed.Contains(RotationField.Alerts) && draft.AlertGroup is { } called)
        {
            plan.AskGroups();
            if (plan.Learnt is { IsAsked: true, Refusal: null } && plan.Learnt.Groups.All(g => g.Id != called))
                item.Wrong(
                    Calls, $"Slack has no user group {called}. Copy its id from the end of its address, or leave it \"\".");
        }

        var was = row?.Rotation.GroupHandle == choice.Handle ? new GroupChoice(choice.Handle) : choice;
        return new(draft, OtherHandOff: false, was, TakeOver: true, new GroupChoice(draft.AlertGroup, draft.AlertGroup));
    }

    static void Refuse(Plan plan, Fields item, Rotation wanted, RotationRow? row, RotationInput input)
    {
        try
        {
            SaveRotation.Refuse(plan.Db, plan.Now, wanted, row, input, LearntOf(plan));
        }
        catch (RotationRefusedException refused)
        {
            foreach (var (block, problem) in refused.Problems)
                item.Wrong(block == RotationIds.AlertsField ? Calls : block == RotationIds.NameField ? Name : Group, problem);
        }
    }

    static void PlanNotices(Plan plan, Fields item, string name, string id, bool isNew)
    {
        if (item.Texts(Notices) is not { } channels) return;
        var (before, after) = (NoticeChannels.For(plan.Db, about: null, id), channels.Select(c => c.Text).Distinct().ToList());
        if (before.ToHashSet().SetEquals(after)) return;
        foreach (var channel in channels.Where(c => !before.Contains(c.Text))) plan.HearNotices(channel);
        plan.Add(
            isNew ? Difference.Added : Difference.Changed, $"where notices of the rotation “{name}” go",
            tx => NoticeChannels.SetForRotation(tx, id, after, plan.By));
    }
}

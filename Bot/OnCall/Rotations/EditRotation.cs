using System.Data;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.OnCall.Groups;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.OnCall.Rotations;

/// <summary>The rotation's form in use: opened, refreshed as fields change, opened to all settings.</summary>
public sealed class EditRotation(
    Database database, SlackApi slack, Profiles people, KnownGroups groups, RotationAccess rotations,
    TimeProvider clock)
{
    /// <summary>What the form needs that only Slack knows.</summary>
    public sealed record Learnt(string Zone, IReadOnlyList<UserGroup> Groups, SlackException? Refusal);

    public async Task<Learnt> Learn(string user, CancellationToken stop)
    {
        var (known, refusal) = await groups.List(stop);
        return new((await people.Know(user, stop)).Zone, known, refusal);
    }

    /// <summary>
    /// The form of a rotation, prefilled; of a new one with defaults for all but the members when <paramref name="id"/> is null.
    /// </summary>
    public async Task<ModalViewDefinition> Form(string? id, string user, CancellationToken stop)
    {
        var (learnt, now) = (await Learn(user, stop), clock.GetUtcNow());
        return database.Read(db =>
        {
            var marks = id is not null && RotationStore.Find(db, id, now) is { } row ? SettingsMarks.Of(row.Rotation) : null;
            var shown = new ShownRotation(id ?? Guid.CreateVersion7(now).ToString(), marks, ShowsAll: false);
            return Modal(db, shown, Before(db, shown.Id, learnt), learnt, user);
        });
    }

    /// <summary>What a form begins with: a rotation's settings as they are, or the defaults of a new one.</summary>
    public RotationInput Before(IDbConnection db, string id, Learnt learnt)
    {
        var now = clock.GetUtcNow();
        var zone = Zones.TryFind(learnt.Zone, out var known) ? known : TimeZoneInfo.Utc;
        return Begun(db, id, learnt, now) with { Today = When.Date(now, zone) };
    }

    static RotationInput Begun(IDbConnection db, string id, Learnt learnt, DateTimeOffset now)
    {
        var all = RotationStore.All(db, now);
        if (all.Find(r => r.Id == id)?.Rotation is { } rotation)
            return RotationInput.Of(
                rotation, Choice(learnt.Groups, rotation.GroupHandle), Alerts(learnt.Groups, rotation.AlertGroup));
        var isFree = all.TrueForAll(o => o.GroupHandle != GroupHandles.Default);
        return RotationInput.New(all.Count, learnt.Zone, isFree ? Choice(learnt.Groups, GroupHandles.Default) : GroupChoice.None);
    }

    static GroupChoice Choice(IReadOnlyList<UserGroup> known, string? handle) =>
        known.FirstOrDefault(g => g.Handle == handle) is { } group ? GroupChoice.Of(group) : new GroupChoice(handle);

    static GroupChoice Alerts(IReadOnlyList<UserGroup> known, string? id) =>
        id is null
            ? GroupChoice.None
            : known.FirstOrDefault(g => g.Id == id) is { } group ? GroupChoice.Of(group)
            : new GroupChoice(id, id);

    /// <summary>
    /// The form with these fields, what they would come to, and a word about what others have changed meanwhile.
    /// </summary>
    public ModalViewDefinition Modal(
        IDbConnection db, ShownRotation shown, RotationInput input, Learnt learnt, string user, string? notice = null)
    {
        var now = clock.GetUtcNow();
        var row = RotationStore.Find(db, shown.Id, now);
        var rotation = input.Draft.ForShifts.Check(shown.Id, out var problems);
        if (rotation is not null && row is not null && shown.Marks is { } marks)
            rotation = SettingsMerge.Of(marks, rotation, row.Rotation).Merged;
        return new RotationForm
        {
            Shown = shown,
            Input = input,
            Maker = Person.NameOf(db, row?.MadeBy ?? user),
            IsOurs = input.Group.Id is { } group && UserGroupRow.WithId(db, group) is not null,
            GroupTrouble = learnt.Refusal is null ? null : UserGroupTrouble.Sentence(learnt.Refusal, rotations.Command),
            Notice = notice ?? Meanwhile(db, shown, row, input),
            Preview = RotationPreview.Of(db, rotation is null ? null : RotationPlan.Of(db, rotation, now), problems),
            Command = rotations.Command,
        }.Modal();
    }

    static string? Meanwhile(IDbConnection db, ShownRotation shown, RotationRow? row, RotationInput input)
    {
        if (shown.Marks is null || row is null || input.Draft.Check(row.Id, out _) is not { } wanted) return null;
        var merge = SettingsMerge.Of(shown.Marks, wanted, row.Rotation);
        return merge.Theirs.Count + merge.Both.Count == 0 ? null : SettingsText.Changed(db, row, merge.Theirs.Concat(merge.Both));
    }

    /// <summary>Shows what the fields would come to now.</summary>
    public Task Refresh(BlockActionRequest change, CancellationToken stop) => Redraw(change, shown => shown, stop);

    /// <summary>Shows all settings, with what was typed so far.</summary>
    public Task ShowAll(BlockActionRequest press, CancellationToken stop) =>
        Redraw(press, shown => shown with { ShowsAll = true }, stop);

    async Task Redraw(BlockActionRequest change, Func<ShownRotation, ShownRotation> next, CancellationToken stop)
    {
        var user = change.User.Id;
        if (change.View is not { CallbackId: RotationIds.EditForm } view) return;
        var (learnt, shown) = (await Learn(user, stop), next(ShownRotation.Read(view.PrivateMetadata)));
        var input = database.Read(db => RotationInput.Read(view.State, Before(db, shown.Id, learnt)));
        // Their zones are shown, so those whom the bot has never met are asked of Slack now.
        await rotations.Meet(input.Draft.Members, stop);
        await slack.Views.Redraw(change, database.Read(db => Modal(db, shown, input, learnt, user)), stop);
    }

    public Task<IReadOnlyList<Option>> SearchZones(BlockOptionsRequest request, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<Option>>(
            [.. Zones.Search(request.Value).Take(Limits.Options).Select(z => new Option(z, z))]);
}

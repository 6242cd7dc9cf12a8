using Bot.Domain.OnCall;
using Bot.Hosting;
using Bot.Slack;

namespace Bot.OnCall;

/// <summary>The rotation's form in use: opened, refreshed as fields change, saved by one submit.</summary>
public sealed class EditRotation(
    Database database, SlackApi slack, Access access, People people, KnownGroups groups, RotationAccess rotations, RotationList list, RotationChannel channels, BotSettings settings, TimeProvider clock)
{
    /// <summary>The form of a rotation, prefilled; of a new one with defaults for all but the members when <paramref name="id"/> is null.</summary>
    public async Task<ModalViewDefinition> Form(string? id, string user, CancellationToken stop)
    {
        var (known, refusal) = await groups.List(stop);
        var zone = (await people.Know(user, stop)).Zone;
        var now = clock.GetUtcNow();
        return database.Read(db =>
        {
            var row = id is null ? null : RotationStore.Find(db, id, now);
            var input = row is null
                ? NewInput(RotationStore.All(db, now), zone, known)
                : RotationInput.Of(row.Rotation, Choice(known, row.Rotation.GroupHandle), Alerts(known, row.Rotation.AlertGroup));
            return Modal(db, row?.Id ?? Guid.CreateVersion7(now).ToString(), user, input, refusal);
        });
    }

    static RotationInput NewInput(List<RotationRow> others, string zone, IReadOnlyList<UserGroup> known) => RotationInput.New(
        others.Count, zone, others.Any(o => o.GroupHandle == GroupHandles.Default) ? GroupChoice.None : Choice(known, GroupHandles.Default));

    static GroupChoice Choice(IReadOnlyList<UserGroup> known, string? handle) =>
        known.FirstOrDefault(g => g.Handle == handle && !g.IsDisabled) is { } group ? GroupChoice.Of(group) : new GroupChoice(handle);

    static GroupChoice Alerts(IReadOnlyList<UserGroup> known, string? id) =>
        id is null ? GroupChoice.None : known.FirstOrDefault(g => g.Id == id) is { } group ? GroupChoice.Of(group) : new GroupChoice(id, id);

    ModalViewDefinition Modal(System.Data.IDbConnection db, string id, string user, RotationInput input, SlackException? refusal)
    {
        var now = clock.GetUtcNow();
        var row = RotationStore.Find(db, id, now);
        var rotation = input.Draft.ForShifts.Check(id, out var problems);
        var preview = RotationPreview.Of(db, rotation is null ? null : RotationPlan.Of(db, rotation, now), problems);
        var ours = input.Group.Id is { } group && UserGroupRow.WithId(db, group) is not null;
        var trouble = refusal is null ? null : UserGroupTrouble.Sentence(refusal, settings.CoverCommand);
        return RotationForm.Modal(id, row is null, Person.NameOf(db, row?.MadeBy ?? user), input, ours, trouble, preview);
    }

    /// <summary>Shows what the fields would come to now.</summary>
    public async Task Refresh(BlockActionRequest change, CancellationToken stop)
    {
        if (change.View is not { } view || await access.Problem(change.User.Id, stop) is not null) return;
        var (_, refusal) = await groups.List(stop);
        var input = RotationInput.Read(view.State);
        // Their zones are shown, so those whom the bot has never met are asked of Slack now.
        if (input.Draft.OwnZones) await rotations.Unfit(input.Draft.Members, stop);
        await OpenForm.Show(slack, view, database.Read(db => Modal(db, view.PrivateMetadata, change.User.Id, input, refusal)), stop);
    }

    public Task<IReadOnlyList<Option>> SearchZones(BlockOptionsRequest request, CancellationToken stop) =>
        Task.FromResult<IReadOnlyList<Option>>([.. Zones.Search(request.Value).Take(Limits.Options).Select(z => new Option(z, z))]);

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var id = form.View.PrivateMetadata;
        if (await rotations.Problem(id, form.User.Id, stop) is { } refusal) return ViewSubmissionResponse.Errors((OnCallRoutes.NameField, refusal));
        var input = RotationInput.Read(form.View.State);
        var rotation = input.Draft.Check(id, out var found);
        var problems = found.ToDictionary(p => RotationForm.BlockOf(p.Key, input), p => p.Value);
        await AddProblems(problems, id, input, stop);
        if (problems.Count > 0 || rotation is null) return ViewSubmissionResponse.Errors(problems);
        await database.Once(form.IdempotencyKey, tx =>
        {
            KeepShifts.Save(tx, rotation with { GroupHandle = UserGroupRow.Want(tx, rotation, input.Group.Id, form.User.Id) }, form.User.Id);
            return id;
        });
        await list.Refresh(form.View.PreviousViewId, form.User.Id, stop);
        return ViewSubmissionResponse.Update(database.Read(db => Saved(db, id, form.User.Id)));
    }

    // What only the database and Slack know; a problem of the field itself comes first.
    async Task AddProblems(Dictionary<string, string> problems, string id, RotationInput input, CancellationToken stop)
    {
        var draft = input.Draft;
        if (await rotations.Unfit(draft.Members, stop) is { } member) problems.TryAdd(OnCallRoutes.MembersField, $"{member} cannot be on call: guests, apps and deactivated people cannot. Remove them.");
        if (await rotations.Unfit(draft.Named, stop) is { } named) problems.TryAdd(RotationForm.BlockOf(RotationField.GroupOutOfHours, input), $"{named} cannot be in a user group: guests, apps and deactivated people cannot. Remove them.");
        if (await rotations.Unfit(draft.Owners, stop) is { } owner) problems.TryAdd(OnCallRoutes.OwnersField, $"{owner} cannot be an owner: guests, apps and deactivated people cannot. Remove them.");
        if (draft.Channel is { } channel && await channels.Refusal(channel, stop) is { } refusal) problems.TryAdd(OnCallRoutes.ChannelField, refusal);
        if (database.Read(db => RotationStore.All(db, clock.GetUtcNow())).Any(r => r.Id != id && string.Equals(r.Name, draft.Name?.Trim(), StringComparison.OrdinalIgnoreCase)))
            problems.TryAdd(OnCallRoutes.NameField, "Another rotation has this name. Choose a different one.");
        await AddGroupProblem(problems, input, stop);
    }

    async Task AddGroupProblem(Dictionary<string, string> problems, RotationInput input, CancellationToken stop)
    {
        if (input.Group is not { Handle: { } handle } group) return;
        if (group.Id is { } id)
        {
            if (!input.TakeOver && database.Read(db => UserGroupRow.WithId(db, id)) is null)
                problems.TryAdd(RotationInput.TakeOverBlock(id), $"Tick the box if @{handle} may be taken over, or choose another user group.");
            return;
        }

        var (known, _) = await groups.List(stop);
        if (database.Read(db => UserGroupRow.Find(db, handle)) is null && known.Any(g => g.Handle == handle))
            problems.TryAdd(OnCallRoutes.GroupField, $"A user group @{handle} exists already, perhaps disabled. Choose it in the list to take it over, or another handle.");
    }

    ModalViewDefinition Saved(System.Data.IDbConnection db, string id, string reader) => new()
    {
        Title = "Rotation saved",
        Close = "Done",
        Blocks =
        [
            new SectionBlock
            {
                Text = OnCallAnswers.At(db, id, clock.GetUtcNow()) is { } on
                    ? $":white_check_mark: {WhoIsOnCall.Lines(db, on, settings.CoverCommand, reader)}{Follows(db, on)}"
                    : ":white_check_mark: Saved.",
            },
        ],
    };

    static string Follows(System.Data.IDbConnection db, RotationAnswer on) =>
        on.Rotation.GroupHandle is { } handle && UserGroupRow.Find(db, handle)?.Trouble is null ? $"\n@{Mrkdwn.Escape(handle)} follows in a moment." : "";
}

using System.Data;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.OnCall.Groups;
using Bot.OnCall.Keep;
using Bot.OnCall.Rows;
using Bot.Slack;
using Bot.Storage;
using static Bot.OnCall.Rotations.RotationIds;

namespace Bot.OnCall.Rotations;

/// <summary>
/// Saves the rotation's form: only what was changed in it, beside what others have saved since it was opened. Who has changed
/// the same as they is asked once more.
/// </summary>
public sealed class SaveRotation(
    Database database, EditRotation edit, RotationAccess rotations, RotationList list, RotationChannel channels,
    TimeProvider clock)
{
    const string Cannot = $"{RotationAccess.Cannot} Remove them.";

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var (user, shown) = (form.User.Id, ShownRotation.Read(form.View.PrivateMetadata));
        var learnt = await edit.Learn(user, stop);
        var channel = await Channel(shown, database.Read(Input), stop);
        try
        {
            var said = await database.Once(form.IdempotencyKey, tx => Save(tx, shown, Input(tx.Db), (learnt, channel), user));
            var saved = database.Read(db => Saved(db, shown.Id, said, user));
            return list.ThenRefresh(ViewSubmissionResponse.Update(saved), form.View, user);
        }
        catch (RotationRefusedException refused) when (refused.Problems.Keys.All(form.View.State.Values.ContainsKey))
        {
            return ViewSubmissionResponse.Errors([.. refused.Problems.Select(p => (p.Key, p.Value))]);
        }
        catch (RotationRefusedException refused)
        {
            // It is about a setting that is not shown.
            var sentences = $":warning: {Mrkdwn.Escape(refused.Message)}";
            return ViewSubmissionResponse.Update(database.Read(db =>
                edit.Modal(db, shown with { ShowsAll = true }, Input(db), learnt, user, sentences)));
        }
        catch (ChangedMeanwhileException changed)
        {
            return ViewSubmissionResponse.Update(database.Read(db => Again(db, shown, Input(db), learnt, changed.Message, user)));
        }

        RotationInput Input(IDbConnection db) => RotationInput.Read(form.View.State, edit.Before(db, shown.Id, learnt));
    }

    // Slack is asked for all that the change decides on: who was chosen, and why their channel cannot be used.
    async Task<string?> Channel(ShownRotation shown, RotationInput input, CancellationToken stop)
    {
        var draft = input.Draft;
        await rotations.Meet([.. draft.Members, .. draft.Named, .. draft.Owners], stop);
        return draft.Channel is { } channel && IsMine(RotationField.Channel, shown, draft)
            ? await channels.Refusal(channel, stop)
            : null;
    }

    // What was there before is not refused.
    static bool IsMine(RotationField field, ShownRotation shown, RotationDraft draft) =>
        draft.Check(shown.Id, out _) is not { } wanted || shown.Marks?.IsChanged(field, wanted) != false;

    static Dictionary<RotationField, string> Unfit(IDbConnection db, ShownRotation shown, RotationDraft draft, string? channel)
    {
        var found = new Dictionary<RotationField, string>();
        foreach (var (field, people, cannot) in new (RotationField, IEnumerable<string>, string)[]
        {
            (RotationField.Members, draft.Members, "be on call"),
            (RotationField.GroupOutOfHours, draft.Named, "be in a user group"),
            (RotationField.Owners, draft.Owners, "be an owner"),
        })
            if (IsMine(field, shown, draft) && RotationAccess.Unfit(db, people) is { } unfit)
                found[field] = $"{unfit} cannot {cannot}: {Cannot}";
        if (channel is not null) found[RotationField.Channel] = channel;
        return found;
    }

    /// <summary>Decides on what is there now; the answer is what others have changed meanwhile, or nothing.</summary>
    string? Save(
        Tx tx, ShownRotation shown, RotationInput input, (EditRotation.Learnt Groups, string? Channel) learnt, string user)
    {
        var (db, unfit) = (tx.Db, Unfit(tx.Db, shown, input.Draft, learnt.Channel));
        if (rotations.Refusal(db, shown.Id, user) is { } refusal) throw new RotationRefusedException(NameField, refusal);
        var (row, wanted) = (RotationStore.Find(db, shown.Id, tx.Time), input.Draft.Check(shown.Id, out var found));
        if (wanted is null || unfit.Count > 0)
            throw new RotationRefusedException(unfit.Concat(found).DistinctBy(p => p.Key)
                .ToDictionary(p => RotationForm.BlockOf(p.Key, input), p => p.Value));
        if (row is null || shown.Marks is null)
        {
            Write(tx, wanted, row, input, learnt.Groups, user);
            return null;
        }

        var merge = SettingsMerge.Of(shown.Marks, wanted, row.Rotation);
        if (merge.Both.Count > 0) throw new ChangedMeanwhileException(SettingsText.Both(db, row, merge, wanted));
        var meanwhile = merge.Theirs.Count > 0 ? SettingsText.Changed(db, row, merge.Theirs) : null;
        if (merge.Mine.Count > 0) Write(tx, merge.Merged, row, input, learnt.Groups, user);
        return meanwhile;
    }

    /// <summary>What the settings of others forbid; a rotation that is imported is asked the same.</summary>
    internal static void Refuse(
        IDbConnection db, DateTimeOffset now, Rotation rotation, RotationRow? row, RotationInput input,
        EditRotation.Learnt learnt)
    {
        var others = RotationStore.All(db, now).Where(r => r.Id != rotation.Id);
        if (others.Any(r => string.Equals(r.Name, rotation.Name, StringComparison.OrdinalIgnoreCase)))
            throw new RotationRefusedException(NameField, "Another rotation has this name. Choose a different one.");
        if (KeptGroup(db, now, rotation, input) is { } kept)
            throw new RotationRefusedException(
                AlertsField, $"@{kept} names whoever is on call, so it would call nobody new. Choose another group, or nobody.");
        if ((row is null || row.GroupHandle != rotation.GroupHandle) && GroupProblem(db, input, learnt) is { } problem)
            throw new RotationRefusedException(problem.Block, problem.Sentence);
    }

    /// <param name="maker">Its first owner where it is new and somebody else writes it; null is whoever does.</param>
    internal static void Write(
        Tx tx, Rotation rotation, RotationRow? row, RotationInput input, EditRotation.Learnt learnt, string user,
        string? maker = null)
    {
        Refuse(tx.Db, tx.Time, rotation, row, input, learnt);
        if (row is null || row.GroupHandle != rotation.GroupHandle)
            rotation = rotation with { GroupHandle = UserGroupRow.Want(tx, rotation, input.Group.Id, user) };
        KeepShifts.Save(tx, rotation, user, maker);
        // Hours that nobody had, or somebody who is away, are theirs who were chosen at once: the answer says so.
        KeepAbsences.Look(tx, RotationStore.Find(tx.Db, rotation.Id, tx.Time)!);
    }

    /// <summary>The group to call, where it is one that a rotation keeps.</summary>
    static string? KeptGroup(IDbConnection db, DateTimeOffset now, Rotation rotation, RotationInput input)
    {
        if (rotation.AlertGroup is not { } id) return null;
        if (input.Group.Id == id) return input.Group.Handle;
        var handles = RotationStore.All(db, now).Select(r => r.GroupHandle).Append(rotation.GroupHandle);
        return UserGroupRow.WithId(db, id) is { } kept && handles.Contains(kept.Handle) ? kept.Handle : null;
    }

    static (string Block, string Sentence)? GroupProblem(IDbConnection db, RotationInput input, EditRotation.Learnt learnt)
    {
        if (input.Group is not { Handle: { } handle } group) return null;
        if (group.Id is { } id)
            return input.TakeOver || UserGroupRow.WithId(db, id) is not null ? null
                : (RotationInput.TakeOverBlock(id),
                    $"Tick the box if @{handle} may be taken over, or choose another user group.");
        return UserGroupRow.Find(db, handle) is not null || learnt.Groups.All(g => g.Handle != handle) ? null
            : (GroupField,
                $"A user group @{handle} exists already, perhaps disabled. "
                + "Choose it in the list to take it over, or another handle.");
    }

    // The form stays as it was filled in. What two have changed counts as shown from now on, so that saving again is meant.
    ModalViewDefinition Again(
        IDbConnection db, ShownRotation shown, RotationInput input, EditRotation.Learnt learnt, string sentence, string user)
    {
        var current = RotationStore.Find(db, shown.Id, clock.GetUtcNow())?.Rotation;
        if (current is not null && input.Draft.Check(shown.Id, out _) is { } wanted)
            shown = shown with { Marks = shown.Marks!.With(SettingsMerge.Of(shown.Marks, wanted, current).Both, current) };
        return edit.Modal(db, shown, input, learnt, user, sentence);
    }

    ModalViewDefinition Saved(IDbConnection db, string id, string? meanwhile, string reader)
    {
        var now = clock.GetUtcNow();
        var said = OnCallAnswers.At(db, id, now) is { } on
            ? $"{(on.Answer.Person is null ? "" : ":white_check_mark: ")}{WhoIsOnCall.Lines(db, on, rotations, reader, now)}"
                + Follows(db, on)
                + Critical(db, on, now)
            : ":white_check_mark: Saved.";
        return OpenForm.Done("Rotation saved", meanwhile is null ? said : $"{said}\n{meanwhile} That is kept as well.");
    }

    static string Follows(IDbConnection db, RotationAnswer on) =>
        on.Rotation.GroupHandle is { } handle && UserGroupRow.Find(db, handle)?.Trouble is null
            ? $"\n@{Mrkdwn.Name(handle)} follows in a moment."
            : "";

    // Who sets nobody by mistake is to see it here, and not in a night.
    static string Critical(IDbConnection db, RotationAnswer on, DateTimeOffset now)
    {
        if (on.Rotation.Hours.ClosesAt(now) is null) return "";
        var called = on.Rotation.AlertGroup is { } group ? $"{Mrkdwn.UserGroup(group)} is called" : "*nobody is called*";
        return $"\nCritical out of hours: {called}.";
    }
}

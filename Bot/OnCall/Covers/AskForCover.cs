using System.Data;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using static Bot.OnCall.Covers.CoverIds;
using static Bot.OnCall.Covers.CoverInput;

namespace Bot.OnCall.Covers;

/// <summary>
/// <c>/cover</c>: asks others to take hours of mine, or of somebody who is absent; ready to submit as it opens.
/// </summary>
public sealed class AskForCover(
    Database database, SlackApi slack, SlackRouter router, RotationAccess rotations, BotCommands commands, TimeProvider clock)
{
    const int MostAsked = 50;

    DateTimeOffset Now => clock.GetUtcNow();

    public async Task<SlashResponse?> Open(SlashCommand command, CancellationToken stop)
    {
        var person = command.Rest.Length == 0 ? command.UserId : command.Mentioned;
        if (person is null) return Unknown(command.Rest);
        return await Open(command.TriggerId, person, command.UserId, stop) is { } refusal
            ? new SlashResponse { Text = refusal }
            : null;
    }

    string Unknown(string typed)
    {
        var words = router.Routes.Where(r => r.Kind == RouteKind.Command && r.Key == commands.Cover)
            .Select(r => r.Word).OfType<string>().Where(w => w.Length > 0);
        var first = typed.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries)[0].ToLowerInvariant();
        var rest = Spelling.Nearest(first, words) is { } word
            ? $"Did you mean `{commands.Cover} {word}`?"
            : $"`{commands.Cover}` asks for cover, `{commands.Cover} help` shows the rest.";
        return $"I do not know “{Mrkdwn.Inert(typed, 60)}”. {rest}";
    }

    /// <summary>
    /// The same form by a button; what speaks against it is told where there was a message, else in a small modal.
    /// </summary>
    public async Task OpenByButton(BlockActionRequest press, CancellationToken stop)
    {
        var refusal = await Open(press.TriggerId, press.User.Id, press.User.Id, stop);
        await Tell.Presser(slack, press, refusal, stop);
    }

    async Task<string?> Open(string triggerId, string person, string user, CancellationToken stop)
    {
        var (form, refusal) = database.Read(db => (Form(db, Read(db, new(), person), user), Nothing(db, person, user)));
        if (refusal is null) await slack.Views.Open(triggerId, form, stop);
        return refusal;
    }

    string? Nothing(IDbConnection db, string person, string user) => this switch
    {
        _ when RotationStore.All(db, Now).Count == 0 =>
            $"Nobody is on call yet. `{commands.Cover} rota` makes a rotation: choose who takes turns, the rest has "
                + "defaults.",
        _ when ShiftAhead.Of(db, person, Now).Count > 0 => null,
        _ when person == user =>
            $"You have no shift ahead, so there is nothing to hand over. `{commands.Cover} take` takes hours from "
                + $"somebody, `{commands.Cover} @name` asks for somebody who is absent.",
        _ =>
            $"{Mrkdwn.User(person)} has no shift ahead, so there is nothing to hand over. `{commands.Cover} schedule` "
                + "shows who has.",
    };

    CoverInput Read(IDbConnection db, ViewState state, string user) =>
        CoverInput.Read(state, user, p => ShiftAhead.Of(db, p, Now));

    ModalViewDefinition Form(IDbConnection db, CoverInput input, string user) => new()
    {
        CallbackId = AskForm,
        Title = "Ask for cover",
        Submit = "Ask",
        Close = "Cancel",
        PrivateMetadata = user,
        Blocks =
        [
            CoverForm.Field(ForField, ForField, "For", new UserSelectMenu { InitialUser = input.For }),
            .. Fields(db, input, user),
            new DividerBlock(),
            new SectionBlock { BlockId = "cover_preview", Text = Preview(db, input, user) },
        ],
    };

    IEnumerable<Block> Fields(IDbConnection db, CoverInput input, string user)
    {
        var shifts = ShiftAhead.Of(db, input.For, Now);
        if (shifts.Count == 0) return [];
        var several = shifts.Select(s => s.Row.Id).Distinct().Count() > 1;
        var hours = CoverForm.HoursFields(input, shifts, s => CoverForm.Option(s, Now) + (several ? $", {s.Row.Name}" : ""), Now);
        if (input.Shift is not { } shift) return hours;
        var asked = Asked(db, input, user);
        return [.. hours, CoverForm.Field(
            Of(AskedField, shift), AskedField, "Whom to ask",
            new UserMultiSelectMenu
            {
                InitialUsers = asked.Count > 0 ? asked : null,
                Placeholder = "Choose people",
                MaxSelectedItems = MostAsked,
            }),
            CoverForm.Why("Not needed, shown only if typed")];
    }

    // Everybody else in the rotation, unless people were chosen; who asks for somebody else can take the hours without asking.
    static IReadOnlyList<string> Asked(IDbConnection db, CoverInput input, string user)
    {
        if (input.Asked is not null || input.Shift is null) return input.Asked ?? [];
        var gone = Outsiders.All(db);
        return [.. input.Shift.Rotation.Members.Where(p => p != input.For && p != user && !gone.Contains(p)).Take(MostAsked)];
    }

    string Preview(IDbConnection db, CoverInput input, string user)
    {
        if (ShiftAhead.Of(db, input.For, Now).Count == 0)
            return $"{(input.For == user ? "You have" : $"{Mrkdwn.User(input.For)} has")} no shift ahead, "
                + "so there is nothing to cover. Choose somebody else.";
        if (input.Problem(Now) is { } problem) return $":warning: {Mrkdwn.Escape(problem)}";
        if (input is not { Shift: { } shift } || input.Hours(Now) is not { } hours) return "";
        var zone = shift.Rotation.Zone;
        var stays = input.For == user ? "you stay" : $"{Mrkdwn.User(input.For)} stays";
        var escalates = When.Wall(CoverTimes.EscalatesAt(Now, hours.Starts), zone, Now);
        var channel = shift.Rotation.Channel is { } own ? Mrkdwn.Channel(own) : "the announcement channel";
        var told = input.For == user
            ? ""
            : $" {Mrkdwn.User(input.For)} {CoverReach.Told(db, input.For, hours, Now)} that you asked.";
        var asks = CoverReach.Asked(db, Asked(db, input, user), hours, zone, Now);
        return $"*{When.Wall(hours, zone, Now)}*, times in {zone.Id}\n{asks} "
            + $"The first to take it is on call for what is left of these hours; until then {stays} on call. "
            + $"If nobody has by {escalates}, {channel} is told.{told}";
    }

    /// <summary>Shows what the fields would come to now.</summary>
    public async Task Refresh(BlockActionRequest change, CancellationToken stop)
    {
        if (change.View is not { CallbackId: AskForm } view) return;
        var input = database.Read(db => Read(db, view.State, change.User.Id));
        // Whoever is chosen is met first: when they are asked depends on where they live.
        await rotations.Meet((input.Asked ?? []).Append(input.For), stop);
        await slack.Views.Redraw(change, database.Read(db => Form(db, input, change.User.Id)), stop);
    }

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var user = form.User.Id;
        await rotations.Meet(database.Read(db => Asked(db, Read(db, form.View.State, user), user)), stop);
        try
        {
            var said = await database.Once(form.IdempotencyKey, tx => Ask(tx, Read(tx.Db, form.View.State, user), user));
            return ViewSubmissionResponse.Update(OpenForm.Done("Asked for cover", said!));
        }
        catch (CoverRefusedException refused)
        {
            return ViewSubmissionResponse.Errors((refused.Block, refused.Message));
        }
    }

    string Ask(Tx tx, CoverInput input, string user)
    {
        if (ShiftAhead.Of(tx.Db, input.For, tx.Time).Count == 0)
            throw new CoverRefusedException(ForField, "There is no shift ahead for them. Choose somebody else.");
        if (input.Problem(tx.Time) is { } problem) throw new CoverRefusedException(input.HoursBlock, problem);
        var shift = input.Shift!;
        var (hours, asked) = (input.Hours(DateTimeOffset.FromUnixTimeMilliseconds(tx.Now))!.Value, Asked(tx.Db, input, user));
        var askedBlock = Of(AskedField, shift);
        if (RotationAccess.Unfit(tx.Db, asked) is { } unfit)
            throw new CoverRefusedException(
                askedBlock, $"{unfit} cannot be on call: {RotationAccess.Cannot} Remove them.");
        if (asked.Count == 0) throw new CoverRefusedException(askedBlock, "Choose at least one person to ask.");
        if (asked.Contains(input.For))
            throw new CoverRefusedException(
                askedBlock,
                input.For == user
                    ? "You are the one to be covered. Remove yourself here."
                    : $"It is {Person.NameOf(tx.Db, input.For)} who is to be covered. Remove them here.");
        if (CoverRequestStore.OpenFor(tx.Db, shift.Row.Id, input.For).Any(r => r.Hours.Touches(hours)))
            throw new CoverRefusedException(
                input.HoursBlock,
                $"Cover of these hours is asked for already. {commands.Cover} requests shows it and can cancel it.");
        var number = CoverRequestStore.Add(
            tx, shift.Row, new() { Hours = hours, Away = input.For, By = user, Asked = asked, Why = input.Why });
        tx.Note(
            shift.Row.Subject, CoverFacts.Asked, user, input.For,
            FormattableString.Invariant($"{hours.Starts:u} - {hours.Ends:u}"));
        tx.Wake(CoverRequestRow.SubjectOf(number));
        tx.WakeHomes();
        var said = ShiftText.Hours(hours, shift.Rotation, PersonHours.ZoneOf(tx.Db, user), tx.Time);
        var asks = CoverReach.Asked(tx.Db, asked, hours, shift.Rotation.Zone, tx.Time);
        return $":white_check_mark: Cover is asked for, {said}. {asks} "
            + $"You are told when somebody takes it. `{commands.Cover} requests` cancels it.";
    }
}

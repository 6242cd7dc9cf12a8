using System.Data;
using System.Globalization;
using System.Text.Json;
using Bot.Delivery;
using Bot.Domain.FollowUps;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.FollowUps;

/// <summary><c>/followup</c>: words make one at once, nothing opens the form.</summary>
public sealed class MakeFollowUp(
    Database database, SlackApi slack, Access access, EditFollowUp edit, BotCommands commands, SlackRouter router,
    TimeProvider clock)
{
    public async Task<SlashResponse?> Typed(SlashCommand command, CancellationToken stop)
    {
        if (command.Rest.Length == 0)
        {
            await OpenForm(command.TriggerId, command.UserId, "", new(command.ChannelId), stop);
            return null;
        }

        if (TypedFollowUp.Read(command.Rest) is { Behind: "" } one)
        {
            await edit.Open(command.TriggerId, command.UserId, one.Number, stop);
            return null;
        }

        if (Misspelt(command.Rest) is { } meant) return meant;
        var (title, owner) = Words(command);
        await access.Meet(owner, stop);
        var number = await database.Once(command.IdempotencyKey, tx => Text(Make(
            tx, title, (owner, OfIncident.Here(tx.Db, command.UserId, command.ChannelId)), command.UserId)));
        return Said(long.Parse(number!, CultureInfo.InvariantCulture), command.UserId);
    }

    // "dnoe 12" wants to end one, and not to make one; so does any other word before a number alone.
    string? Misspelt(string text)
    {
        var words = text.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        var known = router.Routes.Where(r => r.Kind == RouteKind.Command && r.Key == commands.FollowUp && r.Word.Length > 0)
            .Select(r => r.Word);
        if (words is not [var first, var rest] || TypedFollowUp.Read(rest) is not { } typed) return null;
        if (Spelling.Nearest(first.ToLowerInvariant(), known) is { } word)
            return $"Did you mean `{commands.FollowUp} {word} {Mrkdwn.Inert(rest, 60)}`?";
        return typed.Behind.Length > 0 ? null
            : $"Nothing was made. `{commands.FollowUp} done {typed.Number}` ends #{typed.Number}, "
                + $"`{commands.FollowUp} {typed.Number}` opens it. A new one takes some more words.";
    }

    /// <summary>Whoever is named at the end sees to it.</summary>
    static (string Title, string Owner) Words(SlashCommand command)
    {
        var text = command.Rest;
        var named = command.Mentions.LastOrDefault(m => text.EndsWith(m.Shown, StringComparison.Ordinal));
        var title = FollowUpInput.OneLine(named is null ? text : text[..^named.Shown.Length]);
        if (title.Length == 0) throw new RefusedException($"Say what is to be done: {command.Command} fix the test @name.");
        if (title.Length > FollowUpStore.LongestTitle)
            throw new RefusedException(
                $"That is long: a follow-up takes {FollowUpStore.LongestTitle} characters. Say it in fewer words.");
        return (title, named?.Id ?? command.UserId);
    }

    /// <summary>Makes one with what nobody has chosen: the day by severity, and the rotation of its owner.</summary>
    internal static long Make(
        Tx tx, string title, (string Owner, OfIncident? Incident) whose, string by, FromMessage? from = null)
    {
        var (owner, incident) = whose;
        if (CheckInput.OwnerProblem(tx.Db, owner, incident?.Number) is { } problem) throw new RefusedException(problem);
        return FollowUpStore.Make(
            tx, new(title, owner, DueBy(tx.Db, owner, incident, tx.Time))
            {
                Incident = incident?.Number,
                Rotation = RotationOf(tx, owner),
                From = from,
            },
            by);
    }

    /// <summary>
    /// Makes one for a program; what nobody has chosen is chosen as for whoever types one. What is refused is a sentence.
    /// </summary>
    /// <param name="tx">The change.</param>
    /// <param name="made">What is to be done, and whose it is.</param>
    /// <param name="due">By when; null where nobody has said.</param>
    /// <param name="viewer">Who sees the incident that it is of.</param>
    /// <param name="by">For whom.</param>
    public static long ByProgram(Tx tx, NewFollowUp made, DateOnly? due, Viewer viewer, string by)
    {
        if (CheckInput.OwnerProblem(tx.Db, made.Owner, made.Incident) is { } problem) throw new RefusedException(problem);
        if (due < OwnerDays.Of(tx.Db, made.Owner, tx.Time).Today)
            throw new RefusedException("That day is over for whoever is to see to it. Choose today or a day to come.");
        var incident = OfIncident.Find(tx.Db, viewer, made.Incident);
        return FollowUpStore.Make(
            tx, made with
            {
                Due = due ?? DueBy(tx.Db, made.Owner, incident, tx.Time),
                Rotation = RotationOf(tx, made.Owner),
            },
            by);
    }

    static DateOnly DueBy(IDbConnection db, string owner, OfIncident? incident, DateTimeOffset now)
    {
        var days = OwnerDays.Of(db, owner, now);
        return FollowUpDays.DueBy(incident?.Severity, days.On, days.Today);
    }

    internal static string? RotationOf(Tx tx, string owner) =>
        RotationStore.OwnOf(RotationStore.All(tx.Db, tx.Time), owner)?.Id;

    SlashResponse Said(long number, string by) => database.Read(db =>
    {
        if (FollowUpStore.Find(db, Viewer.Of(by), number) is not { } row) return "It is made.";
        var text = $":fast_forward: {FollowUpText.For(db, by, clock.GetUtcNow()).Line(row)}";
        return new SlashResponse
        {
            Text = text,
            Blocks = [new SectionBlock { Text = text, Accessory = EditFollowUp.Button(row) }],
        };
    });

    /// <param name="trigger">What lets it open.</param>
    /// <param name="reader">For whom.</param>
    /// <param name="title">What is to be done, as far as that is known.</param>
    /// <param name="from">The message, or no more than the channel, that it comes from.</param>
    /// <param name="stop">Ends the call.</param>
    internal Task OpenForm(string trigger, string reader, string title, FormOrigin from, CancellationToken stop) =>
        slack.Views.Open(trigger, database.Read(db => Form(db, reader, title, from)), stop);

    ModalViewDefinition Form(IDbConnection db, string reader, string title, FormOrigin from)
    {
        var incident = OfIncident.Here(db, reader, from.Channel);
        var input = new FollowUpInput(
            title, reader, DueBy(db, reader, incident, clock.GetUtcNow()), FollowUpPriority.Normal, incident?.Number, "");
        return new()
        {
            CallbackId = FollowUpIds.MakeForm,
            PrivateMetadata = JsonSerializer.Serialize(from),
            Title = "New follow-up",
            Submit = "Create",
            Close = "Cancel",
            Blocks = [.. FollowUpForm.Fields(db, reader, input)],
        };
    }

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var (input, by) = (FollowUpInput.Read(form.View.State), form.User.Id);
        await access.Meet(input.Owner, stop);
        var from = JsonSerializer.Deserialize<FormOrigin>(form.View.PrivateMetadata)!;
        return await RefusedFields.Catch(database, form, tx =>
        {
            CheckInput.Check(tx, input, by);
            FollowUpStore.Make(
                tx, new(input.Title, input.Owner!, input.Due!.Value)
                {
                    Priority = input.Priority,
                    Labels = input.Labels,
                    Incident = input.Incident,
                    Rotation = RotationOf(tx, input.Owner!),
                    From = from is { Channel: { } channel, Ts: { } ts } ? new(channel, ts, from.Link) : null,
                },
                by);
        });
    }

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Where a form was asked for: in a channel, or in the menu of one of its messages.</summary>
sealed record FormOrigin(string? Channel, string? Ts = null, string? Link = null);

using System.Data;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.OnCall.Covers;
using Bot.OnCall.Keep;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;
using static Bot.OnCall.Rotations.RotationIds;

namespace Bot.OnCall.Rotations;

/// <summary>
/// An owner puts somebody on call now, with a reason: whoever would have these hours is covered, and both are told.
/// </summary>
public sealed class PutOnCall(
    Database database, SlackApi slack, RotationAccess rotations, RotationList list, TimeProvider clock)
{
    const string NobodyOn =
        "Nobody is on call, so there is nobody to take the place of. Change the members of the rotation first.";

    static readonly Dictionary<CoverPart, string> Parts = new()
    {
        [CoverPart.WholeShift] = "The end of this shift",
        [CoverPart.Today] = "The end of today",
        [CoverPart.Other] = "Another time",
    };

    DateTimeOffset Now => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());

    public Task Open(BlockActionRequest press, CancellationToken stop) => list.Push(
        press, id => Task.FromResult(database.Read(db => Form(db, id, new ViewState(), press.User.Id))), stop);

    /// <summary>Shows what the fields would come to now.</summary>
    public async Task Refresh(BlockActionRequest change, CancellationToken stop)
    {
        if (change.View is not { CallbackId: PutForm } view) return;
        var (id, _) = Read(view.PrivateMetadata);
        if (database.Read(db => rotations.Refusal(db, id, change.User.Id)) is not null) return;
        await slack.Views.Redraw(change, database.Read(db => Form(db, id, view.State, change.User.Id)), stop);
    }

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var ((id, shown), user, state) = (Read(form.View.PrivateMetadata), form.User.Id, form.View.State);
        var person = state.User(PutWhoField)!;
        await rotations.Meet([person], stop);
        try
        {
            var said = await database.Once(form.IdempotencyKey, tx => Put(tx, id, shown, state, person, user));
            return list.ThenRefresh(ViewSubmissionResponse.Update(OpenForm.Done("On call now", said!)), form.View, user);
        }
        catch (CoverRefusedException refused)
        {
            return ViewSubmissionResponse.Errors((refused.Block, refused.Message));
        }
        catch (ChangedMeanwhileException changed)
        {
            return ViewSubmissionResponse.Update(database.Read(db => Form(db, id, state, user, changed.Message)));
        }
    }

    string Put(Tx tx, string id, string shown, ViewState state, string person, string by)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(tx.Now);
        if (rotations.Refusal(tx.Db, id, by) is { } refusal) throw new CoverRefusedException(PutWhoField, refusal);
        if (RotationAccess.Unfit(tx.Db, [person]) is { } unfit)
            throw new CoverRefusedException(
                PutWhoField, $"{unfit} cannot be on call: {RotationAccess.Cannot}");
        if (RotationStore.Find(tx.Db, id, now) is not { } row)
            throw new CoverRefusedException(PutWhoField, "This rotation was deleted meanwhile.");
        var why = state.Text(PutWhyField);
        if (why.Length == 0) throw new CoverRefusedException(PutWhyField, "Say why, in a few words: both people read it.");
        if (Running(tx.Db, row, now) is not { } running) throw new CoverRefusedException(PutWhoField, NobodyOn);
        var hours = Hours(state, running, row, now);
        if (Problem(state, hours, running, row, now) is { } problem)
            throw new CoverRefusedException(Part(state) == CoverPart.Other ? PutTimeField : PutUntilField, problem);
        if (OnCallAnswers.Of(tx.Db, row, now).Answer.Person is { } on && on != shown)
            throw new ChangedMeanwhileException(Meanwhile(tx.Db, row, on, by, now));
        var others = Others(tx.Db, row, hours, person);
        if (others.Count == 0)
        {
            var they = person == by ? "You are" : $"{Person.NameOf(tx.Db, person)} is";
            throw new CoverRefusedException(PutWhoField, $"{they} on call in these hours already.");
        }

        foreach (var other in others)
            KeepCovers.Make(tx, row, new()
            {
                Hours = new(other.Starts, other.Ends),
                Away = other.Person,
                Covering = person,
                By = by,
                Why = why,
            });
        KeepShifts.Confirm(tx, row, by);
        tx.Note(row.Subject, RotationFacts.PutOnCall, by, string.Join(", ", others.Select(o => o.Person)), person, why);
        var said = ShiftText.Hours(hours, row.Rotation, PersonHours.ZoneOf(tx.Db, by), now);
        return $":white_check_mark: {Is(person, by)} on call, {said}, {InPlaceOf(others, by)}. {Told(others, person, by)}.";
    }

    // Somebody else was on call when the form was opened: whoever fills it in did not mean to replace this one.
    static string Meanwhile(IDbConnection db, RotationRow row, string on, string reader, DateTimeOffset now)
    {
        var cover = CoverStore.Rows(db, row.Id, now, now.AddMilliseconds(1))
            .LastOrDefault(c => c.Covering == on && c.Hours.Holds(now));
        var them = on == reader ? "you" : "them";
        var by = cover is null || cover.MadeBy == on || cover.MadeBy == CoverRow.Bot ? ""
            : $" {Mrkdwn.Name(Person.NameOf(db, cover.MadeBy))} put {them} on call {When.At(cover.MadeAt)}.";
        return $":warning: {Is(on, reader)} on call by now.{by} "
            + $"Nothing is saved yet. *Put on call* replaces {them}; close the form to leave it.";
    }

    static Shift? Running(IDbConnection db, RotationRow row, DateTimeOffset now) =>
        ShiftStore.Around(db, row.Id, now).FirstOrDefault(s => s.Holds(now));

    static CoverPart Part(ViewState state) =>
        Enum.TryParse<CoverPart>(state.Selected(PutUntilField), out var part) ? part : CoverPart.WholeShift;

    static Stretch Hours(ViewState state, Shift running, RotationRow row, DateTimeOffset now)
    {
        var (zone, day, time) = (row.Rotation.Zone, state[PutDateField].SelectedDate, state[PutTimeField].SelectedTime);
        return Part(state) != CoverPart.Other ? CoverHours.Of(Part(state), running, zone, now)
            : day is { } d && time is { } t ? new Stretch(now, zone.Instant(d.ToDateTime(t)))
            : new Stretch(now, running.Ends);
    }

    // The end of the shift or of the day may be near; whoever types a time means one worth a message.
    static string? Problem(ViewState state, Stretch hours, Shift running, RotationRow row, DateTimeOffset now) =>
        hours.Ends <= now ? "This time has passed. Choose a later one."
        : hours.Ends > running.Ends
            ? $"This shift ends {When.Wall(running.Ends, row.Rotation.Zone, now)} ({row.Zone}). Choose a time until then; "
            + "who is on call after that is the order of the members."
        : Part(state) == CoverPart.Other && hours.Ends - hours.Starts < CoverTimes.Shortest ? CoverInput.TooShort
        : null;

    // Whoever works these hours as things stand, one after another: a cover that is agreed on is taken over as well.
    static List<Shift> Others(IDbConnection db, RotationRow row, Stretch hours, string person)
    {
        var parts = new List<Shift>();
        foreach (var shift in OnCallAnswers.Resolver(db, row, hours.Starts).Shifts.Where(
            s => s.Starts < hours.Ends && hours.Starts < s.Ends && s.Person != person))
        {
            var part = shift with
            {
                Starts = shift.Starts > hours.Starts ? shift.Starts : hours.Starts,
                Ends = shift.Ends < hours.Ends ? shift.Ends : hours.Ends,
            };
            if (parts.Count > 0 && parts[^1].Person == part.Person && parts[^1].Ends == part.Starts)
                parts[^1] = parts[^1] with { Ends = part.Ends };
            else parts.Add(part);
        }

        return parts;
    }

    static string Is(string person, string reader) => person == reader ? "You are" : $"{Mrkdwn.User(person)} is";

    /// <summary>"in the place of @ana", "in your place".</summary>
    static string InPlaceOf(List<Shift> shifts, string reader)
    {
        var people = shifts.Select(s => s.Person).Distinct().ToList();
        return people is [var one] && one == reader
            ? "in your place"
            : $"in the place of {string.Join(", ", people.Select(p => p == reader ? "you" : Mrkdwn.User(p)))}";
    }

    // Whoever does it need not be told.
    static string Told(List<Shift> shifts, string person, string reader)
    {
        List<string> people = [.. shifts.Select(s => s.Person).Append(person).Distinct().Where(p => p != reader)];
        return people.Count == 1 ? $"{Mrkdwn.User(people[0])} is told" : people.Count == 2 ? "Both are told" : "All are told";
    }

    ModalViewDefinition Form(IDbConnection db, string id, ViewState state, string reader, string? notice = null)
    {
        var now = Now;
        if (RotationStore.Find(db, id, now) is not { } row || Running(db, row, now) is not { } running)
            return OpenForm.Done("Put on call", NobodyOn);
        return new()
        {
            CallbackId = PutForm,
            Title = "Put on call now",
            Submit = "Put on call",
            Close = "Cancel",
            PrivateMetadata = $"{id} {OnCallAnswers.Of(db, row, now).Answer.Person}",
            Blocks =
            [
                .. notice is null ? Array.Empty<Block>() : [new SectionBlock { BlockId = "meanwhile", Text = notice }],
                CoverForm.Field(
                    PutWhoField, PutWhoField, "Who",
                    new UserSelectMenu { InitialUser = state.User(PutWhoField), Placeholder = "Choose somebody" }),
                .. UntilFields(state, running, row, now),
                new InputBlock
                {
                    BlockId = PutWhyField,
                    Label = "Why",
                    Element = new PlainTextInput
                    {
                        ActionId = PutWhyField,
                        MaxLength = CoverForm.LongestWhy,
                        Placeholder = "Both people read it",
                    },
                },
                new DividerBlock(),
                new SectionBlock { BlockId = "put_preview", Text = Preview(db, state, running, row, reader, now) },
            ],
        };
    }

    static IEnumerable<Block> UntilFields(ViewState state, Shift running, RotationRow row, DateTimeOffset now)
    {
        var zone = row.Rotation.Zone;
        var options = CoverHours.Offered(running, zone, now).Where(Parts.ContainsKey).OrderBy(p => p == CoverPart.Today)
            .ThenBy(p => p == CoverPart.Other)
            .Select(p => new Option(Parts[p], p.ToString())).ToList();
        yield return CoverForm.Field(PutUntilField, PutUntilField, "Until", new StaticSelectMenu
        {
            Options = options,
            InitialOption = options.FirstOrDefault(o => o.Value == Part(state).ToString()) ?? options[0],
        });
        if (Part(state) != CoverPart.Other) yield break;
        var end = zone.Wall(running.Ends);
        yield return CoverForm.Field(
            PutDateField, PutDateField, "Day", new DatePicker { InitialDate = DateOnly.FromDateTime(end) });
        yield return CoverForm.Field(
            PutTimeField, PutTimeField, "Time", new TimePicker { InitialTime = new TimeOnly(end.Hour, end.Minute) },
            $"On the clock in {zone.Id}.");
    }

    static string Preview(
        IDbConnection db, ViewState state, Shift running, RotationRow row, string reader, DateTimeOffset now)
    {
        var hours = Hours(state, running, row, now);
        if (Problem(state, hours, running, row, now) is { } problem) return $":warning: {problem}";
        var when = $"*{When.Wall(hours, row.Rotation.Zone, now)}*, times in {row.Zone}";
        if (state.User(PutWhoField) is not { } person)
            return $"{when}\nChoose who is on call {InPlaceOf(Others(db, row, hours, ""), reader)}.";
        return Others(db, row, hours, person) is { Count: > 0 } others
            ? $"{when}\n{Is(person, reader)} on call {InPlaceOf(others, reader)}. "
                + $"{Told(others, person, reader)}, with the reason."
            : $":warning: {Is(person, reader)} on call in these hours already.";
    }

    // Which rotation it is of, and who was on call when the form last said whose place is taken.
    static (string Id, string Shown) Read(string metadata) =>
        metadata.Split(' ') is [var id, var shown] ? (id, shown) : (metadata, "");
}

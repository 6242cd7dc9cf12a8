using System.Data;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Handover;

/// <summary>
/// <c>/cover word</c> and the button of a brief: whoever has the last hours before a hand-off leaves a word for whoever is next,
/// and can change it until then.
/// </summary>
public sealed class LeaveWord(Database database, SlackApi slack, BotCommands commands, TimeProvider clock)
{
    const string Field = "word";

    /// <summary>The last hours of one person before a hand-off: who is next as far as one knows, and what is written.</summary>
    internal sealed record Ending(RotationRow Row, ShiftChange? Change, HandoverWord? Word);

    /// <summary>Opens the form; of a rotation by its name, and else with what was typed behind the word.</summary>
    public async Task<SlashResponse?> Typed(SlashCommand command, CancellationToken stop)
    {
        var typed = command.Rest.Trim();
        var form = database.Read(db =>
        {
            var all = Endings(db, command.UserId, clock.GetUtcNow());
            var named = all.Find(e => e.Row.Name.Equals(typed, StringComparison.OrdinalIgnoreCase));
            return (named ?? all.FirstOrDefault()) is not { } ending ? null
                : Form(db, ending, named is null && typed.Length > 0 ? typed : null);
        });
        if (form is null) return Nothing;
        await slack.Views.Open(command.TriggerId, form, stop);
        return null;
    }

    string Nothing => $"You hand over to nobody as far as shifts are laid out. `{commands.Cover} who` shows who is on call.";

    public async Task OpenByButton(BlockActionRequest press, CancellationToken stop)
    {
        var form = database.Read(db => Endings(db, press.User.Id, clock.GetUtcNow())
            .Find(e => e.Row.Id == press.Action.Value) is { } ending ? Form(db, ending, null) : null);
        if (form is null) await Tell.Presser(slack, press, Over, stop);
        else await slack.Views.Open(press.TriggerId, form, stop);
    }

    const string Over = "These hours are handed over, so nothing can be added to them. Write to whoever is on call now.";

    /// <summary>What somebody is to hand over, the next hand-off first.</summary>
    internal static List<Ending> Endings(IDbConnection db, string person, DateTimeOffset now) =>
    [
        .. from row in RotationStore.All(db, now)
           let word = WordStore.Waiting(db, row.Id, person)
           where word is not null || row.Rotation.Members.Contains(person)
           let change = Changeovers.Next(db, row.Id, now)
           where change?.From == person || (word is not null && Changeovers.Over(db, word, now) is null)
           orderby change?.At
           select new Ending(row, change?.From == person || change?.To != person ? change : null, word),
    ];

    ModalViewDefinition Form(IDbConnection db, Ending ending, string? typed)
    {
        var (zone, now) = (ending.Row.Rotation.Zone, clock.GetUtcNow());
        var next = ending.Change is { } change
            ? $"{Mrkdwn.User(change.To)} takes over {When.Wall(change.At, zone, now)} ({zone.Id})."
            : "It waits for the next hand-off.";
        // What was typed does not take the place of what is kept.
        var text = string.Join('\n', new[] { ending.Word?.Words, typed }.OfType<string>());
        return new()
        {
            CallbackId = HandoverIds.WordForm,
            PrivateMetadata = ending.Row.Id,
            Title = "A word for the next",
            Submit = "Leave it",
            Close = "Cancel",
            Blocks =
            [
                new SectionBlock { Text = $"*{Mrkdwn.Name(ending.Row.Name)}*: {next}" },
                new InputBlock
                {
                    BlockId = Field,
                    Label = $"What should {Next(db, ending)} know?",
                    Hint = "What is half done, what to watch, whom to ask. It stands with your name in the brief of whoever has "
                        + "the hours at the hand-off, and nowhere else. You can change it until then. Empty: no word.",
                    Optional = true,
                    Element = new PlainTextInput
                    {
                        ActionId = Field,
                        Multiline = true,
                        MaxLength = Limits.InputText,
                        InitialValue = text.Length > 0 ? Limits.Truncate(text, Limits.InputText) : null,
                    },
                },
            ],
        };
    }

    static string Next(IDbConnection db, Ending ending) =>
        ending.Change is { } change ? Limits.Truncate(Person.NameOf(db, change.To), LongestName) : "whoever is next";

    const int LongestName = 40;

    public Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var (words, by, rotation) = (form.View.State.Text(Field).Trim(), form.User.Id, form.View.PrivateMetadata);
        return RefusedFields.Catch(database, form, tx =>
        {
            HandOverWords.Now(tx);
            if (!Endings(tx.Db, by, tx.Time).Exists(e => e.Row.Id == rotation)) throw RefusedFields.Of(Field, Over);
            WordStore.Save(tx, rotation, by, words);
        });
    }

    /// <summary>The button that opens the form.</summary>
    internal static Button Button(IDbConnection db, Ending ending) => new()
    {
        ActionId = HandoverIds.OpenWord,
        Text = Limits.Truncate(
            ending.Word is null ? $"Leave a word for {Next(db, ending)}" : "Change your word", Limits.ButtonText),
        Value = ending.Row.Id,
    };
}

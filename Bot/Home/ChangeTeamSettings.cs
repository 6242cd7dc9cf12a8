using System.Data;
using System.Text.Json;
using Bot.Alerts;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.Domain.Reviews;
using Bot.Incidents;
using Bot.People;
using Bot.Requests;
using Bot.Reviews;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using static Bot.Home.TeamFields;

namespace Bot.Home;

/// <summary>
/// <c>/incident settings</c>: where incidents are announced, what their channels are called and when they go, when a storm
/// begins. The settings are those of several features, each declared there.
/// </summary>
public sealed class ChangeTeamSettings(
    Database database, SlackApi slack, Access access, AlertSettings alerts, PostReview reviews, BotCommands commands)
{
    const int MostPeople = 20;

    readonly IReadOnlyList<TeamField> all = All(alerts);

    public async Task<SlashResponse?> Open(SlashCommand command, CancellationToken stop)
    {
        if (database.Read(db => Refusal(db, command.UserId)) is { } refusal) return refusal;
        await slack.Views.Open(command.TriggerId, database.Read(Form), stop);
        return null;
    }

    public async Task OpenByButton(BlockActionRequest press, CancellationToken stop)
    {
        if (database.Read(db => Refusal(db, press.User.Id)) is { } refusal) throw new RefusedException(refusal);
        await slack.Views.Open(press.TriggerId, database.Read(Form), stop);
    }

    string? Refusal(IDbConnection db, string user) => access.Refusal(db, user, Act.ChangeTeamSettings);

    /// <summary>A sentence for each setting that is kept as something that cannot be read.</summary>
    public IEnumerable<string> Unread(IDbConnection db) =>
        from field in all
        let kept = field.Setting.Unread(db)
        where kept is not null
        select $"Setting: {field.Title} is kept as “{kept}”, which cannot be read. The default counts until "
            + $"{commands.Incident} {Verbs.Settings} is saved.";

    ModalViewDefinition Form(IDbConnection db)
    {
        var now = all.ToDictionary(field => field.Block, field => field.Setting.Text(db));
        return Form(now, now.ToDictionary(n => n.Key, n => ShortMark.Of(n.Value)), notes: []);
    }

    /// <summary>The form with these values, what it stands on, and a word about what others have changed meanwhile.</summary>
    ModalViewDefinition Form(
        Dictionary<string, string> values, Dictionary<string, string> shown, IReadOnlyList<string> notes) => new()
        {
            CallbackId = HomeIds.SettingsForm,
            Title = "Incident settings",
            Submit = "Save",
            Close = "Cancel",
            PrivateMetadata = JsonSerializer.Serialize(shown),
            Blocks =
            [
                .. notes.Count == 0
                    ? []
                    : new[] { new SectionBlock { Text = Limits.TruncateEscaped(string.Join('\n', notes), Limits.Text) } },
                .. all.Select(field => Input(field, values[field.Block])),
            ],
        };

    static InputBlock Input(TeamField field, string text) => new()
    {
        BlockId = field.Block,
        Label = field.Title,
        Hint = field.Hint is { } hint ? new PlainText(hint) : null,
        Optional = field.IsOptional,
        Element = field switch
        {
            { IsChannel: true } => new ChannelSelectMenu
            {
                ActionId = field.Block,
                InitialChannel = text.Length > 0 ? text : null,
            },
            { IsPeople: true } => new UserMultiSelectMenu
            {
                ActionId = field.Block,
                InitialUsers = Setting.Listed(text) is { Count: > 0 } people ? people : null,
                MaxSelectedItems = MostPeople,
            },
            _ => new PlainTextInput
            {
                ActionId = field.Block,
                // What an older version kept may be longer than the field.
                InitialValue = text.Length > 0 ? Limits.Truncate(text, field.Longest) : null,
                MaxLength = field.Longest,
                Multiline = field.Longest > TeamField.LongestText ? true : null,
            },
        },
    };

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var values = form.View.State;
        (string, string)[] problems =
        [
            .. all.Where(field => field.Setting.Clean(field.Typed(values)) is null)
                .Select(field => (field.Block, field.Problem(field.Typed(values)))),
        ];
        if (problems.Length == 0) problems = [.. all.Where(field => IsTooLong(field, values)).Select(TooLong)];
        if (problems.Length == 0) problems = [.. await OfAnnouncements(values, stop), .. await OfWeek(values, stop)];
        if (problems.Length > 0) return ViewSubmissionResponse.Errors(problems);
        return await RefusedFields.Catch(database, form, tx => Save(tx, form));
    }

    // What everybody of the workspace may read is not for another company.
    async Task<(string, string)[]> OfAnnouncements(ViewState values, CancellationToken stop)
    {
        var channel = values[Channel].SelectedChannel;
        if (channel is null || channel == database.Read(AnnouncementChannel.Kept.Now)) return [];
        return await QuestionsChannel.Info(slack, channel, stop) is { IsExtShared: true } found
            ? [(Channel, $"#{found.Name} is shared with another company. Choose a channel of your own.")] : [];
    }

    /// <summary>What is wrong with where and when the weekly review is posted, taken together.</summary>
    async Task<IEnumerable<(string, string)>> OfWeek(ViewState values, CancellationToken stop)
    {
        var (channel, time) = (values[WeekChannel].SelectedChannel, ReviewSettings.WeekTime.Of(values.Text(WeekTime)));
        if (WeekProblem(channel, time) is { } problem) return [problem];
        if (channel is null || channel == database.Read(ReviewSettings.WeekChannel.Now)) return [];
        return await reviews.Refusal(channel, stop) is { } refusal ? [(WeekChannel, refusal)] : [];
    }

    /// <summary>Where and when are said together, or neither is.</summary>
    internal static (string Block, string Sentence)? WeekProblem(string? channel, DigestTime? time) => (channel, time) switch
    {
        (null, not null) => (WeekChannel, "Choose where it is posted, or leave both empty."),
        (not null, null) => (WeekTime, $"Say when it is posted, such as {DigestTime.Example}, or leave both empty."),
        _ => null,
    };

    // As it is kept, which may be longer than it was typed; the form would not hold it when it is opened again.
    static bool IsTooLong(TeamField field, ViewState values) => field.Setting.Clean(field.Typed(values))!.Length > field.Longest;

    static (string, string) TooLong(TeamField field) =>
        (field.Block, $"With commas between them these are over {field.Longest} characters. Name fewer.");

    /// <summary>
    /// Writes what the person changed; where others changed the same, the form is drawn anew and says who and when.
    /// </summary>
    void Save(Tx tx, ViewSubmission form)
    {
        if (Refusal(tx.Db, form.User.Id) is { } refusal) throw RefusedFields.Of(Prefix, refusal);
        var shown = JsonSerializer.Deserialize<Dictionary<string, string>>(form.View.PrivateMetadata) ?? [];
        var typed = all.ToDictionary(field => field.Block, field => field.Setting.Clean(field.Typed(form.View.State))!);
        // What was shown may be longer than a form can carry; whether it is still so is all that is asked.
        var changed = all.Where(field => ShortMark.Of(typed[field.Block]) != shown.GetValueOrDefault(field.Block)
            || field.Setting.Unread(tx.Db) is not null).ToList();
        var before = changed.Where(field => field.Setting.Text(tx.Db) is var now
            && ShortMark.Of(now) != shown.GetValueOrDefault(field.Block) && now != typed[field.Block]).ToList();
        if (before.Count > 0)
        {
            foreach (var field in before) shown[field.Block] = ShortMark.Of(field.Setting.Text(tx.Db));
            throw RefusedFields.Anew(Form(typed, shown, [.. before.Select(field => Before(tx, field))]));
        }

        Write(tx, changed.Select(field => (field, typed[field.Block])), form.User.Id);
    }

    /// <summary>Keeps what was checked, and wakes what waits for it.</summary>
    internal static void Write(Tx tx, IEnumerable<(TeamField Field, string Kept)> changed, string by)
    {
        var all = changed.ToList();
        foreach (var (field, kept) in all) SettingStore.Set(tx, field.Setting.Key, kept, by);
        if (QuestionsChannel.Kept.Now(tx.Db) is { } questions && all.Exists(c => c.Field.Block == Questions))
            tx.Wake(QuestionsChannel.SubjectOf(questions));
        // What waits for the channel that it cannot use is said in the other at once.
        if (all.Exists(c => c.Field.Block == Channel)) Claims.WakeParked(tx);
    }

    static string Before(Tx tx, TeamField field)
    {
        var now = field.Shown(field.Setting.Text(tx.Db));
        var (by, at) = SettingStore.ChangedBy(tx.Db, field.Setting.Key);
        return $"*{Mrkdwn.Name(Person.NameOf(tx.Db, by))}* set {field.Said} to {now}, {When.At(at)}. Nothing is saved yet: press "
            + "*Save* again to change it.";
    }
}

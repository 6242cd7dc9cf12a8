using System.Data;
using System.Text.Json;
using Bot.Alerts;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.Domain.OnCall;
using Bot.Domain.Reviews;
using Bot.Incidents;
using Bot.People;
using Bot.Requests;
using Bot.Reviews;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using Bot.Summaries;

namespace Bot.Home;

/// <summary>
/// <c>/incident settings</c>: where incidents are announced, what their channels are called and when they go, when a storm
/// begins. The settings are those of several features, each declared there.
/// </summary>
public sealed class ChangeTeamSettings(
    Database database, SlackApi slack, Access access, AlertSettings alerts, PostReview reviews, BotCommands commands)
{
    const string Channel = "channel", Questions = "questions", Prefix = "prefix", Storm = "storm", Archive = "archive",
        Private = "private", PrivateToModel = "private_to_model", Branches = "branches", Environments = "environments",
        Impact = "impact", Load = "load", WeekChannel = "review_channel", WeekTime = "review_time";

    const int LongestText = 300, MostPeople = 20;

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

    /// <summary>A field of the form: what it asks for, and what is said of a text that its setting does not take.</summary>
    sealed record Field(string Block, ISetting Setting, string Title, string? Hint, Func<string, string> Problem)
    {
        public bool IsOptional { get; init; }

        public bool IsChannel { get; init; }
        public bool IsPeople { get; init; }

        /// <summary>How a sentence names it.</summary>
        public required string Said { get; init; }

        public string Typed(ViewState values) => IsChannel ? values[Block].SelectedChannel ?? ""
            : IsPeople ? string.Join(", ", values.Users(Block)) : values.Text(Block);

        public string Shown(string text) => IsPeople
            ? Names(text) is { Count: > 0 } people ? string.Join(", ", people.Select(Mrkdwn.User)) : "nobody"
            : !IsChannel ? $"“{Mrkdwn.Inert(text, 100)}”"
            : text.Length > 0 ? Mrkdwn.Channel(text) : "none";
    }

    IReadOnlyList<Field> All => [.. OfIncidents, .. OfReviews, .. OfAlerts];

    IReadOnlyList<Field> OfIncidents =>
    [
        new(Channel, AnnouncementChannel.Kept, "Announcement channel", null, _ => "Choose a channel.")
        {
            IsChannel = true,
            Said = "the announcement channel",
        },
        new(Questions, QuestionsChannel.Kept, "Channel for questions",
            "Each new thread there asks whoever is on call. Invite the bot to it. Empty: none.", _ => "Choose a channel.")
        {
            IsOptional = true,
            IsChannel = true,
            Said = "the channel for questions",
        },
        new(Prefix, IncidentSettings.ChannelPrefix, "Start of channel names",
            "Lower-case letters, digits, dashes and underscores, such as inc-.", typed => ChannelName.PrefixProblem(typed)!)
        {
            Said = "the start of channel names",
        },
        new(Storm, alerts.StormLimit, "Storm limit",
            "After this many incidents in 10 minutes, further alerts share one. 0: never.",
            _ => $"Use a whole number from 0 (never) to {AlertSettings.MostStormLimit}.")
        {
            Said = "the storm limit",
        },
        new(Archive, IncidentSettings.ArchiveAfter, "Archive channels after … days",
            "Counted from the end of the incident, and asked a day before. Empty: never.",
            _ => $"Use a whole number of days from 1 to {IncidentSettings.MostArchiveDays}, or leave it empty for never.")
        {
            IsOptional = true,
            Said = "when channels are archived",
        },
        new(Private, IncidentSettings.PrivatePeople, "People for private matters",
            "They are let into every incident that is declared private.", _ => "Choose people.")
        {
            IsOptional = true,
            IsPeople = true,
            Said = "the people for private matters",
        },
        new(PrivateToModel, MayGoToModel.Private, "Model reads private incidents",
            "yes: summaries of private incidents are written by the model too. Empty: no.",
            _ => "Type yes, or leave it empty for no.")
        {
            IsOptional = true,
            Said = "whether the model reads private incidents",
        },
    ];

    static IReadOnlyList<Field> OfReviews =>
    [
        new(Load, ReviewSettings.Load, "Work of each person in reviews",
            "yes: shown to them, to owners and to admins. no: to nobody.", _ => "Type yes or no.")
        {
            Said = "whether reviews show the work of each person",
        },
        new(WeekChannel, ReviewSettings.WeekChannel, "Channel for a weekly review",
            "The last 7 days, as all may see them. Empty: none.", _ => "Choose a channel.")
        {
            IsOptional = true,
            IsChannel = true,
            Said = "the channel for the weekly review",
        },
        new(WeekTime, ReviewSettings.WeekTime, "Time of the weekly review",
            $"Such as {DigestTime.Example}, or a cron expression and a zone. Empty: never.",
            typed => DigestTime.TryParse(typed, out _, out var problem) ? "" : problem)
        {
            IsOptional = true,
            Said = "the time of the weekly review",
        },
    ];

    static IReadOnlyList<Field> OfAlerts =>
    [
        new(Branches, AlertSettings.Branches, "Production branches", "Alerts of other branches are kept and open nothing.",
            _ => "Name at least one branch, such as main: with none, no alert would open an incident.")
        {
            Said = "the production branches",
        },
        new(Environments, AlertSettings.Environments, "Production environments",
            "Alerts of other environments are kept and open nothing.",
            _ => "Name at least one environment, such as production.")
        {
            Said = "the production environments",
        },
        new(Impact, AlertSettings.ImpactKey, "Key of dbt's meta for impact",
            "meta: {impact: customer-facing} or internal, of models and exposures.",
            _ => $"Use one word of {AlertSettings.LongestImpactKey} letters at most, such as impact.")
        {
            Said = "the key of dbt's meta",
        },
    ];

    /// <summary>A sentence for each setting that is kept as something that cannot be read.</summary>
    public IEnumerable<string> Unread(IDbConnection db) =>
        from field in All
        let kept = field.Setting.Unread(db)
        where kept is not null
        select $"Setting: {field.Title} is kept as “{kept}”, which cannot be read. The default counts until "
            + $"{commands.Incident} {Verbs.Settings} is saved.";

    ModalViewDefinition Form(IDbConnection db)
    {
        var now = All.ToDictionary(field => field.Block, field => field.Setting.Text(db));
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
                .. All.Select(field => Input(field, values[field.Block])),
            ],
        };

    static IReadOnlyList<string> Names(string text) => Setting.Listed(text);

    static InputBlock Input(Field field, string text) => new()
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
                InitialUsers = Names(text) is { Count: > 0 } people ? people : null,
                MaxSelectedItems = MostPeople,
            },
            _ => new PlainTextInput
            {
                ActionId = field.Block,
                // What an older version kept may be longer than the field.
                InitialValue = text.Length > 0 ? Limits.Truncate(text, LongestText) : null,
                MaxLength = LongestText,
            },
        },
    };

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var values = form.View.State;
        (string, string)[] problems =
        [
            .. All.Where(field => field.Setting.Clean(field.Typed(values)) is null)
                .Select(field => (field.Block, field.Problem(field.Typed(values)))),
        ];
        if (problems.Length == 0) problems = [.. All.Where(field => IsTooLong(field, values)).Select(TooLong)];
        if (problems.Length == 0) problems = [.. await OfWeek(values, stop)];
        if (problems.Length > 0) return ViewSubmissionResponse.Errors(problems);
        return await RefusedFields.Catch(database, form, tx => Save(tx, form));
    }

    /// <summary>What is wrong with where and when the weekly review is posted, taken together.</summary>
    async Task<IEnumerable<(string, string)>> OfWeek(ViewState values, CancellationToken stop)
    {
        var (channel, time) = (values[WeekChannel].SelectedChannel, ReviewSettings.WeekTime.Of(values.Text(WeekTime)));
        if (channel is null) return time is null ? [] : [(WeekChannel, "Choose where it is posted, or leave both empty.")];
        if (time is null) return [(WeekTime, $"Say when it is posted, such as {DigestTime.Example}, or leave both empty.")];
        if (channel == database.Read(ReviewSettings.WeekChannel.Now)) return [];
        return await reviews.Refusal(channel, stop) is { } refusal ? [(WeekChannel, refusal)] : [];
    }

    // As it is kept, which may be longer than it was typed; the form would not hold it when it is opened again.
    static bool IsTooLong(Field field, ViewState values) => field.Setting.Clean(field.Typed(values))!.Length > LongestText;

    static (string, string) TooLong(Field field) =>
        (field.Block, $"With commas between them these are over {LongestText} characters. Name fewer.");

    /// <summary>
    /// Writes what the person changed; where others changed the same, the form is drawn anew and says who and when.
    /// </summary>
    void Save(Tx tx, ViewSubmission form)
    {
        if (Refusal(tx.Db, form.User.Id) is { } refusal) throw RefusedFields.Of(Prefix, refusal);
        var shown = JsonSerializer.Deserialize<Dictionary<string, string>>(form.View.PrivateMetadata) ?? [];
        var typed = All.ToDictionary(field => field.Block, field => field.Setting.Clean(field.Typed(form.View.State))!);
        // What was shown may be longer than a form can carry; whether it is still so is all that is asked.
        var changed = All.Where(field => ShortMark.Of(typed[field.Block]) != shown.GetValueOrDefault(field.Block)
            || field.Setting.Unread(tx.Db) is not null).ToList();
        var before = changed.Where(field => field.Setting.Text(tx.Db) is var now
            && ShortMark.Of(now) != shown.GetValueOrDefault(field.Block) && now != typed[field.Block]).ToList();
        if (before.Count > 0)
        {
            foreach (var field in before) shown[field.Block] = ShortMark.Of(field.Setting.Text(tx.Db));
            throw RefusedFields.Anew(Form(typed, shown, [.. before.Select(field => Before(tx, field))]));
        }

        foreach (var field in changed) SettingStore.Set(tx, field.Setting.Key, typed[field.Block], form.User.Id);
        if (QuestionsChannel.Kept.Now(tx.Db) is { } questions && changed.Any(field => field.Block == Questions))
            tx.Wake(QuestionsChannel.SubjectOf(questions));
        // What waits for the channel that it cannot use is said in the other at once.
        if (changed.Any(field => field.Block == Channel)) Claims.WakeParked(tx);
    }

    static string Before(Tx tx, Field field)
    {
        var now = field.Shown(field.Setting.Text(tx.Db));
        var (by, at) = SettingStore.ChangedBy(tx.Db, field.Setting.Key);
        return $"*{Mrkdwn.Name(Person.NameOf(tx.Db, by))}* set {field.Said} to {now}, {When.At(at)}. Nothing is saved yet: press "
            + "*Save* again to change it.";
    }
}

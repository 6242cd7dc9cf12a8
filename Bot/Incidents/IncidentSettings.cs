using System.Data;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// <c>/incident settings</c>: where incidents are announced, what their channels are called and when they go, when a storm
/// begins.
/// </summary>
public sealed class IncidentSettings(Database database, SlackApi slack, Access access, BotSettings settings)
{
    const string Channel = "channel", Prefix = "prefix", Storm = "storm", Archive = "archive", Branches = "branches",
        Environments = "environments";

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

    /// <summary>
    /// A field of the form: where it is kept, what it shows, and what somebody typed, both as the text that is kept.
    /// </summary>
    sealed record Setting(string Block, string Key, string Label, Func<IDbConnection, string> Now, Func<ViewState, string> Typed);

    IReadOnlyList<Setting> All =>
    [
        new(Channel, TeamSettings.AnnouncementChannel, "the announcement channel",
            db => TeamSettings.Get(db, TeamSettings.AnnouncementChannel) ?? "", values => values[Channel].SelectedChannel ?? ""),
        new(Prefix, TeamSettings.ChannelPrefix, "the start of channel names",
            db => TeamSettings.Get(db, TeamSettings.ChannelPrefix) ?? ChannelMaker.DefaultPrefix, values => values.Text(Prefix)),
        new(Storm, TeamSettings.StormLimit, "the storm limit",
            db => TeamSettings.Number(db, TeamSettings.StormLimit, settings.StormLimit).ToString(CultureInfo.InvariantCulture),
            values => Limit(values)!.Value.ToString(CultureInfo.InvariantCulture)),
        new(Archive, TeamSettings.ArchiveAfter, "when channels are archived",
            db => PutAwayChannel.Days(db)?.ToString(CultureInfo.InvariantCulture)
                ?? "", values => values.Text(Archive).Length == 0 ? "" : $"{Days(values)}"),
        new(Branches, TeamSettings.ProductionBranches, "the production branches",
            db => Joined(TeamSettings.List(db, TeamSettings.ProductionBranches, TeamSettings.DefaultBranches)),
            values => Joined(TeamSettings.Listed(values.Text(Branches)))),
        new(Environments, TeamSettings.ProductionEnvironments, "the production environments",
            db => Joined(TeamSettings.List(db, TeamSettings.ProductionEnvironments, TeamSettings.DefaultEnvironments)),
            values => Joined(TeamSettings.Listed(values.Text(Environments)))),
    ];

    static string Joined(IEnumerable<string> names) => string.Join(", ", names);

    ModalViewDefinition Form(IDbConnection db)
    {
        var now = All.ToDictionary(setting => setting.Block, setting => setting.Now(db));
        return Form(now, now.ToDictionary(n => n.Key, n => Mark(n.Value)), notes: []);
    }

    /// <summary>The form with these values, what it stands on, and a word about what others have changed meanwhile.</summary>
    static ModalViewDefinition Form(
        Dictionary<string, string> values, Dictionary<string, string> shown, IReadOnlyList<string> notes) => new()
        {
            CallbackId = IncidentRoutes.SettingsForm,
            Title = "Incident settings",
            Submit = "Save",
            Close = "Cancel",
            PrivateMetadata = JsonSerializer.Serialize(shown),
            Blocks =
            [
                .. notes.Count == 0
                    ? []
                    : new[] { new SectionBlock { Text = Limits.TruncateEscaped(string.Join('\n', notes), Limits.Text) } },
                new InputBlock
                {
                    BlockId = Channel,
                    Label = "Announcement channel",
                    Element = new ChannelSelectMenu
                    {
                        ActionId = Channel,
                        InitialChannel = values[Channel] is { Length: > 0 } id ? id : null,
                    },
                },
                Field(Prefix, "Start of channel names", "Lower-case letters, digits and dashes, such as inc-.", values),
                Field(
                    Storm, "Storm limit", "After this many incidents in 10 minutes, further alerts share one. 0: never.", values),
                Field(Archive, "Archive channels after … days", "Counted from the end of the incident. Empty: never.", values)
                    with { Optional = true },
                Field(Branches, "Production branches", "Alerts of other branches are kept and open nothing.", values),
                Field(Environments, "Production environments", "Alerts of other environments are kept and open nothing.", values),
            ],
        };

    static InputBlock Field(string id, string label, string hint, Dictionary<string, string> values) => new()
    {
        BlockId = id,
        Label = label,
        Hint = hint,
        Element = new PlainTextInput
        {
            ActionId = id,
            InitialValue = values[id] is { Length: > 0 } text ? text : null,
            MaxLength = 300,
        },
    };

    // What was shown may be longer than a form can carry; whether it is still so is all that is asked.
    static string Mark(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)))[..12];

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        (string, string)[] problems = [.. Problems(form.View.State)];
        if (problems.Length > 0) return ViewSubmissionResponse.Errors(problems);
        return await RefusedFields.Catch(database, form, tx => Save(tx, form));
    }

    /// <summary>
    /// Writes what the person changed; where others changed the same, the form is drawn anew and says who and when.
    /// </summary>
    void Save(Tx tx, ViewSubmission form)
    {
        if (Refusal(tx.Db, form.User.Id) is { } refusal) throw RefusedFields.Of(Prefix, refusal);
        var shown = JsonSerializer.Deserialize<Dictionary<string, string>>(form.View.PrivateMetadata) ?? [];
        var typed = All.ToDictionary(setting => setting.Block, setting => setting.Typed(form.View.State));
        var changed = All.Where(setting => Mark(typed[setting.Block]) != shown.GetValueOrDefault(setting.Block)).ToList();
        var before = changed.Where(setting => setting.Now(tx.Db) is var now
            && Mark(now) != shown.GetValueOrDefault(setting.Block) && now != typed[setting.Block]).ToList();
        if (before.Count > 0)
        {
            foreach (var setting in before) shown[setting.Block] = Mark(setting.Now(tx.Db));
            throw RefusedFields.Anew(Form(typed, shown, [.. before.Select(setting => Before(tx, setting))]));
        }

        foreach (var setting in changed) TeamSettings.Set(tx, setting.Key, typed[setting.Block], form.User.Id);
    }

    static string Before(Tx tx, Setting setting)
    {
        var now = setting.Block == Channel ? Mrkdwn.Channel(setting.Now(tx.Db)) : $"“{Mrkdwn.Inert(setting.Now(tx.Db), 100)}”";
        var (by, at) = TeamSettings.ChangedBy(tx.Db, setting.Key);
        return $"*{Mrkdwn.Name(Person.NameOf(tx.Db, by))}* set {setting.Label} to {now}, {When.At(at)}. Press *Save* again to "
            + "change it.";
    }

    static IEnumerable<(string Block, string Problem)> Problems(ViewState values)
    {
        if (ChannelName.PrefixProblem(values.Text(Prefix)) is { } wrong) yield return (Prefix, wrong);
        if (Limit(values) is null) yield return (Storm, "Use a whole number from 0 (never) to 1000.");
        if (values.Text(Archive).Length > 0 && Days(values) is null)
            yield return (Archive, "Use a whole number of days from 1 to 3650, or leave it empty for never.");
        if (TeamSettings.Listed(values.Text(Branches)).Count == 0)
            yield return (Branches, "Name at least one branch, such as main: with none, no alert would open an incident.");
        if (TeamSettings.Listed(values.Text(Environments)).Count == 0)
            yield return (Environments, "Name at least one environment, such as production.");
    }

    static int? Limit(ViewState values) => Whole(values.Text(Storm), most: 1000);

    static int? Days(ViewState values) => Whole(values.Text(Archive), most: 3650) is > 0 and var days ? days : null;

    static int? Whole(string text, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null;
}

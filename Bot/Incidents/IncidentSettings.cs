using System.Globalization;
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
        if (await Problem(command.UserId, stop) is { } problem) return problem;
        await slack.Views.Open(command.TriggerId, database.Read(Form), stop);
        return null;
    }

    public async Task OpenByButton(BlockActionRequest press, CancellationToken stop)
    {
        if (await Problem(press.User.Id, stop) is null) await slack.Views.Open(press.TriggerId, database.Read(Form), stop);
    }

    async Task<string?> Problem(string user, CancellationToken stop) => await access.Problem(user, stop)
        ?? (database.Read(db => access.IsAdmin(db, user))
            ? null
            : "Only admins change these settings. Ask a Slack admin, or be added to ADMIN_USER_IDS.");

    ModalViewDefinition Form(System.Data.IDbConnection db) => new()
    {
        CallbackId = IncidentRoutes.SettingsForm,
        Title = "Incident settings",
        Submit = "Save",
        Close = "Cancel",
        Blocks =
        [
            new InputBlock
            {
                BlockId = Channel,
                Label = "Announcement channel",
                Element = new ChannelSelectMenu
                {
                    ActionId = Channel,
                    InitialChannel = TeamSettings.Get(db, TeamSettings.AnnouncementChannel),
                },
            },
            Field(Prefix, "Start of channel names", "Lower-case letters, digits and dashes, such as inc-.",
                TeamSettings.Get(db, TeamSettings.ChannelPrefix) ?? ChannelMaker.DefaultPrefix),
            Field(Storm, "Storm limit", "After this many incidents in 10 minutes, further alerts share one. 0: never.",
                TeamSettings.Number(db, TeamSettings.StormLimit, settings.StormLimit).ToString(CultureInfo.InvariantCulture)),
            Field(Archive, "Archive channels after … days", "Counted from the end of the incident. Empty: never.",
                PutAwayChannel.Days(db)?.ToString(CultureInfo.InvariantCulture)) with { Optional = true },
            Field(Branches, "Production branches", "Alerts of other branches are kept and open nothing.",
                string.Join(", ", TeamSettings.List(db, TeamSettings.ProductionBranches, TeamSettings.DefaultBranches))),
            Field(Environments, "Production environments", "Alerts of other environments are kept and open nothing.",
                string.Join(", ", TeamSettings.List(db, TeamSettings.ProductionEnvironments, TeamSettings.DefaultEnvironments))),
        ],
    };

    static InputBlock Field(string id, string label, string hint, string? value) => new()
    {
        BlockId = id,
        Label = label,
        Hint = hint,
        Element = new PlainTextInput { ActionId = id, InitialValue = value, MaxLength = 300 },
    };

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        if (await Problem(form.User.Id, stop) is { } problem) return ViewSubmissionResponse.Errors((Prefix, problem));
        var values = form.View.State;
        (string, string)[] problems = [.. Problems(values)];
        if (problems.Length > 0) return ViewSubmissionResponse.Errors(problems);
        await database.Once(form.IdempotencyKey, tx =>
        {
            void Set(string key, string value) => TeamSettings.Set(tx, key, value, form.User.Id);
            if (values[Channel].SelectedChannel is { } channel) Set(TeamSettings.AnnouncementChannel, channel);
            Set(TeamSettings.ChannelPrefix, values.Text(Prefix));
            Set(TeamSettings.StormLimit, Limit(values)!.Value.ToString(CultureInfo.InvariantCulture));
            Set(TeamSettings.ArchiveAfter, values.Text(Archive).Length == 0 ? "" : $"{Days(values)}");
            Set(TeamSettings.ProductionBranches, string.Join(", ", TeamSettings.Listed(values.Text(Branches))));
            Set(TeamSettings.ProductionEnvironments, string.Join(", ", TeamSettings.Listed(values.Text(Environments))));
            return null;
        });
        return null;
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

using System.Globalization;
using Bot.Domain.Incidents;
using Bot.Hosting;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary><c>/incident settings</c>: where incidents are announced, what their channels are called, when a storm begins.</summary>
public sealed class IncidentSettings(Database database, SlackApi slack, Access access, BotSettings settings)
{
    const string Channel = "channel", Prefix = "prefix", Storm = "storm", Branches = "branches", Environments = "environments";

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
                Element = new ChannelSelectMenu { ActionId = Channel, InitialChannel = TeamSettings.Get(db, TeamSettings.AnnouncementChannel) },
            },
            Field(Prefix, "Start of channel names", "Lower-case letters, digits and dashes, such as inc-.", TeamSettings.Get(db, TeamSettings.ChannelPrefix) ?? ChannelMaker.DefaultPrefix),
            Field(Storm, "Storm limit", "So many incidents from alerts within 10 minutes; the next share one. 0 turns it off.",
                TeamSettings.Number(db, TeamSettings.StormLimit, settings.StormLimit).ToString(CultureInfo.InvariantCulture)),
            Field(Branches, "Production branches", "Alerts of other branches are kept and open nothing.",
                string.Join(", ", TeamSettings.List(db, TeamSettings.ProductionBranches, TeamSettings.DefaultBranches))),
            Field(Environments, "Production environments", "Alerts of other environments are kept and open nothing.",
                string.Join(", ", TeamSettings.List(db, TeamSettings.ProductionEnvironments, TeamSettings.DefaultEnvironments))),
        ],
    };

    static InputBlock Field(string id, string label, string hint, string value) => new()
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
        var prefix = values.Text(Prefix);
        if (ChannelName.PrefixProblem(prefix) is { } wrong) return ViewSubmissionResponse.Errors((Prefix, wrong));
        if (!int.TryParse(values.Text(Storm), NumberStyles.None, CultureInfo.InvariantCulture, out var storm) || storm > 1000)
            return ViewSubmissionResponse.Errors((Storm, "Use a whole number from 0 (off) to 1000."));
        await database.Once(form.IdempotencyKey, tx =>
        {
            if (values[Channel].SelectedChannel is { } channel) TeamSettings.Set(tx, TeamSettings.AnnouncementChannel, channel, form.User.Id);
            TeamSettings.Set(tx, TeamSettings.ChannelPrefix, prefix, form.User.Id);
            TeamSettings.Set(tx, TeamSettings.StormLimit, storm.ToString(CultureInfo.InvariantCulture), form.User.Id);
            TeamSettings.Set(tx, TeamSettings.ProductionBranches, values.Text(Branches), form.User.Id);
            TeamSettings.Set(tx, TeamSettings.ProductionEnvironments, values.Text(Environments), form.User.Id);
            return null;
        });
        return null;
    }
}

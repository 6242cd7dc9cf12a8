using Bot.Alerts;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.Domain.Postmortems;
using Bot.Domain.Reviews;
using Bot.Incidents;
using Bot.Postmortems;
using Bot.Requests;
using Bot.Reviews;
using Bot.Summaries;

namespace Bot.Home;

/// <summary>What a team can set in one form, feature by feature.</summary>
static class TeamFields
{
    internal const string Channel = "channel", Questions = "questions", Prefix = "prefix", Storm = "storm", Archive = "archive",
        Private = "private", PrivateToModel = "private_to_model", Branches = "branches", Environments = "environments",
        Impact = "impact", Load = "load", WeekChannel = "review_channel", WeekTime = "review_time", Owed = "postmortems",
        Template = "postmortem_template";

    public static IReadOnlyList<TeamField> All(AlertSettings alerts) =>
        [.. OfIncidents(alerts), .. OfPostmortems, .. OfReviews, .. OfAlerts];

    static IReadOnlyList<TeamField> OfIncidents(AlertSettings alerts) =>
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

    static IReadOnlyList<TeamField> OfReviews =>
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

    static IReadOnlyList<TeamField> OfPostmortems =>
    [
        new(Owed, PostmortemSettings.Owed, "A postmortem is owed of", "critical and major; critical; or none.",
            _ => "Type critical and major, critical, or none.")
        {
            Said = "of which incidents a postmortem is owed",
        },
        new(Template, PostmortemSettings.Template, "Sections of a postmortem",
            "A heading a line, behind a colon what is asked there. Facts stands first by itself. Empty: the usual ones.",
            typed => PostmortemTemplate.Problem(typed)!)
        {
            IsOptional = true,
            Longest = PostmortemTemplate.Longest,
            Said = "the sections of a postmortem",
        },
    ];

    static IReadOnlyList<TeamField> OfAlerts =>
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
}

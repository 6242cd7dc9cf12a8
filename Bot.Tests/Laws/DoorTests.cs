using System.Text.RegularExpressions;
using Bot.Tests.Hosting;
using Dapper;

namespace Bot.Tests.Laws;

/// <summary>
/// A table is written by the file that owns it alone: what goes with a change, its history and its wakes, is then written in one
/// place. Any query may read it.
/// </summary>
public sealed partial class DoorTests
{
    static readonly Dictionary<string, string[]> Doors = new()
    {
        ["Storage/Database.cs"] = ["answers"],
        ["Storage/PostgresMark.cs"] = ["changes"],
        ["Storage/RestoreRow.cs"] = ["restores"],
        ["Storage/Tx.cs"] = ["counters", "history", "wakes"],
        ["Settings/SettingStore.cs"] = ["settings"],
        ["People/Person.cs"] = ["people"],
        ["Delivery/JoinedChannels.cs"] = ["lost_channels"],
        ["Delivery/Marks.cs"] = ["marks"],
        ["Delivery/Posts.cs"] = ["posts"],
        ["Delivery/TroubleStore.cs"] = ["trouble_hearers", "trouble_lines", "troubles"],
        // What was woken is taken, done, or tried again.
        ["Delivery/Claims.cs"] = ["wakes"],
        ["Delivery/SharedPauses.cs"] = ["pauses"],
        ["Delivery/Turns.cs"] = ["turns"],
        ["Hosting/Replicas.cs"] = ["replicas"],
        ["OnCall/Rows/RotationStore.cs"] = ["rotation_settings", "rotations"],
        ["OnCall/Rows/ShiftStore.cs"] = ["shifts"],
        ["OnCall/Rows/Unconfirmed.cs"] = ["restored_rotations"],
        ["OnCall/Rows/CoverRequestStore.cs"] = ["cover_asked", "cover_requests"],
        ["OnCall/Rows/CoverStore.cs"] = ["covers"],
        ["OnCall/Rows/CoverWaits.cs"] = ["cover_waits"],
        ["OnCall/Rows/HolidayNews.cs"] = ["holiday_news"],
        ["OnCall/Rows/HolidayStore.cs"] = ["holiday_followers", "holiday_lists", "holidays"],
        ["OnCall/Groups/UserGroupRow.cs"] = ["user_groups"],
        ["OnCall/Absences/LeaveRow.cs"] = ["leaves"],
        ["OnCall/Rotations/InviteMembers.cs"] = ["channel_members"],
        ["OnCall/Calendar/CalendarLink.cs"] = ["calendar_links"],
        ["OnCall/Calendar/CalendarRevisions.cs"] = ["calendar_events"],
        ["FollowUps/FollowUpStore.cs"] = ["follow_ups"],
        ["FollowUps/FollowUpWeekStore.cs"] = ["follow_up_weeks"],
        ["Incidents/IncidentStore.cs"] = ["incidents"],
        // Of the same rows, the columns of the channel.
        ["Incidents/ChannelStore.cs"] = ["incidents"],
        ["Incidents/AlertedIncident.cs"] = ["incident_alerts"],
        // Of the same rows, those that go along with their incident.
        ["Incidents/MergedAlerts.cs"] = ["incident_alerts"],
        ["Incidents/MergeStore.cs"] = ["merged_parts", "merges"],
        ["Incidents/DeclaredForm.cs"] = ["declared_forms"],
        ["Incidents/CallStore.cs"] = ["incident_calls"],
        ["Incidents/ExpectStore.cs"] = ["expectations"],
        ["Incidents/IncidentLines.cs"] = ["incident_lines"],
        ["Incidents/InviteStore.cs"] = ["incident_people"],
        ["Incidents/LeadNoteStore.cs"] = ["lead_notes"],
        ["Incidents/NextUpdateStore.cs"] = ["next_updates"],
        ["Incidents/NoticeChannels.cs"] = ["notice_channels"],
        ["Incidents/ClosingStore.cs"] = ["closings"],
        ["Incidents/NoticeStore.cs"] = ["notice_places", "notices"],
        ["Incidents/SubscriberStore.cs"] = ["subscribers"],
        ["Incidents/UpdateStore.cs"] = ["incident_updates"],
        ["Incidents/Similar/LinkStore.cs"] = ["incident_links"],
        ["Incidents/Similar/SimilarStore.cs"] = ["incident_signs", "incident_texts", "incident_words", "similar_named"],
        ["Incidents/Timeline/TimelineStore.cs"] = ["timeline_items"],
        ["Warnings/Rows/WarningRow.cs"] = ["warnings"],
        ["Warnings/Rows/WarningStore.cs"] = ["warning_jobs"],
        ["Warnings/Rows/WarningWeekStore.cs"] = ["warning_weeks"],
        ["Warnings/Rows/FlakeStore.cs"] = ["flakes"],
        ["Alerts/AlertStore.cs"] = ["alerts"],
        ["Alerts/BodyStore.cs"] = ["bodies"],
        ["Alerts/Forwarding/DestinationStore.cs"] = ["destinations"],
        ["Alerts/Forwarding/ForwardStore.cs"] = ["forwards"],
        ["Alerts/Hooks/HookStore.cs"] = ["hooks"],
        ["Alerts/Dbt/DbtStore.cs"] = ["dbt_jobs"],
        ["Alerts/Dbt/DbtManifests.cs"] = ["dbt_manifests"],
        ["Alerts/LineStore.cs"] = ["alert_lines"],
        ["Alerts/RunStore.cs"] = ["runs"],
        ["Alerts/SettlingStore.cs"] = ["settling_alerts"],
        ["Alerts/Intake/SourceStore.cs"] = ["source_tokens", "sources"],
        ["Alerts/Sources/Awake.cs"] = ["awake", "away"],
        ["Alerts/WaitingStore.cs"] = ["nights", "waiting_alerts"],
        ["PullRequests/CommitStore.cs"] = ["pull_commits"],
        ["PullRequests/Issues/IssueStore.cs"] = ["follow_up_issues"],
        ["PullRequests/LiveStore.cs"] = ["live_commits"],
        ["PullRequests/PullStore.cs"] = ["github_deliveries", "incident_pulls", "pull_requests"],
        ["PullRequests/SuspectStore.cs"] = ["incident_suspects"],
        ["Summaries/SummaryStore.cs"] = ["summaries"],
        ["Postmortems/PostmortemStore.cs"] = ["postmortem_sections", "postmortems"],
        ["Reviews/ReviewWeekStore.cs"] = ["review_weeks"],
        ["Handover/DepartureStore.cs"] = ["departures"],
        ["Handover/WordStore.cs"] = ["handover_words"],
        ["Requests/RequestStore.cs"] = ["requests"],
        ["Home/BriefStore.cs"] = ["briefs", "shift_briefed", "shift_taken"],
        ["Home/HomeStore.cs"] = ["homes"],
        ["Api/Tokens/ApiToken.cs"] = ["api_tokens"],
        ["Api/Webhooks/OnCallTold.cs"] = ["webhook_on_call"],
        ["Api/Webhooks/WebhookEvents.cs"] = ["webhook_events"],
        ["Api/Webhooks/WebhookStore.cs"] = ["webhooks"],
        ["Operating/BackupStore.cs"] = ["backups"],
    };

    [Fact]
    public void A_table_is_written_by_the_file_that_owns_it_alone()
    {
        var tables = Tables();
        var written = from file in Sources.Of("Bot")
                      from line in file.Text.Split('\n')
                      where !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
                      from write in Write().Matches(line)
                      let table = write.Groups[1].Value
                      where tables.Contains(table)
                      select $"{table}: {Sources.Short(file.Path)["Bot/".Length..].Replace('\\', '/')}";
        var owned = Doors.SelectMany(door => door.Value.Select(table => $"{table}: {door.Key}"));
        Assert.Equal(owned.Order(StringComparer.Ordinal), written.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_table_has_its_door() =>
        Assert.Equal(
            Tables().Order(StringComparer.Ordinal), Doors.Values.SelectMany(t => t).Distinct().Order(StringComparer.Ordinal));

    static List<string> Tables()
    {
        using var scratch = new Scratch();
        using (scratch.Open()) { }
        using var db = scratch.File().Open();
        return db.Query<string>(
            "select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%' "
                + "and name <> 'SchemaVersions'").ToList();
    }

    [GeneratedRegex(@"\b(?:insert (?:or \w+ )?into|replace into|update|delete from) (\w+)")]
    private static partial Regex Write();
}

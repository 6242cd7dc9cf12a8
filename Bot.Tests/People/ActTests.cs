using System.Text.Json.Nodes;
using Bot.Incidents.Notices;
using Bot.People;
using Bot.Sandbox;
using Bot.Storage;
using Bot.Tests.Laws;
using Bot.Tests.Warnings;
using Dapper;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.People;

/// <summary>Each act, done by everybody whom the table tells apart: it happens for those whom it allows alone.</summary>
public sealed class ActTests
{
    // Ana owns the rotation and takes no turn in it.
    static readonly (string Who, Roles Roles)[] Everybody =
    [
        ("gus", Roles.None), ("sam", Roles.None), ("dora", Roles.None), ("finn", Roles.Member),
        ("ben", Roles.Member | Roles.TakesTurns), ("ana", Roles.Member | Roles.Owner), ("ivy", Roles.Member | Roles.Admin),
    ];

    public static TheoryData<Act> Acts => [.. Enum.GetValues<Act>()];

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task An_act_is_done_for_those_whom_the_table_allows_alone(Act act)
    {
        await using var afternoon = await Afternoon.Begin(settings: new()
        {
            // With a store on a server there is no place beside it.
            ["DataProtection:Keys"] = Path.Combine(AppContext.BaseDirectory, "keys-of-tests"),
        });
        await afternoon.Rotation("ben", "chloe", "emi");
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Declares("Orders are late");
        await afternoon.Ana.Modal.Close();
        var doing = await Doing.Of(afternoon, act);
        foreach (var (who, roles) in Everybody)
            Assert.Equal((who, Permissions.May(act, roles)), (who, await doing.Happens(afternoon.Workspace.Member(who))));
    }

    /// <summary>How an act is done beside Slack, what shows that it was, and what undoes it.</summary>
    sealed record Doing(Afternoon Afternoon, Func<Member, JsonObject> Sent, string Shows, string Undo = "select 1")
    {
        public async Task<bool> Happens(Member by)
        {
            await Afternoon.Get<Database>().Change(tx => tx.Db.Execute(Undo));
            var before = Shown();
            var told = await new Envelopes(Afternoon, "C0").Send(Sent(by));
            await Afternoon.Settle();
            // What they are told has a trigger that the workspace never gave.
            Afternoon.Workspace.ProblemLog.Clear();
            return before != Shown() || ShowsAll(told.Payload);
        }

        string? Shown() => Afternoon.Get<Database>().Read(db => db.ExecuteScalar<string>(Shows));

        // Nothing is written where hours are shown.
        static bool ShowsAll(JsonNode? told) => told?["blocks"]?.ToJsonString() is { } shown
            && shown.Contains("how the hours on call were shared", StringComparison.Ordinal)
            && !shown.Contains("Owners and admins see everybody", StringComparison.Ordinal);

        public static async Task<Doing> Of(Afternoon afternoon, Act act)
        {
            var (sends, chloe, emi) = (new Envelopes(afternoon, "C0"), afternoon.Chloe.Id, afternoon.Emi.Id);
            var rotation = afternoon.Get<Database>().Read(db => db.QuerySingle<string>("select id from rotations"));
            return act switch
            {
                Act.UseTheBot => new(
                    afternoon, by => sends.Submission("incident_declare", "", new() { ["name"] = Typed("Stock is wrong") }, by),
                    "select count(*) from incidents"),
                Act.TakeHours => new(
                    afternoon, by => sends.Submission("cover_take", "", [], by), "select count(*) from covers"),
                Act.PauseTurns => new(
                    afternoon, by => sends.Submission("leave", chloe, [], by), "select count(*) from leaves",
                    "delete from leaves"),
                Act.ChangeHolidays => new(
                    afternoon, by => sends.Submission("holiday_list", $"list of {by.Id}", new()
                    {
                        ["holiday_name"] = Typed($"Fair of {by.Id}"),
                        ["holiday_days"] = Typed("2027-03-03 Fair"),
                        ["holiday_followers"] = new() { ["selected_users"] = new JsonArray(chloe) },
                    }, by),
                    "select count(*) from holiday_followers", "delete from holiday_followers"),
                Act.ChangeRotation => new(
                    afternoon, by => sends.Press("rotation_delete", rotation, by),
                    "select count(*) from rotations where ended_at is null", "update rotations set ended_at = null"),
                Act.SeeEverybodysHours => new(afternoon, by => sends.Command("/cover", "fairness", by), "select 1"),
                Act.ReassignOfLeaver => new(
                    afternoon,
                    by => sends.Submission(
                        "handover_reassign", emi, new() { ["lead"] = new() { ["selected_user"] = chloe } }, by),
                    "select lead from incidents where number = 1", // Chosen, or it would follow the rotation meanwhile.
                    $"update incidents set lead = '{emi}', lead_chosen = 1 where number = 1"),
                Act.ChangeTeamSettings => await OfSettings(afternoon, sends),
                Act.DecideOnWarnings => await OfWarnings(afternoon, sends),
                Act.ChangeRoutes => new(
                    afternoon, by => sends.Submission("routes_preset_form", "", [], by),
                    "select value from settings where key = 'routes'", "delete from settings where key = 'routes'"),
                Act.ChangeSources => new(
                    afternoon,
                    by => sends.Submission("source_name", "alerts", new() { ["source_name_field"] = Typed($"of-{by.Id}") }, by),
                    "select count(*) from sources"),
                Act.ChangeTokens => new(
                    afternoon, by => sends.Submission("token_make", "", new()
                    {
                        ["token_name"] = Typed($"of {by.Id}"),
                        ["token_scopes"] = new()
                        {
                            ["selected_options"] = new JsonArray(new JsonObject { ["value"] = "read" }),
                        },
                    }, by),
                    "select count(*) from api_tokens"),
                Act.ChangeWebhooks => OfWebhooks(afternoon, sends),
                Act.ChooseNoticeChannels => OfNotices(afternoon, sends),
                Act.SetUp => new(
                    afternoon, by => sends.Press("setup_invite_rotation", "1", by),
                    "select count(*) from history where verb = 'invited'"),
                _ => throw new InvalidOperationException($"Nothing shows that {act} is done."),
            };
        }

        static Doing OfWebhooks(Afternoon afternoon, Envelopes sends) => new(
            afternoon, by => sends.Submission("webhook_make", "", new()
            {
                ["webhook_name_field"] = Typed($"of {by.Id}"),
                ["webhook_address_field"] = Typed("https://hooks.example.com/"),
                ["webhook_kinds_field"] = new()
                {
                    ["selected_options"] = new JsonArray(new JsonObject { ["value"] = "incidents" }),
                },
                ["webhook_private_field"] = new() { ["selected_options"] = new JsonArray() },
            }, by),
            "select count(*) from webhooks");

        static Doing OfNotices(Afternoon afternoon, Envelopes sends)
        {
            Dictionary<string, JsonObject> filled = new()
            {
                ["about"] = new() { ["selected_option"] = new JsonObject { ["value"] = "other" } },
                ["text"] = Typed("Revenue is stale"),
                ["channels.0"] = new()
                {
                    ["selected_conversations"] = new JsonArray(afternoon.Workspace.Conversations["random"].Id),
                },
                ["standing.0"] = new()
                {
                    ["selected_options"] = new JsonArray(new JsonObject { ["value"] = "team" }),
                },
                // A time that is over on the clocks of all of them.
                ["since_time.0"] = new() { ["selected_time"] = "00:30" },
                ["since_day.0"] = new() { ["selected_date"] = "2026-03-03" },
            };
            return new(
                afternoon, by => sends.Submission(NoticeIds.Form, """{"Incident":1}""", filled, by),
                "select count(*) from notice_channels", "delete from notice_channels");
        }

        static async Task<Doing> OfSettings(Afternoon afternoon, Envelopes sends)
        {
            await afternoon.Ivy.Slash("/incident settings");
            var form = afternoon.Ivy.Modal;
            var shown = form.View.Definition.Get("private_metadata")!.Value.GetString()!;
            var channel = afternoon.Workspace.Conversations["data-incidents"].Id;
            Dictionary<string, JsonObject> filled = new()
            {
                ["channel"] = new() { ["selected_channel"] = channel },
                ["prefix"] = Typed(form.Value("Start of channel names")),
                ["storm"] = Typed("7"),
                ["archive"] = Typed(form.Value("Archive channels after … days")),
                ["branches"] = Typed(form.Value("Production branches")),
                ["environments"] = Typed(form.Value("Production environments")),
                ["impact"] = Typed(form.Value("Key of dbt's meta for impact")),
                ["load"] = Typed(form.Value("Work of each person in reviews")),
                ["postmortems"] = Typed(form.Value("A postmortem is owed of")),
            };
            await form.Close();
            const string Limit = "settings where key = 'storm_limit'";
            return new(
                afternoon, by => sends.Submission("incident_settings", shown, filled, by), $"select value from {Limit}",
                $"delete from {Limit}");
        }

        static async Task<Doing> OfWarnings(Afternoon afternoon, Envelopes sends)
        {
            await afternoon.Runs("pass first");
            await afternoon.Runs("warn one");
            await afternoon.Ben.Slash("/incident warnings");
            await afternoon.Ben.Modal.Press("Decide");
            await afternoon.Ben.Modal.Choose("What becomes of it?", "Accept: it may stay as it is").Submit();
            var shown = afternoon.Ben.Modal.View.Definition.Get("private_metadata")!.Value.GetString()!;
            await afternoon.Ben.Modal.CloseAll();
            var undecided = afternoon.Get<Database>().Read(db => db.QuerySingle<string>("select data from warnings"))
                .Replace("'", "''", StringComparison.Ordinal);
            return new(
                afternoon, by => sends.Submission("warnings_decide", shown, new() { ["why"] = Typed("It is known") }, by),
                "select data from warnings", $"update warnings set data = '{undecided}'");
        }

        static JsonObject Typed(string text) => new() { ["type"] = "plain_text_input", ["value"] = text };
    }
}

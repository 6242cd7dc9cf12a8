using System.Text;
using System.Text.RegularExpressions;
using Bot.Incidents;
using Bot.Incidents.Timeline;
using Bot.People;
using Bot.Sandbox;
using Bot.Storage;
using Bot.Tests.Warnings;

namespace Bot.Tests.Laws;

/// <summary>
/// Every message and view that the bot renders obeys Block Kit, whatever names and texts hold and however many there are: the
/// workspace refuses what Slack refuses, and an error in the log fails the test. All commands are typed, all buttons pressed and
/// all forms sent, by an admin and by a member, in a workspace full of the worst that people can write.
/// </summary>
public sealed partial class BlockKitTests
{
    // What a walk cannot bring about; each has tests of its own.
    static readonly string[] Elsewhere =
    [
        "setup_choose_channel", "setup_invite_rotation", "setup_look_again", "setup_make_rotation", "setup_first_alert",
        "handover_open_reassign", "handover_reassign", "handover_reassign_lead", "handover_reassign_call_now",
        "rotation_cron", "rotation_cycle_from", "rotation_cycle_time", "rotation_weeks", "rotation_put_date", "rotation_put_time",
        "incident_be_lead", "incident_open_status", "incident_call_one_more", "cover_ask_again",
        "hook_try", "hook_where_form", "hook_fields_form", "source_name", "source_rotate", "source_open_secret",
        "source_secret", "source_revoke", "sources_earlier", "sources_later",
        "work_take_all", "work_take_untouched", "work_leave", "brief_keep_open", "incident_split", "incident_split_severity",
        "incident_split_lead", "incident_open_decline", "incident_decline", "incident_open_merge", "incident_merge",
        "warnings_asked", "incident_hand_over_call_now", "summary_anew", "summary_edit",
        "incident_adopt_channel", "incident_ask_access", "incident_let_in", "incident_keep_out", "incident_declare_inside",
        "private_move",
        "similar_not_same", "incident_open_notice", "incident_archive_now", "incident_keep_channel", "summary_read",
        "manifest_done", "pull_suspect", "requests_older", "requests_younger", "followup_open_overdue",
        "postmortem_review", "postmortem_complete", "postmortem_back", "postmortem_open_not_needed", "postmortem_not_needed",
        "postmortem_open_owner", "postmortem_owner", "postmortem_open_edit", "postmortem_edit", "postmortem_send",
        "postmortem_open", "postmortem_start",
        "followup_open_issue", "followup_issue", "rotation_confirm_on_call",
    ];

    // Marks that format, signs that are escaped to five characters, letters of two code units.
    static string Worst(int length)
    {
        var text = new StringBuilder();
        while (text.Length < length) text.Append("&<*_~`>👩‍🔬");
        return text.ToString(0, char.IsHighSurrogate(text[length - 1]) ? length - 1 : length);
    }

    [Fact]
    public async Task Whatever_people_write_the_bot_renders_what_Slack_takes()
    {
        await using var afternoon = await Afternoon.Begin(settings: new()
        {
            ["Incidents:StormLimit"] = "3",
            ["PUBLIC_URL"] = "https://bot.example",
            // With a store on a server there is no place beside it.
            ["DataProtection:Keys"] = Path.Combine(AppContext.BaseDirectory, "keys-of-tests"),
        });
        var seen = new HashSet<string>();
        afternoon.Workspace.Log.Added += entry =>
        {
            lock (seen) seen.UnionWith(Ids().Matches(entry.Sent + entry.Answer).Select(m => m.Groups[1].Value));
        };
        await Fill(afternoon);
        Walk[] walks = [new(afternoon, afternoon.Ana), new(afternoon, afternoon.Ivy)];
        foreach (var walk in walks) await walk.Everything();
        await Night(afternoon);
        foreach (var walk in walks) await walk.Again();
        // The hand-off of what is open.
        await afternoon.Until(new(2026, 3, 9, 9, 1, 0, TimeSpan.Zero));
        foreach (var walk in walks) await walk.Again();
        var known = (
            await File.ReadAllLinesAsync(
                Path.Combine(AppContext.BaseDirectory, "Laws", "ids.txt"), TestContext.Current.CancellationToken))
            .Where(l => l.Split(' ')[0] is not ("Options" or "Shortcut")).Select(l => l.Split(' ')[1]).Except(Elsewhere);
        lock (seen) Assert.True(!known.Except(seen).Any(), $"Never shown: {string.Join(", ", known.Except(seen))}");
    }

    /// <summary>Two rotations, incidents of all kinds, a storm, covers, leaves and a long list of holidays.</summary>
    static async Task Fill(Afternoon afternoon)
    {
        var ivy = afternoon.Ivy;
        await afternoon.Rotation("ana", "ben", "chloe", "dev", "emi");
        await ivy.Slash("/cover rota new");
        await ivy.Modal.Fill("Name", Worst(60)).ChoosePeople("Members", "finn", "gwen", "ivy", "ana").Submit();
        await ivy.Modal.Close();
        foreach (var person in new[] { "ana", "ben", "chloe", "dev", "emi", "finn", "gwen", "ivy" })
            afternoon.Workspace.People.Change(person, p => (p.RealName, p.DisplayName) = (Worst(80), Worst(80)));
        await Incidents(afternoon);
        for (var i = 0; i < 60; i++)
            await afternoon.Alert(
                new { title = $"{i} {Worst(300)}", description = Worst(3000), status = "firing", metadata = Metadata(i) });
        await Hooks(afternoon);
        await Destinations(ivy);
        await Tokens(ivy);
        await Webhooks(ivy);
        await Routes(ivy);
        await Warnings(afternoon);
        await Responding(afternoon);
        await FollowUps(afternoon);
        await ivy.Slash("/cover holidays");
        await ivy.Modal.Press("New list");
        await ivy.Modal.Fill("Name", Worst(40)).Fill("Days", "2026-05-01 " + Worst(60)).Submit();
        if (ivy.ModalOrNone is { } lists) await lists.CloseAll();
        await afternoon.Ben.Slash("/cover");
        await afternoon.Ben.Modal.Choose("Hours", "Other").Fill("Why", Worst(200)).Submit();
        await afternoon.Ana.Slash("/cover leave");
        await afternoon.Ana.Modal.PickDate("First day", "2026-03-16").PickDate("Last day", "2026-03-20").Submit();
        await afternoon.Pass(TimeSpan.FromHours(23));
    }

    /// <summary>More than a group of boxes holds, with the longest titles.</summary>
    static async Task FollowUps(Afternoon afternoon)
    {
        var channel = afternoon.Get<Database>().Read(db => IncidentStore.Find(db, Viewer.Bot, 1))!.ChannelId!;
        for (var nth = 0; nth < 12; nth++) await afternoon.Chloe.Slash($"/followup {Worst(140)} @ana", channel);
        await afternoon.Chloe.Slash("/followup snooze 1 tomorrow");
        await afternoon.Chloe.Slash($"/followup notdoing 2 {Worst(290)}");
        // What is asked at the end of one that has some.
        var ended = afternoon.Get<Database>().Read(db => IncidentStore.Find(db, Viewer.Bot, 2))!.ChannelId!;
        await afternoon.Chloe.Slash($"/followup {Worst(140)} @ana", ended);
        await afternoon.Ana.Messages(ended).First(m => m.Buttons.Contains("Answer…")).Click("Answer…");
        await afternoon.Ana.Modal.CloseAll();
    }

    /// <summary>One of each kind, where nobody listens.</summary>
    static async Task Destinations(Member by)
    {
        foreach (var (kind, first) in new[] { ("Webhook", 'a'), ("PagerDuty", 'b') })
        {
            await by.Slash("/incident destinations");
            await by.Modal.Submit();
            await by.Modal.Choose("Where alerts are sent on to", kind).Submit();
            var form = by.Modal.Fill("Name", first + Worst(58)).Fill("Address", $"http://127.0.0.1:9/{new string('a', 1900)}");
            if (kind == "PagerDuty") form = form.Fill("Integration key", new string('k', 300));
            await form.Submit();
            await by.Modal.CloseAll();
        }
    }

    /// <summary>What programs read with.</summary>
    static async Task Tokens(Member by)
    {
        await by.Slash("/incident tokens");
        await by.Modal.Submit();
        await by.Modal.Fill("What it is for", Worst(60)).Submit();
        await by.Modal.CloseAll();
    }

    /// <summary>What is told of changes, in a network where it may not be.</summary>
    static async Task Webhooks(Member by)
    {
        await by.Slash("/incident webhooks");
        await by.Modal.Submit();
        await by.Modal.Fill("Name", Worst(60)).Fill("Address", $"https://hooks.invalid/{new string('a', 1900)}")
            .Tick("Also private incidents that I see").Submit();
        await by.Modal.CloseAll();
    }

    /// <summary>A route and an attribute with the longest that each of their fields takes.</summary>
    static async Task Routes(Member by)
    {
        await by.Slash("/incident routes");
        await by.Modal.Press("Begin with six routes");
        await by.Modal.Close();
        await by.Modal.Submit();
        await by.Modal.Fill("Name", Worst(60)).Press("Add a condition");
        await by.Modal.Choose("Attribute", "team").Choose("Comparison", "contains").Fill("Values", Worst(300)).Submit();
        await by.Modal.Submit();
        await by.Modal.Submit();
        await by.Modal.Choose("routes_menu", "Change or delete");
        await by.Modal.CloseAll();
        await by.Slash("/incident attributes");
        await by.Modal.Submit();
        await by.Modal.Fill("Name", "layer").Fill("Where it is found", "title")
            .Fill("What findings stand for", $"{Worst(200)} -> a").Fill("Otherwise", Worst(100)).Submit();
        await by.Modal.Submit();
        await by.Modal.CloseAll();
    }

    /// <summary>Posts to a hook that a sender's form reads, and such as nobody knows.</summary>
    static async Task Hooks(Afternoon afternoon)
    {
        foreach (var body in new object[]
        {
            new { AlarmName = Worst(300), NewStateValue = Worst(300), NewStateReason = Worst(3000), AlarmArn = Worst(900) },
            new { what = Worst(3000) },
        })
        {
            using var content = System.Net.Http.Json.JsonContent.Create(body);
            (await afternoon.Post("v1/hooks/circleci", content)).EnsureSuccessStatusCode();
        }

        await afternoon.Settle();
    }

    static async Task Warnings(Afternoon afternoon)
    {
        await afternoon.Runs("pass first");
        await afternoon.Runs([.. Enumerable.Range(0, 20).Select(n => $"warn {n}{Worst(200)} {n}")]);
        await afternoon.Ana.Slash("/incident warnings");
        await afternoon.Ana.Modal.Press("Decide");
        await afternoon.Ana.Modal.Choose("What becomes of it?", "Accept: it may stay as it is").Submit();
        await afternoon.Ana.Modal.Fill("Reason", Worst(300)).Submit();
        await afternoon.Ana.Modal.CloseAll();
    }

    /// <summary>A long timeline, a pull request, an incident that is handed over, and what somebody asks.</summary>
    static async Task Responding(Afternoon afternoon)
    {
        var ana = afternoon.Ana;
        var channel = afternoon.Get<Database>().Read(db => IncidentStore.Find(db, Viewer.Bot, 1)!.ChannelId!);
        await afternoon.Get<Database>().Change(tx =>
        {
            for (var nth = 0; nth < 40; nth++)
                TimelineStore.AddNote(tx, IncidentStore.Find(tx.Db, Viewer.Bot, 1)!, tx.Now, Worst(3000), ana.Id);
        });
        await ana.Slash("/incident timeline 1");
        await ana.Modal.Press("Earlier (1 more)");
        await ana.Modal.Choose("timeline_own_item", "Edit");
        await ana.Modal.CloseAll();
        var said = await ana.Says("#data-leads", Worst(3000));
        await said.Menu("Add to timeline");
        await ana.Modal.Choose("Incident", "INC-30").Submit();
        var pull = $"https://github.com/{new string('a', 39)}/{new string('b', 100)}/pull/12";
        await afternoon.Finn.Says(channel, $"{pull} {Worst(1000)}");
        await afternoon.Finn.Messages(channel).First(m => m.IsPinned).Choose("…", "Hand over…");
        await afternoon.Finn.Modal.ChoosePeople("New lead", "ben").Fill("What they should know", Worst(1000)).Submit();
        await ana.Invites("#general", afternoon.App.BotUser.Id);
        await afternoon.Finn.Says("#general", $"@data-responder is it late? {Worst(3000)}");
        await ana.Slash("/incident requests");
        await Notice(ana);
    }

    /// <summary>What readers are told, where, and where from now on.</summary>
    static async Task Notice(Member by)
    {
        await by.Slash("/incident notice 1");
        var form = by.Modal;
        await form.Fill("What readers should know", Worst(300)).ChooseChannels("Channels", "#general", "#data-team")
            .Tick(form.Options("Use these channels from now on")[^1]).Submit();
        await by.Slash("/incident notice 1");
        await by.Modal.CloseAll();
    }

    /// <summary>What is urgent while everybody sleeps, and alerts that wait for the morning.</summary>
    static async Task Night(Afternoon afternoon)
    {
        await afternoon.Until(new(2026, 3, 7, 23, 30, 0, TimeSpan.Zero));
        await afternoon.Alert(new { title = $"night {Worst(300)}", description = Worst(3000), status = "firing" });
        await afternoon.Finn.Slash($"/incident sev1 {Worst(140)}");
        await afternoon.Finn.Modal.Choose("Who is affected", "Customers").Submit();
        await afternoon.Finn.Modal.Close();
        await afternoon.Gwen.Says("#general", "@data-responder is it late?");
    }

    static async Task Incidents(Afternoon afternoon)
    {
        string[] severities =
            ["Minor: can wait for working hours", "Major: wants somebody today", "Critical: wants somebody now"];
        for (var i = 0; i < 28; i++)
        {
            await afternoon.Finn.Slash("/incident");
            await afternoon.Finn.Modal.Fill("Name", $"{i} {Worst(147)}").Choose("Severity", severities[i % 3])
                .Fill("What is known", Worst(3000)).Submit();
            await afternoon.Finn.Modal.Close();
        }

        await afternoon.Ana.Slash("/incident update 1");
        await afternoon.Ana.Modal.Fill("What is new", Worst(3000)).Submit();
        await afternoon.Ana.Slash("/incident resolve 2");
        var resolve = afternoon.Ana.Modal;
        await resolve.Fill("What fixed it", Worst(1000)).Submit();
        Assert.Empty(resolve.Errors);
    }

    static Dictionary<string, string> Metadata(int i) => new()
    {
        ["branch"] = "main",
        ["repository"] = Worst(200),
        ["job"] = Worst(200),
        ["github_commit_message"] = Worst(900),
        ["build"] = $"{i}",
        ["exposure"] = Worst(250),
    };

    [GeneratedRegex(@"\\?""(?:action_id|callback_id)\\?"":\s*\\?""(\w+)")]
    private static partial Regex Ids();
}

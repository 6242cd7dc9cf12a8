using Bot.Alerts;
using Bot.Incidents;
using Bot.People;
using Bot.Settings;
using Bot.Storage;

namespace Bot.Tests.Incidents;

public sealed class RunIncidentTests
{
    const string Channel = "#inc-1-orders-are-late";

    static async Task<Afternoon> WithIncident()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/incident Orders are late");
        await afternoon.Ana.Modal.Fill("What is known", "Since <noon> & later").ChoosePeople("Lead", "finn").Submit();
        await afternoon.Ana.Modal.Close();
        return afternoon;
    }

    [Fact]
    public async Task Declarer_and_lead_are_in_the_channel_and_the_card_says_who_leads()
    {
        await using var afternoon = await WithIncident();
        var card = afternoon.Finn.Sees("Waits for finn", Channel);
        Assert.Contains("Since <noon> & later", card.Text, StringComparison.Ordinal);
        Assert.Contains("chosen by ana", card.Text, StringComparison.Ordinal);
        var members = afternoon.Workspace.Conversations["inc-1-orders-are-late"].Members;
        Assert.Contains(afternoon.Ana.Id, members);
        Assert.Contains(afternoon.Finn.Id, members);
    }

    [Fact]
    public async Task An_update_shows_in_the_channel_on_the_card_and_in_the_announcement()
    {
        await using var afternoon = await WithIncident();
        await afternoon.Finn.Sees("Waits for", Channel).Click("Update");
        await afternoon.Finn.Modal.Fill("What is new", "The loader is stuck").Submit();
        Assert.Contains("Update from finn", afternoon.Ana.Sees("Update from", Channel).Text, StringComparison.Ordinal);
        Assert.Contains("The loader is stuck", afternoon.Ana.Sees("Latest update", Channel).Text, StringComparison.Ordinal);
        Assert.Contains("The loader is stuck", afternoon.Chloe.Sees("INC-1", "#data-incidents").Text, StringComparison.Ordinal);
        Assert.Single(afternoon.Chloe.Messages("#data-incidents"), m => m.Text.Contains("INC-1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_long_update_stands_whole_in_the_channel()
    {
        await using var afternoon = await WithIncident();
        await afternoon.Finn.Sees("Waits for", Channel).Click("Update");
        var text = string.Join(' ', Enumerable.Range(1000, 598));
        Assert.Equal(2989, text.Length);
        await afternoon.Finn.Modal.Fill("What is new", text).Submit();
        var shown = afternoon.Ana.Sees("Update from", Channel).Text;
        Assert.All(Enumerable.Range(1000, 598), number => Assert.Contains($"{number}", shown, StringComparison.Ordinal));
        Assert.DoesNotContain(" more", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_takes_a_word_on_what_fixed_it_and_the_incident_leaves_the_list()
    {
        await using var afternoon = await WithIncident();
        await afternoon.Finn.Slash("/incident resolve", Channel);
        await afternoon.Finn.Modal.Fill("What fixed it", "Restarted the loader").Submit();
        Assert.Null(afternoon.Finn.ModalOrNone);
        var card = afternoon.Finn.Sees("What fixed it: Restarted the loader", Channel);
        Assert.Contains("Resolved by finn", card.Text, StringComparison.Ordinal);
        Assert.Equal(["Reopen"], card.Buttons);
        await afternoon.Finn.Slash("/incident list");
        Assert.Contains("Nothing is open", afternoon.Finn.Sees("Ended last").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/incident resolve 1")]
    [InlineData("/incident resolve INC-1")]
    public async Task A_verb_with_a_number_works_anywhere(string command)
    {
        await using var afternoon = await WithIncident();
        await afternoon.Ana.Slash(command, "#data-team");
        Assert.Equal("Resolve INC-1", afternoon.Ana.Modal.Title);
    }

    [Fact]
    public async Task A_number_that_no_incident_has_is_said()
    {
        await using var afternoon = await WithIncident();
        await afternoon.Ana.Slash("/incident status 7", "#data-team");
        afternoon.Ana.Sees("There is no INC-7. /incident list shows what is open.");
    }

    [Fact]
    public async Task Status_severity_lead_and_reason_are_on_the_timeline()
    {
        await using var afternoon = await WithIncident();
        await afternoon.Finn.Sees("Waits for", Channel).Choose("…", "Change status, severity, lead…");
        await afternoon.Finn.Modal.Choose("Status", "Fixing").Choose("Severity", "Critical: wants somebody now")
            .ChoosePeople("Lead", "chloe")
            .Fill("Why", "Customers call").Submit();
        var card = afternoon.Chloe.Sees("Waits for chloe", Channel);
        Assert.Contains("Critical", card.Text, StringComparison.Ordinal);
        var timeline = afternoon.Get<Database>().Read(db => Bot.Incidents.IncidentStore.Timeline(db, Viewer.Bot, 1));
        Assert.Contains(
            timeline,
            e =>
                e is { Verb: "status", Before: "investigating", After: "fixing", Why: "Customers call" }
                    && e.Actor == afternoon.Finn.Id);
        Assert.Contains(timeline, e => e is { Verb: "severity", After: "critical" });
        Assert.Contains(timeline, e => e.Verb == "lead" && e.After == afternoon.Chloe.Id);
    }

    [Fact]
    public async Task A_closed_incident_can_be_opened_again()
    {
        await using var afternoon = await WithIncident();
        await afternoon.Ana.Slash("/incident status 1");
        await afternoon.Ana.Modal.Choose("Status", "Declined: not an incident").Submit();
        await afternoon.Ana.Sees("Declined by ana", Channel).Click("Reopen");
        Assert.Contains("Resolve", afternoon.Ana.Sees("Investigating · Minor, opened again", Channel).Buttons);
    }

    [Fact]
    public async Task The_source_of_an_alert_is_one_bookmark_even_when_the_answer_was_lost()
    {
        await using var afternoon = await Afternoon.Begin();
        afternoon.Workspace.Faults.On("bookmarks.add").LoseResponse();
        await afternoon.Alert(new { title = "dbt failed", status = "firing", source_url = "https://circleci.example/jobs/4711" });
        var bookmark = Assert.Single(afternoon.Workspace.Conversations["inc-1-dbt-failed"].Bookmarks);
        Assert.Equal("https://circleci.example/jobs/4711", bookmark.Link);
    }

    [Fact]
    public async Task The_bookmark_says_whether_it_leads_to_a_build_and_stays_one()
    {
        await using var afternoon = await Afternoon.Begin();
        var bookmarks = () => afternoon.Workspace.Conversations["inc-1-dbt-failed"].Bookmarks.Select(b => (b.Title, b.Link));
        await Fails("https://ci.example/1", null);
        Assert.Equal([("Source", "https://ci.example/1")], bookmarks());
        await Fails("https://ci.example/2", "dbt_build");
        Assert.Equal([("Failed build", "https://ci.example/2")], bookmarks());

        Task Fails(string source_url, string? job) => afternoon.Alert(
            new { title = "dbt failed", status = "firing", deduplication_key = "k", source_url, metadata = new { job } });
    }

    [Fact]
    public async Task A_name_typed_into_an_update_calls_nobody_and_the_form_says_so()
    {
        await using var afternoon = await WithIncident();
        await afternoon.Finn.Sees("Waits for", Channel).Click("Update");
        Assert.Contains("An @name calls nobody.", $"{afternoon.Finn.Modal.View.Definition}", StringComparison.Ordinal);
        var before = afternoon.Workspace.Notifications.Count;
        await afternoon.Finn.Modal.Fill("What is new", "@ana, can you look?").Submit();
        afternoon.Ana.Sees("@ana, can you look?", Channel);
        Assert.Equal(before, afternoon.Workspace.Notifications.Count);
    }

    [Fact]
    public async Task Settings_are_for_admins_and_take_effect()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/incident settings");
        afternoon.Ana.Sees("Only admins change these settings.");
        await afternoon.Ivy.Slash("/incident settings");
        Assert.Contains(
            "After this many incidents in 10 minutes, further alerts share one. 0: never.",
            $"{afternoon.Ivy.Modal.View.Definition}", StringComparison.Ordinal);
        await afternoon.Ivy.Modal.Fill("Start of channel names", "Data Inc ").Submit();
        Assert.Contains("lower-case", afternoon.Ivy.Modal.Errors["Start of channel names"], StringComparison.Ordinal);
        await afternoon.Ivy.Modal.Fill("Start of channel names", "data-").ChooseChannel("Announcement channel", "data-team")
            .Submit();
        await afternoon.Ana.Slash("/incident late");
        await afternoon.Ana.Modal.Submit();
        afternoon.Ana.Sees("INC-1", "#data-1-late");
        afternoon.Ana.Sees("INC-1", "#data-team");
    }

    [Fact]
    public async Task Settings_keep_what_another_admin_saved_and_say_who_was_first()
    {
        Dictionary<string, string?> settings = [];
        await using var afternoon = await Afternoon.Begin(
            settings: settings, before: w => settings["ADMIN_USER_IDS"] = w.People["gwen"].Id);
        await afternoon.Gwen.Slash("/incident settings");
        await afternoon.Ivy.Slash("/incident settings");
        await afternoon.Ivy.Modal.Fill("Storm limit", "9").Fill("Production branches", "main, release").Submit();
        // Another field: what the other saved stays.
        await afternoon.Gwen.Modal.Fill("Start of channel names", "data-").Submit();
        Assert.Null(afternoon.Gwen.ModalOrNone);
        string? Kept(ISetting setting) => afternoon.Get<Database>().Read(db => SettingStore.Get(db, setting.Key));
        var storm = afternoon.Get<AlertSettings>().StormLimit;
        Assert.Equal(
            ("9", "data-", null),
            (Kept(storm), Kept(IncidentSettings.ChannelPrefix), Kept(AlertSettings.Environments)));

        await afternoon.Gwen.Slash("/incident settings");
        await afternoon.Ivy.Slash("/incident settings");
        await afternoon.Ivy.Modal.Fill("Storm limit", "7").Submit();
        await afternoon.Gwen.Modal.Fill("Storm limit", "3").Submit();
        Assert.Contains("ivy set the storm limit to “7”", afternoon.Gwen.Modal.Text, StringComparison.Ordinal);
        Assert.Equal("7", Kept(storm));
        Assert.Equal("3", afternoon.Gwen.Modal.Value("Storm limit"));
        await afternoon.Gwen.Modal.Submit();
        Assert.Null(afternoon.Gwen.ModalOrNone);
        Assert.Equal("3", Kept(storm));
    }

    [Fact]
    public async Task All_that_is_wrong_in_the_settings_is_said_at_once_and_lists_are_kept_clean()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ivy.Slash("/incident settings");
        var form = await afternoon.Ivy.Modal.Fill("Start of channel names", "Data Inc").Fill("Storm limit", "many")
            .Fill("Production branches", ",,,; ;").Fill("Production environments", " , ").Submit();
        string[] wrong = ["Production branches", "Production environments", "Start of channel names", "Storm limit"];
        Assert.Equal(wrong, form.Errors.Keys.Order());
        await form.Fill("Start of channel names", "inc-").Fill("Storm limit", "0")
            .Fill("Production branches", "main;; release ,main").Fill("Production environments", "prod;").Submit();
        Assert.Null(afternoon.Ivy.ModalOrNone);
        await afternoon.Ivy.Slash("/incident settings");
        Assert.Equal("main, release", afternoon.Ivy.Modal.Value("Production branches"));
        Assert.Equal("prod", afternoon.Ivy.Modal.Value("Production environments"));
        await afternoon.Alert(new { title = "nightly failed", metadata = new { branch = "release" } });
        afternoon.Ana.Sees("INC-1", "#data-incidents");
    }

    [Fact]
    public async Task A_list_that_holds_no_name_counts_as_the_usual_one()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Get<Database>().Change(tx => SettingStore.Set(tx, AlertSettings.Branches.Key, ",,,; ;", "test"));
        await afternoon.Alert(new { title = "nightly failed", metadata = new { branch = "main" } });
        afternoon.Ana.Sees("INC-1", "#data-incidents");
    }

    [Fact]
    public async Task The_list_begins_with_the_worst_and_stays_short()
    {
        await using var afternoon = await Afternoon.Begin();
        for (var i = 1; i <= 12; i++)
        {
            await afternoon.Ana.Slash($"/incident problem number {i}", "#data-team");
            if (i == 3) await afternoon.Ana.Modal.Choose("Severity", "Critical: wants somebody now");
            if (i == 4) await afternoon.Ana.Modal.Choose("Severity", "Major: wants somebody today").ChoosePeople("Lead", "finn");
            await afternoon.Ana.Modal.Submit();
        }

        await afternoon.Finn.Slash("/incident list", "#data-team");
        var list = afternoon.Finn.Sees("Open: 12, 1 Critical, 1 Major").Text.Split('\n');
        Assert.Contains("#inc-3-problem-number-3", list[1], StringComparison.Ordinal);
        Assert.Contains("#inc-4-problem-number-4 · waits for you", list[2], StringComparison.Ordinal);
        Assert.Contains("#inc-12-problem-number-12 · triage, no lead", list[3], StringComparison.Ordinal);
        Assert.Contains("… 2 more minor ones: /incident list all", list[^1], StringComparison.Ordinal);
        Assert.Equal(12, list.Length);
        await afternoon.Finn.Slash("/incident list all", "#data-team");
        Assert.Contains("#inc-1-problem-number-1 ", afternoon.Finn.Sees("Open: 12").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_who_presses_a_button_is_told_whom_to_ask()
    {
        await using var afternoon = await WithIncident();
        await afternoon.Ana.Invites(Channel, "gus");
        await afternoon.Gus.Sees("Waits for", Channel).Click("Resolve");
        Assert.Null(afternoon.Gus.ModalOrNone);
        Assert.True(afternoon.Gus.Sees("Guests cannot use Data Responder").IsEphemeral);
    }

    [Fact]
    public async Task A_word_with_more_behind_it_begins_a_name()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/incident list of customers is empty");
        Assert.Equal("list of customers is empty", afternoon.Ana.Modal.Value("Name"));
    }
}

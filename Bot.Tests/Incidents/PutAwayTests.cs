using Bot.Incidents;
using Bot.People;
using Bot.Sandbox;
using Bot.Storage;

namespace Bot.Tests.Incidents;

/// <summary>Channels of incidents that are over leave the sidebar after a while, and come back with their incident.</summary>
public sealed class PutAwayTests
{
    const string Name = "inc-1-orders-are-late", Channel = $"#{Name}";

    static async Task<Afternoon> Resolved(params string[] names)
    {
        var afternoon = await Afternoon.Begin();
        foreach (var name in names.DefaultIfEmpty("Orders are late"))
        {
            await afternoon.Ana.Slash($"/incident declare {name}", "#data-team");
            await afternoon.Ana.Modal.Submit();
            await afternoon.Ana.Modal.Close();
        }

        for (var number = 1; number <= Math.Max(1, names.Length); number++)
        {
            await afternoon.Ana.Slash($"/incident resolve {number}", "#data-team");
            await afternoon.Ana.Modal.Submit();
        }

        return afternoon;
    }

    static async Task Days(Afternoon afternoon, int days)
    {
        for (var day = 0; day < days; day++) await afternoon.Pass(TimeSpan.FromDays(1));
    }

    static bool IsArchived(Afternoon afternoon) => afternoon.Workspace.Conversations[Name].Archived;

    static IEnumerable<SeenMessage> Said(Afternoon afternoon) =>
        afternoon.Ana.Messages(Channel).Where(m => m.Text.StartsWith("Archived", StringComparison.Ordinal));

    static SeenMessage? Asked(Afternoon afternoon) => afternoon.Ana.Look("This channel is archived", Channel);

    [Fact]
    public async Task A_day_before_the_week_is_over_the_channel_asks_and_silence_archives_it()
    {
        await using var afternoon = await Resolved();
        await afternoon.Pass(TimeSpan.FromDays(6) - TimeSpan.FromMinutes(1));
        Assert.Null(Asked(afternoon));
        await afternoon.Pass(TimeSpan.FromMinutes(2));
        Assert.Equal(["Keep it", "Archive now"], Asked(afternoon)!.Buttons);
        Assert.Empty(Asked(afternoon)!.Notified);
        await afternoon.Pass(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(1));
        Assert.False(IsArchived(afternoon));
        await afternoon.Pass(TimeSpan.FromMinutes(2));
        Assert.True(IsArchived(afternoon));
        Assert.Null(Asked(afternoon));
        var said = Assert.Single(Said(afternoon));
        Assert.Equal("Archived 7 days after it was resolved. /incident reopen 1 opens it again.", said.Text);
        Assert.Empty(said.Buttons);
        await Days(afternoon, 3);
        Assert.Single(Said(afternoon));
        await afternoon.Ana.Slash("/incident timeline 1", "#data-team");
        Assert.Contains("the channel was archived", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kept_it_stays_until_its_incident_ends_again()
    {
        await using var afternoon = await Resolved();
        await Days(afternoon, 6);
        var press = afternoon.Ben.Sees("This channel is archived", Channel).Aim("Archive now");
        await Asked(afternoon)!.Click("Keep it");
        Assert.Empty(afternoon.Ana.Sees("ana keeps this channel.", Channel).Buttons);
        await Days(afternoon, 30);
        Assert.False(IsArchived(afternoon));
        Assert.Null(Asked(afternoon));
        await afternoon.Ana.Slash("/incident reopen 1", "#data-team");
        await press();
        afternoon.Ben.Sees("INC-1 is open again, so its channel stays.");
        await afternoon.Ana.Slash("/incident resolve 1", "#data-team");
        await afternoon.Ana.Modal.Submit();
        await Days(afternoon, 7);
        Assert.True(IsArchived(afternoon));
    }

    [Fact]
    public async Task Archive_now_does_not_wait_and_the_timeline_says_who_wanted_it()
    {
        await using var afternoon = await Resolved();
        await Days(afternoon, 6);
        await afternoon.Ben.Sees("This channel is archived", Channel).Click("Archive now");
        Assert.True(IsArchived(afternoon));
        Assert.Equal(
            "Archived by ben 6 days after it was resolved. /incident reopen 1 opens it again.",
            Assert.Single(Said(afternoon)).Text);
        await afternoon.Ana.Slash("/incident timeline 1", "#data-team");
        Assert.Contains("ben: had the channel archived", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_writes_after_the_question_keeps_it_for_as_long_again()
    {
        await using var afternoon = await Resolved();
        await Days(afternoon, 6);
        await afternoon.Ana.Says(Channel, "One more thing.");
        Assert.Empty(afternoon.Ana.Sees("in use again, so it stays for now", Channel).Buttons);
        await Days(afternoon, 5);
        Assert.False(IsArchived(afternoon));
        Assert.Null(Asked(afternoon));
        await Days(afternoon, 1);
        Assert.NotNull(Asked(afternoon));
        await Days(afternoon, 1);
        Assert.True(IsArchived(afternoon));
    }

    [Fact]
    public async Task A_channel_that_somebody_archived_first_counts_as_archived()
    {
        await using var afternoon = await Resolved();
        await afternoon.Ana.Archives(Channel);
        await Days(afternoon, 8);
        await afternoon.Ana.Slash("/incident timeline 1", "#data-team");
        Assert.Contains("the channel was archived", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("could not be archived", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opened_again_it_has_its_channel_again_and_a_later_end_archives_it_again()
    {
        await using var afternoon = await Resolved();
        await Days(afternoon, 8);
        await afternoon.Ana.Slash("/incident reopen 1", "#data-team");
        Assert.False(IsArchived(afternoon));
        afternoon.Ana.Sees("opened this again", Channel);
        await Days(afternoon, 20);
        Assert.False(IsArchived(afternoon));
        await afternoon.Ana.Slash("/incident decline 1", "#data-team");
        await afternoon.Ana.Modal.Submit();
        await Days(afternoon, 6);
        Assert.False(IsArchived(afternoon));
        await Days(afternoon, 1);
        Assert.True(IsArchived(afternoon));
        Assert.Equal(2, Said(afternoon).Count());
    }

    [Fact]
    public async Task What_is_done_with_it_after_its_end_keeps_it_as_long_again()
    {
        await using var afternoon = await Resolved();
        await Days(afternoon, 5);
        await afternoon.Ana.Slash("/incident update 1", "#data-team");
        await afternoon.Ana.Modal.Fill("What is new", "The report is written").Submit();
        await Days(afternoon, 5);
        Assert.False(IsArchived(afternoon));
        await Days(afternoon, 3);
        Assert.True(IsArchived(afternoon));
    }

    [Fact]
    public async Task Where_people_go_on_talking_the_channel_stays()
    {
        await using var afternoon = await Resolved();
        await Days(afternoon, 5);
        await afternoon.Ana.Says(Channel, "The report is written.");
        await Days(afternoon, 5);
        Assert.False(IsArchived(afternoon));
        await Days(afternoon, 3);
        Assert.True(IsArchived(afternoon));
    }

    [Fact]
    public async Task What_is_opened_again_while_its_channel_says_so_is_not_archived()
    {
        await using var afternoon = await Resolved();
        IncidentRow Incident() => afternoon.Get<Database>().Read(db => IncidentStore.Find(db, Viewer.Bot, 1)!);
        await Days(afternoon, 6);
        afternoon.Workspace.Faults.On("chat.update").Delay(TimeSpan.FromSeconds(2));
        var pass = afternoon.Pass(TimeSpan.FromDays(1));
        while (Incident().PutAwayAt is null) await Task.Delay(5, TestContext.Current.CancellationToken);
        await afternoon.Ana.Slash("/incident reopen 1", "#data-team");
        await pass;
        Assert.False(IsArchived(afternoon));
        Assert.Null(Incident().ArchivedAt);
        afternoon.Ana.Sees("opened this again", Channel);
    }

    [Fact]
    public async Task The_days_are_a_setting_and_empty_is_never()
    {
        await using var afternoon = await Resolved();
        await afternoon.Ivy.Slash("/incident settings");
        Assert.Equal("7", afternoon.Ivy.Modal.Value("Archive channels after … days"));
        await afternoon.Ivy.Modal.Fill("Archive channels after … days", "0").Submit();
        Assert.Contains("from 1 to 3650", afternoon.Ivy.Modal.Errors["Archive channels after … days"], StringComparison.Ordinal);
        await afternoon.Ivy.Modal.Fill("Archive channels after … days", "").Submit();
        Assert.Null(afternoon.Ivy.ModalOrNone);
        await afternoon.Pass(TimeSpan.FromDays(300));
        Assert.False(IsArchived(afternoon));
        await afternoon.Ivy.Slash("/incident settings");
        Assert.Equal("", afternoon.Ivy.Modal.Value("Archive channels after … days"));
        await afternoon.Ivy.Modal.Fill("Archive channels after … days", "301").Submit();
        await Days(afternoon, 2);
        Assert.True(IsArchived(afternoon));
    }

    [Fact]
    public async Task Many_at_once_go_a_few_in_a_minute()
    {
        await using var afternoon = await Resolved([.. Enumerable.Range(1, 13).Select(i => $"Problem {i}")]);
        int Gone() => afternoon.Workspace.Conversations.All
            .Count(c => c.Archived && c.Name.StartsWith("inc-", StringComparison.Ordinal));
        int Asking() => afternoon.Ana.Messages().Count(m => m.Buttons.Contains("Keep it"));
        await afternoon.Pass(TimeSpan.FromDays(6));
        Assert.Equal(10, Asking());
        await afternoon.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(10, Asking());
        await afternoon.Pass(TimeSpan.FromSeconds(31));
        Assert.Equal(13, Asking());
        await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.Equal(10, Gone());
        await afternoon.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(10, Gone());
        await afternoon.Pass(TimeSpan.FromSeconds(31));
        Assert.Equal(13, Gone());
    }

    [Fact]
    public async Task A_lost_answer_leaves_one_line_and_one_archived_channel()
    {
        await using var afternoon = await Resolved();
        afternoon.Workspace.Faults.On("chat.postMessage").LoseResponse();
        afternoon.Workspace.Faults.On("conversations.archive").LoseResponse();
        await Days(afternoon, 8);
        Assert.True(IsArchived(afternoon));
        Assert.Single(Said(afternoon));
    }

    [Fact]
    public async Task What_is_opened_again_while_Slack_archives_its_channel_has_it_back()
    {
        await using var afternoon = await Resolved();
        await Days(afternoon, 6);
        afternoon.Workspace.Faults.On("conversations.archive").Delay(TimeSpan.FromSeconds(2));
        var pass = afternoon.Pass(TimeSpan.FromDays(1));
        while (!afternoon.Workspace.Activity.Open.Contains("call of conversations.archive"))
            await Task.Delay(5, TestContext.Current.CancellationToken);
        await afternoon.Ana.Slash("/incident reopen 1", "#data-team");
        await pass;
        Assert.Single(afternoon.Workspace.Log.Entries, e => e.Name == "conversations.unarchive");
        Assert.False(IsArchived(afternoon));
        afternoon.Ana.Sees("opened this again", Channel);
        await Days(afternoon, 20);
        Assert.False(IsArchived(afternoon));
    }

    [Fact]
    public async Task An_archive_that_Slack_cannot_make_just_now_is_made_a_moment_later()
    {
        await using var afternoon = await Resolved();
        afternoon.Workspace.Faults.On("conversations.archive").Refuse("internal_error", times: 5);
        await Days(afternoon, 8);
        Assert.True(IsArchived(afternoon));
        Assert.Single(Said(afternoon));
        await afternoon.Ana.Slash("/incident timeline 1", "#data-team");
        Assert.DoesNotContain("could not be archived", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_Slack_does_not_let_the_bot_archive_is_left_open_and_the_timeline_says_why()
    {
        await using var afternoon = await Resolved();
        afternoon.Workspace.Faults.On("conversations.archive").Refuse("restricted_action");
        await Days(afternoon, 8);
        await Days(afternoon, 8);
        Assert.False(IsArchived(afternoon));
        Assert.Single(Said(afternoon));
        await afternoon.Ana.Slash("/incident timeline 1", "#data-team");
        Assert.Contains("could not be archived (restricted_action)", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_somebody_archived_by_hand_is_left_alone()
    {
        await using var afternoon = await Resolved();
        await afternoon.Ana.Archives(Channel);
        await Days(afternoon, 8);
        Assert.Empty(Said(afternoon));
        await afternoon.Ana.Unarchives(Channel);
        await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.False(IsArchived(afternoon));
    }
}

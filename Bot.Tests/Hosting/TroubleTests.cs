using Bot.Alerts;
using Bot.Incidents;
using Bot.Sandbox;
using Bot.Settings;
using Bot.Storage;

namespace Bot.Tests.Hosting;

public sealed class TroubleTests
{
    [Fact]
    public async Task Admins_hear_once_a_day_what_slack_refuses_until_it_is_cured()
    {
        var settings = new Dictionary<string, string?>();
        await using var afternoon = await Afternoon.Begin(settings: settings, before: workspace =>
        {
            settings["ADMIN_USER_IDS"] = workspace.People["ivy"].Id;
            workspace.Policies.EveryoneCreatesChannels = false;
        });
        await Declare(afternoon);
        // The bot cannot make its announcement channel either.
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        var told = afternoon.Ivy.Sees("Data Responder needs an admin");
        Assert.Contains("restricted_action", told.Text, StringComparison.Ordinal);
        Assert.Equal("(direct)", told.Channel);

        await afternoon.Pass(TimeSpan.FromMinutes(30));
        Assert.Single(Notices(afternoon));
        await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.Equal(2, Notices(afternoon).Count);

        afternoon.Workspace.Policies.EveryoneCreatesChannels = true;
        await afternoon.Restart();
        afternoon.Ana.Sees("INC-1", "#data-incidents");
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.Empty(Notices(afternoon));
    }

    [Fact]
    public async Task Where_no_admins_are_configured_those_of_slack_hear_it()
    {
        await using var afternoon = await Afternoon.Begin(
            before: workspace => workspace.Policies.EveryoneCreatesChannels = false);
        await afternoon.Ivy.Slash("/incident list");
        await Declare(afternoon);
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Single(Notices(afternoon));
        Assert.Null(afternoon.Ana.Look("needs an admin"));
    }

    [Fact]
    public async Task A_notice_whose_answer_was_lost_is_not_sent_twice()
    {
        var settings = new Dictionary<string, string?>();
        await using var afternoon = await Afternoon.Begin(settings: settings, before: workspace =>
        {
            settings["ADMIN_USER_IDS"] = workspace.People["ivy"].Id;
            workspace.Policies.EveryoneCreatesChannels = false;
        });
        await Declare(afternoon);
        afternoon.Workspace.Faults.On("chat.postMessage").LoseResponse();
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        Assert.Single(Notices(afternoon));
    }

    /// <summary>
    /// Written by hand, or by another version: it stops no change, the default counts, and admins hear which it is.
    /// </summary>
    [Fact]
    public async Task A_setting_that_cannot_be_read_counts_as_its_default_and_is_told_until_it_is_saved_anew()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ivy.Slash("/incident list");
        await afternoon.Get<Database>().Change(tx =>
        {
            SettingStore.Set(tx, afternoon.Get<AlertSettings>().StormLimit.Key, "9999999999999999999999", "by hand");
            SettingStore.Set(tx, IncidentSettings.ArchiveAfter.Key, "soon", "by hand");
            SettingStore.Set(tx, IncidentSettings.ChannelPrefix.Key, "Our Incidents", "by hand");
        });
        await afternoon.Alert(new { title = "nightly failed", status = "firing", deduplication_key = "a" });
        afternoon.Ana.Sees("INC-1", "#inc-1-nightly-failed");
        await afternoon.Pass(TimeSpan.FromDays(1));
        var told = Notices(afternoon)[^1].Text;
        Assert.Contains("Storm limit is kept as “9999999999999999999999”, which cannot be read", told, StringComparison.Ordinal);
        Assert.Contains("is kept as “soon”", told, StringComparison.Ordinal);
        Assert.Contains("is kept as “Our Incidents”", told, StringComparison.Ordinal);

        await afternoon.Ivy.Slash("/incident settings");
        Assert.Equal("5", afternoon.Ivy.Modal.Value("Storm limit"));
        Assert.Equal("7", afternoon.Ivy.Modal.Value("Archive channels after … days"));
        // As it is: what counted all along is kept from now on.
        await afternoon.Ivy.Modal.Submit();
        await afternoon.Pass(TimeSpan.FromMinutes(1));
        await afternoon.Pass(TimeSpan.FromDays(2));
        Assert.Empty(Notices(afternoon));
    }

    [Fact]
    public async Task A_channel_that_somebody_put_away_is_no_trouble_of_anybody()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ivy.Slash("/incident list");
        await Declare(afternoon);
        await afternoon.Ana.Modal.Close();
        await afternoon.Ana.Archives("#inc-1-orders-are-late");
        await afternoon.Pass(TimeSpan.FromDays(1));
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Archives("#inc-1-orders-are-late");
        await afternoon.Ana.Slash("/incident update 1");
        await afternoon.Ana.Modal.Fill("What is new", "The cause was a full disk").Submit();
        await afternoon.Pass(TimeSpan.FromDays(2));
        Assert.Empty(Notices(afternoon));
    }

    static async Task Declare(Afternoon afternoon)
    {
        await afternoon.Ana.Slash("/incident orders are late");
        await afternoon.Ana.Modal.Submit();
    }

    static List<SeenMessage> Notices(Afternoon afternoon) =>
        [.. afternoon.Ivy.Messages()
            .Where(m => m.Text.Contains("needs an admin", StringComparison.Ordinal) && m.Channel == "(direct)")];
}

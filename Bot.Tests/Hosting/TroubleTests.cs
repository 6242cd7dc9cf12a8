using Bot.Sandbox;

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
        await afternoon.Pass(TimeSpan.FromSeconds(1));
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
        await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.Equal(2, Notices(afternoon).Count);
    }

    [Fact]
    public async Task Where_no_admins_are_configured_those_of_slack_hear_it()
    {
        await using var afternoon = await Afternoon.Begin(
            before: workspace => workspace.Policies.EveryoneCreatesChannels = false);
        await afternoon.Ivy.Slash("/incident list");
        await Declare(afternoon);
        await afternoon.Pass(TimeSpan.FromSeconds(1));
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
        await afternoon.Pass(TimeSpan.FromSeconds(1));
        Assert.Single(Notices(afternoon));
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

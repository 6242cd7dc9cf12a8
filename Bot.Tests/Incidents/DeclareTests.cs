using Bot.People;
using Bot.Sandbox;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Incidents;

public sealed class DeclareTests
{
    [Fact]
    public async Task A_name_is_enough_to_declare()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/incident");
        await afternoon.Ana.Modal.Fill("Name", "Orders are late").Submit();
        Assert.Contains("Go to #inc-1-orders-are-late", afternoon.Ana.Modal.Text, StringComparison.Ordinal);

        var card = afternoon.Ana.Sees("INC-1 Orders are late", "#inc-1-orders-are-late");
        Assert.True(card.IsPinned);
        Assert.Contains("Triage", card.Text, StringComparison.Ordinal);
        // One line of Slack's before the card, not two.
        Assert.Equal("", afternoon.Workspace.Conversations["inc-1-orders-are-late"].Purpose.Value);
        afternoon.Finn.Sees("INC-1 Orders are late", "#data-incidents");
    }

    [Fact]
    public async Task The_words_after_the_command_are_the_name()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/incident orders are late");
        Assert.Equal("orders are late", afternoon.Ana.Modal.Value("Name"));
        Assert.Equal(["Name", "Severity", "Who is affected", "What is known", "Lead", "Who sees it"], afternoon.Ana.Modal.Fields);
        Assert.Equal("Minor: can wait for working hours", afternoon.Ana.Modal.Value("Severity"));
    }

    [Fact]
    public async Task Where_the_only_member_of_the_rotation_has_left_declaring_is_still_one_step()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana");
        afternoon.Workspace.People.Change("ana", ana => ana.Deleted = true);
        await afternoon.Settle();
        await afternoon.Ben.Slash("/incident Orders are late");
        await afternoon.Ben.Modal.Submit();
        await afternoon.Ben.Modal.Close();
        afternoon.Ben.Sees("Nobody is on call, so nobody leads this.", "#inc-1-orders-are-late");
    }

    [Theory]
    [InlineData("R&D loads > 5h late", "R&D loads > 5h late", "inc-1-r-d-loads-5h-late")]
    [InlineData("late, ask @ben in #data-team", "late, ask {ben} in #data-team", "inc-1-late-ask-ben-in-data-team")]
    [InlineData("“Orders” aren’t here <yet>", "\"Orders\" aren't here <yet>", "inc-1-orders-aren-t-here-yet")]
    [InlineData("&amp; is shown as &lt;", "&amp; is shown as &lt;", "inc-1-amp-is-shown-as-lt")]
    [InlineData("AT&amp;T is late", "AT&amp;T is late", "inc-1-at-amp-t-is-late")]
    public async Task A_name_is_what_was_typed_in_the_form_the_messages_and_the_channel(string typed, string name, string channel)
    {
        await using var afternoon = await Afternoon.Begin();
        var ben = await afternoon.Get<Profiles>().Know(afternoon.Ben.Id, TestContext.Current.CancellationToken);
        name = name.Replace("{ben}", $"@{ben.Name}", StringComparison.Ordinal);
        await afternoon.Ana.Slash($"/incident {typed}");
        Assert.Equal(name, afternoon.Ana.Modal.Value("Name"));
        await afternoon.Ana.Modal.Submit();
        Assert.Contains(name, afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        afternoon.Ana.Sees(name, $"#{channel}");
        afternoon.Ana.Sees(name, "#data-incidents");
        Assert.Equal($"INC-1 · {Bot.Slack.Mrkdwn.Escape(name)}", afternoon.Workspace.Conversations[channel].Topic.Value);
        Assert.DoesNotContain(afternoon.Ben.Id, afternoon.Workspace.Conversations[channel].Members);
    }

    [Theory]
    [InlineData("*Bold* orders")]
    [InlineData("_late_ in `orders` ~again~")]
    [InlineData("> 5 h late")]
    public async Task Marks_in_a_name_are_part_of_it_wherever_it_stands(string name)
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash($"/incident {name}", "#data-team");
        await afternoon.Ana.Modal.Submit();
        Assert.Contains(name, afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        afternoon.Finn.Sees($"INC-1 {name}", "#data-incidents");
        await afternoon.Ana.Slash("/incident list", "#data-team");
        Assert.Contains(name, afternoon.Ana.Sees("Open: 1").Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_known_stands_whole_on_the_card()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/incident orders are late", "#data-team");
        await afternoon.Ana.Modal.Fill("What is known", string.Join(' ', Enumerable.Range(1000, 598))).Submit();
        var card = Assert.Single(afternoon.Ana.Messages("#inc-1-orders-are-late"), m => m.IsPinned).Text;
        Assert.All(Enumerable.Range(1000, 598), number => Assert.Contains($"{number}", card, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_that_is_too_long_is_filled_in_up_to_its_last_whole_character()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash($"/incident a{string.Concat(Enumerable.Repeat("🔥", 200))}");
        Assert.Equal($"a{string.Concat(Enumerable.Repeat("🔥", 74))}", afternoon.Ana.Modal.Value("Name"));
    }

    [Fact]
    public async Task A_title_without_latin_letters_gives_a_channel_of_the_number_alone()
    {
        await using var afternoon = await Afternoon.Begin();
        var title = string.Join(' ', Enumerable.Repeat("تأخرت الطلبات اليوم", 40));
        await afternoon.Alert(new { title, status = "firing" });
        Assert.Contains(afternoon.Workspace.Conversations.All, c => c.Name == "inc-1");
    }

    [Fact]
    public async Task A_guest_is_told_whom_to_ask()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Gus.Slash("/incident orders are late");
        Assert.Null(afternoon.Gus.ModalOrNone);
        afternoon.Gus.Sees("Guests cannot use Data Responder. Ask a member of the data team");
    }

    [Fact]
    public async Task A_guest_cannot_lead()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/incident orders are late");
        await afternoon.Ana.Modal.ChoosePeople("Lead", "gus").Submit();
        Assert.Contains("cannot lead", afternoon.Ana.Modal.Errors["Lead"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_would_ping_everybody_pings_nobody()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/incident");
        await afternoon.Ana.Modal.Fill("Name", "<!channel> & <@U123> \"x\"").Submit();
        foreach (var message in afternoon.Ana.Messages("#data-incidents").Concat(afternoon.Ana.Messages("#inc-1-channel-u123-x")))
        {
            Assert.DoesNotContain("<!channel>", message.Posted.Blocks?.GetRawText() ?? "", StringComparison.Ordinal);
            Assert.DoesNotContain("<@U123>", message.Posted.Blocks?.GetRawText() ?? "", StringComparison.Ordinal);
        }

        afternoon.Ana.Sees("<!channel> & <@U123> \"x\"", "#data-incidents");
    }

    [Fact]
    public async Task A_strangers_channel_of_the_wanted_name_is_left_alone()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Finn.Creates("#inc-1-orders-are-late");
        await afternoon.Ana.Slash("/incident orders are late");
        await afternoon.Ana.Modal.Submit();
        Assert.DoesNotContain(afternoon.Finn.Messages("#inc-1-orders-are-late"), m => m.From == "Data Responder");
        afternoon.Ana.Sees("INC-1", "#inc-1-orders-are-late-2");
    }

    [Fact]
    public async Task Where_the_bot_may_not_make_channels_the_incident_is_announced_with_what_to_change()
    {
        await using var afternoon = await Afternoon.Begin();
        afternoon.Workspace.Policies.EveryoneCreatesChannels = false;
        await afternoon.Ana.Slash("/incident orders are late");
        await afternoon.Ana.Modal.Submit();
        Assert.Contains("The bot could not make a channel.", afternoon.Ana.Modal.Text, StringComparison.Ordinal);
        Assert.Contains(
            "The bot could not make a channel.", afternoon.Ana.Sees("INC-1", "#data-incidents").Text, StringComparison.Ordinal);

        afternoon.Workspace.Policies.EveryoneCreatesChannels = true;
        await afternoon.Pass(TimeSpan.FromHours(1));
        Assert.DoesNotContain("could not", afternoon.Ana.Sees("INC-1", "#data-incidents").Text, StringComparison.Ordinal);
        afternoon.Ana.Sees("INC-1", "#inc-1-orders-are-late");
    }

    [Fact]
    public async Task Lost_answers_leave_one_channel_one_card_and_one_announcement()
    {
        await using var afternoon = await Afternoon.Begin();
        afternoon.Workspace.Faults.On("conversations.create").LoseResponse(2);
        afternoon.Workspace.Faults.On("chat.postMessage").LoseResponse(2);
        afternoon.Workspace.Faults.On("conversations.setTopic").LoseResponse(1);
        await afternoon.Ana.Slash("/incident orders are late");
        await afternoon.Ana.Modal.Submit();
        Assert.Single(afternoon.Ana.Messages("#data-incidents"), m => m.Text.Contains("INC-1", StringComparison.Ordinal));
        Assert.Single(afternoon.Ana.Messages("#inc-1-orders-are-late"), m => m.IsPinned);
        Assert.Single(afternoon.Workspace.Conversations.All, c => c.Name.StartsWith("inc-1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(290)]
    public async Task With_a_clock_that_runs_ahead_of_slacks_a_lost_answer_still_leaves_one_channel(int seconds)
    {
        await using var afternoon = await Afternoon.Begin();
        // Asked to make the channel, Slack makes it and says when by its own clock.
        afternoon.Workspace.Faults.On("conversations.create").RateLimited();
        afternoon.Workspace.Faults.On("conversations.create").LoseResponse();
        var ahead = seconds * 1000;
        afternoon.Workspace.Log.Added += entry =>
        {
            if (entry.Name != "conversations.create" || ahead == 0) return;
            afternoon.Get<Database>().Change(tx => tx.Db.Execute(
                "update incidents set declared_at = declared_at + @ahead", new { ahead })).Wait();
            ahead = 0;
        };
        await afternoon.Ana.Slash("/incident orders are late");
        await afternoon.Ana.Modal.Submit();
        Assert.Equal(0, ahead);
        Assert.Single(afternoon.Workspace.Conversations.All, c => c.Name.StartsWith("inc-1", StringComparison.Ordinal));
        Assert.Single(afternoon.Ana.Messages("#inc-1-orders-are-late"), m => m.IsPinned);
    }

    [Fact]
    public async Task A_post_that_slack_carries_out_late_does_not_stay_twice()
    {
        await using var afternoon = await Afternoon.Begin();
        afternoon.Workspace.Faults.On("chat.postMessage").ExecuteLate(TimeSpan.FromSeconds(0.6), times: 2);
        await afternoon.Ana.Slash("/incident orders are late");
        await afternoon.Ana.Modal.Submit();
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        await afternoon.Settle();
        Assert.Single(afternoon.Ana.Messages("#data-incidents"), m => m.Text.Contains("INC-1", StringComparison.Ordinal));
        Assert.Single(afternoon.Ana.Messages("#inc-1-orders-are-late"), m => m.Buttons.Contains("Resolve"));
    }

    [Theory]
    [InlineData(EnvelopeTrouble.Duplicate)]
    [InlineData(EnvelopeTrouble.Redeliver)]
    [InlineData(EnvelopeTrouble.DropSocket)]
    public async Task A_form_that_reaches_the_bot_more_than_once_is_one_incident(EnvelopeTrouble trouble)
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Ana.Slash("/incident orders are late");
        afternoon.Workspace.Faults.Envelopes.Ask(trouble, type: "interactive");
        await afternoon.Ana.Modal.Submit();
        while (afternoon.Ana.ModalOrNone is { SubmitLabel: not null } again) await again.Submit();
        Assert.Single(afternoon.Ana.Messages("#data-incidents"), m => m.Text.Contains("INC-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_nobody_is_on_call_a_button_is_there_to_lead()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Alert(new { title = "dbt failed", status = "firing" });
        var card = afternoon.Ana.Sees("Nobody is on call, so nobody leads this.", "#inc-1-dbt-failed");
        Assert.Equal("I'll lead", card.Buttons[0]);
        await card.Click("I'll lead");
        Assert.Contains("Lead: ana", card.Text, StringComparison.Ordinal);
        Assert.Contains("Investigating", card.Text, StringComparison.Ordinal);
        Assert.Contains(afternoon.Ana.Id, afternoon.Workspace.Conversations["inc-1-dbt-failed"].Members);
    }
}

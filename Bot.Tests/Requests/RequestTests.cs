using Bot.Sandbox;
using static Bot.Tests.Requests.Asking;

namespace Bot.Tests.Requests;

public sealed class RequestTests
{
    [Fact]
    public async Task A_mention_of_the_group_is_seen_answered_and_closed_by_whoever_asked()
    {
        await using var afternoon = await Begin();
        var asked = await afternoon.Finn.Says("#general", "@data-responder is the orders dashboard late?");
        Assert.Equal([Eyes], asked.Reactions);
        Assert.Equal("waiting", afternoon.StateOf(asked));
        await afternoon.Gwen.Says("#general", "I see that too", asked);
        Assert.Equal("waiting", afternoon.StateOf(asked));
        await afternoon.Ben.Says("#general", "It is, by an hour", asked);
        Assert.Equal("answered", afternoon.StateOf(asked));
        Assert.Equal(afternoon.Ben.Id, afternoon.Row(asked)!.AnsweredBy);
        await asked.React("white_check_mark");
        Assert.Equal("closed", afternoon.StateOf(asked));
        Assert.Equal(["white_check_mark 2"], asked.Reactions);
    }

    [Fact]
    public async Task Only_whoever_asked_and_the_rotation_say_that_it_is_done_and_may_take_that_back()
    {
        await using var afternoon = await Begin();
        var asked = await afternoon.Finn.Says("#general", "@data-responder where are refunds?");
        var seenByGwen = afternoon.Gwen.Sees("where are refunds?");
        await seenByGwen.React("white_check_mark");
        await seenByGwen.React("tada");
        Assert.Equal("waiting", afternoon.StateOf(asked));
        var seenByAna = afternoon.Ana.Sees("where are refunds?");
        await seenByAna.React("white_check_mark");
        Assert.Equal("closed", afternoon.StateOf(asked));
        await seenByGwen.React("white_check_mark");
        Assert.Equal("closed", afternoon.StateOf(asked));
        await seenByAna.React("white_check_mark");
        Assert.Equal("waiting", afternoon.StateOf(asked));
        Assert.Contains(Eyes, asked.Reactions);
    }

    [Fact]
    public async Task What_was_answered_and_is_silent_for_two_working_days_is_closed_and_what_was_not_waits_on()
    {
        // Tuesday.
        await using var afternoon = await Begin();
        var answered = await afternoon.Finn.Says("#general", "@data-responder is it late?");
        await afternoon.Ana.Says("#general", "It is", answered);
        var waiting = await afternoon.Gwen.Says("#general", "@data-responder is it wrong?");
        await afternoon.Pass(TimeSpan.FromDays(2));
        Assert.Equal("answered", afternoon.StateOf(answered));
        await afternoon.Pass(TimeSpan.FromDays(1));
        Assert.Equal("closed", afternoon.StateOf(answered));
        Assert.Equal([Tick], answered.Reactions);
        await afternoon.Pass(TimeSpan.FromDays(7));
        Assert.Equal("waiting", afternoon.StateOf(waiting));
    }

    [Fact]
    public async Task A_new_question_of_the_asker_opens_it_again_and_thanks_do_not()
    {
        await using var afternoon = await Begin();
        var asked = await afternoon.Finn.Says("#general", "@data-responder is it late?");
        await afternoon.Ana.Says("#general", "No", asked);
        await asked.React("white_check_mark");
        await asked.Reply("thanks, works now!");
        await afternoon.Gwen.Says("#general", "and why was it?", asked);
        Assert.Equal("closed", afternoon.StateOf(asked));
        await asked.Reply("Hm, it is late again. Can you look?");
        Assert.Equal("waiting", afternoon.StateOf(asked));
        Assert.Contains(Eyes, asked.Reactions);
    }

    [Fact]
    public async Task Whoever_else_names_the_group_in_a_closed_thread_opens_it_again()
    {
        await using var afternoon = await Begin();
        var asked = await afternoon.Finn.Says("#general", "@data-responder is it late?");
        await asked.React("white_check_mark");
        var again = await afternoon.Gwen.Says("#general", "@data-responder it is late for me", asked);
        Assert.Equal("waiting", afternoon.StateOf(asked));
        Assert.Equal("none", afternoon.StateOf(again));
    }

    [Fact]
    public async Task A_mention_in_a_thread_of_chatter_is_a_request_and_answered_there()
    {
        await using var afternoon = await Begin();
        var talk = await afternoon.Finn.Says("#general", "lunch was good");
        var asked = await afternoon.Gwen.Says("#general", "@data-responder while we eat: is it late?", talk);
        Assert.Equal([Eyes], asked.Reactions);
        await afternoon.Ana.Says("#general", "It is", talk);
        Assert.Equal("answered", afternoon.StateOf(asked));
    }

    [Fact]
    public async Task Who_deletes_their_message_takes_it_back_and_may_ask_anew_at_once()
    {
        await using var afternoon = await Begin();
        var asked = await afternoon.Finn.Says("#general", "@data-responder is it late?");
        await asked.Delete();
        Assert.Equal("gone", afternoon.StateOf(asked));
        var anew = await afternoon.Finn.Says("#general", "@data-responder is fct_orders late?");
        Assert.Equal("waiting", afternoon.StateOf(anew));
    }

    [Fact]
    public async Task An_edit_is_followed_into_a_request_and_out_of_one()
    {
        await using var afternoon = await Begin();
        var said = await afternoon.Finn.Says("#general", "is it late?");
        Assert.Equal("none", afternoon.StateOf(said));
        await said.Edit("@data-responder is it late?");
        Assert.Equal("waiting", afternoon.StateOf(said));
        await said.Edit("@data-responder is it very late?");
        Assert.Equal("is it very late?", afternoon.Row(said)!.Words);
        await said.Edit("is it late?");
        Assert.Equal("gone", afternoon.StateOf(said));
        Assert.Empty(said.Reactions);
        await said.Edit("@data-responder is it late?");
        Assert.Equal("waiting", afternoon.StateOf(said));
        Assert.Equal([Eyes], said.Reactions);
    }

    [Fact]
    public async Task Nothing_is_made_of_members_guests_incident_channels_and_the_same_once_more()
    {
        await using var afternoon = await Begin();
        await afternoon.Gwen.Slash("/incident orders are late");
        await afternoon.Gwen.Modal.Submit();
        SeenMessage[] nothing =
        [
            await afternoon.Ben.Says("#general", "@data-responder please look at orders"),
            await afternoon.Gus.Says("#general", "@data-responder may I have a login?"),
            await afternoon.Gwen.Says("#inc-1-orders-are-late", "@data-responder how long?"),
            await afternoon.Finn.Says("#random", "@data-responder is it late?"),
        ];
        var asked = await afternoon.Finn.Says("#general", "@data-responder is it late?");
        var more = await afternoon.Finn.Says("#general", "@data-responder I mean orders");
        Assert.Equal("waiting", afternoon.StateOf(asked));
        Assert.All(nothing.Append(more), message => Assert.Equal("none", afternoon.StateOf(message)));
        await afternoon.Pass(TimeSpan.FromMinutes(16));
        Assert.Equal("waiting", afternoon.StateOf(await afternoon.Finn.Says("#general", "@data-responder and refunds?")));
    }

    [Fact]
    public async Task People_of_another_company_ask_nothing_in_a_channel_that_is_shared_with_them()
    {
        await using var afternoon = await Begin();
        await afternoon.AsksIn("#ask-data");
        foreach (var channel in (string[])["general", "ask-data"])
        {
            afternoon.Workspace.Conversations[channel].IsShared = true;
            await afternoon.Gwen.Invites($"#{channel}", "sam");
        }

        var sam = afternoon.Workspace.Member("sam");
        var asked = await sam.Says("#ask-data", "Which table has refunds?");
        Assert.Empty(asked.Reactions);
        Assert.Equal("none", afternoon.StateOf(asked));
        Assert.Equal("none", afternoon.StateOf(await sam.Says("#general", "@data-responder is it late?")));
    }

    [Fact]
    public async Task In_the_channel_for_questions_each_new_thread_asks()
    {
        await using var afternoon = await Begin();
        await afternoon.AsksIn("#ask-data");
        var asked = await afternoon.Finn.Says("#ask-data", "Which table has refunds");
        Assert.Equal([Eyes], asked.Reactions);
        Assert.Equal("none", afternoon.StateOf(await asked.Reply("by country")));
        Assert.Equal("none", afternoon.StateOf(await afternoon.Gwen.Says("#ask-data", "Good morning everyone :sunny:")));
        Assert.Equal("none", afternoon.StateOf(await afternoon.Ana.Says("#ask-data", "Orders will be late today")));
        await afternoon.Ivy.Slash("/incident setup");
        afternoon.Ivy.Sees("Each new thread in #ask-data is a request.");
    }

    [Fact]
    public async Task Another_channel_for_questions_is_chosen_and_the_bot_waits_to_be_invited_there()
    {
        await using var afternoon = await Begin();
        await afternoon.Ivy.Slash("/incident settings");
        await afternoon.Ivy.Modal.ChooseChannel("Channel for questions", "#engineering").Submit();
        await afternoon.Ivy.Slash("/incident setup");
        afternoon.Ivy.Sees("The bot is not in #engineering, so what is asked there is not heard.");
        Assert.Equal("none", afternoon.StateOf(await afternoon.Finn.Says("#engineering", "Which table has refunds?")));
        await afternoon.InvitesBot("#engineering");
        Assert.Equal([Eyes], (await afternoon.Finn.Says("#engineering", "Which table has refunds?")).Reactions);
    }

    [Fact]
    public async Task A_channel_of_the_usual_name_is_found_again_when_the_bot_was_away()
    {
        await using var afternoon = await Begin();
        await afternoon.Stop();
        await afternoon.AsksIn("#ask-data");
        await afternoon.Start();
        Assert.Equal([Eyes], (await afternoon.Finn.Says("#ask-data", "Which table has refunds")).Reactions);
    }

    [Theory]
    [InlineData(EnvelopeTrouble.Duplicate)]
    [InlineData(EnvelopeTrouble.Redeliver)]
    public async Task What_comes_twice_counts_once(EnvelopeTrouble trouble)
    {
        await using var afternoon = await Begin("2026-03-03T20:00:00Z");
        afternoon.Workspace.Faults.Envelopes.Ask(trouble, times: 20, type: "events_api");
        var asked = await afternoon.Finn.Says("#general", "@data-responder is it late?");
        Assert.Single(asked.Replies);
        await asked.React("white_check_mark");
        await asked.Reply("is it really?");
        await afternoon.Ana.Says("#general", "It is", asked);
        Assert.Equal("answered", afternoon.StateOf(asked));
        await afternoon.Ana.Slash("/incident requests");
        afternoon.Ana.Sees("Requests open: 1, all answered");
    }

    [Fact]
    public async Task The_bot_goes_into_no_channel_by_itself()
    {
        await using var afternoon = await Begin(channels: "#engineering");
        var asked = await afternoon.Finn.Says("#engineering", "@data-responder is it late?");
        Assert.Equal([Eyes], asked.Reactions);
        await afternoon.Finn.PutsOut("#engineering", afternoon.App.BotUser);
        await afternoon.Finn.Slash("/incident requests");
        await afternoon.Finn.Sees("Requests open: 1").Click("Done");
        Assert.Equal("closed", afternoon.StateOf(asked));
        Assert.False(afternoon.Workspace.Conversations["engineering"].Has(afternoon.App.BotUser.Id));
    }

    [Fact]
    public async Task A_reply_that_cannot_be_said_any_more_brings_nobody_in()
    {
        await using var afternoon = await Begin("2026-03-03T20:00:00Z", "#engineering");
        var calls = afternoon.Workspace.Log.Entries.Count;
        afternoon.Workspace.Faults.On("chat.postMessage").Refuse("not_in_channel");
        Assert.Empty((await afternoon.Finn.Says("#engineering", "@data-responder is it late?")).Replies);
        Assert.DoesNotContain(afternoon.Workspace.Log.Entries.Skip(calls), call => call.Name == "conversations.join");
    }
}

using Bot.Sandbox;
using static Bot.Tests.Home.SeenBriefs;

namespace Bot.Tests.Home;

/// <summary>It is a Tuesday, 10:00 in London; Ana is on call until Monday 09:00. People write to the bot.</summary>
public sealed class AnswerMessagesTests
{
    const string Line = "I only understand /incident and /cover, in any channel.";

    [Fact]
    public async Task Whoever_writes_to_the_bot_reads_one_line_a_day_with_what_to_press()
    {
        await using var afternoon = await Begin();
        await Writes(afternoon, afternoon.Dev, "who is on call?");
        var answer = afternoon.Dev.Sees(Line);
        answer.Says($"{Line} @ana is on call until Mon 9 Mar.");
        Assert.Equal(["Declare an incident"], answer.Buttons);
        await Writes(afternoon, afternoon.Dev, "hello?");
        await afternoon.Until(At("2026-03-03T18:00Z"));
        await Writes(afternoon, afternoon.Dev, "anybody?");
        Assert.Single(Lines(afternoon.Dev));
        // In Kolkata the day ends at 18:30.
        await afternoon.Until(At("2026-03-03T18:31Z"));
        await Writes(afternoon, afternoon.Dev, "good night");
        Assert.Equal(2, Lines(afternoon.Dev).Count);
        await answer.Click("Declare an incident");
        Assert.Equal("Declare an incident", afternoon.Dev.Modal.Title);
    }

    [Fact]
    public async Task The_reader_is_you_and_can_ask_for_cover()
    {
        await using var afternoon = await Begin();
        await Writes(afternoon, afternoon.Ana, "I am ill");
        var answer = afternoon.Ana.Sees(Line);
        answer.Says("You are on call until Mon 9 Mar.");
        await answer.Click("Ask for cover");
        Assert.Equal("Ask for cover", afternoon.Ana.Modal.Title);
    }

    [Fact]
    public async Task A_bot_that_was_started_again_does_not_answer_again_on_that_day()
    {
        await using var afternoon = await Begin();
        await Writes(afternoon, afternoon.Ana, "hi");
        await afternoon.Restart();
        await Writes(afternoon, afternoon.Ana, "hi again");
        Assert.Single(Lines(afternoon.Ana));
    }

    [Fact]
    public async Task A_guest_is_told_whom_to_ask_and_a_team_without_a_rotation_that_nobody_is_on_call()
    {
        await using var afternoon = await Afternoon.Begin();
        await Writes(afternoon, afternoon.Gus, "help");
        Assert.Empty(afternoon.Gus.Sees("Guests cannot use Data Responder.").Buttons);
        await Writes(afternoon, afternoon.Ana, "help");
        afternoon.Ana.Sees(Line).Says("Nobody is on call yet.");
    }

    static List<SeenMessage> Lines(Member who) =>
        [.. who.Messages().Where(m => m.Text.StartsWith(Line, StringComparison.Ordinal))];

    static Task Writes(Afternoon afternoon, Member who, string text) => who.Says($"@{afternoon.App.BotUser.Handle}", text);

    static async Task<Afternoon> Begin()
    {
        var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        return afternoon;
    }
}

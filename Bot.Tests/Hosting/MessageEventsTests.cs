using Bot.Hosting;
using Bot.Tests.Laws;

namespace Bot.Tests.Hosting;

/// <summary>What features hear of what is written in Slack.</summary>
public sealed class MessageEventsTests
{
    [Fact]
    public async Task A_person_is_heard_where_a_feature_listens_and_nobody_else()
    {
        const string Direct = "      - message.im\n";
        var manifest = Manifest.Text.Replace(Direct, $"{Direct}      - message.channels\n", StringComparison.Ordinal);
        await using var afternoon = await Afternoon.Begin(manifest: manifest);
        List<string> heard = [];
        foreach (var type in (string[])[MessageEvents.Direct, MessageEvents.Channel])
            afternoon.Get<MessageEvents>().Listen(type, (message, _) =>
            {
                lock (heard) heard.Add($"{type}: {message["text"]}");
                return Task.CompletedTask;
            });
        await afternoon.Ana.Joins("#data-incidents");
        await afternoon.Ana.Says("#data-incidents", "morning");
        await afternoon.Ana.Says("#data-team", "the bot is not in here");
        await afternoon.Ana.Uploads("#data-incidents", "dbt.log", new byte[] { 1 }, "the log");
        // The bot's own announcement and the edit of it are no words of people.
        await afternoon.Ana.Slash("/incident orders are late");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Slash("/incident resolve 1");
        await afternoon.Ana.Modal.Submit();
        await afternoon.Ana.Says($"@{afternoon.App.BotUser.Handle}", "who is on call?");
        Assert.Equal(["channel: morning", "channel: the log", "im: who is on call?"], heard);
    }
}

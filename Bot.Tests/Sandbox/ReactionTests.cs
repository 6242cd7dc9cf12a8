using System.Text.Json;

namespace Bot.Tests.Sandbox;

public sealed class ReactionTests : WorkspaceTest
{
    async Task<(string Channel, string Ts)> Post()
    {
        var channel = await App.NewChannel("inc-1");
        await App.Done("conversations.invite", new { channel, users = $"{Id("ana")},{Id("ben")}" });
        return (channel, (await App.Done("chat.postMessage", new { channel, text = "Late" })).GetProperty("ts").GetString()!);
    }

    [Fact]
    public async Task An_emoji_is_put_counted_and_taken_away()
    {
        var (channel, timestamp) = await Post();
        await App.Done("reactions.add", new { channel, timestamp, name = "eyes" });
        await Workspace.Member("ana").Sees("Late").React("eyes");
        var got = await App.Form("reactions.get", null, ("channel", channel), ("timestamp", timestamp));
        Assert.Equal("message", got.GetProperty("type").GetString());
        Assert.Equal(channel, got.GetProperty("channel").GetString());
        Assert.StartsWith("https://", got.GetProperty("message").GetProperty("permalink").GetString());
        var eyes = Assert.Single(got.GetProperty("message").GetProperty("reactions").EnumerateArray());
        Assert.Equal($$"""{"name":"eyes","users":["{{App.App.BotUser.Id}}","{{Id("ana")}}"],"count":2}""", eyes.GetRawText());

        await App.Done("reactions.remove", new { channel, timestamp, name = "eyes" });
        await Workspace.Member("ana").Sees("Late").React("eyes");
        Assert.Equal("no_reaction", await App.Refused("reactions.remove", new { channel, timestamp, name = "eyes" }));
        var history = await App.Done("conversations.history", new { channel });
        Assert.False(history.GetProperty("messages")[0].TryGetProperty("reactions", out _));
    }

    [Fact]
    public async Task What_cannot_be_done_is_refused_in_slacks_words()
    {
        var (channel, timestamp) = await Post();
        await App.Done("reactions.add", new { channel, timestamp, name = "eyes" });
        Assert.Equal("already_reacted", await App.Refused("reactions.add", new { channel, timestamp, name = "eyes" }));
        Assert.Equal("invalid_name", await App.Refused("reactions.add", new { channel, timestamp, name = "Not an emoji" }));
        Assert.Equal(
            "bad_timestamp", await App.Refused("reactions.add", new { channel, timestamp = "yesterday", name = "eyes" }));
        Assert.Equal(
            "message_not_found", await App.Refused("reactions.add", new { channel, timestamp = "1.000001", name = "eyes" }));
        Assert.Equal("not_in_channel",
            await App.Refused("reactions.add", new { channel = ChannelId("random"), timestamp, name = "eyes" }));
        Assert.Equal("no_item_specified", await App.Refused("reactions.remove", new { name = "eyes" }));
        for (var i = 2; i <= 23; i++) await App.Done("reactions.add", new { channel, timestamp, name = $"emoji{i}" });
        Assert.Equal("too_many_reactions", await App.Refused("reactions.add", new { channel, timestamp, name = "one-more" }));
        await App.Done("conversations.archive", new { channel });
        Assert.Equal("is_archived", await App.Refused("reactions.add", new { channel, timestamp, name = "wave" }));
    }

    [Fact]
    public async Task The_app_hears_of_each_where_it_is_a_member()
    {
        var (channel, timestamp) = await Post();
        await App.Serve();
        await Workspace.Member("ben").Sees("Late").React("+1");
        await Workspace.Member("ben").Sees("Late").React("+1");
        var added = await Event();
        Assert.Equal("reaction_added", added.GetProperty("type").GetString());
        Assert.Equal(Id("ben"), added.GetProperty("user").GetString());
        Assert.Equal("+1", added.GetProperty("reaction").GetString());
        Assert.Equal(App.App.BotUser.Id, added.GetProperty("item_user").GetString());
        Assert.Equal(
            $$"""{"type":"message","channel":"{{channel}}","ts":"{{timestamp}}"}""", added.GetProperty("item").GetRawText());
        Assert.Equal("reaction_removed", (await Event()).GetProperty("type").GetString());

        var elsewhere = await Workspace.Member("ana").Says("#random", "unheard");
        await elsewhere.React("eyes");
        await Workspace.Member("ben").Sees("Late").React("wave");
        Assert.Equal("wave", (await Event()).GetProperty("reaction").GetString());
    }

    async Task<JsonElement> Event() => (await App.Next()).GetProperty("payload").GetProperty("event");
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Tests.Sandbox;

public sealed class MessageTests : WorkspaceTest
{
    async Task<(string Channel, string Ts)> Post(object? more = null)
    {
        var channel = Workspace.Conversations.Find("notes")?.Id ?? await App.NewChannel("notes");
        var message = (JsonObject)JsonSerializer.SerializeToNode(more ?? new { text = "hello" })!;
        message["channel"] = channel;
        return (channel, (await App.Done("chat.postMessage", message)).GetProperty("ts").GetString()!);
    }

    [Fact]
    public async Task Times_come_from_the_workspace_clock_and_are_unique_in_the_channel()
    {
        var (_, first) = await Post();
        var (_, second) = await Post();
        Assert.StartsWith($"{Clock.GetUtcNow().ToUnixTimeSeconds()}.", first, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task A_message_says_something()
    {
        var channel = await App.NewChannel("notes");
        Assert.Equal("no_text", await App.Refused("chat.postMessage", new { channel }));
        Assert.Equal("channel_not_found", await App.Refused("chat.postMessage", new { channel = "C404", text = "x" }));
        Assert.Equal("invalid_blocks_format", await App.Refused("chat.postMessage", new { channel, blocks = "no json" }));
    }

    [Fact]
    public async Task An_update_is_of_ones_own_message_and_no_longer_than_4000_characters()
    {
        var (channel, ts) = await Post();
        Assert.Equal("msg_too_long", await App.Refused("chat.update", new { channel, ts, text = new string('x', 4001) }));
        Assert.Equal("message_not_found", await App.Refused("chat.update", new { channel, ts = "1.000000", text = "x" }));
        await Workspace.Member("ana").Joins("#notes");
        var hers = await Workspace.Member("ana").Says("#notes", "mine");
        Assert.Equal("cant_update_message", await App.Refused("chat.update", new { channel, ts = hers.Posted.Ts, text = "x" }));
        Assert.Equal("cant_delete_message", await App.Refused("chat.delete", new { channel, ts = hers.Posted.Ts }));
    }

    [Fact]
    public async Task Text_without_blocks_takes_the_blocks_away()
    {
        var (channel, ts) = await Post(new { text = "fallback", blocks = new[] { Modals.Section("*Bold*") } });
        var kept = await App.Done("chat.update",
            new { channel, ts, metadata = new { event_type = "card", event_payload = new { id = 1 } } });
        Assert.True(kept.GetProperty("message").TryGetProperty("blocks", out _));
        var answer = await App.Done("chat.update", new { channel, ts, text = "plain" });
        Assert.False(answer.GetProperty("message").TryGetProperty("blocks", out _));
    }

    [Fact]
    public async Task Metadata_comes_back_only_when_it_is_asked_for()
    {
        var (channel, _) = await Post(new
        {
            text = "card",
            metadata = new { event_type = "card", event_payload = new { id = "12" } }
        });
        var plain = await App.Done("conversations.history", new { channel });
        Assert.False(plain.GetProperty("messages")[0].TryGetProperty("metadata", out _));
        var asked = await App.Done("conversations.history", new { channel, include_all_metadata = true });
        Assert.Equal("12", asked.GetProperty("messages")[0].GetProperty("metadata").GetProperty("event_payload")
            .GetProperty("id").GetString());
        Assert.Equal("invalid_metadata_format", await App.Refused("chat.postMessage",
            new { channel, text = "x", metadata = new { event_type = "x" } }));
    }

    [Fact]
    public async Task Replies_stand_in_the_thread_and_not_in_the_history()
    {
        var (channel, ts) = await Post();
        await Post(new { text = "reply", thread_ts = ts });
        var history = await App.Done("conversations.history", new { channel, oldest = ts, inclusive = true });
        Assert.Equal(1, history.GetProperty("messages")[0].GetProperty("reply_count").GetInt32());
        Assert.Single(history.GetProperty("messages").EnumerateArray());
        var thread = await App.Form("conversations.replies", null, ("channel", channel), ("ts", ts));
        Assert.Equal(["hello", "reply"], thread.GetProperty("messages").EnumerateArray()
            .Select(message => message.GetProperty("text").GetString()));
        Assert.Equal("thread_not_found", (await App.Form("conversations.replies", null, ("channel", channel),
            ("ts", "1.000000"))).GetProperty("error").GetString());
    }

    [Fact]
    public async Task A_message_to_a_person_opens_their_direct_conversation()
    {
        var answer = await App.Done("chat.postMessage", new { channel = Id("ana"), text = "only for you" });
        Assert.StartsWith("D", answer.GetProperty("channel").GetString(), StringComparison.Ordinal);
        Assert.Equal("only for you", Workspace.Member("ana").Sees("only for you").Text);
        Workspace.Member("ben").DoesNotSee("only for you");
    }

    [Fact]
    public async Task An_ephemeral_message_is_seen_by_one_member_of_the_channel_only()
    {
        var channel = ChannelId("general");
        await App.Done("conversations.join", new { channel });
        Assert.Equal("user_not_in_channel", await App.Refused("chat.postEphemeral",
            new { channel, user = Id("sam"), text = "x" }));
        await App.Done("chat.postEphemeral", new { channel, user = Id("ana"), text = "psst" });
        Assert.True(Workspace.Member("ana").Sees("psst").IsEphemeral);
        Workspace.Member("ben").DoesNotSee("psst");
    }

    [Fact]
    public async Task Pins_and_bookmarks_know_what_is_there_already()
    {
        var (channel, timestamp) = await Post();
        await App.Done("pins.add", new { channel, timestamp });
        Assert.Equal("already_pinned", await App.Refused("pins.add", new { channel, timestamp }));
        Assert.Equal("message_not_found", await App.Refused("pins.add", new { channel, timestamp = "1.000000" }));
        Assert.Equal("invalid_link", await App.Refused("bookmarks.add",
            new { channel_id = channel, title = "Run", type = "link", link = "ftp://x" }));
        var added = await App.Done("bookmarks.add",
            new { channel_id = channel, title = "Run", type = "link", link = "https://ci.example/1" });
        var bookmark_id = added.GetProperty("bookmark").GetProperty("id").GetString();
        await App.Done("bookmarks.edit", new { channel_id = channel, bookmark_id, title = "Job" });
        Assert.Equal("Job", (await App.Done("bookmarks.list", new { channel_id = channel }))
            .GetProperty("bookmarks")[0].GetProperty("title").GetString());
        await App.Done("bookmarks.remove", new { channel_id = channel, bookmark_id });
        Assert.Equal("not_found", await App.Refused("bookmarks.remove", new { channel_id = channel, bookmark_id }));
    }

    [Fact]
    public async Task Five_thousand_messages_are_paged_without_walking_them_all_again()
    {
        var channel = await App.NewChannel("busy");
        var ana = Workspace.Member("ana");
        await ana.Joins("#busy");
        for (var i = 0; i < 5_000; i++) await ana.Says("#busy", $"line {i}");
        var newest = await App.Done("conversations.history", new { channel, limit = 1 });
        Assert.Equal("line 4999", newest.GetProperty("messages")[0].GetProperty("text").GetString());
        Assert.True(newest.GetProperty("has_more").GetBoolean());
        Assert.Equal("line 0", ana.Sees("line 0").Text);
    }
}

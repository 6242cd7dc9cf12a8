namespace Bot.Tests.Sandbox;

public sealed class ChannelTests : WorkspaceTest
{
    [Theory]
    [InlineData("", "invalid_name_required")]
    [InlineData("Orders", "invalid_name_specials")]
    [InlineData("orders late", "invalid_name_specials")]
    [InlineData("orders.late", "invalid_name_specials")]
    [InlineData("---", "invalid_name_punctuation")]
    [InlineData("general", "name_taken")]
    [InlineData("old-migration", "name_taken")]
    public async Task Names_are_checked_and_never_repaired(string name, string error) =>
        Assert.Equal(error, await App.Refused("conversations.create", new { name }));

    [Fact]
    public async Task A_name_may_have_eighty_characters_and_no_more()
    {
        await App.NewChannel(new string('a', 80));
        Assert.Equal("invalid_name_maxlength", await App.Refused("conversations.create", new { name = new string('a', 81) }));
    }

    [Fact]
    public async Task Where_only_admins_create_channels_the_bot_is_told_so()
    {
        Workspace.Policies.EveryoneCreatesChannels = false;
        Assert.Equal("restricted_action", await App.Refused("conversations.create", new { name = "inc-1" }));
    }

    [Fact]
    public async Task A_bot_outside_a_channel_can_neither_post_nor_invite_nor_pin()
    {
        var channel = ChannelId("engineering");
        Assert.Equal("not_in_channel", await App.Refused("chat.postMessage", new { channel, text = "hi" }));
        Assert.Equal("not_in_channel", await App.Refused("conversations.invite", new { channel, users = Id("ana") }));
        Assert.Equal("not_in_channel", await App.Refused("conversations.history", new { channel }));
        await App.Done("conversations.join", new { channel });
        await App.Done("chat.postMessage", new { channel, text = "hi" });
    }

    [Fact]
    public async Task A_private_channel_looks_as_if_it_were_not_there()
    {
        Assert.Equal("channel_not_found", await App.Refused("chat.postMessage",
            new { channel = ChannelId("data-leads"), text = "hi" }));
        Assert.Equal("channel_not_found", await App.Refused("conversations.join", new { channel = ChannelId("data-leads") }));
    }

    [Fact]
    public async Task An_archived_channel_takes_nothing_until_it_is_opened_again()
    {
        var channel = await App.NewChannel("short-lived");
        await App.Done("conversations.archive", new { channel });
        Assert.Equal("already_archived", await App.Refused("conversations.archive", new { channel }));
        Assert.Equal("is_archived", await App.Refused("chat.postMessage", new { channel, text = "hi" }));
        Assert.Equal("is_archived", await App.Refused("conversations.setTopic", new { channel, topic = "x" }));
        Assert.Equal("is_archived", await App.Refused("conversations.join", new { channel }));
        Assert.Equal("name_taken", await App.Refused("conversations.create", new { name = "short-lived" }));
        await App.Done("conversations.unarchive", new { channel });
        Assert.Equal("not_in_channel", await App.Refused("chat.postMessage", new { channel, text = "hi" }));
    }

    [Fact]
    public async Task An_invitation_with_one_bad_name_does_nothing_unless_forced()
    {
        var channel = await App.NewChannel("incident");
        var users = $"{Id("ana")},{Id("dora")}";
        var refused = await App.Call("conversations.invite", new { channel, users });
        Assert.Equal("cant_invite", refused.GetProperty("errors")[0].GetProperty("error").GetString());
        Assert.False(Workspace.Conversations[channel].Has(Id("ana")));
        var forced = await App.Done("conversations.invite", new { channel, users, force = true });
        Assert.Equal(Id("dora"), forced.GetProperty("errors")[0].GetProperty("user").GetString());
        Assert.True(Workspace.Conversations[channel].Has(Id("ana")));
        Assert.Equal("already_in_channel", await App.Refused("conversations.invite",
            new { channel, users = Id("ana"), force = true }));
        Assert.Equal("cant_invite_self", await App.Refused("conversations.invite", new { channel, users = App.App.BotUser.Id }));
        Assert.Equal("user_not_found", await App.Refused("conversations.invite", new { channel, users = "U404" }));
    }

    [Fact]
    public async Task Only_its_maker_renames_a_channel()
    {
        var channel = await App.NewChannel("incident");
        await App.Done("conversations.rename", new { channel, name = "incident-2" });
        Assert.Equal("name_taken", await App.Refused("conversations.rename", new { channel, name = "random" }));
        await App.Done("conversations.join", new { channel = ChannelId("random") });
        Assert.Equal("not_authorized", await App.Refused("conversations.rename",
            new { channel = ChannelId("random"), name = "mine" }));
    }

    [Theory]
    [InlineData("R&D > all < none", "R&amp;D &gt; all &lt; none")]
    [InlineData("R&amp;D", "R&amp;D")]
    [InlineData("<https://x.example/?a=1&b=2|here> & <@U012AB3CD>", "<https://x.example/?a=1&b=2|here> &amp; <@U012AB3CD>")]
    public async Task Topics_and_messages_are_kept_escaped_as_Slack_keeps_them(string sent, string kept)
    {
        var channel = await App.NewChannel("kept");
        await App.Done("conversations.setTopic", new { channel, topic = sent });
        Assert.Equal(kept, Workspace.Conversations[channel].Topic.Value);
        var posted = await App.Done("chat.postMessage", new { channel, text = sent });
        Assert.Equal(kept, posted.GetProperty("message").GetProperty("text").GetString());
    }

    [Fact]
    public async Task Lists_come_in_pages_and_know_what_the_bot_is_in()
    {
        await App.NewChannel("mine");
        var first = await App.Form("conversations.list", null, ("limit", "3"));
        Assert.Equal(3, first.GetProperty("channels").GetArrayLength());
        var cursor = first.GetProperty("response_metadata").GetProperty("next_cursor").GetString()!;
        var rest = await App.Form("conversations.list", null, ("cursor", cursor));
        Assert.Contains(rest.GetProperty("channels").EnumerateArray(), channel => channel.GetProperty("name")
            .GetString() == "mine" && channel.GetProperty("is_member").GetBoolean());
        var own = await App.Form("users.conversations");
        Assert.Equal("mine", Assert.Single(own.GetProperty("channels").EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal("missing_scope", (await App.Form("users.conversations", null, ("types", "im"))).GetProperty("error")
            .GetString());
    }

    [Fact]
    public async Task A_topic_has_at_most_250_characters_and_is_announced_in_the_channel()
    {
        var channel = await App.NewChannel("incident");
        Assert.Equal("too_long", await App.Refused("conversations.setTopic", new { channel, topic = new string('x', 251) }));
        await App.Done("conversations.setTopic", new { channel, topic = "Orders are late" });
        Assert.Equal("Orders are late", Workspace.Conversations[channel].Topic.Value);
        Assert.Equal("channel_topic", Workspace.Conversations[channel].Messages.Newest.First().Subtype);
    }
}

using System.Text.Json.Nodes;
using Bot.Sandbox;

namespace Bot.Tests.Sandbox;

/// <summary>Whose phone would buzz for a message.</summary>
public sealed class NotifiedTests : WorkspaceTest
{
    Member Ana => Workspace.Member("ana");
    Member Ben => Workspace.Member("ben");

    /// <summary>Posts as the app into a channel it is in, and tells who is notified.</summary>
    async Task<IReadOnlyList<string>> Posted(object message, string channel = "data-team") =>
        (await Post(message, channel)).Notified;

    async Task<SeenMessage> Post(object message, string channel = "data-team")
    {
        await App.Done("conversations.join", new { channel = ChannelId(channel) });
        var arguments = (JsonObject)System.Text.Json.JsonSerializer.SerializeToNode(message)!;
        arguments["channel"] = ChannelId(channel);
        var ts = (await App.Done("chat.postMessage", arguments)).GetProperty("ts").GetString()!;
        return Ana.Messages(channel).First(each => each.Posted.Ts == ts);
    }

    static JsonObject Rich(params JsonObject[] elements) => new()
    {
        ["type"] = "rich_text",
        ["elements"] = new JsonArray(new JsonObject
        {
            ["type"] = "rich_text_section",
            ["elements"] = new JsonArray([.. elements]),
        }),
    };

    [Fact]
    public async Task In_a_direct_conversation_everybody_else_is_notified()
    {
        Assert.Equal(["ben"], (await Ana.Says("@ben", "Hello")).Notified);
        var group = Workspace.Do(() => Workspace.Conversations.Direct(Ana.Person, Ben.Person, App.App.BotUser).Conversation.Id);
        Assert.Equal(["ben"], (await Ana.Says(group, "Hello both")).Notified);
        var channel = Id("ana");
        await App.Done("chat.postMessage", new { channel, text = "Only for you" });
        Assert.Equal(["ana"], Ana.Sees("Only for you").Notified);
        Assert.Empty((await Ana.Says("@ana", "Do not forget")).Notified);
        Assert.Empty((await Ana.Says("@raw", "Hello, app")).Notified);
    }

    [Fact]
    public async Task A_message_in_a_channel_notifies_only_members_it_mentions()
    {
        Assert.Empty((await Ana.Says("#data-team", "Just so that you know")).Notified);
        Assert.Equal(["ben", "emi"], (await Ana.Says("#data-team", "@emi @ben @ana @finn look")).Notified);
        Assert.Equal(["ben"], await Posted(new { text = $"<@{Id("ben")}|ben> and <@{Id("finn")}>" }));
        Assert.Empty(await Posted(new { text = $"&lt;@{Id("ben")}&gt; <!date^1^{{date}}|then> <#{ChannelId("general")}>" }));
    }

    [Fact]
    public async Task Whoever_is_invited_after_the_mention_is_not_notified_and_neither_is_an_invitation()
    {
        var said = await Ana.Says("#data-team", "@finn this is yours");
        await Ana.Invites("#data-team", "finn");
        Assert.Empty(said.Notified);
        Assert.Empty(Workspace.Notifications);
        Assert.Equal(["finn"], (await Ana.Says("#data-team", "@finn this is yours")).Notified);
    }

    [Fact]
    public async Task An_edit_notifies_nobody()
    {
        var posted = await Post(new { text = $"<@{Id("ben")}> leads" });
        var (channel, ts) = (posted.Posted.Conversation.Id, posted.Posted.Ts);
        await App.Done("chat.update", new { channel, ts, text = $"<@{Id("chloe")}> leads" });
        Assert.Equal(["ben"], posted.Notified);
        Assert.Equal("ben", Assert.Single(Workspace.Notifications).Person.Handle);
    }

    [Fact]
    public async Task A_user_group_stands_for_its_members_that_are_in_the_channel()
    {
        var group = Workspace.Groups["on-call-engineers"];
        Assert.Empty((await Ana.Says("#data-team", "@on-call-engineers help")).Notified);
        Assert.Equal(["finn", "gwen"], (await Ana.Says("#engineering", "@on-call-engineers help")).Notified);
        await App.Done("usergroups.disable", new { usergroup = group.Id });
        Assert.Empty(await Posted(new { text = $"<!subteam^{group.Id}|@on-call-engineers>" }, "engineering"));
    }

    [Theory]
    [InlineData("here")]
    [InlineData("channel")]
    [InlineData("everyone")]
    public async Task Everybody_of_the_channel_is_called_at_once(string word)
    {
        Assert.Equal(["ben", "chloe", "dev", "emi"], (await Ana.Says("#data-team", $"@{word} look")).Notified);
        Assert.Equal(["ana", "ben", "chloe", "dev", "emi"], await Posted(new { text = $"<!{word}|{word}> look" }));
    }

    [Fact]
    public async Task Mentions_are_read_from_blocks_of_every_kind_but_never_from_plain_text()
    {
        string Of(string who) => $"<@{Id(who)}>";
        var fields = new JsonObject
        {
            ["type"] = "section",
            ["fields"] = new JsonArray(new JsonObject { ["type"] = "mrkdwn", ["text"] = $"Lead {Of("chloe")}" }),
        };
        var context = new JsonObject
        {
            ["type"] = "context",
            ["elements"] = new JsonArray(new JsonObject { ["type"] = "mrkdwn", ["text"] = $"Asked by {Of("dev")}" }),
        };
        var card = new { text = "INC-1", blocks = new[] { Modals.Section(Of("ben")), fields, context } };
        Assert.Equal(["ben", "chloe", "dev"], await Posted(card));
        var header = new JsonObject { ["type"] = "header", ["text"] = Modals.Text(Of("ben")) };
        var buttons = Modals.Actions(Modals.Button(Of("ben"), "b"));
        Assert.Empty(await Posted(new { text = "INC-1", blocks = new[] { header, buttons } }));
        Assert.Equal(["emi"], await Posted(new { text = Of("emi"), blocks = new[] { Modals.Section("beside the text") } }));
    }

    [Fact]
    public async Task Mentions_are_read_from_rich_text()
    {
        var person = Rich(new JsonObject { ["type"] = "user", ["user_id"] = Id("ben") });
        Assert.Equal(["ben"], await Posted(new { text = "x", blocks = new[] { person } }));
        var group = Rich(new JsonObject { ["type"] = "usergroup", ["usergroup_id"] = Workspace.Groups["on-call-engineers"].Id });
        Assert.Equal(["finn", "gwen"], await Posted(new { text = "x", blocks = new[] { group } }, "engineering"));
        var all = Rich(new JsonObject { ["type"] = "broadcast", ["range"] = "channel" });
        Assert.Equal(5, (await Posted(new { text = "x", blocks = new[] { all } })).Count);
    }

    [Fact]
    public async Task A_reply_notifies_whoever_wrote_in_the_thread_before_or_was_named_in_it()
    {
        var parent = await Ana.Says("#data-team", "Orders are late, @ben?");
        Assert.Equal(["ana", "ben"], (await Workspace.Member("chloe").Says("#data-team", "Since when?", parent)).Notified);
        Assert.Equal(["ana", "chloe", "dev"], (await Ben.Says("#data-team", "Since nine, @dev knows", parent)).Notified);
        Assert.Equal(["ben", "chloe", "dev"], (await Ana.Says("#data-team", "Thanks", parent)).Notified);
        await Ben.Leaves("#data-team");
        Assert.Equal(["chloe", "dev"], (await Ana.Says("#data-team", "Still there?", parent)).Notified);
        Assert.Empty((await Ana.Says("#data-team", "Another matter")).Notified);
    }

    [Fact]
    public async Task Who_was_only_called_with_everybody_does_not_follow_the_thread()
    {
        var parent = await Ana.Says("#data-team", "@channel orders are late");
        Assert.Equal(["ana"], (await Ben.Says("#data-team", "Looking", parent)).Notified);
    }

    [Fact]
    public async Task A_reply_that_is_shown_in_the_channel_too_notifies_nobody_more()
    {
        var parent = await Ana.Says("#data-team", "Orders are late");
        Assert.Equal(["ana"], await Posted(new { text = "Resolved", thread_ts = parent.Posted.Ts, reply_broadcast = true }));
        var second = new { text = $"Resolved by <@{Id("ben")}>", thread_ts = parent.Posted.Ts, reply_broadcast = true };
        Assert.Equal(["ana", "ben"], await Posted(second));
    }

    [Fact]
    public async Task Bots_the_deactivated_and_the_author_are_never_notified()
    {
        await App.Done("conversations.join", new { channel = ChannelId("data-team") });
        Workspace.People.Change("ben", person => person.Deleted = true);
        Assert.Equal(["chloe", "dev", "emi"], (await Ana.Says("#data-team", "@channel @raw @ben @ana")).Notified);
        Assert.Empty((await Ana.Says("@ben", "Are you there?")).Notified);
        Assert.Empty((await Ana.Says("@slackbot", "Are you?")).Notified);
    }

    [Fact]
    public async Task What_only_one_person_sees_and_what_happens_to_a_channel_notifies_nobody()
    {
        var channel = ChannelId("data-team");
        await App.Done("conversations.join", new { channel });
        await App.Done("chat.postEphemeral", new { channel, user = Id("ana"), text = $"<@{Id("ana")}> psst" });
        await Ana.SetsTopic("#data-team", $"<@{Id("ben")}> leads");
        await Ana.Invites("#data-team", "finn");
        await Ben.Leaves("#data-team");
        Assert.Empty(Ana.Sees("psst").Notified);
        Assert.Empty(Workspace.Notifications);
    }

    [Fact]
    public async Task All_notifications_stand_in_order_with_their_time()
    {
        await Ana.Says("#data-team", "@emi @ben first");
        Clock.Advance(TimeSpan.FromMinutes(5));
        await Ana.Says("@chloe", "second");
        Assert.Equal(["10:00 ben first", "10:00 emi first", "10:05 chloe second"], Workspace.Notifications
            .Select(each => $"{each.At:HH:mm} {each.Person.Handle} {each.Message.Text.Split(' ')[^1]}"));
    }
}

using Bot.Sandbox;
using Bot.Storage;
using Bot.Tests.Laws;
using Dapper;
using Person = Bot.People.Person;

namespace Bot.Tests.Hosting;

/// <summary>What changes in Slack while the bot is down, or without a word to it, is noticed within five minutes.</summary>
public sealed class OutsideTests
{
    static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    // Slack tells of nothing: every event but the presses is lost.
    static readonly string Deaf = Manifest.Text
        .Replace("      - subteam_members_changed\n", "", StringComparison.Ordinal)
        .Replace("      - user_change\n", "", StringComparison.Ordinal)
        .Replace("      - member_joined_channel\n", "", StringComparison.Ordinal);

    public static TheoryData<bool> Ways => [true, false];

    /// <summary>Something happens while the bot is down, or while it is up and hears nothing of it.</summary>
    static async Task Happens(Afternoon afternoon, bool whileDown, Func<Task> what)
    {
        if (whileDown) await afternoon.Stop();
        await what();
        if (whileDown) await afternoon.Start();
        await afternoon.Pass(Soon);
        await afternoon.Pass(TimeSpan.FromSeconds(1));
    }

    static Task Do(Action act)
    {
        act();
        return Task.CompletedTask;
    }

    static Task Archive(Afternoon afternoon, Conversation channel) => Do(() => afternoon.Workspace.Do(() =>
        afternoon.Workspace.Conversations.Life.SetArchived(channel, afternoon.Workspace.People["ivy"], true)));

    static Task PutOut(Afternoon afternoon, Conversation channel) =>
        Do(() => afternoon.Workspace.Do(() => { afternoon.Workspace.Conversations.Leave(channel, afternoon.App.BotUser); }));

    static Conversation Channel(Afternoon afternoon, string name) =>
        afternoon.Workspace.Conversations.All.Single(c => c.Name?.StartsWith(name, StringComparison.Ordinal) == true);

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Whoever_is_on_call_and_deactivated_is_followed_by_the_next(bool whileDown)
    {
        await using var afternoon = await Afternoon.Begin(manifest: Deaf);
        await afternoon.Rotation("ana", "chloe");
        await Happens(afternoon, whileDown, () => Do(() => afternoon.Workspace.People.Change("ana", ana => ana.Deleted = true)));
        Assert.Equal([afternoon.Chloe.Id], afternoon.Workspace.Groups["@data-responder"].Members);
        await afternoon.Alert(new { title = "orders late", deduplication_key = "orders" });
        Assert.Contains(afternoon.Chloe.Id, Channel(afternoon, "inc-1-").Members);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Whoever_becomes_a_guest_is_followed_by_the_next(bool whileDown)
    {
        await using var afternoon = await Afternoon.Begin(manifest: Deaf);
        await afternoon.Rotation("ana", "ben");
        await Happens(afternoon, whileDown, () => Do(() => afternoon.Workspace.People.Change("ana", ana => ana.IsGuest = true)));
        Assert.Equal([afternoon.Ben.Id], afternoon.Workspace.Groups["@data-responder"].Members);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_admin_who_is_none_any_more_may_not_act_as_one(bool whileDown)
    {
        await using var afternoon = await Afternoon.Begin(manifest: Deaf);
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ivy.Slash("/cover rota");
        await afternoon.Ivy.Modal.Close();
        await Happens(
            afternoon, whileDown,
            () => Do(() => afternoon.Workspace.People.Change("ivy", ivy => (ivy.IsAdmin, ivy.IsOwner) = (false, false))));
        Assert.False(afternoon.Get<Database>().Read(db => Person.Find(db, afternoon.Ivy.Id)!.Admin));
        await afternoon.Ivy.Slash("/incident settings");
        Assert.Null(afternoon.Ivy.ModalOrNone);
        await afternoon.Ivy.Slash("/cover rota");
        Assert.Null(afternoon.Ivy.ModalOrNone);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_new_name_is_shown(bool whileDown)
    {
        await using var afternoon = await Afternoon.Begin(manifest: Deaf);
        await afternoon.Rotation("ana", "ben");
        var id = afternoon.Ana.Id;
        await Happens(
            afternoon, whileDown, () => Do(() => afternoon.Workspace.People.Change("ana", ana => ana.Handle = "anamaria")));
        Assert.Equal("anamaria", afternoon.Get<Database>().Read(db => Person.NameOf(db, id)));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Put_out_of_the_announcement_channel_it_is_back_and_announces(bool whileDown)
    {
        await using var afternoon = await Afternoon.Begin(manifest: Deaf);
        await afternoon.Rotation("ana", "ben");
        var channel = Channel(afternoon, "data-incidents");
        await Happens(afternoon, whileDown, () => PutOut(afternoon, channel));
        Assert.True(channel.Has(afternoon.App.BotUser.Id));
    }

    [Fact]
    public async Task Put_out_of_the_announcement_channel_a_moment_ago_it_still_announces()
    {
        await using var afternoon = await Afternoon.Begin(manifest: Deaf);
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Joins("#data-incidents");
        var channel = Channel(afternoon, "data-incidents");
        await PutOut(afternoon, channel);
        await afternoon.Alert(new { title = "orders late", deduplication_key = "orders" });
        afternoon.Ana.Sees("INC-1", "#data-incidents");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_announcement_channel_that_was_made_private_with_the_bot_in_it_is_still_used(bool whileDown)
    {
        await using var afternoon = await Afternoon.Begin(manifest: Deaf);
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Joins("#data-incidents");
        var channel = Channel(afternoon, "data-incidents");
        await Happens(afternoon, whileDown, () => Do(() => channel.Kind = ConversationKind.Private));
        await afternoon.Alert(new { title = "orders late", deduplication_key = "orders" });
        afternoon.Ana.Sees("INC-1", "#data-incidents");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_archived_channel_of_an_open_incident_is_open_again_or_another_is_made(bool whileDown)
    {
        await using var afternoon = await Afternoon.Begin(manifest: Deaf);
        await afternoon.Rotation("ana", "ben");
        await afternoon.Alert(new { title = "orders late", deduplication_key = "orders" });
        var channel = Channel(afternoon, "inc-1-");
        await Happens(afternoon, whileDown, () => Archive(afternoon, channel));
        var now = afternoon.Get<Database>().Read(db => db.QuerySingle<string>("select channel_id from incidents"));
        Assert.False(afternoon.Workspace.Conversations.All.Single(c => c.Id == now).Archived);
        Assert.True(afternoon.Workspace.Conversations.All.Single(c => c.Id == now).Has(afternoon.App.BotUser.Id));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_rotation_whose_channel_is_archived_speaks_in_the_announcement_channel(bool whileDown)
    {
        await using var afternoon = await Afternoon.Begin(manifest: Deaf);
        await afternoon.Rotation("ana", "ben");
        var form = await Afternoon.Settings(afternoon.Ana);
        await form.ChooseChannel("Channel", "engineering").Submit();
        await form.Close();
        await afternoon.Ben.Joins("#data-incidents");
        var own = Channel(afternoon, "engineering");
        await Happens(afternoon, whileDown, () => Archive(afternoon, own));
        await afternoon.Until(new DateTimeOffset(2026, 3, 9, 9, 0, 30, TimeSpan.Zero));
        afternoon.Ben.Sees("on call until", "#data-incidents");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Put_out_of_a_rotations_own_channel_it_is_back_for_the_next_hand_off(bool whileDown)
    {
        await using var afternoon = await Afternoon.Begin(manifest: Deaf);
        await afternoon.Rotation("ana", "ben");
        var form = await Afternoon.Settings(afternoon.Ana);
        await form.ChooseChannel("Channel", "engineering").Submit();
        await form.Close();
        await afternoon.Ben.Joins("#engineering");
        var own = Channel(afternoon, "engineering");
        await Happens(afternoon, whileDown, () => PutOut(afternoon, own));
        await afternoon.Until(new DateTimeOffset(2026, 3, 9, 9, 0, 30, TimeSpan.Zero));
        afternoon.Ben.Sees("on call until", "#engineering");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_disabled_group_is_enabled_again(bool whileDown)
    {
        await using var afternoon = await Afternoon.Begin(manifest: Deaf);
        await afternoon.Rotation("ana", "ben");
        var group = afternoon.Workspace.Groups["@data-responder"];
        await Happens(afternoon, whileDown, () => Do(() => afternoon.Workspace.Do(() =>
            afternoon.Workspace.Groups.Change(
                group, afternoon.Workspace.People["ivy"], g => (g.Disabled, g.Members) = (1, [])))));
        Assert.Equal(0, group.Disabled);
        Assert.Equal([afternoon.Ana.Id], group.Members);
    }

    [Fact]
    public async Task A_disabled_group_that_has_the_handle_can_be_chosen_and_is_enabled()
    {
        await using var afternoon = await Afternoon.Begin(before: w =>
            w.Do(() => w.Groups.Change(
                w.Groups["@on-call-engineers"], w.People["ivy"],
                g => (g.Handle, g.Name, g.Disabled) = ("data-responder", "Old responders", 1))));
        await afternoon.Ana.Slash("/cover rota");
        var modal = await afternoon.Ana.Modal.Press("More settings");
        Assert.Equal("@data-responder (disabled now)", (await modal.Search("User group", ""))[0]);
        await modal.ChoosePeople("Members", "ana", "ben").Choose("User group", "data-responder");
        if (modal.Fields.Any(f => f.Contains("will be replaced", StringComparison.Ordinal)))
            await modal.Tick("Yes, take it over");
        await modal.Submit();
        var group = afternoon.Workspace.Groups["@data-responder"];
        Assert.Equal(0, group.Disabled);
        Assert.Equal([afternoon.Ana.Id], group.Members);
    }

    [Fact]
    public async Task Another_keeper_of_the_group_is_named_and_not_raced()
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ivy.Slash("/cover who");
        var group = afternoon.Workspace.Groups["@data-responder"];
        for (var round = 0; round < 20; round++) await afternoon.Ivy.SetsGroup("@data-responder", "ivy");
        Assert.Equal([afternoon.Ivy.Id], group.Members);
        await afternoon.Pass(Soon);
        Assert.Equal([afternoon.Ana.Id], group.Members);
        await afternoon.Ben.Slash("/cover who");
        Assert.Contains(
            "ivy changes it back each time", afternoon.Ben.Sees("is not kept up to date").Text,
            StringComparison.OrdinalIgnoreCase);
    }
}

using Bot.Sandbox;
using Bot.Tests.Laws;

namespace Bot.Tests.Hosting;

/// <summary>What changes in Slack at the very moment, or again and again.</summary>
public sealed class OutsideTests
{
    static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    // Slack tells of nothing: every event but the presses is lost.
    static readonly string Deaf = Manifest.Text
        .Replace("      - subteam_members_changed\n", "", StringComparison.Ordinal)
        .Replace("      - user_change\n", "", StringComparison.Ordinal)
        .Replace("      - member_joined_channel\n", "", StringComparison.Ordinal);

    static Task Do(Action act)
    {
        act();
        return Task.CompletedTask;
    }

    static Task PutOut(Afternoon afternoon, Conversation channel) =>
        Do(() => afternoon.Workspace.Do(() => { afternoon.Workspace.Conversations.Leave(channel, afternoon.App.BotUser); }));

    static Conversation Channel(Afternoon afternoon, string name) =>
        afternoon.Workspace.Conversations.All.Single(c => c.Name?.StartsWith(name, StringComparison.Ordinal) == true);

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

using Bot.Incidents;
using Bot.People;
using Bot.Sandbox;
using Bot.Storage;
using Bot.Tests.Laws;
using SlackPerson = Bot.Sandbox.Person;

namespace Bot.Tests.Hosting;

/// <summary>
/// Every kind of change that Slack can see without the bot, each in every way: its event comes, its event is lost, the bot is
/// down meanwhile. Within five minutes everybody who asks is answered rightly. Ana, Chloe and Ben take turns in Ivy's rotation,
/// and Ana leads INC-1 because she is on call.
/// </summary>
public sealed partial class OutsideKindsTests
{
    public enum Way { Told, Unheard, Down }

    static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    // Slack tells of nothing but what people do with the bot.
    static readonly string Deaf = string.Join('\n', Manifest.Text.Split('\n').Where(line => line.Trim() is not (
        "- subteam_members_changed" or "- user_change" or "- member_joined_channel" or "- member_left_channel"
            or "- message.channels" or "- message.groups")
        && !line.Trim().StartsWith("- channel_", StringComparison.Ordinal)
        && !line.Trim().StartsWith("- group_", StringComparison.Ordinal)));

    public static TheoryData<string, Way> All()
    {
        var all = new TheoryData<string, Way>();
        foreach (var kind in Kinds.Keys)
            foreach (var way in Enum.GetValues<Way>()) all.Add(kind, way);
        return all;
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Within_five_minutes_everybody_is_answered_rightly_after(string what, Way way)
    {
        var kind = Kinds[what];
        await using var afternoon = await Afternoon.Begin(manifest: way == Way.Told ? Manifest.Text : Deaf);
        await afternoon.RotationOfIvy(group: null, "ana", "chloe", "ben");
        await afternoon.Finn.Joins("#data-incidents");
        await afternoon.Alert(new { title = "orders late", deduplication_key = "orders" });
        if (kind.Before is { } before)
        {
            await before(afternoon);
            await Passes(afternoon);
        }

        if (way == Way.Down) await afternoon.Stop();
        await kind.Change(afternoon);
        if (way == Way.Down) await afternoon.Start();
        await Passes(afternoon);
        await kind.IsRight(afternoon);
    }

    static async Task Passes(Afternoon afternoon)
    {
        await afternoon.Settle();
        await afternoon.Pass(Soon - TimeSpan.FromSeconds(30));
        await afternoon.Pass(TimeSpan.FromSeconds(30));
    }

    static T Read<T>(Afternoon afternoon, Func<System.Data.IDbConnection, T> read) => afternoon.Get<Database>().Read(read);

    static Task Does(Action act)
    {
        act();
        return Task.CompletedTask;
    }

    static Task Is(Afternoon afternoon, string who, Action<SlackPerson> change) =>
        Does(() => afternoon.Workspace.People.Change(who, change));

    static Task PutOut(Afternoon afternoon, string channel) => afternoon.Ivy.PutsOut(channel, afternoon.App.BotUser);

    static Task Archive(Afternoon afternoon, string channel) => Does(() => afternoon.Workspace.Do(() =>
        afternoon.Workspace.Conversations.Life.SetArchived(
            afternoon.Workspace.Conversations[channel], afternoon.Ivy.Person, true)));

    static Task Make(Afternoon afternoon, string channel, ConversationKind kind) =>
        Does(() => afternoon.Workspace.Do(() => afternoon.Workspace.Conversations[channel].Kind = kind));

    static Task Group(Afternoon afternoon, Action<UserGroup> change) => Does(() => afternoon.Workspace.Do(() =>
        afternoon.Workspace.Groups.Change(afternoon.Workspace.Groups["@data-responder"], afternoon.Ivy.Person, change)));

    /// <summary>The rotation speaks in a channel of its own.</summary>
    static async Task Own(Afternoon afternoon)
    {
        var form = await Afternoon.Settings(afternoon.Ivy);
        await form.ChooseChannel("Channel", "engineering").Submit();
        await form.CloseAll();
    }

    /// <summary>
    /// Nobody asked whoever stands in: the bot gave them the shift by what Slack said then, and takes it back by what it says
    /// now.
    /// </summary>
    static async Task AnaIsBack(Afternoon afternoon)
    {
        await IsOnCall(afternoon, afternoon.Ana);
        await afternoon.Finn.Slash("/cover schedule");
        Assert.DoesNotContain("covering for", afternoon.Finn.Sees("Mon 9 Mar").Text, StringComparison.OrdinalIgnoreCase);
    }

    static async Task ChloeIsOnCall(Afternoon afternoon, bool leads = true)
    {
        await IsOnCall(afternoon, afternoon.Chloe);
        if (!leads) return;
        Assert.Equal(afternoon.Chloe.Id, Read(afternoon, db => IncidentStore.Find(db, Viewer.Bot, 1)!.Lead));
        Assert.Contains(afternoon.Chloe.Id, afternoon.Workspace.Conversations["inc-1-orders-late"].Members);
    }

    static async Task IsOnCall(Afternoon afternoon, Member who)
    {
        Assert.Equal([who.Id], afternoon.Workspace.Groups["@data-responder"].Members);
        await afternoon.Gwen.Slash("/cover who");
        afternoon.Gwen.Sees($"@{who.Person.Handle} is on call");
        await afternoon.Alert(new { title = "stock late", deduplication_key = "stock" });
        Assert.Contains(who.Id, afternoon.Workspace.Conversations["inc-2-stock-late"].Members);
    }

    static async Task AnaIsInTheGroup(Afternoon afternoon, string handle = "data-responder")
    {
        var group = afternoon.Workspace.Groups[handle];
        Assert.Equal(0, group.Disabled);
        Assert.Equal([afternoon.Ana.Id], group.Members);
        await afternoon.Gwen.Slash("/cover who");
        afternoon.Gwen.DoesNotSee("is not kept up to date");
    }

    static async Task MaySet(Member member)
    {
        await member.Slash("/incident settings");
        Assert.NotNull(member.Modal.SubmitLabel);
    }

    static async Task MayNotSet(Member member)
    {
        await member.Slash("/incident settings");
        Assert.Null(member.ModalOrNone?.SubmitLabel);
    }

    static async Task Announces(Afternoon afternoon, string channel = "data-incidents")
    {
        await afternoon.Alert(new { title = "stock late", deduplication_key = "stock" });
        afternoon.Finn.Sees("INC-2", $"#{channel}");
    }

    /// <summary>The incident has a channel in which the bot is heard.</summary>
    static async Task Speaks(Afternoon afternoon)
    {
        await afternoon.Ana.Slash("/incident update 1");
        await afternoon.Ana.Modal.Fill("What is new", "A job hangs.").Submit();
        var id = Read(afternoon, db => IncidentStore.Find(db, Viewer.Bot, 1)!.ChannelId)!;
        var channel = afternoon.Workspace.Conversations[id];
        Assert.False(channel.Archived);
        Assert.Contains(afternoon.Ana.Id, channel.Members);
        afternoon.Ana.Sees("A job hangs.", id);
    }

    static async Task HandsOff(Afternoon afternoon, string channel)
    {
        await afternoon.Until(new DateTimeOffset(2026, 3, 9, 9, 0, 30, TimeSpan.Zero));
        afternoon.Finn.Sees("on call until", $"#{channel}");
    }
}

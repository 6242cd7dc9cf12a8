using System.Globalization;
using Bot.Requests;
using Bot.Sandbox;
using Bot.Storage;

namespace Bot.Tests.Requests;

/// <summary>A team that can be asked: Ana is on call, Ben and Chloe take turns too, and the bot is in #general.</summary>
static class Asking
{
    public const string Eyes = "eyes 1", Tick = "white_check_mark 1";

    public static async Task<Afternoon> Begin(string at = "2026-03-03T10:00:00Z", params string[] channels)
    {
        var afternoon = await Afternoon.Begin(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture));
        await afternoon.Rotation("ana", "ben", "chloe");
        await afternoon.Ana.Modal.Close();
        foreach (var channel in channels.Prepend("#general")) await afternoon.InvitesBot(channel);
        return afternoon;
    }

    /// <summary>Somebody who is in the channel invites the bot.</summary>
    public static Task InvitesBot(this Afternoon afternoon, string channel, string by = "ana") =>
        afternoon.Workspace.Member(by).Invites(channel, afternoon.App.BotUser.Id);

    /// <summary>A channel for questions with everybody in it, and the bot.</summary>
    public static async Task AsksIn(this Afternoon afternoon, string channel)
    {
        await afternoon.Gwen.Creates(channel);
        await afternoon.Gwen.Invites(channel, "ana", "ben", "chloe", "dev", "emi", "finn", "ivy");
        await afternoon.InvitesBot(channel);
    }

    public static RequestRow? Row(this Afternoon afternoon, SeenMessage message) => afternoon.Get<Database>().Read(db =>
        RequestStore.OfMessage(db, message.Posted.Conversation.Id, message.Posted.Ts));

    public static string StateOf(this Afternoon afternoon, SeenMessage message) => afternoon.Row(message)?.State ?? "none";
}

using Bot.Settings;

namespace Bot.Home;

/// <summary>What each thing of the manifest is for, in one sentence.</summary>
public static class ManifestWords
{
    const string OfChannel = "it is noticed at once what people do with the channel of an incident",
        OfPrivateChannel = "it is noticed at once what people do with a private channel";

    static readonly Dictionary<string, string> Events = new()
    {
        ["app_home_opened"] = "Home is drawn when somebody opens it",
        ["channel_archive"] = OfChannel,
        ["channel_deleted"] = OfChannel,
        ["channel_rename"] = OfChannel,
        ["channel_unarchive"] = OfChannel,
        ["group_archive"] = OfPrivateChannel,
        ["group_deleted"] = OfPrivateChannel,
        ["group_rename"] = OfPrivateChannel,
        ["group_unarchive"] = OfPrivateChannel,
        ["member_joined_channel"] = "it is noticed who comes into a channel",
        ["member_left_channel"] = "whoever leaves a channel stays out, and sees no more of a private incident",
        ["message.channels"] = "answers, requests and links are read in the channels where the bot is",
        ["message.groups"] = "answers, requests and links are read in private channels too",
        ["message.im"] = "what people write to the bot is answered",
        ["reaction_added"] = ":pushpin: puts a message on a timeline, :fast_forward: makes a follow-up of it, and "
            + ":white_check_mark: closes a request",
        ["reaction_removed"] = "whoever takes such an emoji away takes that back",
        ["subteam_members_changed"] = "a user group that was changed by hand is put right at once",
        ["user_change"] = "it is noticed who leaves, or becomes a guest",
    };

    static readonly Dictionary<string, string> Scopes = new()
    {
        ["commands"] = "commands and shortcuts reach the bot",
        ["chat:write"] = "the bot posts",
        ["channels:manage"] = "incidents get their channels",
        ["channels:read"] = "the bot knows the channels and who is in them",
        ["channels:join"] = "the bot comes back into the channels where it has to speak",
        ["channels:history"] = "the bot reads the channels where it is",
        ["im:write"] = "the bot writes to people in private",
        ["im:history"] = "the bot reads what people write to it",
        ["pins:write"] = "the card of an incident is pinned",
        ["reactions:read"] = "emoji under messages are seen",
        ["reactions:write"] = "requests show how far they are",
        ["bookmarks:read"] = "links in the head of a channel are found again",
        ["bookmarks:write"] = "the channel of an incident has links in its head",
        ["usergroups:read"] = "the bot knows the user groups",
        ["usergroups:write"] = "the user group follows whoever is on call",
        ["users:read"] = "the bot knows people by name",
        ["canvases:read"] = "the bot finds the part of a postmortem's canvas that it keeps up to date",
        ["canvases:write"] = "a postmortem is written in a canvas of its channel",
        ["files:read"] = "holidays can be given as an iCal file",
        ["files:write"] = "timelines, follow-ups and reviews can be sent as files, and reviews have pictures",
        ["groups:history"] = "the bot reads the channels of private incidents",
        ["groups:read"] = "the bot knows at once who is inside a private incident",
        ["groups:write"] = "private incidents get their channels",
    };

    /// <summary>
    /// "Shortcut *Make it a request*: asks whoever is on call about this message.", one for all that are for the same.
    /// </summary>
    public static IEnumerable<string> Of(IEnumerable<ManifestItem> items) =>
        items.GroupBy(item => (item.Kind, What: For(item))).Select(same =>
            $"{Kind(same.Key.Kind)}{(same.Skip(1).Any() ? "s" : "")} {string.Join(", ", same.Select(Name))}: {same.Key.What}.");

    static string Kind(string kind) => kind switch
    {
        ManifestItem.Shortcut => "Shortcut",
        ManifestItem.Command => "Command",
        ManifestItem.Event => "Event",
        _ => "Permission",
    };

    static string For(ManifestItem item) => item.Kind switch
    {
        ManifestItem.Shortcut or ManifestItem.Command => Lower(item.Description),
        ManifestItem.Event => Events[item.Id],
        _ => Scopes[item.Id],
    };

    /// <summary>The same without what it is for.</summary>
    public static string Name(ManifestItem item) => item.Kind == ManifestItem.Shortcut ? $"*{item.Name}*" : $"`{item.Name}`";

    /// <summary>What the bot does with a permission: "`files:write`: a timeline can be exported as files".</summary>
    public static string OfScope(string scope) => $"`{scope}`: {Scopes[scope]}";

    static string Lower(string text) => char.ToLowerInvariant(text[0]) + text[1..];
}

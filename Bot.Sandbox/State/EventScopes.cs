namespace Bot.Sandbox;

/// <summary>Which scope an event subscription needs; Slack refuses to save a manifest that subscribes without it.</summary>
static class EventScopes
{
    static readonly Dictionary<string, string[]> Needed = new()
    {
        ["app_home_opened"] = [],
        ["app_mention"] = ["app_mentions:read"],
        ["channel_archive"] = ["channels:read"],
        ["channel_created"] = ["channels:read"],
        ["channel_deleted"] = ["channels:read"],
        ["channel_rename"] = ["channels:read"],
        ["channel_unarchive"] = ["channels:read"],
        ["file_shared"] = ["files:read"],
        ["group_archive"] = ["groups:read"],
        ["group_deleted"] = ["groups:read"],
        ["group_rename"] = ["groups:read"],
        ["group_unarchive"] = ["groups:read"],
        ["link_shared"] = ["links:read"],
        ["member_joined_channel"] = ["channels:read", "groups:read"],
        ["member_left_channel"] = ["channels:read", "groups:read"],
        ["message.channels"] = ["channels:history"],
        ["message.groups"] = ["groups:history"],
        ["message.im"] = ["im:history"],
        ["message.mpim"] = ["mpim:history"],
        ["pin_added"] = ["pins:read"],
        ["pin_removed"] = ["pins:read"],
        ["reaction_added"] = ["reactions:read"],
        ["reaction_removed"] = ["reactions:read"],
        ["subteam_created"] = ["usergroups:read"],
        ["subteam_members_changed"] = ["usergroups:read"],
        ["subteam_updated"] = ["usergroups:read"],
        ["team_join"] = ["users:read"],
        ["tokens_revoked"] = [],
        ["app_uninstalled"] = [],
        ["user_change"] = ["users:read"],
    };

    public static void Check(AppManifest manifest, string name)
    {
        if (!Needed.TryGetValue(name, out var scopes))
            throw new SandboxException($"{manifest.Name}: the sandbox knows no event {name}.");
        if (scopes.Length > 0 && !scopes.Intersect(manifest.BotScopes.Concat(manifest.OptionalBotScopes)).Any())
            throw new SandboxException($"{manifest.Name}: the event {name} needs the bot scope {string.Join(" or ", scopes)}.");
    }

    /// <summary>The scope by which an app hears of it; null where none is needed.</summary>
    public static string? Granted(InstalledApp app, string name) =>
        Needed.GetValueOrDefault(name)?.FirstOrDefault(app.Scopes.Contains);

    public static bool Allows(InstalledApp app, string name) =>
        Needed.TryGetValue(name, out var scopes) && (scopes.Length == 0 || scopes.Any(app.Scopes.Contains));
}

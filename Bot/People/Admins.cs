using Bot.Settings;

namespace Bot.People;

/// <summary>Those whom the configuration names as admins, beside Slack's own.</summary>
public sealed record Admins(IReadOnlyList<string> Ids)
{
    const string Key = "ADMIN_USER_IDS";

    public static Admins Read(IConfiguration from) => new(
        [.. (from.Optional(Key) ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(Member)]);

    static string Member(string id) => id.Length > 5 && id[0] is 'U' or 'W' && id.All(char.IsAsciiLetterOrDigit)
        ? id
        : throw new CannotStartException(
            $"{Key} holds \"{id}\", which is no Slack member id. Use ids such as U012AB3CD, separated by commas.");
}

using System.Data;
using Bot.Settings;
using Bot.Storage;
using Dapper;

namespace Bot.People;

/// <summary>Those whom the configuration names as admins, beside Slack's own; and whom to turn to as one.</summary>
public sealed record Admins(IReadOnlyList<string> Ids)
{
    const string Key = "ADMIN_USER_IDS";

    // Kept, so that whoever reads who is to be called need not know the configuration.
    static readonly Setting<IReadOnlyList<string>> Named = Setting.Names("admins");

    /// <summary>
    /// Who is told and called as an admin, as far as they are known and can act: those whom the configuration names and, where
    /// there are none of them, Slack's own.
    /// </summary>
    public static List<string> All(IDbConnection db)
    {
        const string CanAct = $"id not in {Outsiders.Ids} order by id";
        var named = db.Query<string>($"select id from people where id in @ids and {CanAct}", new { ids = Named.Now(db) })
            .ToList();
        return named.Count > 0 ? named : db.Query<string>($"select id from people where admin = 1 and {CanAct}").ToList();
    }

    public static Admins Read(IConfiguration from) => new(
        [.. Setting.Listed(from.Optional(Key) ?? "").Select(Member)]);

    /// <summary>Keeps whom the configuration names now.</summary>
    public Task Keep(Database database) =>
        database.Read(db => Named.Now(db).SequenceEqual(Ids))
            ? Task.CompletedTask
            : database.Change(tx => Named.Set(tx, Ids, "configuration"));

    static string Member(string id) => id.Length > 5 && id[0] is 'U' or 'W' && id.All(char.IsAsciiLetterOrDigit)
        ? id
        : throw new CannotStartException(
            $"{Key} holds \"{id}\", which is no Slack member id. Use ids such as U012AB3CD, separated by commas.");
}

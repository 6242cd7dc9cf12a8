using System.Data;
using Bot.Delivery;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Hosting;

/// <summary>Asks Slack who the bot is, and keeps the database to the one workspace that it belongs to.</summary>
public sealed class Introduce(SlackApi slack, Database database, BotSettings settings, ILogger<Introduce> log)
{
    /// <summary>
    /// Asks once. Throws <see cref="SlackStoppedException"/> where Slack does not take the token, or where it is that of another
    /// workspace than the database's.
    /// </summary>
    public async Task Once(CancellationToken stop)
    {
        var me = await Ask(stop);
        var isKnown = database.Read(
            db => (Known(db, TeamSettings.Team), Known(db, TeamSettings.BotUser), Known(db, TeamSettings.Scopes))) ==
            (me.TeamId, me.UserId, Scopes(me));
        if (!isKnown) await Keep(me);
    }

    static string? Known(IDbConnection db, string key) => TeamSettings.Get(db, key);

    static string Scopes(AuthTestResponse me) => string.Join(' ', me.Scopes.Order(StringComparer.Ordinal));

    async Task<AuthTestResponse> Ask(CancellationToken stop)
    {
        try
        {
            return await slack.Auth.Test(stop);
        }
        catch (SlackException e)
        {
            throw new SlackStoppedException(e.Error, $"Slack does not accept SLACK_BOT_TOKEN ({e.Error}). {e.Remedy}");
        }
    }

    async Task Keep(AuthTestResponse me)
    {
        var other = await database.Change<string?>(tx =>
        {
            if (Known(tx.Db, TeamSettings.Team) is { } team && team != me.TeamId && !settings.Adopt) return team;
            TeamSettings.Set(tx, TeamSettings.Team, me.TeamId, "slack");
            TeamSettings.Set(tx, TeamSettings.BotUser, me.UserId, "slack");
            TeamSettings.Set(tx, TeamSettings.Scopes, Scopes(me), "slack");
            tx.Wake(AnnouncementChannel.Subject);
            return null;
        });
        if (other is not null) throw new SlackStoppedException("another_team", AnotherTeam(me, other));
        log.LogInformation("Slack knows the bot as {User} in {Team}", me.User, me.Team);
    }

    static string AnotherTeam(AuthTestResponse me, string other) =>
        $"SLACK_BOT_TOKEN belongs to the workspace {me.Team} ({me.TeamId}), but the database was made for {other}. Use the "
            + $"tokens of {other}, "
        + $"or point ConnectionStrings__Default at another file. If {other} has become {me.TeamId}, start once with --adopt.";
}

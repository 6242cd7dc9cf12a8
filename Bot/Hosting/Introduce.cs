using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Hosting;

/// <summary>Asks Slack who the bot is, and keeps the database to the one workspace that it belongs to.</summary>
public sealed class Introduce(SlackApi slack, Database database, Adoption adoption, ILogger<Introduce> log)
{
    volatile string? refused;

    /// <summary>What Slack said the last time that it did not say who the bot is; null once it does.</summary>
    public string? Refused => refused;

    /// <summary>
    /// Asks once. Throws <see cref="SlackStoppedException"/> where Slack does not take the token, or where it is that of another
    /// workspace than the database's.
    /// </summary>
    public async Task Once(CancellationToken stop)
    {
        var me = await Ask(stop);
        var isKnown = database.Read(db =>
            (Installation.Team.Now(db), Installation.BotUser.Now(db)) == (me.TeamId, me.UserId)
            && Installation.Scopes.Now(db).ToHashSet().SetEquals(me.Scopes));
        if (!isKnown) await Keep(me);
    }

    async Task<AuthTestResponse> Ask(CancellationToken stop)
    {
        try
        {
            var me = await slack.Auth.Test(stop);
            refused = null;
            return me;
        }
        catch (SlackException e) when (!e.IsDeadToken)
        {
            // A migration or a policy of the workspace, for as long as it lasts.
            refused = e.Message;
            throw;
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
            if (Installation.Team.Now(tx.Db) is { } team && team != me.TeamId)
            {
                if (!adoption.IsWanted) return team;
                Person.Forget(tx);
            }

            Installation.Team.Set(tx, me.TeamId, "slack");
            Person.Judge(tx);
            Installation.BotUser.Set(tx, me.UserId, "slack");
            Installation.Scopes.Set(tx, me.Scopes, "slack");
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

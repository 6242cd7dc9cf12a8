using System.Globalization;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Api.Tokens;

/// <summary>Ends a token: whatever uses it is refused from now on.</summary>
public sealed class RevokeToken(Database database, Access access, TokenList list)
{
    public async Task<Func<CancellationToken, Task>?> Press(BlockActionRequest press, CancellationToken stop)
    {
        var user = press.User.Id;
        if (!long.TryParse(press.Action.Value, CultureInfo.InvariantCulture, out var number)) return null;
        await database.Once(press.IdempotencyKey, tx =>
        {
            if (access.Refusal(tx.Db, user, Act.ChangeTokens) is { } refusal) throw new RefusedException(refusal);
            ApiToken.Revoke(tx, number, user);
            return null;
        });
        return after => list.Refresh(press.View?.Id, after);
    }
}

using System.Data;
using Bot.Storage;
using Dapper;

namespace Bot.Api.Webhooks;

/// <summary>Who was on call when webhooks were told last, rotation by rotation.</summary>
static class OnCallTold
{
    public static Dictionary<string, string?> All(IDbConnection db) =>
        db.Query<(string Rotation, string? Person)>("select rotation, person from webhook_on_call")
            .ToDictionary(told => told.Rotation, told => told.Person);

    public static void Set(Tx tx, string rotation, string? person) => tx.Db.Execute(
        """
        insert into webhook_on_call (rotation, person) values (@rotation, @person)
        on conflict (rotation) do update set person = excluded.person
        """,
        new { rotation, person });

    /// <summary>Nobody wants to know any more.</summary>
    public static void Clear(Tx tx) => tx.Db.Execute("delete from webhook_on_call where 1 = 1");
}

using System.Data.Common;
using Dapper;

namespace Bot.Storage;

/// <summary>What a bot asks of its sessions at the server, so that one that went dark holds nothing for long.</summary>
static class PostgresSession
{
    // A change has its statements one behind the other: where none comes for so long, its bot is frozen or its machine gone. It
    // is less than people wait, who may want what such a change holds.
    const string Writer =
        "set lock_timeout = '2s'; set idle_in_transaction_session_timeout = '1500ms'; set default_transaction_isolation = "
            + "'serializable'";

    /// <summary>For the session that changes are made in.</summary>
    public static void Write(DbConnection db)
    {
        EndWhenDark(db);
        db.Execute(Writer);
    }

    /// <summary>
    /// The server ends it within half a minute when nothing comes back from its machine, where it can: else it keeps for hours
    /// what the session holds.
    /// </summary>
    public static void EndWhenDark(DbConnection db) => db.Execute(
        """
        select set_config(known.name, ours.value, false)
        from pg_settings known join (values ('tcp_keepalives_idle', '10'), ('tcp_keepalives_interval', '5'),
            ('tcp_keepalives_count', '3'), ('tcp_user_timeout', '25000')) ours (name, value) on ours.name = known.name
        """);
}

using System.Data;
using System.Globalization;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents;

/// <summary>What is asked here of the postmortem of an incident, which stands in a room of its own.</summary>
public static class PostmortemOf
{
    /// <summary>One is owed, or worked on.</summary>
    public static bool IsOpen(IDbConnection db, long incident) => db.ExecuteScalar<long>(
        """
        select exists (
            select 1 from postmortems where incident = @incident and state in ('owed', 'inprogress', 'inreview'))
        """,
        new { incident }) != 0;

    /// <summary>There is one, whatever has become of it.</summary>
    public static bool IsThere(IDbConnection db, long incident) => db.ExecuteScalar<long>(
        "select exists (select 1 from postmortems where incident = @incident)", new { incident }) != 0;

    /// <summary>Something about the incident has changed, which its postmortem may show as a fact.</summary>
    internal static void Changed(Tx tx, long incident)
    {
        if (IsThere(tx.Db, incident)) tx.Wake($"postmortem:{Text(incident)}");
    }

    /// <summary>It was resolved by somebody, or otherwise: one is owed by its severity, or not.</summary>
    internal static void Ended(Tx tx, long incident) => tx.Wake($"postmortem_owed:{Text(incident)}");

    /// <summary>It went into another one.</summary>
    internal static void Merged(Tx tx, long incident, long into) =>
        tx.Wake($"postmortem_merged:{Text(incident)}:{Text(into)}");

    /// <summary>It became private: what stands in its old channel is left there.</summary>
    internal static void Hidden(Tx tx, long incident) => tx.Wake($"postmortem_hidden:{Text(incident)}");

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

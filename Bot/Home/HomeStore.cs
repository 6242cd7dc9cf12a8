using System.Data;
using Bot.Storage;
using Dapper;

namespace Bot.Home;

/// <summary>Who has opened their Home, and what it shows.</summary>
static class HomeStore
{
    public static void Opened(Tx tx, string person, bool isEmpty) => tx.Db.Execute(
        """
        insert into homes (person, opened_at) values (@person, @Now)
        on conflict (person) do update set opened_at = excluded.opened_at,
            hash = case when @isEmpty = 1 then null else homes.hash end
        """,
        new { person, tx.Now, isEmpty });

    public static void Shown(Tx tx, string person, string hash) =>
        tx.Db.Execute("update homes set hash = @hash where person = @person", new { person, hash });

    /// <summary>The Homes of people who are still there and have looked since then.</summary>
    public static List<HomeRow> OpenedSince(IDbConnection db, DateTimeOffset then) => db.Query<HomeRow>(
        "select h.person, h.hash from homes h join people p on p.id = h.person where p.deleted = 0 and h.opened_at >= @then",
        new { then = then.ToUnixTimeMilliseconds() }).ToList();

    public static HomeRow? Find(IDbConnection db, string person) =>
        db.QuerySingleOrDefault<HomeRow>("select person, hash from homes where person = @person", new { person });
}

/// <summary>One person's Home: a hash of what Slack shows, null while that is not known.</summary>
sealed record HomeRow(string Person, string? Hash);

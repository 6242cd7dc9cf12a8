using System.Data;
using Bot.Domain.Warnings;
using Bot.Storage;
using Dapper;

namespace Bot.Warnings.Rows;

/// <summary>The flake book: what was red and green again while nobody had been told.</summary>
public static class FlakeStore
{
    const string Columns = "id, place, node, source, title, job, url, red_at, green_at, incident";

    /// <summary>
    /// Writes a flake down. Where it is one too many of its node, those that make it so come back, the oldest first: an incident
    /// is to show them, see <see cref="Shown"/>.
    /// </summary>
    public static IReadOnlyList<Flake>? Note(Tx tx, Flake flake)
    {
        var key = Warning.KeyOf(flake.Place, flake.Node);
        tx.Db.Execute(
            """
            insert into flakes (key, place, node, source, title, job, url, red_at, green_at)
            values (@key, @Place, @Node, @Source, @Title, @Job, @Url, @red, @green)
            """,
            new
            {
                key,
                flake.Place,
                flake.Node,
                flake.Source,
                flake.Title,
                flake.Job,
                flake.Url,
                red = flake.Red.ToUnixTimeMilliseconds(),
                green = flake.Green.ToUnixTimeMilliseconds(),
            });
        var since = (flake.Red - FlakeRule.Within).ToUnixTimeMilliseconds();
        return FlakeRule.Of(Where(
            tx.Db, "key = @key and red_at >= @since", new { key, since }));
    }

    /// <summary>An incident shows them; they count for no other.</summary>
    public static void Shown(Tx tx, IEnumerable<Flake> flakes, long incident) => tx.Db.Execute(
        "update flakes set incident = @incident where id in @ids", new { incident, ids = flakes.Select(f => f.Id).ToList() });

    /// <summary>All of the time that counts, the newest first.</summary>
    public static List<Flake> Lately(IDbConnection db, DateTimeOffset now)
    {
        var flakes = Where(db, "red_at >= @since", new { since = (now - FlakeRule.Within).ToUnixTimeMilliseconds() });
        flakes.Reverse();
        return flakes;
    }

    static List<Flake> Where(IDbConnection db, string holds, object values) =>
        db.Query<Row>($"select {Columns} from flakes where {holds} order by red_at, id", values).Select(r => r.Flake).ToList();

    /// <summary>Forgets those of before then; returns how many.</summary>
    public static int Forget(Tx tx, long before, int most) => tx.Db.Execute(
        "delete from flakes where id in (select id from flakes where red_at < @before order by red_at limit @most)",
        new { before, most });

    sealed record Row(
        long Id, string Place, string Node, string Source, string Title, string? Job, string? Url, long RedAt, long GreenAt,
        long? Incident)
    {
        public Flake Flake => new()
        {
            Id = Id,
            Place = Place,
            Node = Node,
            Source = Source,
            Title = Title,
            Job = Job,
            Url = Url,
            Red = DateTimeOffset.FromUnixTimeMilliseconds(RedAt),
            Green = DateTimeOffset.FromUnixTimeMilliseconds(GreenAt),
            Incident = Incident,
        };
    }
}

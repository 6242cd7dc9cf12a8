using Bot.Storage;
using Dapper;

namespace Bot.Tests.Reviews;

/// <summary>A year of shifts of a rotation, covers over them, and hours that were set anew now and then.</summary>
sealed class RandomShifts(Random random, DateTimeOffset now)
{
    const int Weeks = 54, Covers = 40;

    static readonly string[] Zones = ["Europe/London", "America/Los_Angeles", "Asia/Kolkata"];

    readonly DateTimeOffset begins = now.AddDays(-7 * (Weeks - 2));

    public void Fill(Tx tx, string rotation)
    {
        foreach (var (person, zone) in RandomReviews.People.Zip(Zones)) Person(tx, person, zone);
        for (var week = 0; week < Weeks; week++)
            tx.Db.Execute(
                "insert into shifts (rotation, starts, ends, person, why) values (@rotation, @starts, @ends, @person, '')",
                new { rotation, starts = Week(week), ends = Week(week + 1), person = Somebody() });
        for (var i = 0; i < Covers; i++) Cover(tx, rotation);
        for (var i = 1; i <= 3; i++) Hours(tx, rotation, begins.AddDays(60 * i + random.Next(60)));
    }

    static void Person(Tx tx, string person, string zone) => tx.Db.Execute(
        """
        insert into people (id, name, zone, deleted, guest, admin, bot, seen_at) values (@person, @person, @zone, 0, 0, 0, 0, 1)
        on conflict (id) do nothing
        """,
        new { person, zone });

    // Some hold nothing, as they were cancelled before they began; some are laid over others.
    void Cover(Tx tx, string rotation)
    {
        var starts = begins.AddHours(random.Next(Weeks * 7 * 24)).ToUnixTimeMilliseconds();
        var ends = starts + (random.Next(5) == 0 ? -1 : random.Next(1, 200)) * 3_600_000L;
        tx.Db.Execute(
            """
            insert into covers (rotation, starts, ends, until, away, covering, made_by, made_at)
            values (@rotation, @starts, @ends, @ends, @away, @covering, @away, 1)
            """,
            new { rotation, starts, ends, away = Somebody(), covering = Somebody() });
    }

    // Some close in the night after they open.
    void Hours(Tx tx, string rotation, DateTimeOffset from) => tx.Db.Execute(
        """
        insert into rotation_settings (rotation, valid_from, saved_by, name, members, hand_off, zone, days, opens, closes,
            group_out_of_hours, named, own_zones)
        values (@rotation, @at, 'U1', @rotation, '["U1","U2"]', '0 9 * * 1', @zone, 62, @opens, @closes, 'nextresponder',
            '[]', @own)
        """,
        new
        {
            rotation,
            at = from.ToUnixTimeMilliseconds(),
            zone = Zones[random.Next(Zones.Length)],
            opens = 60 * random.Next(7, 20),
            closes = 60 * random.Next(24),
            own = random.Next(2),
        });

    long Week(int week) => begins.AddDays(7 * week).ToUnixTimeMilliseconds();

    string Somebody() => RandomReviews.People[random.Next(RandomReviews.People.Length)];
}

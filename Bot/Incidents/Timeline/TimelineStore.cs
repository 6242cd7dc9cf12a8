using System.Data;
using System.Globalization;
using Bot.People;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Incidents.Timeline;

/// <summary>The rows of messages and notes on timelines.</summary>
public static class TimelineStore
{
    const string Columns =
        "t.id, t.incident, t.at, t.said_by, t.added_by, t.added_at, t.text, t.channel, t.ts, t.link, t.pinned, t.looks, "
        + "t.edited_at, t.removed_at";

    // Of a message; a note is as long as its field takes.
    const int Longest = 3000;

    public static TimelineItem? Find(IDbConnection db, long id) => db.QuerySingleOrDefault<TimelineItem>(
        $"select {Columns} from timeline_items t where t.id = @id", new { id });

    /// <summary>A message where it is on a timeline, which may be several ones.</summary>
    public static List<TimelineItem> OfMessage(IDbConnection db, string channel, string ts) => db.Query<TimelineItem>(
        $"""
        select {Columns} from timeline_items t
        where t.channel = @channel and t.ts = @ts and t.removed_at is null order by t.id
        """,
        new { channel, ts }).ToList();

    /// <summary>What the timeline of an incident shows, and that of those which were merged into it, in its order.</summary>
    public static List<TimelineItem> Of(IDbConnection db, Viewer viewer, long number) => db.Query<TimelineItem>(
        $"""
        select {Columns} from timeline_items t join incidents i on i.number = t.incident
        where {Viewer.VisibleTo} and (i.number = @number or i.merged_into = @number)
            and t.removed_at is null and t.text is not null order by t.at, t.id
        """,
        viewer.With(new { number })).ToList();

    /// <summary>The messages on timelines of open incidents, to be looked at again.</summary>
    public static List<TimelineItem> OfOpen(IDbConnection db) => db.Query<TimelineItem>(
        $"""
        select {Columns} from timeline_items t join incidents i on i.number = t.incident
        where t.ts is not null and t.removed_at is null and i.{IncidentStore.IsOpen} order by t.id
        """).ToList();

    /// <summary>Puts a message on the timeline at its own time; false where it is there already.</summary>
    /// <param name="incident">Whose timeline.</param>
    /// <param name="place">Where the message stands.</param>
    /// <param name="by">Who puts it there.</param>
    /// <param name="isPinned">By the emoji.</param>
    /// <param name="said">What it says, as far as that is known: the bot need not be where it stands.</param>
    public static bool Add(
        Tx tx, IncidentRow incident, (string Channel, string Ts) place, string by, bool isPinned, MessageEvent? said = null)
    {
        if (OfMessage(tx.Db, place.Channel, place.Ts).Find(i => i.Incident == incident.Number) is { } before)
        {
            // Put there by hand as well, it no longer goes with the emoji.
            if (before.Pinned && !isPinned)
                tx.Db.Execute("update timeline_items set pinned = 0, added_by = @by where id = @Id", new { before.Id, by });
            return false;
        }

        var id = tx.Db.ExecuteScalar<long>(
            """
            insert into timeline_items (incident, at, added_by, added_at, channel, ts, pinned)
            values (@Number, @at, @by, @Now, @Channel, @Ts, @pinned)
            on conflict (channel, ts, incident) do update set added_by = excluded.added_by, added_at = excluded.added_at,
                pinned = excluded.pinned, looks = 0, removed_at = null
            returning id
            """,
            new
            {
                incident.Number,
                at = Milliseconds(place.Ts),
                by,
                tx.Now,
                place.Channel,
                place.Ts,
                pinned = isPinned ? 1 : 0,
            });
        Note(tx, incident.Number, TimelineFacts.Added, by, id);
        var item = Find(tx.Db, id)!;
        if (said is not null) Read(tx, item, said, link: null, by);
        tx.Wake(item.Subject);
        return true;
    }

    /// <summary>An emoji under a message went: it is looked at whose are left.</summary>
    public static void LookAtPins(Tx tx, TimelineItem item)
    {
        tx.Db.Execute("update timeline_items set looks = looks + 1 where id = @Id", new { item.Id });
        tx.Wake(item.Subject);
    }

    /// <summary>What a message says now, and who has it on the timeline.</summary>
    /// <param name="item">As it was before the message was read.</param>
    public static void Read(Tx tx, TimelineItem item, MessageEvent message, string? link, string addedBy)
    {
        var text = Limits.TruncateEscaped(MessageWords.Of(message), Longest);
        tx.Db.Execute(
            """
            update timeline_items set text = @text, said_by = @saidBy, link = coalesce(@link, link), added_by = @addedBy,
                edited_at = @edited, looks = case when looks = @Looks then 0 else looks end
            where id = @Id
            """,
            new
            {
                item.Id,
                item.Looks,
                text,
                saidBy = message.BotId is null ? message.User : null,
                link,
                addedBy,
                edited = message.Edited is { } edit ? Milliseconds(edit.Ts) : (long?)null,
            });
    }

    public static void AddNote(Tx tx, IncidentRow incident, long at, string text, string by)
    {
        var id = tx.Db.ExecuteScalar<long>(
            """
            insert into timeline_items (incident, at, said_by, added_by, added_at, text)
            values (@Number, @at, @by, @by, @Now, @text) returning id
            """,
            new { incident.Number, at, by, tx.Now, text });
        Note(tx, incident.Number, TimelineFacts.Noted, by, id);
    }

    public static void EditNote(Tx tx, TimelineItem note, long at, string text, string by)
    {
        if ((note.At, note.Text) == (at, text)) return;
        tx.Db.Execute(
            "update timeline_items set at = @at, text = @text, edited_at = @Now where id = @Id",
            new { note.Id, at, text, tx.Now });
        Note(tx, note.Incident, TimelineFacts.NoteEdited, by, note.Id);
    }

    /// <summary>Takes it off. What it said goes; that it was there stays in the history.</summary>
    public static void Remove(Tx tx, TimelineItem item, string by, string? why = null)
    {
        tx.Db.Execute(
            "update timeline_items set removed_at = @Now, text = null where id = @Id and removed_at is null",
            new { item.Id, tx.Now });
        tx.Note(
            IncidentRow.SubjectOf(item.Incident), TimelineFacts.TakenOff, by, before: item.IsNote ? "note" : "message",
            after: item.At.ToString(CultureInfo.InvariantCulture), why: why);
    }

    /// <summary>Forgets those of incidents that ended before then.</summary>
    public static int Forget(Tx tx, long before, int most) => tx.Db.Execute(
        $"""
        delete from timeline_items where id in (
            select t.id from timeline_items t join incidents i on i.number = t.incident
            where i.resolved_at < @before and i.{IncidentStore.IsOver} order by t.id limit @most)
        """,
        new { before, most });

    static void Note(Tx tx, long incident, Verb verb, string by, long id) => tx.Note(
        IncidentRow.SubjectOf(incident), verb, by, after: id.ToString(CultureInfo.InvariantCulture));

    /// <summary>When Slack says that it was: "1712345678.123456".</summary>
    static long Milliseconds(string ts) =>
        decimal.TryParse(ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? (long)(seconds * 1000) : 0;
}

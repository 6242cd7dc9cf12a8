using System.Data;
using System.Security.Cryptography;
using System.Text;
using Bot.Settings;
using Bot.Storage;
using Microsoft.Net.Http.Headers;

namespace Bot.OnCall.Calendar;

/// <summary>
/// <c>GET /calendar/{token}.ics</c>: the feed of a secret link, for calendars that ask again and again. It is answered 304 while
/// nothing has changed, and 404 with a sentence where there is no such link.
/// </summary>
public sealed class CalendarEndpoint(Database database, BotCommands commands, TimeProvider clock)
{
    /// <summary>Calendars may ask every minute; people need to know only whether theirs still does.</summary>
    static readonly TimeSpan NoteEvery = TimeSpan.FromMinutes(10);

    public async Task<IResult> Get(string token, HttpContext http)
    {
        var now = clock.GetUtcNow();
        http.Response.Headers.CacheControl = "private, no-cache";
        var (link, feed, known) = await database.ReadInTurn(db => Read(db, token, now));
        if (link is null || feed is null) return Missing();
        var fetched = link.FetchedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : DateTimeOffset.MinValue;
        var shown = known is null || now - fetched >= NoteEvery ? await Note(link, feed, known) : known;
        var text = Encoding.UTF8.GetBytes(CalendarText.Of(shown));
        return Results.Bytes(
            text, "text/calendar; charset=utf-8",
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(text))[..32]}\""));
    }

    async Task<CalendarFeed> Note(CalendarLink link, CalendarFeed feed, CalendarFeed? known)
    {
        try
        {
            return await database.Change(tx =>
            {
                link.SetFetched(tx);
                return CalendarRevisions.Write(tx, Feed(tx.Db, link, tx.Time) ?? feed);
            });
        }
        catch (StorageException) when (known is not null)
        {
            // Nothing new is to be shown, and that somebody asked is noted the next time.
            return known;
        }
    }

    static (CalendarLink? Link, CalendarFeed? Feed, CalendarFeed? Known) Read(IDbConnection db, string token, DateTimeOffset now)
    {
        var link = CalendarLink.Find(db, token);
        var feed = link is null ? null : Feed(db, link, now);
        return (link, feed, feed is null ? null : CalendarRevisions.Known(db, feed));
    }

    static CalendarFeed? Feed(IDbConnection db, CalendarLink link, DateTimeOffset now) =>
        link.Rotation is { } rotation ? CalendarFeed.OfRotation(db, rotation, now) : CalendarFeed.OfPerson(db, link.Person, now);

    IResult Missing() => Results.Text(
        $"There is no calendar at this address, or its link was revoked. {commands.Cover} calendar in Slack makes a new "
            + "link.",
        "text/plain", Encoding.UTF8, StatusCodes.Status404NotFound);
}

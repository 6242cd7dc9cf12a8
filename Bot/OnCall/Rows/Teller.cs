using System.Data;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.People;
using Bot.Slack;

namespace Bot.OnCall.Rows;

/// <summary>
/// Says people and hours of one rotation to each reader: a person is "you" to themselves and has hours on their own clock; a
/// channel (no reader) reads names, which call nobody, and hours on the rotation's clock.
/// </summary>
public sealed class Teller
{
    readonly Rotation rotation;
    readonly Dictionary<string, Known> people;
    readonly DateTimeOffset now;

    Teller(Rotation rotation, Dictionary<string, Known> people, DateTimeOffset now) =>
        (this.rotation, this.people, this.now) = (rotation, people, now);

    public static Teller Read(IDbConnection db, Rotation rotation, IEnumerable<string> people, DateTimeOffset now) => new(
        rotation, people.Distinct().ToDictionary(p => p, p => new Known(Person.NameOf(db, p), PersonHours.ZoneOf(db, p))), now);

    public string Hours(Stretch hours, string? reader) => ShiftText.Hours(hours, rotation, Zone(reader), now);

    public string Until(DateTimeOffset end, string? reader) => When.Until(end, Zone(reader));

    /// <summary>"you", "@ana", or "Ana" in a channel.</summary>
    public string Who(string person, string? reader) =>
        person == reader ? "you" : reader is null ? Name(person) : Mrkdwn.User(person);

    public string Whose(string person, string? reader) => person == reader ? "your" : $"{Who(person, reader)}'s";

    /// <summary>"You are", "@ana is".</summary>
    public string Is(string person, string? reader) => person == reader ? "You are" : $"{Who(person, reader)} is";

    /// <summary>At the beginning of a sentence.</summary>
    public string Subject(string person, string? reader) => person == reader ? "You" : Who(person, reader);

    /// <summary>Why the bot takes back what it gave away for somebody.</summary>
    public string Back(string person, string? reader) => $"Slack knows {Who(person, reader)} again";

    /// <summary>How a cover ended before its time.</summary>
    public string Cancelled(CoverRow cover, string? reader) => cover.CancelledBy == CoverRow.Bot
        ? $"{Back(cover.Away, reader)}, so the cover is over."
        : $"{Subject(cover.CancelledBy!, reader)} cancelled the cover.";

    /// <summary>The display name, safe in a message.</summary>
    public string Name(string person) => Mrkdwn.Name(PlainName(person));

    /// <summary>The display name, where no mrkdwn is read.</summary>
    public string PlainName(string person) => people.TryGetValue(person, out var known) ? known.Name : person;

    TimeZoneInfo Zone(string? reader) =>
        reader is not null && people.TryGetValue(reader, out var known) ? known.Zone : rotation.Zone;

    sealed record Known(string Name, TimeZoneInfo Zone);
}

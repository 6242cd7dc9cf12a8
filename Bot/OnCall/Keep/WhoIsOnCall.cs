using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.OnCall.Groups;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.OnCall.Keep;

/// <summary><c>/cover who</c>: who is on call now, until when, and who is next.</summary>
public sealed class WhoIsOnCall(Database database, RotationAccess rotations, TimeProvider clock)
{
    public async Task<SlashResponse?> Show(SlashCommand command, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var lines = database.Read(db => OnCallAnswers.All(db, now)
            .Select(r => Lines(db, r, rotations, command.UserId, now)).ToList());
        return lines.Count == 0
            ? $"Nobody is on call yet. `{rotations.Command} rota` makes a rotation: choose who takes turns, the rest has "
                + "defaults."
            : new SlashResponse
            {
                Text = lines[0],
                Blocks = [.. lines.Take(Limits.MessageBlocks).Select(text => new SectionBlock { Text = text })],
            };
    }

    /// <summary>
    /// What one rotation says to a reader: who, until when, who is next, in hours or not, and what an admin has to do.
    /// </summary>
    public static string Lines(IDbConnection db, RotationAnswer on, RotationAccess rotations, string reader, DateTimeOffset now)
    {
        var name = Mrkdwn.Name(on.Rotation.Name);
        if (on.Answer is not { Person: { } person, Until: { } until } answer)
            return $":warning: *{name}*: nobody is on call, because {on.Answer.Why}. "
                + $"{rotations.WayToMembers(db, on.Row, reader)}";
        var who = person == reader ? "you are" : $"{Mrkdwn.User(person)} is";
        var covering = answer.CoveredFor is { } away
            ? $", covering for {(away == reader ? "you" : Mrkdwn.Name(Person.NameOf(db, away)))}"
            : "";
        var next = answer.Next is { } turn ? $" Next: {Who(turn.Person, reader)}." : "";
        List<string?> lines =
        [
            $"*{name}*: {who} on call until {When.Until(until, PersonHours.ZoneOf(db, reader))}{covering}.{next}",
            Hours(db, on, reader, now),
            on.Rotation.GroupHandle is { } handle ? UserGroupRow.Find(db, handle)?.TroubleLine : null,
        ];
        return string.Join('\n', lines.OfType<string>());
    }

    // Each on their own clock, as what is not urgent calls them; for what is urgent the rotation's hours hold as well.
    static string? Hours(IDbConnection db, RotationAnswer on, string reader, DateTimeOffset now)
    {
        var all = RotationStore.All(db, now);
        var shifts = OnCallAnswers.Resolver(db, on.Row, now).Shifts;
        var own = new OnCallResolver(on.Rotation, shifts, person => PersonHours.Own(db, person, all)).At(now);
        return on.Answer is { InHours: true, Person: { } person } && !own.InHours
            ? $"{Whose(db, person, reader)} own hours: {Wall(PersonHours.Own(db, person, all))}{Opens(own)}. "
                + $"An urgent incident may call {Whom(db, person, reader)} {Wall(PersonHours.In(db, on.Row, person))}, too."
            : Hours(own, reader);
    }

    static string Whose(IDbConnection db, string person, string reader) =>
        person == reader ? "Your" : $"{Mrkdwn.Name(Person.NameOf(db, person))}'s";

    static string Whom(IDbConnection db, string person, string reader) =>
        person == reader ? "you" : Mrkdwn.Name(Person.NameOf(db, person));

    // On a clock that everybody can reckon with, whose-ever day it is.
    static string Wall(WorkingHours hours) => string.Create(
        CultureInfo.InvariantCulture, $"{hours.From:HH:mm}–{hours.To:HH:mm} {hours.Zone.City()}");

    static string Opens(OnCallAnswer own) =>
        own.Opens is { } opens && opens.Person == own.Person ? $", from {When.At(opens.From)}" : "";

    static string? Hours(OnCallAnswer answer, string reader) => answer switch
    {
        { InHours: true, Closes: { } closes } => $"In hours until {When.At(closes)}.",
        { InHours: true } => "In hours, round the clock.",
        { Opens: { } opens } when opens.Person == answer.Person => $"Out of hours now; hours open {When.At(opens.From)}.",
        { Opens: { } opens } => $"Out of hours now; hours open {When.At(opens.From)}, with {Who(opens.Person, reader)}.",
        _ => null,
    };

    static string Who(string person, string reader) => person == reader ? "you" : Mrkdwn.User(person);
}

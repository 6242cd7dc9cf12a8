using System.Data;
using Bot.Domain.OnCall;
using Bot.Hosting;
using Bot.Slack;

namespace Bot.OnCall;

/// <summary><c>/cover who</c>: who is on call now, until when, and who is next.</summary>
public sealed class WhoIsOnCall(Database database, Access access, BotSettings settings, TimeProvider clock)
{
    public async Task<SlashResponse?> Show(SlashCommand command, CancellationToken stop)
    {
        if (await access.Problem(command.UserId, stop) is { } problem) return problem;
        var lines = database.Read(db => OnCallAnswers.All(db, clock.GetUtcNow()).Select(r => Lines(db, r, settings.CoverCommand)).ToList());
        return lines.Count == 0
            ? $"Nobody is on call yet. `{settings.CoverCommand} rota` makes a rotation: choose who takes turns, the rest has defaults."
            : new SlashResponse { Text = lines[0], Blocks = [.. lines.Take(Limits.MessageBlocks).Select(text => new SectionBlock { Text = text })] };
    }

    /// <summary>What one rotation says: who, until when, who is next, in hours or not, and what an admin has to do.</summary>
    public static string Lines(IDbConnection db, RotationAnswer on, string command)
    {
        var name = Mrkdwn.Escape(on.Rotation.Name);
        if (on.Answer is not { Person: { } person, Until: { } until } answer)
            return $"*{name}*: nobody is on call, because {on.Answer.Why}. Change its members with `{command} rota`.";
        List<string?> lines =
        [
            $"*{name}*: {Mrkdwn.User(person)} is on call until {When.At(until)}{Covering(db, answer)}.{Next(answer)}",
            Hours(answer),
            on.Rotation.GroupHandle is { } handle ? UserGroupRow.Find(db, handle)?.TroubleLine : null,
        ];
        return string.Join('\n', lines.OfType<string>());
    }

    static string Covering(IDbConnection db, OnCallAnswer answer) =>
        answer.CoveredFor is { } away ? $", covering for {Mrkdwn.Escape(Person.NameOf(db, away))}" : "";

    static string Next(OnCallAnswer answer) => answer.Next is { } next ? $" Next: {Mrkdwn.User(next.Person)}." : "";

    static string? Hours(OnCallAnswer answer) => answer switch
    {
        { InHours: true, Closes: { } closes } => $"In hours until {When.At(closes)}.",
        { InHours: true } => "In hours, round the clock.",
        { Opens: { } opens } when opens.Person == answer.Person => $"Out of hours now; hours open {When.At(opens.From)}.",
        { Opens: { } opens } => $"Out of hours now; hours open {When.At(opens.From)}, with {Mrkdwn.User(opens.Person)}.",
        _ => null,
    };
}

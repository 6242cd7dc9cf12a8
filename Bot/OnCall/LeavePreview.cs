using System.Data;
using Bot.Domain.OnCall;
using Bot.Hosting;
using Bot.Slack;

namespace Bot.OnCall;

/// <summary>What time off would mean for the shifts of whoever takes it.</summary>
static class LeavePreview
{
    const int MostShown = 5;

    public static string Of(IDbConnection db, LeaveInput input, string user, DateTimeOffset now)
    {
        var today = LeaveForm.Today(db, input.Person, now);
        if (input.Problem(today, LeaveRow.Of(db, input.Person, today)) is { } problem) return $":warning: {problem.Sentence}";
        var whose = input.Person == user ? "You have" : $"{Mrkdwn.User(input.Person)} has";
        var hours = Days.Hours(input.First, input.Last, PersonHours.ZoneOf(db, input.Person));
        if (input.LeavesOutTurns) return $"Turns that begin later and lie wholly in these days are left out, as soon as this is saved. What is left of {Mrkdwn.User(input.Person)}'s hours is asked for.";
        var rotations = RotationStore.All(db, now).Select(row => (Row: row, Lines: Lines(db, row, input.Person, hours, now).ToList())).Where(r => r.Lines.Count > 0).ToList();
        return rotations.Count == 0
            ? $"{whose} no shift in these days, as far as shifts are laid out."
            : string.Join("\n\n", rotations.Select(r => $"*{Mrkdwn.Escape(r.Row.Name)}*, times in {r.Row.Rotation.Zone.Id}\n{Cut(r.Lines)}"));
    }

    static string Cut(List<string> lines) => string.Join('\n', lines.Take(MostShown)) + (lines.Count > MostShown ? $"\n… {lines.Count - MostShown} more" : "");

    static IEnumerable<string> Lines(IDbConnection db, RotationRow row, string person, Stretch hours, DateTimeOffset now)
    {
        var presence = AbsenceStore.Presence(db, row.Rotation, now, new Absence(person, hours));
        foreach (var away in AbsenceRules.Needed(row.Rotation, OnCallAnswers.Resolver(db, row, now).Shifts, presence, now))
            if (away.Person == person && away.Hours.Touches(hours))
                yield return $"• {When.Wall(away.Hours, row.Rotation.Zone, now)}: {What(row, away, presence, now)}";
    }

    static string What(RotationRow row, AwayHours away, Presence presence, DateTimeOffset now)
    {
        var standIn = AbsenceRules.StandIns(row.Rotation, away, presence).Select(s => s.Person).FirstOrDefault(p => p is not null);
        if (standIn is null) return "nobody else is available, which the owners are told.";
        if (away.FallsAt <= now) return $"{Mrkdwn.User(standIn)} has it from now on, as the next available.";
        var asks = away.Hours.Starts - AbsenceRules.AsksAhead is var at && at <= now ? "now" : $"on {When.Wall(at, row.Rotation.Zone, now)}";
        return $"others are asked {asks}. If nobody takes it, {Mrkdwn.User(standIn)} has it on {When.Wall(away.FallsAt, row.Rotation.Zone, now)}.";
    }
}

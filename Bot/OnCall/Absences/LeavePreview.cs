using System.Data;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.Slack;

namespace Bot.OnCall.Absences;

/// <summary>What time off would mean for the shifts of whoever takes it.</summary>
static class LeavePreview
{
    const int MostShown = 5;

    public static string Of(IDbConnection db, LeaveInput input, string user, DateTimeOffset now)
    {
        var today = LeaveForm.Today(db, input.Person, now);
        if (input.Problem(today, LeaveRow.Of(db, input.Person, today)) is { } problem) return $":warning: {problem.Sentence}";
        var hours = Days.Hours(input.First, input.Last, PersonHours.ZoneOf(db, input.Person));
        if (input.LeavesOutTurns)
            return "Turns that begin later and lie wholly in these days are left out, as soon as this is saved. "
                + $"What is left of {(input.Person == user ? "your" : $"{Mrkdwn.User(input.Person)}'s")} hours is asked for.";
        var rotations = RotationStore.All(db, now);
        var lines = rotations.Select(row => (Row: row, Lines: Lines(db, row, input.Person, user, hours, now).ToList()))
            .Where(r => r.Lines.Count > 0).ToList();
        if (lines.Count > 0)
            return string.Join("\n\n", lines.Select(r =>
                $"*{Mrkdwn.Name(r.Row.Name)}*, times in {r.Row.Rotation.Zone.Id}\n{Cut(r.Lines)}"));
        var theirs = rotations.Where(r => r.Rotation.Members.Contains(input.Person)).ToList();
        return NoShift(db, theirs, input.Person == user ? "yours" : Mrkdwn.User(input.Person), today);
    }

    static string NoShift(IDbConnection db, List<RotationRow> rotations, string whose, DateOnly today)
    {
        var planned = rotations.Select(r => ShiftStore.PlannedUntil(db, r.Id)).OfType<DateTimeOffset>().ToList();
        var until = planned.Count == 0
            ? ""
            : $" (planned until {When.Day(When.Date(planned.Min(), rotations[0].Rotation.Zone), today)})";
        return $"No shift of {whose} on these days{until}.";
    }

    static string Cut(List<string> lines) =>
        string.Join('\n', lines.Take(MostShown)) + (lines.Count > MostShown ? $"\n… {lines.Count - MostShown} more" : "");

    static IEnumerable<string> Lines(
        IDbConnection db, RotationRow row, string person, string reader, Stretch hours, DateTimeOffset now)
    {
        var presence = AbsenceStore.Presence(db, row.Rotation, now, new Absence(person, hours));
        foreach (var away in AbsenceRules.Needed(row.Rotation, OnCallAnswers.Resolver(db, row, now).Shifts, presence, now))
            if (away.Person == person && away.Hours.Touches(hours))
                yield return $"• {When.Wall(away.Hours, row.Rotation.Zone, now)}: {What(db, row, away, presence, reader, now)}";
    }

    static string What(
        IDbConnection db, RotationRow row, AwayHours away, Presence presence, string reader, DateTimeOffset now)
    {
        var standIn = AbsenceRules.StandIns(row.Rotation, away, presence).Select(s => s.Person)
            .FirstOrDefault(p => p is not null);
        if (standIn is null) return "nobody else is available, which the owners are told.";
        var isReader = standIn == reader;
        var has = isReader ? "you have it" : $"{Mrkdwn.User(standIn)} has it";
        if (away.FallsAt <= now)
        {
            var told = isReader ? "" : $", and {CoverReach.Told(db, standIn, away.Hours, now)}";
            return $"{has} from now on, as the next available{told}.";
        }

        var falls = When.Wall(away.FallsAt, row.Rotation.Zone, now);
        return $"others are asked {Asks(db, row, away, presence, now)}. "
            + $"If nobody takes it, {has} on {falls}.";
    }

    static string Asks(IDbConnection db, RotationRow row, AwayHours away, Presence presence, DateTimeOffset now)
    {
        var asks = away.Hours.Starts - AbsenceRules.AsksAhead is var at && at > now ? at : now;
        var rotations = RotationStore.All(db, now);
        var reached = AbsenceRules.Asked(row.Rotation, away, presence)
            .Select(p => CoverTimes.ReachesAt(asks, away.Hours, PersonHours.Own(db, p, rotations))).ToList();
        if (reached.Max() <= now) return "now";
        if (reached.Min() <= now) return "now, or when their own hours open";
        var (first, last) = (When.Day(reached.Min(), row.Rotation.Zone, now), When.Day(reached.Max(), row.Rotation.Zone, now));
        return $"{(first == last ? $"on {first}" : $"from {first} on")}, each in their own hours";
    }
}

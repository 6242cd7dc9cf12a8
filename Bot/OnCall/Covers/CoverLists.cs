using System.Data;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.OnCall.Covers;

/// <summary><c>/cover schedule</c>, <c>/cover mine</c> and <c>/cover requests</c>: short lists, seen by whoever asked.</summary>
public sealed class CoverLists(Database database, BotCommands commands, TimeProvider clock)
{
    static readonly TimeSpan Ahead = TimeSpan.FromDays(6 * 7);
    const int MostLines = 15, MostRows = 20, MostShifts = 5;

    public Task<SlashResponse?> Schedule(SlashCommand command, CancellationToken stop) => List(command, Schedule, stop);

    public Task<SlashResponse?> Mine(SlashCommand command, CancellationToken stop) => List(command, Mine, stop);

    public Task<SlashResponse?> Requests(SlashCommand command, CancellationToken stop) => List(command, Requests, stop);

    async Task<SlashResponse?> List(
        SlashCommand command, Func<IDbConnection, DateTimeOffset, string, List<Block>> list, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (database.Read(db => RotationStore.All(db, now).Count == 0))
            return $"Nobody is on call yet. `{commands.Cover} rota` makes a rotation.";
        var blocks = database.Read(db => list(db, now, command.UserId));
        return new SlashResponse { Text = ((SectionBlock)blocks[0]).Text?.Text, Blocks = [.. blocks.Take(Limits.MessageBlocks)] };
    }

    /// <summary>The next weeks of each rotation, whoever asks.</summary>
    public static List<Block> Schedule(IDbConnection db, DateTimeOffset now, string user)
    {
        var zone = PersonHours.ZoneOf(db, user);
        return [.. RotationStore.All(db, now).Take(MostShifts)
            .Select(row => Section($"{Heading(row, zone, now)}\n{Lines(db, row, zone, now)}"))];
    }

    static string Heading(RotationRow row, TimeZoneInfo zone, DateTimeOffset now) =>
        $"*{Mrkdwn.Name(row.Name)}*{(ShiftText.Rhythm(row.Rotation, zone, now) is { } rhythm ? $" · {rhythm}" : "")}";

    static string Lines(IDbConnection db, RotationRow row, TimeZoneInfo zone, DateTimeOffset now)
    {
        var gone = Outsiders.All(db);
        var lines = ShiftAhead.Of(db, row, now).Where(s => s.Shift.Starts <= now + Ahead)
            .Select(s => ShiftText.Line(s.Shift, row.Rotation, zone, now, gone.Contains(s.Shift.Person))).ToList();
        if (lines.Count == 0) return "Nobody is on call.";
        return string.Join('\n', lines.Take(MostLines)) + (lines.Count > MostLines ? $"\n… {lines.Count - MostLines} more" : "");
    }

    List<Block> Mine(IDbConnection db, DateTimeOffset now, string user)
    {
        var zone = PersonHours.ZoneOf(db, user);
        List<Block> blocks = [Section(Shifts([.. ShiftAhead.Of(db, user, now).Take(MostShifts)], zone, now))];
        blocks.AddRange(CoverStore.Of(db, user, now).Take(MostRows)
            .Select(c => Section(Line(db, c, user, zone, now), CoverMessages.CancelCover(c, user))));
        return blocks;
    }

    string Shifts(List<ShiftAhead> ahead, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (ahead.Count == 0) return "You have no shift ahead.";
        var rotations = ahead.DistinctBy(s => s.Row.Id).Select(s => Heading(s.Row, zone, now)).ToList();
        var lines = ahead.Select(s => (s.Shift.Holds(now) ? ":telephone_receiver: " : "")
            + ShiftText.Ahead(s.Shift, s.Rotation, zone, now)
            + (rotations.Count > 1 ? $" · {Mrkdwn.Name(s.Row.Name)}" : "")
            + (s.Shift.CoveredFor is { } away ? $", covering for {Mrkdwn.User(away)}" : ""));
        return $"*Your next shifts* · {string.Join(", ", rotations)}\n{string.Join('\n', lines)}\n"
            + $"`{commands.Cover}` asks for cover.";
    }

    /// <summary>A cover for one of its two people.</summary>
    public static string Line(IDbConnection db, CoverRow cover, string reader, TimeZoneInfo zone, DateTimeOffset now)
    {
        var hours = ShiftText.Hours(cover.Hours, RotationStore.FindEver(db, cover.Rotation)!.Rotation, zone, now);
        return cover.Away == reader
            ? $"{Mrkdwn.User(cover.Covering)} covers you · {hours}"
            : $"You cover {Mrkdwn.User(cover.Away)} · {hours}";
    }

    static List<Block> Requests(IDbConnection db, DateTimeOffset now, string user)
    {
        var open = CoverRequestStore.AllOpen(db).Where(r => r.Hours.Ends > now).Take(MostRows).ToList();
        return open.Count == 0 ? [Section("Nobody is waiting for cover.")] : [.. open.Select(r => Section(
            $"{Needs(db, r, user, now)} {Waiting(CoverRequestStore.Asked(db, r.Number), user)}",
            Button(db, r, user)))];
    }

    /// <summary>A request as one sentence to a reader.</summary>
    public static string Needs(IDbConnection db, CoverRequestRow request, string reader, DateTimeOffset now)
    {
        var rotation = RotationStore.FindEver(db, request.Rotation)!.Rotation;
        return (request.Away == reader ? "You need cover, " : $"{Mrkdwn.User(request.Away)} needs cover, ")
            + $"{ShiftText.Hours(request.Hours, rotation, PersonHours.ZoneOf(db, reader), now)}.";
    }

    static string Waiting(List<(string Person, bool Declined)> asked, string reader) => asked.Count == 0
        ? "There is nobody to ask."
        : asked.Where(a => !a.Declined)
        .Select(a => a.Person == reader ? "you" : Mrkdwn.User(a.Person)).ToList() switch
        {
            [] => "Everybody who was asked can't.",
            { Count: > 10 } many => $"Not answered: {string.Join(", ", many.Take(10))} and {many.Count - 10} more.",
            var waiting => $"Not answered: {string.Join(", ", waiting)}.",
        };

    static Button? Button(IDbConnection db, CoverRequestRow request, string user) =>
        user == request.Away
            || user == request.MadeBy ? CoverMessages.Press(CoverIds.CancelRequestButton, "Cancel the request", request.Number)
        : CoverRequestStore.Asked(db, request.Number)
            .Any(a => a.Person == user) ? CoverMessages.Press(
                CoverIds.AcceptButton, "I take it", request.Number, ButtonStyle.Primary)
        : null;

    static SectionBlock Section(string text, Button? button = null) =>
        new() { Text = Limits.Truncate(text, Limits.Text), Accessory = button };
}

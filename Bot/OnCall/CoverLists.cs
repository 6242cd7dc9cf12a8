using System.Data;
using Bot.Domain.OnCall;
using Bot.Hosting;
using Bot.Slack;

namespace Bot.OnCall;

/// <summary><c>/cover schedule</c>, <c>/cover mine</c> and <c>/cover requests</c>: short lists, seen by whoever asked.</summary>
public sealed class CoverLists(Database database, Access access, BotSettings settings, TimeProvider clock)
{
    static readonly TimeSpan Ahead = TimeSpan.FromDays(6 * 7);
    const int MostLines = 15, MostRows = 20;

    public Task<SlashResponse?> Schedule(SlashCommand command, CancellationToken stop) => List(command, Schedule, stop);

    public Task<SlashResponse?> Mine(SlashCommand command, CancellationToken stop) => List(command, Mine, stop);

    public Task<SlashResponse?> Requests(SlashCommand command, CancellationToken stop) => List(command, Requests, stop);

    async Task<SlashResponse?> List(SlashCommand command, Func<IDbConnection, DateTimeOffset, string, List<Block>> list, CancellationToken stop)
    {
        if (await access.Problem(command.UserId, stop) is { } problem) return problem;
        var now = clock.GetUtcNow();
        if (database.Read(db => RotationStore.All(db, now).Count == 0)) return $"Nobody is on call yet. `{settings.CoverCommand} rota` makes a rotation.";
        var blocks = database.Read(db => list(db, now, command.UserId));
        return new SlashResponse { Text = ((SectionBlock)blocks[0]).Text?.Text, Blocks = [.. blocks.Take(Limits.MessageBlocks)] };
    }

    /// <summary>The next weeks of each rotation, whoever asks.</summary>
    public static List<Block> Schedule(IDbConnection db, DateTimeOffset now, string user) =>
        [.. RotationStore.All(db, now).Take(5).Select(row => Section($"*{Mrkdwn.Escape(row.Name)}*\n{Lines(ShiftAhead.Of(db, row, now), now)}"))];

    static string Lines(IEnumerable<ShiftAhead> shifts, DateTimeOffset now)
    {
        var lines = shifts.Where(s => s.Shift.Starts <= now + Ahead).Select(s => Line(s.Shift, now)).ToList();
        if (lines.Count == 0) return "Nobody is on call.";
        return string.Join('\n', lines.Take(MostLines)) + (lines.Count > MostLines ? $"\n… {lines.Count - MostLines} more" : "");
    }

    static string Line(Shift shift, DateTimeOffset now)
    {
        var from = shift.Holds(now) ? ":telephone_receiver: Now" : When.At(shift.Starts);
        var covering = shift.CoveredFor is { } away ? $" :left_right_arrow: covers {Mrkdwn.User(away)}" : "";
        return $"{from} until {When.At(shift.Ends)}: {Mrkdwn.User(shift.Person)}{covering}";
    }

    List<Block> Mine(IDbConnection db, DateTimeOffset now, string user)
    {
        var ahead = ShiftAhead.Of(db, user, now);
        var shifts = ahead.Take(5).Select(s => $"{(s.Shift.Holds(now) ? ":telephone_receiver: Now" : When.At(s.Shift.Starts))} until {When.At(s.Shift.Ends)}: {Mrkdwn.Escape(s.Row.Name)}"
            + (s.Shift.CoveredFor is { } away ? $", covering for {Mrkdwn.User(away)}" : "")).ToList();
        List<Block> blocks = [Section(shifts.Count == 0 ? "You have no shift ahead." : $"*Your next shifts*\n{string.Join('\n', shifts)}\n`{settings.CoverCommand}` asks for cover.")];
        blocks.AddRange(CoverStore.Of(db, user, now).Take(MostRows).Select(c => Section(
            c.Away == user ? $"{Mrkdwn.User(c.Covering)} covers you {CoverMessages.Hours(c.Hours)}" : $"You cover {Mrkdwn.User(c.Away)} {CoverMessages.Hours(c.Hours)}",
            CoverMessages.CancelCover(c))));
        return blocks;
    }

    static List<Block> Requests(IDbConnection db, DateTimeOffset now, string user)
    {
        var open = CoverRequestStore.AllOpen(db).Where(r => r.Hours.Ends > now).Take(MostRows).ToList();
        return open.Count == 0 ? [Section("Nobody is waiting for cover.")] : [.. open.Select(r => Section(
            $"{Mrkdwn.User(r.Away)} needs cover {CoverMessages.Hours(r.Hours)}. {Waiting(CoverRequestStore.Asked(db, r.Number))}", Button(db, r, user)))];
    }

    static string Waiting(List<(string Person, bool Declined)> asked) => asked.Where(a => !a.Declined).Select(a => Mrkdwn.User(a.Person)).ToList() switch
    {
        [] => "Everybody who was asked can't.",
        var waiting => $"Not answered: {string.Join(", ", waiting.Take(10))}{(waiting.Count > 10 ? $" and {waiting.Count - 10} more" : "")}.",
    };

    static Button? Button(IDbConnection db, CoverRequestRow request, string user) =>
        user == request.Away || user == request.MadeBy ? CoverMessages.Press(CoverRoutes.CancelRequestButton, "Cancel the request", request.Number)
        : CoverRequestStore.Asked(db, request.Number).Any(a => a.Person == user) ? CoverMessages.Press(CoverRoutes.AcceptButton, "I take it", request.Number, ButtonStyle.Primary)
        : null;

    static SectionBlock Section(string text, Button? button = null) => new() { Text = Limits.Truncate(text, Limits.Text), Accessory = button };
}

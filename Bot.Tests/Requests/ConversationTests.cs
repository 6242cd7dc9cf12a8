using System.Globalization;
using Bot.Requests;
using Bot.Sandbox;
using Bot.Storage;
using Dapper;
using static Bot.Tests.Requests.Asking;

namespace Bot.Tests.Requests;

/// <summary>A week of two hundred messages, each with what it comes to: no chatter is a request, and none is lost.</summary>
public sealed class ConversationTests
{
    static readonly DateOnly Tuesday = new(2026, 3, 3);

    static readonly string[] Days = ["Tue", "Wed", "Thu", "Fri", "Sat"];

    sealed record Said(int Line, DateTimeOffset At, string Channel, string Who, string Label, string Words, int? Under);

    [Fact]
    public async Task None_of_the_chatter_becomes_a_request_and_no_request_is_lost()
    {
        var lines = Read().ToList();
        Assert.Equal(200, lines.Count(l => l.Label != "✓"));
        await using var afternoon = await Begin("2026-03-03T09:30:00Z", "#engineering", "#data-team");
        await afternoon.Finn.Invites("#engineering", "chloe");
        await afternoon.AsksIn("#ask-data");
        await afternoon.Gwen.Slash("/incident orders are late");
        await afternoon.Gwen.Modal.Submit();
        List<string> wrong = [];
        Dictionary<int, SeenMessage> messages = [];
        foreach (var said in lines.OrderBy(l => l.At).ThenBy(l => l.Line))
        {
            if (said.At > afternoon.Clock.GetUtcNow()) await afternoon.Until(said.At);
            await Play(afternoon, said, messages);
            wrong.AddRange(Wrong(afternoon, said, messages));
        }

        Assert.Equal([], wrong);
        Assert.Equal(lines.Count(l => l.Label == "ask"), afternoon.Get<Database>().Read(
            db => db.ExecuteScalar<long>("select count(*) from requests")));
        Assert.Equal([], ToldTwice(afternoon));
        Assert.NotEmpty(Told(afternoon));
    }

    static async Task Play(Afternoon afternoon, Said said, Dictionary<int, SeenMessage> messages)
    {
        var who = afternoon.Workspace.Member(said.Who);
        var under = said.Under is { } line ? messages[line] : null;
        if (said.Label == "✓") await who.Messages(said.Channel).First(m => m.Posted == under!.Posted).React("white_check_mark");
        else messages[said.Line] = await who.Says(said.Channel, said.Words, under);
    }

    static IEnumerable<string> Wrong(Afternoon afternoon, Said said, Dictionary<int, SeenMessage> messages)
    {
        var (own, above) = said.Label == "✓"
            ? ("none", afternoon.StateOf(messages[said.Under!.Value]))
            : (afternoon.StateOf(messages[said.Line]), said.Under is { } line ? afternoon.StateOf(messages[line]) : "none");
        var isRight = said.Label switch
        {
            "ask" => own == "waiting",
            "again" => own == "none" && above == "waiting",
            "✓" => above == "closed",
            _ => own == "none",
        };
        if (!isRight) yield return $"{said.Line}: {said.Who}: {said.Words} is {own}, its thread {above}";
    }

    static List<RequestRow> Told(Afternoon afternoon) => afternoon.Get<Database>().Read(db => db.Query<long>(
        "select number from requests where told_at is not null").Select(number => RequestStore.Find(db, number)!).ToList());

    // An evening ends in the morning.
    static List<string> ToldTwice(Afternoon afternoon) =>
    [
        .. Told(afternoon).GroupBy(r => (r.Asker, DateTimeOffset.FromUnixTimeMilliseconds(r.ToldAt!.Value).AddHours(-9).Date))
            .Where(evening => evening.Count() > 1).Select(evening => $"{evening.Key} was told {evening.Count()} times"),
    ];

    static IEnumerable<Said> Read()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Requests", "conversation.txt"));
        Said? top = null, last = null;
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at];
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] != ' ') last = top = Top(at + 1, line.Split(' ', 6));
            else if (line.Trim().Split(' ') is ["✓", var who])
                last = top! with { Line = at + 1, At = last!.At, Who = who, Label = "✓", Under = top!.Line };
            else last = Reply(at + 1, line.Trim().Split(' ', 5), top!);
            yield return last;
        }
    }

    static Said Top(int line, string[] parts) => new(line, At(parts[0], parts[1]), parts[2], parts[3], parts[4], parts[5], null);

    static Said Reply(int line, string[] parts, Said top) =>
        new(line, At(parts[0], parts[1]), top.Channel, parts[2], parts[3], parts[4], top.Line);

    // In March London has UTC.
    static DateTimeOffset At(string day, string time) => new(
        Tuesday.AddDays(Array.IndexOf(Days, day)),
        TimeOnly.Parse(time, CultureInfo.InvariantCulture), TimeSpan.Zero);
}

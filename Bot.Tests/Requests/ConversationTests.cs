using System.Globalization;
using Bot.Requests;
using Bot.Sandbox;
using Bot.Storage;
using Bot.Tests.Sandbox;
using Dapper;
using static Bot.Tests.Requests.Asking;

namespace Bot.Tests.Requests;

/// <summary>Two weeks of two hundred messages, each with what it comes to: no chatter is a request, and none is lost.</summary>
public sealed class ConversationTests
{
    const string Robot = "robot";

    static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    sealed record Said(int Line, DateTimeOffset At, string Channel, string Who, string Label, string Words, int? Under);

    [Theory]
    [InlineData("conversation.txt", "2026-03-03T09:30:00Z")]
    [InlineData("second-week.txt", "2026-03-09T09:30:00Z")]
    public async Task None_of_the_chatter_becomes_a_request_and_no_request_is_lost(string file, string begins)
    {
        var monday = DateOnly.FromDateTime(ISOWeek.ToDateTime(2026, file == "conversation.txt" ? 10 : 11, DayOfWeek.Monday));
        var lines = Read(file, monday).ToList();
        Assert.InRange(lines.Count(l => l.Label != "✓"), 200, 220);
        await using var afternoon = await Begin(begins, "#engineering", "#data-team");
        await afternoon.Finn.Invites("#engineering", "chloe");
        await afternoon.AsksIn("#ask-data");
        await afternoon.Gwen.Slash("/incident orders are late");
        await afternoon.Gwen.Modal.Submit();
        await using var robot = new RawApp(afternoon.Workspace, OfRobot);
        List<string> wrong = [];
        Dictionary<int, SeenMessage> messages = [];
        foreach (var said in lines.OrderBy(l => l.At).ThenBy(l => l.Line))
        {
            if (said.At > afternoon.Clock.GetUtcNow()) await afternoon.Until(said.At);
            if (said.Who == Robot)
            {
                await Post(afternoon, robot, said);
                continue;
            }

            await Play(afternoon, said, messages);
            wrong.AddRange(Wrong(afternoon, said, messages));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(lines.Count(l => l.Label == "ask"), afternoon.Get<Database>().Read(
            db => db.ExecuteScalar<long>("select count(*) from requests")));
        Assert.Equal([], ToldTwice(afternoon));
        Assert.NotEmpty(Told(afternoon));
    }

    const string OfRobot = """
        display_information: { name: Builds }
        features:
          bot_user: { display_name: Builds }
        oauth_config:
          scopes:
            bot: ["chat:write", "channels:join"]
        settings:
          socket_mode_enabled: true
        """;

    // An app names a group by its id, as Slack asks of them.
    static async Task Post(Afternoon afternoon, RawApp robot, Said said)
    {
        var channel = afternoon.Workspace.Conversations[said.Channel.TrimStart('#')].Id;
        var group = afternoon.Workspace.Groups["@data-responder"].Id;
        await robot.Call("conversations.join", new { channel });
        var text = said.Words.Replace("@data-responder", $"<!subteam^{group}>", StringComparison.Ordinal);
        Assert.True((await robot.Call("chat.postMessage", new { channel, text })).GetProperty("ok").GetBoolean());
        await afternoon.Settle();
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

    static IEnumerable<Said> Read(string file, DateOnly monday)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Requests", file));
        Said? top = null, last = null;
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at];
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] != ' ') last = top = Top(at + 1, monday, line.Split(' ', 6));
            else if (line.Trim().Split(' ') is ["✓", var who])
                last = top! with { Line = at + 1, At = last!.At, Who = who, Label = "✓", Under = top!.Line };
            else last = Reply(at + 1, monday, line.Trim().Split(' ', 5), top!);
            yield return last;
        }
    }

    static Said Top(int line, DateOnly monday, string[] parts) =>
        new(line, At(monday, parts[0], parts[1]), parts[2], parts[3], parts[4], parts[5], null);

    static Said Reply(int line, DateOnly monday, string[] parts, Said top) =>
        new(line, At(monday, parts[0], parts[1]), top.Channel, parts[2], parts[3], parts[4], top.Line);

    // In March London has UTC.
    static DateTimeOffset At(DateOnly monday, string day, string time) => new(
        monday.AddDays(Array.IndexOf(Days, day)),
        TimeOnly.Parse(time, CultureInfo.InvariantCulture), TimeSpan.Zero);
}

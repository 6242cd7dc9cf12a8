using System.Data;
using System.Globalization;
using Bot.Incidents;
using Bot.OnCall;
using Bot.Slack;

namespace Bot.Home;

/// <summary>A brief as its reader sees it: the words of the morning, with buttons for what can still be pressed.</summary>
static class BriefMessage
{
    const int MostLines = 8;

    public static Message Of(IDbConnection db, BriefRow brief, DateTimeOffset now)
    {
        var sections = BriefSection.Read(brief.Sections);
        return new Message
        {
            Text = sections switch
            {
                _ when sections.Any(s => s is { Rotation: not null, IsAhead: false }) => "You are on call",
                _ when sections.Any(s => s.IsAhead) => "You are on call next",
                _ => "What is on today",
            },
            Blocks = [.. sections.SelectMany(s => Blocks(db, s, brief.Person, now))],
            UnfurlLinks = false,
        };
    }

    static IEnumerable<Block> Blocks(IDbConnection db, BriefSection section, string person, DateTimeOffset now) =>
        [new SectionBlock { Text = Limits.Truncate(section.Text + Incidents(db, section.Incidents ?? [], person, now), Limits.Text) }, .. Below(db, section, person, now)];

    static string Incidents(IDbConnection db, IReadOnlyList<long> numbers, string person, DateTimeOffset now)
    {
        var lines = numbers.Take(MostLines).Select(n => IncidentStore.Find(db, n)).OfType<IncidentRow>().Select(i => $"\n{Lines.Incident(db, i, person)}{Lines.QuietSince(db, i, now)}");
        return string.Concat(lines) + (numbers.Count > MostLines ? $"\n… {numbers.Count - MostLines} more" : "");
    }

    static IEnumerable<Block> Below(IDbConnection db, BriefSection section, string person, DateTimeOffset now) => section switch
    {
        { Request: { } number } => Answer(db, number, person, now),
        { IsAhead: true } when section.Starts > now.ToUnixTimeMilliseconds() => Pressed(new Button { ActionId = HomeRoutes.AskForCover, Text = "Ask for cover" }),
        { Rotation: { } rotation, IsAhead: false } => BriefStore.IsTaken(db, rotation, section.Starts, person)
            ? [new ContextBlock { Elements = [":white_check_mark: You have it."] }]
            : OnCallAnswers.At(db, rotation, now)?.Answer.Person == person ? Pressed(HaveIt(rotation, section.Starts)) : [],
        _ => [],
    };

    static IEnumerable<Block> Answer(IDbConnection db, long number, string person, DateTimeOffset now)
    {
        if (CoverRequestCard.Read(db, number, now) is not { } card) return [];
        if (!card.Request.IsOpen) return [new ContextBlock { Elements = [RequestMessages.Outcome(card, person)] }];
        return Waiting.IsAsked(db, number, person) ? [new ActionsBlock { Elements = Lines.Answers(number) }] : [new ContextBlock { Elements = ["You said that you can't."] }];
    }

    static Button HaveIt(string rotation, long starts) => new()
    {
        ActionId = HomeRoutes.HaveIt,
        Text = "I have it",
        Value = string.Create(CultureInfo.InvariantCulture, $"{rotation}|{starts}"),
        Style = ButtonStyle.Primary,
    };

    static IEnumerable<Block> Pressed(Button button) => [new ActionsBlock { Elements = [button] }];
}

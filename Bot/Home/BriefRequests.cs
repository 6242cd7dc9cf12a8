using Bot.Domain.Alerts;
using Bot.Requests;
using Bot.Slack;

namespace Bot.Home;

/// <summary>The requests that nobody has answered, for whoever is on call: the oldest ones, each in a row.</summary>
static class BriefRequests
{
    const int MostLines = 3;

    // Beside a mark, two spaces and its age.
    const int WidestTitle = PhoneRows.Wide - 11;

    public static IEnumerable<BriefDraft> Of(BriefReader reader)
    {
        var waiting = RequestStore.Open(reader.Db).FindAll(r => r.AnsweredBy is null && reader.IsOnCall(r.Rotation));
        if (waiting is not [var oldest, ..]) yield break;
        var count = Words.Number(waiting.Count, "request", "requests");
        var heading = $":eyes: *{count}* without an answer";
        var lines = waiting.Take(MostLines).Select(r => Line(reader, r));
        var more = waiting.Count > MostLines ? $"\n… {waiting.Count - MostLines} more: `{reader.IncidentCommand} requests`" : "";
        yield return new(
            new($"{heading}:\n{string.Join('\n', lines)}{more}") { Said = $"{count} without an answer" }, count)
        {
            FewWords = $"{heading}, the oldest {Age(reader, oldest)}: `{reader.IncidentCommand} requests`",
        };
    }

    public static string Line(BriefReader reader, RequestRow row) => $"• {Title(row)} · {Age(reader, row)}";

    static string Title(RequestRow row)
    {
        var words = PhoneRows.Cut(row.Words.Length > 0 ? row.Words : "a message", WidestTitle);
        return row.Link is { } link ? Mrkdwn.Link(link, words) : Mrkdwn.Inert(words, WidestTitle);
    }

    static string Age(BriefReader reader, RequestRow row) =>
        Words.Span(reader.Now - DateTimeOffset.FromUnixTimeMilliseconds(row.AskedAt));
}

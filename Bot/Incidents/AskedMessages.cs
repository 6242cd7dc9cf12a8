using Bot.Delivery;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>What the card says of those who were asked: all once nobody has answered, and who was called elsewhere.</summary>
static class AskedMessages
{
    const int MostNames = 8;

    public static SectionBlock? Of(IncidentCard card)
    {
        if (!card.Incident.IsWaiting) return null;
        if (card.Incident.NobodyLeft) return Everybody(card);
        return card.Asked is [.., { CalledIn: { } number } call]
            ? new() { Text = $"{Called(card, call)} was called in {IncidentRow.LabelOf(number)} {When.At(call.Time)}." }
            : null;
    }

    // Nobody edits the card as days pass: a time alone would be that of any of them, save soon after one that says its day.
    static readonly TimeSpan Near = TimeSpan.FromHours(12);

    /// <summary>"Asked: Chloé today at 10:01 and 10:06, Ana today at 10:16. Nobody has answered."</summary>
    static SectionBlock Everybody(IncidentCard card)
    {
        var asked = card.Asked.SelectMany(call => Names(card, call), (call, name) => (Name: name, At: call.Time))
            .GroupBy(a => a.Name, a => a.At).ToList();
        var names = asked.TakeLast(MostNames).Select(times => $"*{times.Key}* {Times([.. times])}");
        var earlier = asked.Count > MostNames ? "… " : "";
        return new()
        {
            Text = $"Asked: {earlier}{string.Join(", ", names)}. *Nobody has answered.*",
            Accessory = card.OneMore is { } person ? IncidentButtons.CallOneMore(card, person) : null,
        };
    }

    static string Times(IReadOnlyList<DateTimeOffset> times) => string.Join(" and ", times.Select((at, i) =>
        i > 0 && at - times[i - 1] < Near ? When.Time(at) : When.At(at)));

    static string Called(IncidentCard card, CallRow call) => call.UserGroup is not null ? "*The out-of-hours group*"
        : string.Join(" and ", Names(card, call).Select(n => $"*{n}*"));

    static IEnumerable<string> Names(IncidentCard card, CallRow call) => call.UserGroup is null
        ? call.Persons.Select(p => Mrkdwn.Name(card.NameOf(p)))
        : ["the out-of-hours group"];
}

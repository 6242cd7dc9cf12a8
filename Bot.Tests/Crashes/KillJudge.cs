using System.Globalization;
using Bot.Sandbox;

namespace Bot.Tests.Crashes;

/// <summary>Looks at what a run has left in Slack: one channel, card and announcement of each, one line of each change.</summary>
sealed class KillJudge(Workspace workspace, KillPlan plan)
{
    public static readonly string[] People = ["ana", "ben", "chloe", "dev", "emi"];

    /// <summary>What is not as it was promised, a line each.</summary>
    public List<string> Wrong()
    {
        var names = Enumerable.Range(0, plan.Declares).Select(n => $"declared number {n} of this run")
            .Concat(Enumerable.Range(0, plan.Alerts).Select(n => $"alerted number {n} of this run")).ToList();
        var announced = workspace.Conversations.All.Any(c => c.Name == "data-incidents")
            ? workspace.Member("ana").Messages("#data-incidents").ToList()
            : [];
        var channels = workspace.Conversations.All.Where(c => c.Name.StartsWith("inc-", StringComparison.Ordinal)).ToList();
        List<string> wrong = [];
        if (channels.Count != names.Count) wrong.Add($"{channels.Count} channels for {names.Count} incidents");
        foreach (var name in names)
        {
            var own = channels.Where(c => c.Name.EndsWith(name.Replace(' ', '-'), StringComparison.Ordinal)).ToList();
            var cards = own.SelectMany(c => workspace.Member("ana").Messages(c.Id)).Where(m => m.Buttons.Contains("Resolve"))
                .ToList();
            var lines = announced.Where(a => a.Posted.ThreadTs is null
                && (a.Text.Contains(name, StringComparison.Ordinal) || own.Exists(
                    c => a.Text.Contains(c.Name, StringComparison.Ordinal))))
                .ToList();
            if ((own.Count, cards.Count, cards.Count(c => c.IsPinned), lines.Count) != (1, 1, 1, 1))
                wrong.Add($"{name}: channels [{string.Join(", ", own.Select(c => c.Name))}], {cards.Count} cards, "
                    + $"{cards.Count(c => c.IsPinned)} pinned, {lines.Count} announcements");
            else if (Said(name, own[0], lines[0]) is var said && !Expected(name).Contains(said))
                wrong.Add(
                    $"{name}: {said} instead of {string.Join(" or ", Expected(name))}: {string.Join(" | ", Texts(own[0]))}");
        }

        return wrong;
    }

    /// <summary>
    /// How often the channel heard the change, its thread too, how it was called as it opened, and as it got worse. A call waits
    /// a minute for its channel and then goes to the responder directly.
    /// </summary>
    (int Lines, int Replies, int Opened, int Worse) Said(string name, Conversation channel, SeenMessage announcement)
    {
        var texts = Texts(channel);
        int Count(string said) => texts.Count(t => t.Contains(said, StringComparison.Ordinal));
        var direct = workspace.Member("ana").Messages().Where(
            m => m.Channel == "(direct)" && m.Text.Contains(name, StringComparison.Ordinal)).Select(m => m.Text).ToList();
        int Called(string said) => Count(said) + direct.Count(t => t.Contains(said, StringComparison.Ordinal));
        return (Count("Minor → Major"), announcement.Replies.Count, Called("raised by"), Called("raised it to"));
    }

    List<string> Texts(Conversation channel) =>
        workspace.Member("ana").Messages(channel.Id).Where(m => !m.IsPinned).Select(m => m.Text).ToList();

    /// <summary>
    /// The responder is called when something opens and when somebody else makes it worse; what they declare is theirs. A call
    /// that could not be sent before it got worse is not sent behind that.
    /// </summary>
    static (int Lines, int Replies, int Opened, int Worse)[] Expected(string name) =>
        !name.StartsWith("declared", StringComparison.Ordinal) ? [(0, 0, 1, 0)]
        : DeclaredBy(name) == "ana" ? [(1, 1, 0, 0)]
        : [(1, 1, 1, 1), (1, 1, 0, 1)];

    static string DeclaredBy(string name) => People[int.Parse(name.Split(' ')[2], CultureInfo.InvariantCulture) % People.Length];
}

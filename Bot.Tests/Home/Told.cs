using System.Text.Json;
using System.Text.RegularExpressions;
using Bot.Sandbox;

namespace Bot.Tests.Home;

/// <summary>How somebody was disturbed.</summary>
enum How { DirectMessage, Mention, Invitation }

/// <summary>
/// One disturbance of one person: when, by what (the slot of the bot's message, or the channel of an invitation), and what it
/// said.
/// </summary>
sealed record Disturbance(DateTimeOffset At, string Person, How How, string Slot, string Text)
{
    public override string ToString() => $"{At:ddd HH:mm} {Person} {How} {Slot}: {Text.ReplaceLineEndings(" ")}";
}

/// <summary>Writes down every direct message, mention and invitation as it happens; edits disturb nobody.</summary>
sealed partial class Told
{
    readonly Workspace workspace;
    readonly List<Disturbance> all = [];

    public Told(Workspace workspace)
    {
        this.workspace = workspace;
        workspace.Log.Added += Note;
    }

    public IReadOnlyList<Disturbance> All
    {
        get
        {
            lock (all) return [.. all];
        }
    }

    void Note(LogEntry entry)
    {
        if (entry.Name is not ("chat.postMessage" or "conversations.invite")) return;
        if (!entry.Answer.Contains("\"ok\":true", StringComparison.Ordinal)) return;
        using var sent = JsonDocument.Parse(entry.Sent);
        var noted = entry.Name == "chat.postMessage" ? Posted(entry, sent.RootElement) : Invited(entry, sent.RootElement);
        List<Disturbance> told = [.. noted];
        lock (all) all.AddRange(told);
    }

    IEnumerable<Disturbance> Invited(LogEntry entry, JsonElement sent) =>
        from id in sent.GetProperty("users").GetString()!.Split(',')
        select new Disturbance(entry.At, Handle(id), How.Invitation, ChannelOf(entry), "");

    IEnumerable<Disturbance> Posted(LogEntry entry, JsonElement sent)
    {
        string Sent(string name) => sent.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
        using var mark = JsonDocument.Parse(Sent("metadata"));
        var slot = mark.RootElement.GetProperty("event_payload").GetProperty("slot").GetString()!;
        var conversation = workspace.Conversations[Sent("channel")];
        var text = Sent("text") + Sent("blocks");
        var people = conversation.IsDirect
            ? conversation.Members.Where(m => workspace.People[m].App is null)
            : Mentioned(text);
        var how = conversation.IsDirect ? How.DirectMessage : How.Mention;
        return people.Distinct().Select(id => new Disturbance(entry.At, Handle(id), how, slot, Sent("text")));
    }

    IEnumerable<string> Mentioned(string text) => Mention().Matches(text).Select(m => m.Groups[1].Value)
        .Concat(Group().Matches(text).SelectMany(m => workspace.Groups[m.Groups[1].Value].Members));

    static string ChannelOf(LogEntry entry)
    {
        using var answer = JsonDocument.Parse(entry.Answer);
        return answer.RootElement.GetProperty("channel").GetProperty("name").GetString()!;
    }

    string Handle(string id) => workspace.People[id].Handle;

    [GeneratedRegex(@"<@([UW][A-Z0-9]+)>")]
    private static partial Regex Mention();

    [GeneratedRegex(@"<!subteam\^(S[A-Z0-9]+)>")]
    private static partial Regex Group();
}

using System.Data;
using System.Text.RegularExpressions;
using Bot.Alerts;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;

namespace Bot.Operating;

/// <summary>From what to what something was changed, in words: of what is long, what differs.</summary>
sealed partial class AuditWords(IDbConnection db, DateTimeOffset now)
{
    const int Longest = 80, LongestList = 1200;

    // Between what a rotation's history says of it.
    const string Between = "; ";

    /// <summary>What stands behind "setting storm limit: set", with the reason where there is one.</summary>
    public string Change(AuditLine line)
    {
        var change = line.Subject switch
        {
            _ when Lists(line) is { } differing => differing,
            _ when line.Subject.StartsWith("person:", StringComparison.Ordinal) =>
                FromTo(ListName(line.Before), ListName(line.After)),
            _ => FromTo(line.Before, line.After),
        };
        return (change.Length > 0 ? $" {change}" : "")
            + (line.Why is { } why ? $" ({Mrkdwn.Escape(Limits.Truncate(why, Longest))})" : "");
    }

    /// <summary>Routes and attributes are kept as lists, of which one change alters little.</summary>
    string? Lists(AuditLine line)
    {
        IReadOnlyList<string> differing;
        if (line.Subject == SettingStore.SubjectOf(AlertSettings.Routes.Key))
            differing = new RouteChanges(db, now).Of(AlertSettings.Routes.Of(line.Before), AlertSettings.Routes.Of(line.After));
        else if (line.Subject == SettingStore.SubjectOf(AlertSettings.Attributes.Key))
            differing = AttributeChanges.Of(AlertSettings.Attributes.Of(line.Before), AlertSettings.Attributes.Of(line.After));
        else return null;
        return Limits.TruncateEscaped(string.Join(Between, differing), LongestList);
    }

    // Of people the history says which list of holidays is theirs.
    string ListName(string? id) => id is null ? "none" : HolidayStore.Find(db, id)?.Name ?? "a list that is gone";

    string FromTo(string? before, string? after)
    {
        if (before is not null && after is not null) (before, after) = Differing(before, after);
        return (Value(before), Value(after)) switch
        {
            ("", "") => "",
            ("", var to) => to,
            (var from, "") => from,
            (var from, var to) => $"{from} → {to}",
        };
    }

    static (string Before, string After) Differing(string before, string after)
    {
        var (was, now) = (before.Split(Between), after.Split(Between));
        if (was.Length == now.Length && was.Length > 1)
        {
            var at = Enumerable.Range(0, was.Length).Where(n => was[n] != now[n]).ToList();
            (before, after) = (string.Join(Between, at.Select(n => was[n])), string.Join(Between, at.Select(n => now[n])));
        }

        if (Math.Max(before.Length, after.Length) <= Longest) return (before, after);
        // What both begin with says nothing of what was changed.
        var alike = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        var from = alike > 0 ? before.LastIndexOf(' ', alike - 1) + 1 : 0;
        return from > Longest / 4 ? ($"…{before[from..]}", $"…{after[from..]}") : (before, after);
    }

    // People and channels are kept by their ids.
    string Value(string? value)
    {
        if (string.IsNullOrWhiteSpace(value)) return "";
        var words = value.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        if (Array.TrueForAll(words, word => ChannelId().IsMatch(word))) return string.Join(", ", words.Select(Mrkdwn.Channel));
        if (Array.TrueForAll(words, word => PersonId().IsMatch(word)))
            return string.Join(", ", words.Select(word => Mrkdwn.Name(Person.NameOf(db, word))));
        var named = PersonInText().Replace(value.ReplaceLineEndings(" "), id => Person.NameOf(db, id.Value));
        return Mrkdwn.Escape(Limits.Truncate(named, Longest));
    }

    [GeneratedRegex("^[CG][A-Z0-9]{6,}$", RegexOptions.NonBacktracking)]
    private static partial Regex ChannelId();

    [GeneratedRegex("^[UW][A-Z0-9]{6,}$", RegexOptions.NonBacktracking)]
    private static partial Regex PersonId();

    [GeneratedRegex(@"\b[UW][A-Z0-9]{6,}\b", RegexOptions.NonBacktracking)]
    private static partial Regex PersonInText();
}

using System.Data;

namespace Bot.Sandbox.Chaos;

/// <summary>
/// Nobody's phone buzzes twice for the same, and at night for nothing but what is critical, or customers feel, or somebody
/// writes.
/// </summary>
static class NobodyDisturbed
{
    // A rotation that is on call at night as well; cover of the next hours, which is asked for and given at once; and admins,
    // of the bot itself, where whatever it sends on to takes nothing.
    static readonly string[] Allowed =
        ["On-call engineers", "You are on call until", "cover number", "You cover", "covers you", "Data Responder needs an admin",
            "Data Responder works again"];

    // The next day's brief may say the same.
    static readonly TimeSpan Anew = TimeSpan.FromHours(12);

    static readonly TimeSpan Opens = new(8, 55, 0), Closes = new(17, 35, 0);

    public static IEnumerable<string> Broken(ChaosScene scene, IDbConnection db)
    {
        var told = scene.Workspace.Notifications.Where(n => n.Message.App is not null && !n.Message.Deleted).Select(
            n => (n.At, n.Message, n.Person, Text: scene.Workspace.Do(() => ChaosText.Of(scene, n.Message)))).ToList();
        foreach (var twice in told.GroupBy(n => (n.Person.Handle, n.Message.Conversation.Id, n.Text))
            .Where(g => g.Select(n => n.Message.Ts).Distinct().Count() > 1 && g.Max(n => n.At) - g.Min(n => n.At) < Anew))
            yield return $"{twice.Key.Handle} was told {twice.Count()} times in #{twice.First().Message.Conversation.Name}: "
                + $"{Short(twice.Key.Text)}";
        var urgent = scene.Deeds.Declared.Where(d => d.IsCritical).Select(d => d.Name)
            .Concat(scene.Deeds.Alerted.Where(a => a.IsFelt).Select(a => a.Key)).ToList();
        foreach (var (at, message, person, text) in told.Where(n => IsNight(n.At) && IsNight(n.Person.Local(n.At))))
            if (!Allowed.Any(text.Contains) && !urgent.Exists(text.Contains) && !urgent.Exists(
                    u => message.Conversation.Name.EndsWith(u.Replace(' ', '-').Replace('_', '-'), StringComparison.Ordinal)))
                yield return $"{person.Handle} was told at {at:ddd HH:mm} in #{message.Conversation.Name}: {Short(text)}";
    }

    static bool IsNight(DateTimeOffset at) => at.TimeOfDay < Opens || at.TimeOfDay > Closes;

    static string Short(string text) => text.ReplaceLineEndings(" / ") is { Length: > 120 } line ? $"{line[..120]}…" : text;
}

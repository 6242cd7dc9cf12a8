using System.Text.RegularExpressions;

namespace Bot.Tests.Laws;

/// <summary>The rooms of the application and their order: code calls leftwards only, and a folder is its namespace.</summary>
public sealed partial class RoomTests
{
    // Each may use what stands before it. What sees everything stands at the right end.
    static readonly string[] Order =
    [
        "Bot.Storage", "Bot.Settings", "Bot.People", "Bot.Delivery", "Bot.Hosting",
        "Bot.OnCall.Rows", "Bot.OnCall.Groups", "Bot.OnCall.Keep", "Bot.OnCall.Covers", "Bot.OnCall.Absences.Holidays",
        "Bot.OnCall.Absences", "Bot.OnCall.Rotations", "Bot.OnCall.Calendar", "Bot.OnCall",
        "Bot.Incidents", "Bot.Alerts.Json", "Bot.Alerts", "Bot.Reviews", "Bot.Handover", "Bot.Home", "Bot",
    ];

    // The calendar only reads, so nothing of the forms beside it is its business.
    static readonly (string Room, string Other)[] Apart =
    [
        ("Bot.OnCall.Calendar", "Bot.OnCall.Groups"), ("Bot.OnCall.Calendar", "Bot.OnCall.Rotations"),
        ("Bot.Reviews", "Bot.Incidents"), ("Bot.Reviews", "Bot.Alerts"),
    ];

    [Fact]
    public void Code_calls_leftwards_only()
    {
        var files = Sources.Of("Bot").ToList();
        Assert.True(files.Count > 200, "Too few files to be all.");
        Assert.Empty(files.SelectMany(Wrong));
    }

    [Fact]
    public void A_folder_is_its_namespace()
    {
        var root = Sources.Root();
        var wrong = Sources.Of("Bot", "Bot.Domain")
            .Where(f => Namespace().Match(f.Text) is { Success: true } found && found.Groups[1].Value != Expected(f.Path))
            .Select(f => f.Path);
        Assert.Equal([], wrong);
        string Expected(string path) =>
            Path.GetDirectoryName(Path.GetRelativePath(root, path))!.Replace(Path.DirectorySeparatorChar, '.');
    }

    static IEnumerable<string> Wrong((string Path, string Text) file)
    {
        // Program.cs and what stands at the top of the application may see all.
        if (Namespace().Match(file.Text) is not { Success: true } own || own.Groups[1].Value == "Bot") yield break;
        var room = own.Groups[1].Value;
        if (!Order.Contains(room))
        {
            yield return $"{room} has no place in the order.";
            yield break;
        }

        foreach (var used in Usings().Matches(file.Text).Select(Room).Where(u => Order.Contains(u)))
            if (Array.IndexOf(Order, used) > Array.IndexOf(Order, room) || Apart.Contains((room, used)))
                yield return $"{Path.GetFileName(file.Path)} of {room} uses {used}.";
    }

    // "using static" and an alias name a type, whose room is what stands before its name.
    static string Room(Match used) =>
        used.Groups[1].Length == 0 ? used.Groups[2].Value : used.Groups[2].Value[..used.Groups[2].Value.LastIndexOf('.')];

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (static |\w+ = )?(Bot[\w.]*);", RegexOptions.Multiline)]
    private static partial Regex Usings();
}

using System.Text.RegularExpressions;

namespace Bot.Tests.Laws;

/// <summary>The rooms of the application and of its rules: code calls leftwards only, and a folder is its namespace.</summary>
public sealed partial class RoomTests
{
    // Each may use what stands before it. What sees everything stands at the right end.
    static readonly string[] Order =
    [
        "Bot.Storage", "Bot.Settings", "Bot.People", "Bot.Delivery", "Bot.Hosting",
        "Bot.OnCall.Rows", "Bot.OnCall.Groups", "Bot.OnCall.Keep", "Bot.OnCall.Covers", "Bot.OnCall.Absences.Holidays",
        "Bot.OnCall.Absences", "Bot.OnCall.Rotations", "Bot.OnCall.Calendar", "Bot.OnCall", "Bot.FollowUps",
        "Bot.Incidents", "Bot.Incidents.Timeline", "Bot.Incidents.Direct", "Bot.Incidents.Notices", "Bot.Incidents.Private",
        "Bot.Incidents.Similar", "Bot.Warnings.Rows",
        "Bot.Alerts.Json", "Bot.Alerts.Expressions", "Bot.Alerts.Intake", "Bot.Alerts.Forwarding", "Bot.Alerts",
        "Bot.Alerts.Destinations", "Bot.Alerts.Routing", "Bot.Alerts.Senders", "Bot.Alerts.Dbt", "Bot.Alerts.Hooks",
        "Bot.Alerts.Sources", "Bot.PullRequests", "Bot.PullRequests.Issues", "Bot.Summaries", "Bot.Postmortems", "Bot.Warnings",
        "Bot.Requests", "Bot.Reviews.Charts", "Bot.Reviews", "Bot.Handover", "Bot.Home", "Bot.Api.Tokens", "Bot.Api.Reading",
        "Bot.Api.Writing", "Bot.Api.Webhooks", "Bot.Api.Assistants", "Bot.Api",
        "Bot.Operating.Checks", "Bot.Operating.Export", "Bot.Operating", "Bot",
    ];

    static readonly string[] OrderOfRules =
        [
            "Bot.Domain.OnCall", "Bot.Domain.Incidents", "Bot.Domain.PullRequests", "Bot.Domain.Alerts", "Bot.Domain.Alerts.Dbt",
            "Bot.Domain.Warnings", "Bot.Domain.FollowUps", "Bot.Domain.Postmortems", "Bot.Domain.Requests", "Bot.Domain.Reviews",
        ];

    // The calendar only reads, so nothing of the forms beside it is its business.
    static readonly (string Room, string Other)[] Apart =
    [
        ("Bot.OnCall.Calendar", "Bot.OnCall.Groups"), ("Bot.OnCall.Calendar", "Bot.OnCall.Rotations"),
    ];

    // Each is one library behind one name: what is used together there lies in folders that only its readers need.
    static readonly string[] OneName = ["Bot.Slack", "Bot.Sandbox"];

    [Fact]
    public void Code_calls_leftwards_only()
    {
        var files = Sources.Of("Bot").ToList();
        Assert.True(files.Count > 200, "Too few files to be all.");
        // Program.cs and what stands at the top of the application may see all.
        var wrong = files.Where(f => Room(f.Path) != "Bot").SelectMany(f => Wrong(f, Order));
        Law.Holds(wrong.Concat(Sources.Of("Bot.Domain").SelectMany(f => Wrong(f, OrderOfRules))));
    }

    [Fact]
    public void A_folder_is_its_namespace()
    {
        var wrong = from file in Sources.Of(Sources.Projects)
                    let path = Sources.Short(file.Path)
                    where Path.GetFileName(path) != "Program.cs"
                    let spaces = Namespace().Matches(Code.Bare(file.Text)).Select(m => m.Groups[1].Value).ToList()
                    where spaces is not [var space] || space != Room(file.Path) && !IsOneName(space, path)
                    select $"{path} is in {string.Join(", ", spaces)}";
        Law.Holds(wrong);
    }

    // What is under the rules or the protocol is under everything here.
    static bool OfBeside(string name, string[] order) =>
        order == Order && (name + ".").StartsWith("Bot.Domain.", StringComparison.Ordinal)
        || (name + ".").StartsWith("Bot.Slack.", StringComparison.Ordinal);

    // The worked example stands as it does in the handbook, whose reader puts it there.
    static bool IsOneName(string space, string path) =>
        OneName.Contains(space) && path.StartsWith(space + Path.DirectorySeparatorChar, StringComparison.Ordinal)
        || path.StartsWith(Path.Combine("Bot.Tests", "Laws", "Example"), StringComparison.Ordinal);

    static string Room(string path) =>
        Path.GetDirectoryName(Sources.Short(path))!.Replace(Path.DirectorySeparatorChar, '.');

    static IEnumerable<string> Wrong((string Path, string Text) file, string[] order)
    {
        var room = Room(file.Path);
        if (!order.Contains(room)) return [$"{room} has no place in the order."];
        return from name in Names(Code.Bare(file.Text), room, order).Distinct()
               let used = order.Where(o => name == o || name.StartsWith(o + ".", StringComparison.Ordinal)).MaxBy(o => o.Length)
               where used is not null && !OfBeside(name, order)
               where Array.IndexOf(order, used) > Array.IndexOf(order, room) || Apart.Contains((room, used))
               select $"{Sources.Short(file.Path)} of {room} uses {name}.";
    }

    /// <summary>
    /// All names of rooms and of what is in them: in usings of every kind, in full anywhere, in part (<c>Home.HomeRow</c>), and
    /// what a room around this one holds, which needs no using.
    /// </summary>
    static IEnumerable<string> Names(string code, string room, string[] order)
    {
        foreach (var full in FullName().Matches(code).Select(m => m.Value)) yield return full;
        var words = Word().Matches(code).Select(m => m.Value).ToHashSet();
        for (var around = room; around.Contains('.', StringComparison.Ordinal);)
        {
            around = around[..around.LastIndexOf('.')];
            foreach (var type in TypesOf[around].Where(words.Contains).Except(OfAll)) yield return $"{around}.{type}";
            foreach (var inner in order.Where(o => o.StartsWith(around + ".", StringComparison.Ordinal)))
                foreach (Match part in Regex.Matches(code, $@"(?<![\w.]){Regex.Escape(inner[(around.Length + 1)..])}\.(\w+)"))
                    if (TypesOf[inner].Contains(part.Groups[1].Value)) yield return $"{inner}.{part.Groups[1].Value}";
        }
    }

    // With the one sentence of it everything may end.
    static readonly string[] OfAll = ["CannotStartException"];

    static readonly ILookup<string, string> TypesOf = new[] { typeof(BotApp).Assembly, typeof(Domain.OnCall.Rotation).Assembly }
        .SelectMany(a => a.GetTypes()).Where(t => !t.Name.Contains('<', StringComparison.Ordinal))
        .ToLookup(t => t.Namespace ?? "", t => t.Name.Split('`')[0]);

    [GeneratedRegex(@"^[ \t]*namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"(?<![\w.])Bot(?:\.\w+)+")]
    private static partial Regex FullName();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*")]
    private static partial Regex Word();
}

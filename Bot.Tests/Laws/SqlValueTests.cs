using System.Reflection;
using System.Text.RegularExpressions;

namespace Bot.Tests.Laws;

/// <summary>
/// What is put into the text of SQL is the code's own: names of columns, conditions and words that are constants. Values that
/// somebody typed or sent are parameters.
/// </summary>
public sealed partial class SqlValueTests
{
    const string Condition = "a condition or a place that the same feature writes out", Column = "one of a few names of the code",
        Numbered = "names of parameters";

    // What is no constant, and why it is the code's own all the same.
    static readonly Dictionary<string, string> Others = new()
    {
        ["Bot/Alerts/Forwarding/ForwardStore.cs which"] = Condition,
        ["Bot/Api/Reading/CauseList.cs From(node)"] = Condition,
        ["Bot/Delivery/SpokenSubject.cs table"] = Column,
        ["Bot/FollowUps/FollowUpStore.cs holds"] = Condition,
        ["Bot/FollowUps/FollowUpStore.cs order"] = Condition,
        ["Bot/Incidents/AskAccess.cs who"] = Column,
        ["Bot/Incidents/IncidentLines.cs flag"] = Column,
        ["Bot/Incidents/MergedAlerts.cs newest"] = Column,
        ["Bot/Incidents/MergedAlerts.cs string.Join(\", \", rows)"] = Numbered,
        ["Bot/Incidents/NoticeStore.cs holds"] = Condition,
        ["Bot/Incidents/PutAwayChannel.cs QuietSince(\"@before\")"] = Condition,
        ["Bot/Incidents/PutAwayChannel.cs QuietSince(\"archive_asked_at - 1\")"] = Condition,
        ["Bot/Incidents/PutAwayChannel.cs at"] = Condition,
        ["Bot/Incidents/PutAwayChannel.cs begun"] = Column,
        ["Bot/Incidents/Similar/SimilarStore.cs FullText.From(db)"] = Condition,
        ["Bot/Incidents/Similar/SimilarStore.cs FullText.Found(db)"] = Condition,
        ["Bot/Incidents/Similar/SimilarStore.cs FullText.Newest(db)"] = Condition,
        ["Bot/OnCall/Rows/ShiftStore.cs Text(begun)"] = "a number of the code's own",
        ["Bot/OnCall/Rows/ShiftStore.cs Text(Near)"] = "a number of the code's own",
        ["Bot/People/Admins.cs CanAct"] = Condition,
        ["Bot/Postmortems/PostmortemStore.cs holds"] = Condition,
        ["Bot/PullRequests/Issues/IssueStore.cs Asked(isClosed)"] = Column,
        ["Bot/PullRequests/PullStore.cs holds"] = Condition,
        ["Bot/Requests/RequestStore.cs holds"] = Condition,
        ["Bot/Warnings/Rows/FlakeStore.cs holds"] = Condition,
        ["Bot/Warnings/Rows/WarningRow.cs holds"] = Condition,
        ["Bot/Warnings/Rows/WarningRow.cs string.Join(\", \", values)"] = Numbered,
    };

    static readonly HashSet<string> Constants = [.. Fixed()];

    [Fact]
    public void It_holds_nothing_that_somebody_typed()
    {
        var statements = Statements().ToList();
        Assert.True(statements.Count > 100, $"Too few statements with something in them to be all: {statements.Count}.");
        Law.Holds(from statement in statements
                  from hole in statement.Holes
                  where !IsFixed(hole) && !Others.ContainsKey($"{statement.Path} {hole}")
                  select $"{statement.Path} {hole}: pass it as a parameter, or make it a constant");
    }

    [Fact]
    public void What_is_allowed_is_there() => Law.Holds(
        Others.Keys.Except(Statements().SelectMany(s => s.Holes.Select(hole => $"{s.Path} {hole}"))));

    [Fact]
    public void It_is_not_put_together_with_what_is_no_text() => Law.Holds(
        from file in Sources.Of("Bot")
        where !Sources.Short(file.Path).StartsWith(Path.Combine("Bot", "Storage"), StringComparison.Ordinal)
        from match in Glued().Matches(Code.WithoutComments(file.Text))
        where Statement().IsMatch(match.Value) && !IsFixed(match.Groups["with"].Value)
        select $"{Sources.Short(file.Path)}: {match.Value}");

    static bool IsFixed(string hole) => Constants.Contains(hole[(hole.LastIndexOf('.') + 1)..]) && Name().IsMatch(hole);

    // Fields that are set once by the code, and what is worked out of them without anything being given.
    static IEnumerable<string> Fixed() =>
        from type in Code.Types
        where type.Assembly.GetName().Name is "Bot"
        from name in Code.Fields(type).Where(f => f.IsLiteral || f is { IsStatic: true, IsInitOnly: true }).Select(f => f.Name)
            .Concat(type.GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(p => p.PropertyType == typeof(string) && !p.CanWrite).Select(p => p.Name))
        select name;

    static IEnumerable<(string Path, List<string> Holes)> Statements() =>
        from file in Sources.Of("Bot")
        let path = Sources.Short(file.Path).Replace('\\', '/')
        // There names of its own tables are read from the store itself.
        where !path.StartsWith("Bot/Storage/", StringComparison.Ordinal)
        from literal in Literal().Matches(file.Text)
        where Statement().IsMatch(literal.Value)
        let holes = Hole().Matches(literal.Value).Select(m => m.Groups[1].Value).ToList()
        where holes.Count > 0
        select (path, holes);

    [GeneratedRegex("\\$+(?:\"\"\"[\\s\\S]*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\")")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\b(select|insert into|update \w+ set|delete from)\b")]
    private static partial Regex Statement();

    [GeneratedRegex(@"\{+([^{}]*)\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"^[A-Za-z.]+$")]
    private static partial Regex Name();

    // A text that goes on with something that is none.
    [GeneratedRegex("\"(?:[^\"\\\\\\n]|\\\\.)*\"\\s*\\+\\s*(?<with>[A-Za-z][\\w.]*)")]
    private static partial Regex Glued();
}

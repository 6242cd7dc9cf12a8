using System.Reflection;
using System.Text.RegularExpressions;

namespace Bot.Tests.Laws;

/// <summary>What the compiled code and its text consist of, as the laws read them.</summary>
static partial class Code
{
    const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.DeclaredOnly;

    /// <summary>All types that are written here, with what the compiler makes of their lambdas and local functions.</summary>
    public static List<Type> Types { get; } =
        [.. Sources.Projects.SelectMany(p => Assembly.Load(p).GetTypes()).Where(t => Outermost(t).Namespace is { } n && IsOurs(n))
        ];

    public static IEnumerable<MethodBase> Methods(Type type) => [.. type.GetMethods(All), .. type.GetConstructors(All)];

    public static IEnumerable<FieldInfo> Fields(Type type) => type.GetFields(All);

    /// <summary>The text without comments.</summary>
    public static string WithoutComments(string text) =>
        Comment().Replace(text, m => m.Value[0] == '/' ? new string('\n', m.Value.AsSpan().Count('\n')) : m.Value);

    /// <summary>The text without comments and without what stands in quotes; what is put into the quotes stays.</summary>
    public static string Bare(string text) => Quoted().Replace(WithoutComments(text), m => Holes(m.Value));

    static string Holes(string quoted) => quoted.Contains('{', StringComparison.Ordinal)
        ? $"\"{string.Join(' ', Hole().Matches(quoted).Select(m => m.Value))}\""
        : "\"\"";

    static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    static bool IsOurs(string space) => space == "Bot" || space.StartsWith("Bot.", StringComparison.Ordinal);

    // What stands in quotes is met first where a comment would begin in it.
    [GeneratedRegex("\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+'|//[^\n]*|/\\*[\\s\\S]*?\\*/")]
    private static partial Regex Comment();

    [GeneratedRegex("\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();
}

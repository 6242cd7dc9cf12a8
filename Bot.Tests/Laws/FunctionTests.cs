using System.Reflection;
using System.Reflection.Metadata;

namespace Bot.Tests.Laws;

/// <summary>How long functions may be and how much they may be given, in all projects, read from what was compiled.</summary>
public sealed class FunctionTests
{
    const int MostLines = 60, MostParameters = 7;

    [Fact]
    public void No_function_is_over_60_lines()
    {
        var functions = Sources.Projects.SelectMany(Functions).ToList();
        Assert.True(functions.Count > 4000, $"Too few functions to be all: {functions.Count}.");
        Law.Holds(functions.Where(f => f.Lines > MostLines).Select(f => $"{f.Place} has {f.Lines} lines"));
    }

    // Each is given more, and why.
    static readonly string[] Argued =
    [
        // Slack's own arguments, all but the first of them said by name where they are said at all.
        "ConversationsApi.History", "ConversationsApi.Replies",
        // A line of the inspector has as many columns.
        "WireLog.Add",
        // They put together what others do, each a part of one thing: a channel, a word of the command, a page of steps.
        "IncidentChannel..ctor", "IncidentVerbs..ctor", "ShowSetUp..ctor",
    ];

    /// <summary>A record holds as many values as its row or its form; functions are given no more than a few.</summary>
    [Fact]
    public void No_function_takes_more_than_7_parameters()
    {
        // A record's own constructor and its parts are the list of its properties; routes are a table of contents and name every
        // use case of their feature.
        var wrong = from type in Code.Types
                    from method in Code.Methods(type)
                    where !(method is ConstructorInfo || method.Name == "Deconstruct") || type.GetMethod("<Clone>$") is null
                    where !(method is ConstructorInfo && type.Name.EndsWith("Routes", StringComparison.Ordinal))
                    where method.GetParameters().Length > MostParameters && !Argued.Contains($"{type.Name}.{method.Name}")
                    select $"{type.FullName}.{method.Name} takes {method.GetParameters().Length}";
        Law.Holds(wrong);
    }

    /// <summary>From the first brace of each function to its last, async ones and local ones too.</summary>
    static IEnumerable<(string Place, int Lines)> Functions(string project)
    {
        var assembly = Assembly.Load(project);
        using var file = File.OpenRead(Path.ChangeExtension(assembly.Location, ".pdb"));
        using var pdb = MetadataReaderProvider.FromPortablePdbStream(file);
        var reader = pdb.GetMetadataReader();
        foreach (var handle in reader.MethodDebugInformation)
        {
            var method = assembly.ManifestModule.ResolveMethod(System.Reflection.Metadata.Ecma335.MetadataTokens.GetToken(
                handle.ToDefinitionHandle()))!;
            // A constructor begins with the fields of its type, wherever they stand.
            if (method is ConstructorInfo) continue;
            var points = reader.GetMethodDebugInformation(handle).GetSequencePoints().Where(p => !p.IsHidden).ToList();
            if (points.Count == 0) continue;
            var path = reader.GetString(reader.GetDocument(points[0].Document).Name);
            if (!path.EndsWith(".cs", StringComparison.Ordinal) || path.Contains("/obj/", StringComparison.Ordinal)) continue;
            var first = points.Min(p => p.StartLine);
            yield return ($"{Path.GetFileName(path)}:{first}", points.Max(p => p.EndLine) - first + 1);
        }
    }
}

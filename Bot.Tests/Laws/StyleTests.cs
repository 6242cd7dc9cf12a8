using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Bot.Tests.Laws;

/// <summary>How long files and lines may be, and what fields and cancellation tokens are called, in all projects.</summary>
public sealed partial class StyleTests
{
    const int MostColumns = 130, MostLines = 300;

    [Fact]
    public void No_line_is_over_130_columns() =>
        Law.Holds(Lines().Where(l => l.Text.EnumerateRunes().Count() > MostColumns).Select(l => l.Place));

    [Fact]
    public void No_file_is_over_300_lines() =>
        Law.Holds(All().Where(f => f.Text.AsSpan().Count('\n') > MostLines).Select(f => Sources.Short(f.Path)));

    /// <summary>What bots share is compared on other machines: wire time of rows is the store's.</summary>
    [Fact]
    public void Nobody_reads_the_wall_clock_of_this_machine_by_themselves() =>
        Law.Holds(Sources.Of("Bot").Where(f => f.Text.Contains("TimeProvider.System.GetUtcNow", StringComparison.Ordinal))
            .Select(f => Sources.Short(f.Path)));

    [Fact]
    public void Fields_have_no_underscore()
    {
        var wrong = from type in Code.Types
                    where !IsWrittenByTheCompiler(type)
                    from field in Code.Fields(type)
                    where field.Name[0] == '_'
                    select $"{type.FullName}.{field.Name}";
        Law.Holds(wrong);
        Assert.DoesNotContain(Code.Types, t => t.Name == "_");
    }

    [Fact]
    public void Cancellation_tokens_are_called_stop()
    {
        // A token inside another's reach needs a name of its own; a record's parts are its properties.
        var wrong = from type in Code.Types
                    where !IsWrittenByTheCompiler(type)
                    from method in Code.Methods(type)
                    where !method.Name.StartsWith('<') && !(method.IsSpecialName && type.GetMethod("<Clone>$") is not null)
                    from parameter in method.GetParameters()
                    where parameter.ParameterType == typeof(CancellationToken) && parameter.Name is not ("stop" or "_")
                    where !IsOfDotNet(method)
                    select $"{type.FullName}.{method.Name} calls it {parameter.Name}";
        Law.Holds(wrong);
        Law.Holds(Lines().Where(l => OtherToken().IsMatch(l.Text)).Select(l => l.Place));
    }

    static bool IsWrittenByTheCompiler(Type type) =>
        type.FullName!.Contains('<', StringComparison.Ordinal) || type.IsSubclassOf(typeof(JsonSerializerContext));

    // What overrides a method of .NET, or is one of an interface of .NET, keeps its names.
    static bool IsOfDotNet(MethodBase method) =>
        method is MethodInfo own && own.GetBaseDefinition().DeclaringType != own.DeclaringType
        || method.DeclaringType!.GetInterfaces().Where(i => i.Namespace?.StartsWith("Bot", StringComparison.Ordinal) == false)
            .Any(i => i.GetMethods().Any(m => m.Name == method.Name));

    static IEnumerable<(string Place, string Text)> Lines() => All().SelectMany(f => f.Text.Split('\n')
        .Select((line, i) => ($"{Sources.Short(f.Path)}:{i + 1}", line.TrimEnd('\r'))));

    static List<(string Path, string Text)> All()
    {
        List<(string, string)> all = [.. Sources.Of(Sources.Projects), .. Sources.Razor(Sources.Projects)];
        Assert.True(all.Count > 500, "Too few files to be all.");
        return all;
    }

    // Variables, which no reflection sees.
    [GeneratedRegex(@"\bCancellationToken (?!stop\b|cancellationToken\b|stoppingToken\b)[a-z]\w*\s*[,)=;]")]
    private static partial Regex OtherToken();
}

using System.Text.RegularExpressions;

namespace Bot.Tests.Laws;

/// <summary>How long files and lines may be, and what fields and cancellation tokens are called, in all projects.</summary>
public sealed partial class StyleTests
{
    const int MostColumns = 130, MostLines = 300;

    [Fact]
    public void No_line_is_over_130_columns() =>
        Assert.Equal([], Lines().Where(l => l.Text.EnumerateRunes().Count() > MostColumns).Select(l => l.Place));

    [Fact]
    public void No_file_is_over_300_lines() =>
        Assert.Equal([], All().Where(f => f.Text.AsSpan().Count('\n') > MostLines).Select(f => Sources.Short(f.Path)));

    [Fact]
    public void Fields_have_no_underscore_and_cancellation_tokens_are_called_stop() =>
        Assert.Equal([], Lines().Where(l => Field().IsMatch(l.Text) || OtherToken().IsMatch(l.Text)).Select(l => l.Place));

    static IEnumerable<(string Place, string Text)> Lines() => All().SelectMany(f => f.Text.Split('\n')
        .Select((line, i) => ($"{Sources.Short(f.Path)}:{i + 1}", line.TrimEnd('\r'))));

    static List<(string Path, string Text)> All()
    {
        List<(string, string)> all = [.. Sources.Of(Sources.Projects)];
        Assert.True(all.Count > 500, "Too few files to be all.");
        return all;
    }

    [GeneratedRegex(@"^\s+(?:[a-z]+ )*[A-Z]?[\w.<>?\[\], ]+ _[a-z]\w*\s*(?:;|=)")]
    private static partial Regex Field();

    // What overrides a method of .NET keeps its name.
    [GeneratedRegex(@"\bCancellationToken (?!stop\b|cancellationToken\b|stoppingToken\b)[a-z]\w*\s*[,)=;]")]
    private static partial Regex OtherToken();
}

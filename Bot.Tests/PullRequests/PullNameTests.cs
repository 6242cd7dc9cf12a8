using Bot.Domain.PullRequests;

namespace Bot.Tests.PullRequests;

/// <summary>Pull requests and repositories where people and CI name them.</summary>
public sealed class PullNameTests
{
    static string[] In(string text, string host = "github.com") => [.. PullName.In(text, host).Select(n => $"{n}")];

    [Theory]
    [InlineData("https://github.com/acme/dbt/pull/12")]
    [InlineData("<https://github.com/acme/dbt/pull/12>")]
    [InlineData("<https://github.com/acme/dbt/pull/12|the fix>, have a look")]
    [InlineData("see https://github.com/acme/dbt/pull/12/files#diff-1.")]
    [InlineData("http://www.github.com/acme/dbt/pull/12?w=1")]
    [InlineData("HTTPS is no word, https://GitHub.com/acme/dbt/pull/12 is")]
    public void A_link_names_one(string text) => Assert.Equal(["acme/dbt#12"], In(text));

    [Theory]
    [InlineData("https://github.com/acme/dbt/issues/12")]
    [InlineData("https://github.com/acme/dbt/pull/0")]
    [InlineData("https://github.com/acme/dbt/pull/99999999999")]
    [InlineData("https://github.com/acme/../pull/12")]
    [InlineData("https://github.com.evil.example/acme/dbt/pull/12")]
    [InlineData("https://evil.example/github.com/acme/dbt/pull/12")]
    [InlineData("acme/dbt#12")]
    [InlineData("https://github.com/acme/<!channel>/pull/12")]
    public void What_is_none_names_none(string text) => Assert.Empty(In(text));

    [Theory]
    [InlineData("acme/dbt#12")]
    [InlineData("1 acme/dbt#12.")]
    [InlineData("github.com/acme/dbt/pull/12")]
    [InlineData("www.github.com/acme/dbt/pull/12/files")]
    [InlineData("<https://github.com/acme/dbt/pull/12|acme/dbt#12>")]
    public void Behind_a_command_the_short_name_does(string text)
    {
        Assert.Equal(["acme/dbt#12"], PullName.Typed(text, "github.com").Select(name => $"{name}"));
        Assert.True(text.Contains("://", StringComparison.Ordinal) || PullName.AreAny(text));
    }

    [Theory]
    [InlineData("checks are stuck")]
    [InlineData("and/or #12")]
    [InlineData("dbt#12")]
    [InlineData("evil.example/github.com/acme/dbt/pull/12")]
    public void What_names_none_there_is_none(string text) => Assert.Empty(PullName.Typed(text, "github.com"));

    [Fact]
    public void Each_is_named_once_in_its_order() => Assert.Equal(
        ["acme/dbt#2", "acme/dbt#1"],
        In("https://github.com/acme/dbt/pull/2 https://github.com/acme/dbt/pull/1 https://github.com/Acme/dbt/pull/2"));

    [Fact]
    public void Another_host_is_asked_for_its_own() =>
        Assert.Equal(["acme/dbt#3"], In(
            "https://git.example.com:8443/acme/dbt/pull/3 https://github.com/acme/dbt/pull/4", "git.example.com:8443"));

    [Theory]
    [InlineData("acme/dbt", "acme/dbt")]
    [InlineData("https://github.com/acme/dbt.git", "acme/dbt")]
    [InlineData("https://github.com/acme/dbt/", "acme/dbt")]
    [InlineData("git@github.com:acme/dbt.git", "acme/dbt")]
    [InlineData("gh/acme/dbt", "acme/dbt")]
    [InlineData("dbt", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_repository_is_known_whatever_CI_calls_it(string? said, string? name) =>
        Assert.Equal(name, PullName.RepositoryOf(said));
}

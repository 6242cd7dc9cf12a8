using System.Text;
using Bot.Domain.Alerts;
using CsCheck;

namespace Bot.Tests.Alerts;

public sealed class DeduplicationKeyTests
{
    [Fact]
    public void The_senders_own_key_is_used() => Assert.Equal("nightly", Key(" nightly ", ("job", "dbt_build")));

    [Fact]
    public void Without_one_it_is_made_of_source_repository_branch_environment_and_job() =>
        Assert.Equal("circleci|acme/dbt|main|prod|dbt_build",
            Key(null, ("repository", "acme/dbt"), ("branch", "refs/heads/Main"), ("environment", "Prod"), ("job", "dbt_build")));

    [Fact]
    public void Without_a_job_the_title_stands_in() => Assert.Equal("circleci||||it broke", Key("  "));

    [Fact]
    public void Build_number_and_commit_do_not_matter() =>
        Assert.Equal(
            Key(null, ("job", "a"), ("build_number", "1"), ("github_commit_url", "x"), ("github_commit_message", "one")),
            Key(null, ("job", "a"), ("build_number", "2"), ("github_commit_url", "y"), ("github_commit_message", "two")));

    [Fact]
    public void Different_things_never_share_a_key() =>
        Gen.Select(Names, Names).Where((one, other) => one != other).Sample((one, other) => Of(one) != Of(other));

    // The bot's own word that a source is silent has one that does.
    [Fact]
    public void No_senders_key_begins_with_a_space() =>
        Gen.Select(Gen.OneOf(Gen.Const(" silent"), Gen.String), Gen.String).Sample(
            (given, title) => !DeduplicationKey.Of(given, "circleci", title, Alert.NoMetadata).StartsWith(' '));

    [Theory]
    [InlineData(1000, "a")]
    [InlineData(666, "鍵")]
    [InlineData(500, "🔑")]
    public void A_key_that_fits_stays_as_it_is(int count, string letter)
    {
        var key = string.Concat(Enumerable.Repeat(letter, count));
        Assert.Equal(key, Key(key));
        Assert.NotEqual(key + letter, Key(key + letter));
    }

    [Fact]
    public void A_longer_one_fits_is_whole_text_and_cut_again_stays_so() =>
        Letters.Array[0, 3000].Sample(letters =>
        {
            var cut = Key($"k{string.Concat(letters)}");
            return Encoding.UTF8.GetByteCount(cut) <= DeduplicationKey.LongestBytes && cut.Length <= DeduplicationKey.Longest
                && DeduplicationKey.Cut(cut) == cut && !cut.EnumerateRunes().Contains(Rune.ReplacementChar);
        });

    static readonly Gen<string> Letters = Gen.OneOf(Gen.Const("a"), Gen.Const("é"), Gen.Const("鍵"), Gen.Const("🔑"));

    [Fact]
    public void Two_long_keys_that_begin_alike_stay_two() =>
        Assert.NotEqual(Key(new string('鍵', 900) + "1"), Key(new string('鍵', 900) + "2"));

    static readonly Gen<(string Repository, string Job)> Names = Gen.Select(
        Gen.String[Gen.OneOf('|', '\\', 'a'), 1, 4], Gen.String[Gen.OneOf('|', '\\', 'a'), 1, 4]);

    static string Of((string Repository, string Job) names) => Key(null, ("repository", names.Repository), ("job", names.Job));

    static string Key(string? given, params (string Name, string Value)[] metadata) =>
        DeduplicationKey.Of(
            given, "circleci", "It broke", metadata.ToDictionary(m => m.Name, m => m.Value, StringComparer.OrdinalIgnoreCase));
}

using Bot.Domain.Incidents;
using CsCheck;

namespace Bot.Tests.Incidents;

/// <summary>Which incidents are like one: the words that count, and what counts more.</summary>
public sealed class SimilarityTests
{
    static string[] Words(string text) => [.. SimilarWords.Of(text).Select(w => w.Word)];

    [Theory]
    [InlineData("The orders are late again", "order late")]
    [InlineData("Order delayed", "order late")]
    [InlineData("Dashboards refreshed, refreshing, refresh", "dashboard refresh")]
    [InlineData("fct_orders failed", "fctorders fct order fail")]
    [InlineData("raw.fct-orders", "rawfctorders raw fct order")]
    [InlineData("1234 rows since 10:30 on 2026-03-03, run 4f3e2d1c, 401 from stripe", "row run access strip")]
    [InlineData("Çafé ÜBER naïve", "cafe uber naiv")]
    [InlineData("🔥🔥 !!! ???", "")]
    [InlineData("", "")]
    [InlineData("\"orders\" OR NEAR(late) AND * ' ; drop table", "order near late fewer tabl")]
    public void Words_are_compared_in_one_form(string text, string words) => Assert.Equal(words, string.Join(' ', Words(text)));

    [Fact]
    public void What_is_written_without_spaces_is_compared_by_two_letters_at_a_time()
    {
        var one = Words("订单数据延迟");
        Assert.Equal(5, one.Length);
        Assert.Equal(3, Words("订单数据").Intersect(one).Count());
        Assert.Single(Words("Заказы опаздывают").Intersect(Words("заказы потеряны")));
    }

    [Fact]
    public void Of_whatever_is_typed_each_word_is_made_of_plain_letters_and_there_are_not_too_many() =>
        Gen.String.Sample(text =>
        {
            var words = Words(text);
            return words.Length <= SimilarWords.Most && words.Distinct().Count() == words.Length
                && words.All(w => w.Length > 0 && w.All(char.IsAsciiLetterOrDigit));
        });

    [Fact]
    public void A_log_that_was_pasted_is_read_no_further_than_it_says_anything()
    {
        var log = string.Join('\n', Enumerable.Range(0, 50_000).Select(
            n => $"word{(char)('a' + (n % 26))}{(char)('a' + (n / 26 % 26))}x"));
        Assert.Equal(SimilarWords.Most, Words(log).Length);
    }

    static readonly SimilarWord[] Asked =
    [
        new("order", "orders", 10, 5), new("late", "late", 4000, 0), new("shopify", "shopify", 20, 10),
        new("load", "load", 900, 0),
    ];

    static IReadOnlyList<SimilarMatch> Rank(params SimilarCandidate[] candidates) =>
        Similarity.Rank(Asked, hasError: true, 10_000, candidates, Similarity.Asked, 5);

    static SimilarCandidate Candidate(long number, string words, params SimilarSign[] shared) =>
        new(number, words.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(), shared);

    static readonly SimilarSign
        Both = new(SimilarBy.NodeAndError, "model.shop.orders|no such column"), Error = new(SimilarBy.Error, "no such column"),
        Alert = new(SimilarBy.Alert, "ci|orders"), Job = new(SimilarBy.Attribute, "nightly", "job");

    [Fact]
    public void The_same_node_and_error_come_before_the_same_alert_which_comes_before_words() => Assert.Equal(
        [3, 2, 1],
        Rank(Candidate(1, "order late"), Candidate(2, "x y", Alert, Error), Candidate(3, "z", Both, Error))
            .Select(m => m.Number));

    [Fact]
    public void An_alert_that_said_something_else_comes_behind_words_that_say_the_same() => Assert.Equal(
        [1, 2], Rank(Candidate(2, "z", Alert), Candidate(1, "order shopify")).Select(m => m.Number));

    [Fact]
    public void Words_that_few_have_say_more_than_those_that_many_have() => Assert.Equal(
        [1], Rank(Candidate(2, "late load"), Candidate(1, "order shopify")).Select(m => m.Number));

    [Fact]
    public void Of_two_that_are_as_like_the_newer_one_comes_first() => Assert.Equal(
        [7, 4], Rank(Candidate(4, "order shopify"), Candidate(7, "order shopify")).Select(m => m.Number));

    [Fact]
    public void One_word_of_several_is_not_enough()
    {
        Assert.Empty(Rank(Candidate(1, "order late2 other things")));
        Assert.Empty(Rank(Candidate(1, "")));
        Assert.Equal(["orders", "shopify"], Rank(Candidate(1, "order shopify"))[0].Words.Order());
    }

    [Fact]
    public void Of_several_that_are_alike_among_themselves_one_leaves_a_place_to_another_trouble() => Assert.Equal(
        [9, 1, 8],
        Rank(Candidate(8, "order shopify t u v w"), Candidate(9, "order shopify t u v w"), Candidate(1, "order late load z"))
            .Select(m => m.Number));

    [Fact]
    public void Each_is_shown_once_and_the_likest_first() => Gen.Int[1, 40].List[1, 30].Sample(ids =>
    {
        var all = ids.Distinct().Select(n => Candidate(
            n, n % 2 == 0 ? "order shopify load" : "order late", n % 3 == 0 ? [Job] : n % 7 == 0 ? [Both] : [])).ToArray();
        var ranked = Rank(all);
        return ranked.Count <= 5 && ranked.Select(m => m.Number).Distinct().Count() == ranked.Count
            && (!all.Any(c => c.Shared.Contains(Both)) || ranked[0].Shared.Contains(Both));
    });

    [Fact]
    public void It_is_looked_for_by_rare_words_alone_and_by_common_ones_together()
    {
        Assert.Equal("[order] [shopify]", Shown(Similarity.Looks([Asked[0], Asked[2]])));
        Assert.Equal("[order] [shopify] | [load late]", Shown(Similarity.Looks(Asked)));
        Assert.Equal("[late]", Shown(Similarity.Looks([Asked[1]])));
        Assert.Empty(Similarity.Looks([]));
    }

    static string Shown(IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> looks) =>
        string.Join(" | ", looks.Select(look => string.Join(' ', look.Select(all => $"[{string.Join(' ', all)}]"))));
}

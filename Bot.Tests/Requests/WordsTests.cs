using Bot.Domain.Requests;
using Bot.Requests;

namespace Bot.Tests.Requests;

/// <summary>What the words of a message come to, and what is read of its text.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData("thanks!")]
    [InlineData("Thank you so much :pray:")]
    [InlineData("great work everyone")]
    [InlineData("all good now, cheers")]
    [InlineData("never mind")]
    [InlineData("thanks, the funnel is right again!")]
    [InlineData("kudos for the quick fix")]
    public void Thanks_are_no_question(string words) => Assert.True(new PostWords(words).OnlyThanks);

    [Theory]
    [InlineData("")]
    [InlineData("help")]
    [InlineData("ok, help me")]
    [InlineData("it never works")]
    [InlineData("super problem")]
    [InlineData("thanks, but it is late again")]
    [InlineData("thanks in advance for a look at orders")]
    [InlineData("hello, is it late")]
    [InlineData("thanks! Can you also look at refunds")]
    [InlineData("nice?")]
    [InlineData("not resolved")]
    public void What_may_want_something_is_not_taken_for_thanks(string words) => Assert.False(new PostWords(words).OnlyThanks);

    [Theory]
    [InlineData("is it late")]
    [InlineData("Hm. could you look")]
    [InlineData("please send it again")]
    [InlineData("why")]
    [InlineData("合計はどこですか？")]
    public void A_question_needs_no_mark(string words) => Assert.True(new PostWords(words).IsQuestion);

    [Theory]
    [InlineData("will do")]
    [InlineData("can confirm, works")]
    [InlineData("what a day")]
    [InlineData("should be fine now")]
    [InlineData("works, thanks")]
    public void An_answer_is_no_question(string words) => Assert.False(new PostWords(words).IsQuestion);

    [Theory]
    [InlineData("hello!", true)]
    [InlineData(":fire:", true)]
    [InlineData("good morning everyone", true)]
    [InlineData("hello, orders are late", false)]
    [InlineData("help", false)]
    public void A_greeting_alone_asks_nothing(string words, bool isOne) => Assert.Equal(isOne, new PostWords(words).OnlyGreets);

    [Fact]
    public void A_picture_says_more_than_no_words() => Assert.False(new PostWords("", HasMore: true).OnlyGreets);

    [Fact]
    public void Groups_are_read_in_their_order_and_not_in_code_or_quotes()
    {
        var read = ReadText.Of(
            "&gt; <!subteam^S1> late?\n`<!subteam^S2>` hi <!subteam^S3|@b> and <!subteam^S4>, mail x@data.example");
        Assert.Equal(["S3", "S4"], read.Groups);
        Assert.Empty(read.Handles);
        Assert.Equal("hi   and  , mail x@data.example", read.Words.Text.Trim());
    }

    [Fact]
    public void A_name_that_slack_made_no_mention_of_is_read_too() =>
        Assert.Equal(["data-responder"], ReadText.Of("hi @Data-Responder. is it late?").Handles);
}

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
    [InlineData("thanks for the heads-up")]
    [InlineData("shout-out to you for the new report!")]
    [InlineData("you rock")]
    [InlineData("You’re the best")]
    [InlineData("board is green again, thanks")]
    [InlineData("it's all fine now, cheers")]
    [InlineData("ありがとうございます！")]
    [InlineData("thanks ana")]
    [InlineData("thank you for yesterday evening, whoever it was")]
    [InlineData("Thanks so much for the quick turnaround on the refunds dashboard!")]
    [InlineData("all sorted with the press, thanks")]
    [InlineData("works for me now, thanks")]
    [InlineData("thanks! the loader is up and running")]
    [InlineData("thanks for fixing orders")]
    [InlineData("congratulations on 100 days without an incident (almost)")]
    [InlineData("danke, jetzt ist alles einmal da")]
    [InlineData("congrats, you were great in the town hall")]
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
    [InlineData("quick one: refunds by shop")]
    [InlineData("heads-up: two columns come on Friday")]
    [InlineData("run it again, all is back, thanks")]
    [InlineData("tell me if that table is right, thanks")]
    [InlineData("thanks for looking into it, orders total doubled since Monday")]
    [InlineData("Thanks! Germany shows 0")]
    [InlineData("thank you. The refunds table has duplicates")]
    [InlineData("thanks, revenue is negative")]
    [InlineData("thanks, revenue is negative again")]
    [InlineData("thanks for taking a look at orders")]
    [InlineData("thanks, I see yesterday's numbers on the board")]
    [InlineData("the dashboard is back to yesterday's numbers, thanks")]
    [InlineData("orders are there twice, thanks")]
    [InlineData("orders are up 40 %, thanks")]
    [InlineData("the load runs for hours, thanks")]
    [InlineData("thank you all, refunds vanished")]
    [InlineData("cheers team, one more: margin doubled")]
    [InlineData("Thanks for fixing orders, revenue shows last week")]
    [InlineData("orders by shop and by the name of whoever sold them so that it is complete, thanks")]
    public void What_may_want_something_is_not_taken_for_thanks(string words) => Assert.False(new PostWords(words).OnlyThanks);

    [Theory]
    [InlineData("is it late")]
    [InlineData("Hm. could you look")]
    [InlineData("please send it again")]
    [InlineData("why")]
    [InlineData("合計はどこですか？")]
    public void A_question_needs_no_mark(string words) => Assert.True(new PostWords(words).IsQuestion);

    [Theory]
    [InlineData("No, it is still wrong")]
    [InlineData("Still broken on my side")]
    [InlineData("it broke again")]
    [InlineData("that did not help")]
    [InlineData("hm, any news")]
    [InlineData("bump")]
    [InlineData("thanks, but the totals are wrong")]
    public void That_something_is_not_well_wants_more(string words) => Assert.True(new PostWords(words).Complains);

    [Theory]
    [InlineData("ahh that explains it, ty")]
    [InlineData("not urgent any more, it works now")]
    [InlineData("will do")]
    [InlineData("kept it, updated the PR")]
    [InlineData("no worries")]
    public void What_is_well_does_not(string words) => Assert.False(new PostWords(words).Complains);

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

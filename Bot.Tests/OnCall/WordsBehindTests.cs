using static Bot.Tests.OnCall.CoverTests;

namespace Bot.Tests.OnCall;

/// <summary>What is typed behind a word of the command and not understood is said, not left out of the question.</summary>
public sealed class WordsBehindTests
{
    [Theory]
    [InlineData("who", "tomorrow")]
    [InlineData("schedule", "banana")]
    [InlineData("mine", "all")]
    [InlineData("requests", "of ana")]
    [InlineData("take", "monday")]
    [InlineData("leave", "next week")]
    [InlineData("leave", "@ben next week")]
    [InlineData("holidays", "ireland")]
    [InlineData("calendar", "google")]
    [InlineData("rota", "banana")]
    public async Task Words_that_are_not_known_behind_a_word_are_said(string word, string rest)
    {
        await using var afternoon = await Begin("2026-03-03T10:00Z", "ana", "ben");
        await afternoon.Ben.Slash($"/cover {word} {rest}");
        afternoon.Ben.Sees($"I do not know “{rest}” after /cover {word}. /cover help shows what there is.");
        Assert.Null(afternoon.Ben.ModalOrNone);
    }
}

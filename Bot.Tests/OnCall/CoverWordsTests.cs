namespace Bot.Tests.OnCall;

public sealed class CoverWordsTests
{
    [Theory]
    [InlineData("hepl", "I do not know “hepl”. Did you mean /cover help?")]
    [InlineData("Rotas", "I do not know “Rotas”. Did you mean /cover rota?")]
    [InlineData("shedule please", "Did you mean /cover schedule?")]
    [InlineData("tomorrow", "I do not know “tomorrow”. /cover asks for cover, /cover help shows the rest.")]
    public async Task A_word_that_is_none_is_answered_with_the_nearest(string typed, string said)
    {
        await using var afternoon = await Afternoon.Begin();
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ben.Slash($"/cover {typed}");
        afternoon.Ben.Sees(said);
    }
}

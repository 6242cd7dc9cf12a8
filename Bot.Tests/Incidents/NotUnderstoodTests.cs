using Bot.Incidents;
using Bot.Tests.FollowUps;

namespace Bot.Tests.Incidents;

/// <summary>Words behind a verb that it does not take: a sentence says which it takes, and no form declares anything.</summary>
public sealed class NotUnderstoodTests
{
    [Theory]
    [InlineData("review nonsense", "I do not know “nonsense” after /incident review. It takes 7, 30 or 90 days, week, month")]
    [InlineData("review last decade", "I do not know “decade” after /incident review.")]
    [InlineData("export xml", "I do not know “xml” after /incident export. It takes incidents, alerts, causes, ")]
    [InlineData("export alerts xml", "I do not know “xml” after /incident export.")]
    [InlineData("tokens mine", "I do not know “mine” after /incident tokens. Nothing stands behind it.")]
    [InlineData("webhooks mine", "I do not know “mine” after /incident webhooks. Nothing stands behind it.")]
    [InlineData("postmortem draft", "I do not know “draft” after /incident postmortem. An incident may stand behind it, such as")]
    [InlineData("postmortem 1 draft", "I do not know “draft” after /incident postmortem.")]
    public async Task What_a_verb_does_not_take_is_said_with_what_it_takes(string typed, string sentence)
    {
        await using var afternoon = await Kept.Begin();
        await afternoon.Ivy.Slash($"/incident {typed}", "#data-team");
        Assert.Null(afternoon.Ivy.ModalOrNone);
        afternoon.Ivy.Sees(sentence, "#data-team");
        afternoon.Ivy.Sees($"/incident declare {typed} declares an incident of that name.", "#data-team");
    }

    [Theory]
    [InlineData("review of orders is empty")]
    [InlineData("review process stuck")]
    [InlineData("export failed")]
    [InlineData("export to finance is late")]
    [InlineData("tokens of the loader expired")]
    [InlineData("postmortem pages are gone")]
    public void More_words_or_such_as_go_on_begin_a_name(string typed) => Assert.Null(Verbs.Of(typed));

    [Theory]
    [InlineData("export failed")]
    [InlineData("review process stuck")]
    public async Task What_goes_on_as_a_name_declares_an_incident(string typed)
    {
        await using var afternoon = await Kept.Begin();
        await afternoon.Ana.Slash($"/incident {typed}", "#data-team");
        Assert.Equal(typed, afternoon.Ana.Modal.Value("Name"));
    }
}

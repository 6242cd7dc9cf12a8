using Bot.Domain.Incidents;
using Bot.Domain.Postmortems;

namespace Bot.Tests.Postmortems;

/// <summary>The rules of postmortems, without a bot.</summary>
public sealed class PostmortemRulesTests
{
    [Theory]
    [InlineData("", "Name 1 to 15 headings")]
    [InlineData(": what?", "A line begins with a colon")]
    [InlineData("Summary\nsummary", "is there twice")]
    [InlineData("facts", "Facts stands first by itself")]
    public void A_template_that_cannot_be_used_is_answered_by_a_sentence(string typed, string problem)
    {
        Assert.Contains(problem, PostmortemTemplate.Problem(typed), StringComparison.Ordinal);
        Assert.Null(PostmortemTemplate.Read(typed));
    }

    [Fact]
    public void What_is_too_long_is_said_of_its_heading()
    {
        var long61 = new string('a', 61);
        Assert.Contains("is too long for a heading", PostmortemTemplate.Problem(long61), StringComparison.Ordinal);
        var hint201 = $"Luck: {new string('a', 201)}";
        Assert.Contains("The hint of “Luck”", PostmortemTemplate.Problem(hint201), StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_reads_as_it_was_written() =>
        Assert.Equal(PostmortemTemplate.Usual, PostmortemTemplate.Read(PostmortemTemplate.Write(PostmortemTemplate.Usual)));

    [Fact]
    public void The_usual_headings_each_have_their_part() => Assert.Equal(
        [
            PostmortemPart.Summary, PostmortemPart.Impact, PostmortemPart.Timeline, PostmortemPart.Causes, PostmortemPart.Well,
            PostmortemPart.Badly, PostmortemPart.FollowUps,
        ],
        PostmortemTemplate.Usual.Select(s => s.Part));

    [Fact]
    public void Whatever_its_state_some_step_leads_on_and_none_leads_to_where_it_is()
    {
        foreach (var state in Enum.GetValues<PostmortemState>())
        {
            Assert.NotEmpty(PostmortemRules.Steps(state));
            Assert.DoesNotContain(state, PostmortemRules.Steps(state).Select(step => PostmortemRules.After(state, step)!.Value));
        }
    }

    [Theory]
    [InlineData(PostmortemOwed.CriticalAndMajor, Severity.Major, true)]
    [InlineData(PostmortemOwed.CriticalAndMajor, Severity.Minor, false)]
    [InlineData(PostmortemOwed.Critical, Severity.Major, false)]
    [InlineData(PostmortemOwed.Critical, Severity.Critical, true)]
    [InlineData(PostmortemOwed.Nobody, Severity.Critical, false)]
    public void One_is_owed_by_severity(PostmortemOwed setting, Severity severity, bool isOwed) =>
        Assert.Equal(isOwed, PostmortemRules.IsOwed(setting, severity));
}

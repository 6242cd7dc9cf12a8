using Bot.Domain.Incidents;
using CsCheck;

namespace Bot.Tests.Incidents;

/// <summary>What holds of every incident that closes by itself, and of when it is asked about.</summary>
public sealed class ClosingProperties
{
    static readonly DateTimeOffset At = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);

    static readonly Gen<(IncidentState Now, Afterwards Left, bool ByItself)> Cases = Gen.Select(
        Gen.Enum<IncidentStatus>(), Gen.Bool, Gen.Int[0, 3], Gen.Bool, (status, isAnswered, left, byItself) => (
            new IncidentState { Name = "a", Status = status, EndedAt = status.IsOpen() ? null : At },
            new Afterwards(isAnswered, left), byItself));

    [Fact]
    public void Only_what_is_resolved_closes_and_only_once_nothing_is_left() => Cases.Sample(each =>
    {
        var step = CloseRules.Settle(each.Now, each.Left, each.ByItself);
        if (step.After.Status == IncidentStatus.Closed && step.Changes)
            Assert.Equal((IncidentStatus.Resolved, true), (each.Now.Status, each.Left.IsOver));
        if (each.Now.Status == IncidentStatus.Closed && !each.ByItself) Assert.False(step.Changes);
        // Neither its end nor anything else of it changes.
        Assert.Equal(each.Now, step.After with { Status = each.Now.Status });
        Assert.False(step.EndsIt || step.OpensIt);
    });

    [Fact]
    public void It_settles_at_once() => Cases.Sample(each =>
    {
        var once = CloseRules.Settle(each.Now, each.Left, each.ByItself);
        var isBy = once.Changes ? once.After.Status == IncidentStatus.Closed : each.ByItself;
        Assert.False(CloseRules.Settle(once.After, each.Left, isBy).Changes);
    });

    [Fact]
    public void Whoever_answers_all_that_is_asked_has_answered_less_as_well() => Gen.Select(
        Gen.Int[-1, 3], Gen.Int[-1, 2]).Sample((outcome, backfill) =>
    {
        var answers = new CloseAnswers
        {
            Outcome = outcome < 0 ? null : (CloseOutcome)outcome,
            Backfill = backfill < 0 ? null : (Aftercare)backfill,
        };
        if (answers.Answers(asksAll: true)) Assert.True(answers.Answers(asksAll: false));
    });

    [Theory]
    [InlineData(Severity.Minor, Affected.NotSure, false, false)]
    [InlineData(Severity.Minor, Affected.Inside, false, false)]
    [InlineData(Severity.Minor, Affected.NotSure, true, true)]
    [InlineData(Severity.Minor, Affected.Customers, false, true)]
    [InlineData(Severity.Major, Affected.NotSure, false, true)]
    [InlineData(Severity.Critical, Affected.NotSure, false, true)]
    public void More_is_asked_of_what_was_bad_or_hit_something(
        Severity severity, Affected affected, bool isHit, bool asksAll) =>
        Assert.Equal(asksAll, CloseRules.AsksAll(severity, affected, isHit));

    [Fact]
    public void A_brief_names_it_on_a_day_after_its_end_and_then_not_for_a_week() => Gen.Select(
        Gen.Int[0, 40], Gen.Int[-40, 40]).Sample((named, today) =>
    {
        var ended = new DateOnly(2026, 3, 3);
        var day = ended.AddDays(today);
        var isNamed = CloseRules.IsNamed(ended, ended.AddDays(named), day);
        Assert.Equal(today > 0 && today - named >= 7, isNamed);
        Assert.Equal(today > 0, CloseRules.IsNamed(ended, null, day));
    });
}

using Bot.Domain.PullRequests;
using CsCheck;

namespace Bot.Tests.PullRequests;

/// <summary>What a pull request is by what was heard of it.</summary>
public sealed class PullRulesTests
{
    const string Head = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", Merge = "mmmmmmmmm";

    static readonly DateTimeOffset Begin = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);

    static readonly SeenPull Open = new("Fix the cast", Head, Begin);

    static readonly PullRequest New = PullRules.Seen(new(), Open);

    static DateTimeOffset At(int minutes) => Begin.AddMinutes(minutes);

    static PullRequest Says(PullRequest now, string who, Verdict verdict, int at) =>
        PullRules.Reviewed(now, who, new(verdict, At(at)));

    static PullRequest Ends(PullRequest now, bool fails, int at, string commit = Head) =>
        PullRules.Checked(now, "build", new(commit, fails, At(at)));

    [Fact]
    public void Of_what_nobody_has_heard_nothing_is_known()
    {
        Assert.Equal(PullState.Unseen, new PullRequest().State);
        Assert.Equal(PullState.Open, New.State);
        Assert.Equal(PullState.Draft, PullRules.Seen(new(), Open with { IsDraft = true }).State);
        Assert.Equal(PullState.Closed, PullRules.Seen(New, Open with { IsClosed = true, At = At(1) }).State);
    }

    [Fact]
    public void One_that_asks_for_changes_counts_more_than_one_that_approves()
    {
        var approved = Says(New, "ben", Verdict.Approved, 1);
        Assert.Equal(PullState.Approved, approved.State);
        var asked = Says(approved, "ana", Verdict.ChangesAsked, 2);
        Assert.Equal(PullState.ChangesAsked, asked.State);
        Assert.Equal(PullState.Approved, Says(asked, "ana", Verdict.Approved, 3).State);
        Assert.Equal(PullState.ChangesAsked, Says(asked, "ana", Verdict.Approved, 1).State);
        Assert.Equal(PullState.Approved, Says(asked, "ana", Verdict.Dismissed, 2).State);
    }

    [Fact]
    public void What_was_taken_back_does_not_count_again_when_it_is_delivered_again()
    {
        var back = Says(Says(New, "ana", Verdict.Approved, 1), "ana", Verdict.Dismissed, 1);
        Assert.Equal(PullState.Open, Says(back, "ana", Verdict.Approved, 1).State);
    }

    [Fact]
    public void A_check_counts_for_the_newest_commit_alone()
    {
        var failing = Ends(Says(New, "ben", Verdict.Approved, 1), fails: true, 2);
        Assert.Equal(PullState.ChecksFailing, failing.State);
        Assert.Equal(PullState.Approved, Ends(failing, fails: false, 3).State);
        Assert.Equal(PullState.ChecksFailing, Ends(failing, fails: false, 1).State);
        Assert.Equal(PullState.ChecksFailing, Ends(failing, fails: false, 2).State);
        var pushed = PullRules.Seen(failing, Open with { Head = "bbbbbbb", At = At(4) });
        Assert.Equal(PullState.Approved, pushed.State);
        Assert.Equal(PullState.Approved, Ends(pushed, fails: true, 5).State);
    }

    [Fact]
    public void Of_one_second_it_is_closed()
    {
        var closed = PullRules.Seen(New, Open with { IsClosed = true });
        Assert.Equal(PullState.Closed, PullRules.Seen(closed, Open).State);
        Assert.Equal(PullState.Open, PullRules.Seen(closed, Open with { At = At(1) }).State);
    }

    [Fact]
    public void What_GitHub_says_when_asked_takes_the_place_of_what_was_known()
    {
        var said = new LookedPull(Open) { HasAllRuns = true, Checks = [("build", new(Head, false, At(3)))] };
        var asked = PullRules.Checked(PullRules.Checked(New, "all", new(Head, true, At(2))), "build", new(Head, true, At(3)));
        Assert.Equal(PullState.Open, PullRules.Looked(asked, asked, said).State);
        // It ended later than GitHub says, or was heard of while GitHub was asked.
        Assert.Equal(PullState.ChecksFailing, PullRules.Looked(Ends(asked, true, 4), asked, said).State);
        var meanwhile = PullRules.Checked(asked, "lint", new(Head, true, At(1)));
        Assert.Equal(PullState.ChecksFailing, PullRules.Looked(meanwhile, asked, said).State);
        // Where GitHub does not show all, what it does not show stays.
        Assert.Equal(PullState.ChecksFailing, PullRules.Looked(asked, asked, said with { HasAllRuns = false }).State);
        var status = PullRules.Checked(asked, PullRules.StatusName("ci"), new(Head, true, At(2)));
        Assert.Equal(PullState.ChecksFailing, PullRules.Looked(status, status, said).State);
        Assert.Equal(PullState.Open, PullRules.Looked(status, status, said with { HasAllStatuses = true }).State);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 5)]
    [InlineData(400, 400)]
    [InlineData(720, null)]
    public void What_is_not_shown_is_asked_for_later_and_later(int since, int? next) => Assert.Equal(
        next, (int?)PullRules.AskAgain(TimeSpan.FromMinutes(since))?.TotalMinutes);

    [Fact]
    public void What_is_merged_stays_so_and_only_that_is_deployed()
    {
        Assert.Equal(PullState.Open, PullRules.Live(New).State);
        var merged = PullRules.Seen(New, Open with { IsClosed = true, Merge = Merge, MergedAt = At(1), At = At(1) });
        Assert.Equal(PullState.Merged, merged.State);
        Assert.Equal(merged, PullRules.Seen(merged, Open));
        Assert.Equal(PullState.Merged, PullRules.Seen(merged, Open with { At = At(2) }).State);
        Assert.Equal(PullState.Deployed, PullRules.Live(merged).State);
        Assert.Equal(merged, PullRules.Gone(PullRules.Live(merged, "production")));
        Assert.True(PullRules.CanFix(merged, At(1)));
        Assert.False(PullRules.CanFix(merged, At(2)));
        Assert.False(PullRules.CanFix(New, At(0)));
    }

    [Theory]
    [InlineData("mmmmmmmmm", true)]
    [InlineData("MMMMMMM", true)]
    [InlineData("mmmmmm", false)]
    [InlineData("nmmmmmmmm", false)]
    [InlineData("", false)]
    public void The_beginning_of_a_commit_names_it_where_it_is_long_enough(string commit, bool isIt) =>
        Assert.Equal(isIt, PullRules.IsMergedBy(New with { IsMerged = true, Merge = Merge }, commit));

    [Theory]
    [InlineData("failure", true)]
    [InlineData("error", true)]
    [InlineData("pending", null)]
    [InlineData("timed_out", true)]
    [InlineData("startup_failure", true)]
    [InlineData("success", false)]
    [InlineData("cancelled", false)]
    [InlineData("action_required", false)]
    [InlineData("a word of tomorrow", false)]
    [InlineData(null, null)]
    public void A_conclusion_is_a_failure_where_something_failed(string? word, bool? fails) =>
        Assert.Equal(fails, PullRules.Fails(word));

    /// <summary>Each at another time, so that which is newer is known.</summary>
    static readonly Gen<Func<PullRequest, PullRequest>[]> Life =
        from kinds in Gen.Select(Gen.Int[0, 4], Gen.Int[0, 2], Gen.Enum<Verdict>(), Gen.Bool).Array[1, 15]
        from times in Gen.Shuffle(Enumerable.Range(0, 15).ToArray())
        select kinds.Select((kind, nth) => One(kind, times[nth])).ToArray();

    static Func<PullRequest, PullRequest> One((int Kind, int Which, Verdict Verdict, bool Is) heard, int at) => heard.Kind switch
    {
        0 => now => PullRules.Seen(now, new($"Title {at}", $"commit {heard.Which}", At(at)) { IsDraft = heard.Is }),
        1 => now => PullRules.Seen(now, new("Closed", "commit 0", At(at)) { IsClosed = heard.Is }),
        2 => now => Says(now, $"reviewer {heard.Which}", heard.Verdict, at),
        _ => now => PullRules.Checked(now, $"check {heard.Which}", new($"commit {heard.Which}", heard.Is, At(at))),
    };

    [Fact]
    public void What_is_heard_again_changes_nothing() => Gen.Select(Life, Gen.Int[0, 14]).Sample((life, nth) =>
    {
        var known = life.Aggregate(new PullRequest(), (now, heard) => heard(now));
        var again = life[nth % life.Length](known);
        Assert.Equal((known.State, known.Title, known.Head), (again.State, again.Title, again.Head));
    }, iter: 2_000);

    [Fact]
    public void In_whatever_order_it_is_heard_reviewers_have_said_the_same() => Life.Sample(life =>
    {
        PullRequest Heard(IEnumerable<Func<PullRequest, PullRequest>> of) => of.Aggregate(New, (now, heard) => heard(now));
        var (one, other) = (Heard(life), Heard(life.Reverse()));
        Assert.Equal((one.Title, one.Head, one.IsDraft, one.IsClosed), (other.Title, other.Head, other.IsDraft, other.IsClosed));
        Assert.Equal(one.Reviews.OrderBy(r => r.Key), other.Reviews.OrderBy(r => r.Key));
    }, iter: 2_000);
}

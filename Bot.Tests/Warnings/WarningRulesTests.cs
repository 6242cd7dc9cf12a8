using System.Globalization;
using Bot.Domain.Warnings;
using CsCheck;

namespace Bot.Tests.Warnings;

/// <summary>What runs and people make of one entry of the ledger.</summary>
public sealed class WarningRulesTests
{
    static readonly DateTimeOffset Begin = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);

    /// <summary>A run of so many hours after the beginning that has it red, with so many rows, or clean.</summary>
    sealed record Run(int Hour, bool IsRed, long Rows)
    {
        public DateTimeOffset At => Begin.AddHours(Hour);
    }

    static readonly Gen<Run> OneRun = Gen.Select(
        Gen.Int[0, 24 * 40], Gen.Bool, Gen.Long[1, 100], (hour, isRed, rows) => new Run(hour, isRed, rows));

    static readonly Gen<List<Run>> SomeRuns = OneRun.List[1, 30].Select(runs => runs.DistinctBy(r => r.Hour).ToList());

    static Warning Came(DateTimeOffset at, long rows = 3, bool isBaseline = false) => new()
    {
        Source = "ci",
        Place = "ci|acme/dbt|main|prod",
        Node = "test.acme.unique_id",
        About = new() { Title = "unique_id" },
        FirstSeen = at,
        LastSeen = at,
        SaidAt = at,
        NewsAt = at,
        Runs = 1,
        Rows = [rows],
        RowsThen = rows,
        IsBaseline = isBaseline,
    };

    /// <summary>What comes of runs; each is heard at its time, or when the one before it was, if that is later.</summary>
    static Warning? After(IEnumerable<Run> runs, Action<Warning?, Warning?>? look = null)
    {
        Warning? entry = null;
        var heard = Begin;
        foreach (var run in runs)
        {
            heard = run.At > heard ? run.At : heard;
            var before = entry;
            entry = run.IsRed ? WarningRules.Seen(entry, Came(heard, run.Rows) with { SaidAt = run.At })
                : entry is null ? null : WarningRules.Clean(entry, run.At, heard);
            look?.Invoke(before, entry);
        }

        return entry;
    }

    static bool IsOpen(Warning? entry) => entry is { FixedAt: null };

    [Fact]
    public void An_entry_that_stays_never_grows_younger() => SomeRuns.Sample(runs => After(
        runs.OrderBy(r => r.Hour), (before, after) =>
        {
            if (IsOpen(before) && IsOpen(after)) Assert.Equal(before!.FirstSeen, after!.FirstSeen);
        }));

    [Fact]
    public void A_clean_run_closes_it_and_a_red_one_opens_it() => SomeRuns.Sample(runs =>
    {
        var last = runs.MaxBy(r => r.Hour)!;
        Assert.Equal(last.IsRed, IsOpen(After(runs.OrderBy(r => r.Hour))));
    });

    [Fact]
    public void What_is_open_does_not_depend_on_the_order_in_which_runs_come() =>
        Gen.Select(SomeRuns, Gen.Int[0, int.MaxValue]).Sample((runs, seed) =>
        {
            // What is known of nodes that never warned, each job remembers.
            runs = [.. runs.Prepend(new(-1, true, 1))];
            var shuffled = runs.Skip(1).ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(IsOpen(After(runs.OrderBy(r => r.Hour))), IsOpen(After([runs[0], .. shuffled])));
        });

    [Fact]
    public void The_same_run_twice_changes_nothing() => SomeRuns.Sample(runs =>
    {
        var ordered = runs.OrderBy(r => r.Hour).ToList();
        Assert.Equal(Seen(After(ordered)), Seen(After([.. ordered, ordered[^1]])));
        Assert.Equal(Seen(After(ordered)), Seen(After(ordered.SelectMany(r => new[] { r, r }))));
    });

    static string Seen(Warning? entry) => entry is null ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"{entry.FirstSeen} {entry.SaidAt} {entry.FixedAt} {entry.Runs} {string.Join(',', entry.Rows)}");

    [Fact]
    public void Back_within_seven_days_it_keeps_its_age_and_later_it_is_new()
    {
        var clean = WarningRules.Clean(Came(Begin), Begin.AddDays(1), Begin.AddDays(1));
        var soon = WarningRules.Seen(clean, Came(Begin.AddDays(8)));
        Assert.Equal((Begin, 1), (soon.FirstSeen, soon.Runs));
        var late = WarningRules.Seen(clean, Came(Begin.AddDays(8).AddSeconds(1)));
        Assert.Equal(Begin.AddDays(8).AddSeconds(1), late.FirstSeen);
    }

    [Fact]
    public void A_decision_holds_until_the_rows_have_doubled()
    {
        var accepted = WarningRules.Decide(Came(Begin, rows: 10), new WarningDecision.Accept("known"), "U1", Begin);
        var more = WarningRules.Seen(accepted, Came(Begin.AddHours(1), rows: 19));
        Assert.Equal(WarningState.Accepted, more.StateAt(Begin));
        Assert.False(WarningRules.IsUndecided(more, Begin));
        var doubled = WarningRules.Seen(more, Came(Begin.AddHours(2), rows: 20));
        Assert.True(WarningRules.IsUndecided(doubled, Begin.AddHours(2)));
        Assert.Equal((Begin, Begin.AddHours(2)), (doubled.FirstSeen, doubled.NewsAt));
        Assert.Equal([10L, 19L, 20L], doubled.Rows);
    }

    [Fact]
    public void What_was_there_from_the_beginning_is_asked_about_once_adopted_or_doubled()
    {
        var there = Came(Begin, rows: 5, isBaseline: true);
        Assert.False(WarningRules.IsUndecided(there, Begin));
        Assert.True(WarningRules.IsUndecided(WarningRules.Decide(there, new WarningDecision.Adopt(), "U1", Begin), Begin));
        var same = WarningRules.Seen(there, Came(Begin.AddHours(1), rows: 9));
        Assert.False(WarningRules.IsUndecided(same, Begin));
        Assert.True(WarningRules.IsUndecided(WarningRules.Seen(same, Came(Begin.AddHours(2), rows: 10)), Begin));
    }

    [Fact]
    public void What_is_accepted_and_back_soon_after_it_was_clean_is_still_accepted()
    {
        var accepted = WarningRules.Decide(Came(Begin), new WarningDecision.Accept("known"), "U1", Begin);
        var clean = WarningRules.Clean(accepted, Begin.AddHours(1), Begin.AddHours(1));
        Assert.Equal(WarningState.Fixed, clean.StateAt(Begin.AddHours(1)));
        Assert.Equal(WarningState.Accepted, WarningRules.Seen(clean, Came(Begin.AddHours(2))).StateAt(Begin.AddHours(2)));
    }

    [Fact]
    public void A_snooze_ends_by_itself()
    {
        var snoozed = WarningRules.Decide(
            Came(Begin), new WarningDecision.Snooze(Begin.AddDays(2), "after the move"), "U1", Begin);
        Assert.False(WarningRules.IsUndecided(snoozed, Begin.AddDays(2).AddSeconds(-1)));
        Assert.True(WarningRules.IsUndecided(snoozed, Begin.AddDays(2)));
    }

    [Fact]
    public void At_most_five_are_asked_about_in_a_week_the_oldest_first_and_none_twice()
    {
        var week = Begin.AddDays(10);
        List<Warning> all = [.. Enumerable.Range(0, 8).Select(n => Came(Begin.AddHours(-n)) with { Id = n })];
        var asked = WarningAsks.Of(all, week, week.AddHours(1));
        Assert.Equal([7L, 6L, 5L, 4L, 3L], asked.Select(w => w.Id));
        all = [.. all.Select(w => asked.Contains(w) ? w with { AskedAt = week.AddHours(1) } : w)];
        Assert.Empty(WarningAsks.Of(all, week, week.AddDays(1)));
        // Those that nobody was asked about come before those of the week before.
        Assert.Equal([2L, 1L, 0L, 7L, 6L], WarningAsks.Of(all, week.AddDays(7), week.AddDays(7)).Select(w => w.Id));
    }

    [Fact]
    public void Each_open_warning_is_a_debt_of_one_for_every_week_begun()
    {
        List<Warning> all =
        [
            Came(Begin), Came(Begin.AddDays(-6)), Came(Begin.AddDays(-7)), Came(Begin.AddDays(-20), isBaseline: true),
            WarningRules.Decide(Came(Begin.AddDays(-70)), new WarningDecision.Accept("known"), "U1", Begin),
            WarningRules.Clean(Came(Begin.AddDays(-70)), Begin.AddDays(-1), Begin.AddDays(-1)),
        ];
        Assert.Equal(
            new WarningDebt(Open: 4, New: 3, Fixed: 1, Debt: 1 + 1 + 2 + 3), WarningDebt.Of(all, Begin.AddDays(-7), Begin));
    }

    [Fact]
    public void The_third_flake_within_thirty_days_is_one_too_many_and_counts_for_one_incident()
    {
        Flake On(int day, long? incident = null) => new()
        {
            Source = "ci",
            Place = "p",
            Node = "n",
            Title = "n",
            Red = Begin.AddDays(day),
            Green = Begin.AddDays(day).AddMinutes(5),
            Incident = incident,
        };
        Assert.Null(FlakeRule.Of([On(0), On(10)]));
        Assert.Equal([0, 10, 30], FlakeRule.Of([On(30), On(0), On(10)])!.Select(f => (f.Red - Begin).Days));
        Assert.Null(FlakeRule.Of([On(0), On(10), On(31)]));
        Assert.Null(FlakeRule.Of([On(0, 1), On(10, 1), On(20, 1), On(21), On(22)]));
        Assert.Equal(3, FlakeRule.Of([On(0, 1), On(10, 1), On(20, 1), On(21), On(22), On(23)])!.Count);
    }
}

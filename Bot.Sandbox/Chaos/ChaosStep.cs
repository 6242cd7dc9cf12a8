namespace Bot.Sandbox.Chaos;

/// <summary>What people and CI do in a run.</summary>
enum Doing
{
    Declare, DeclarePrivate, Alert, AlertAgain, Recover, Dbt, Cover, FollowUp, Ask, Update, Resolve, Raise, Look, Postmortem,
    Issue, CloseIssue,
    Outsider, SetGroupByHand, RenameByHand, PutBotOut,
}

/// <summary>One thing that happens: when, what, by which of the people, and which number it has in this run.</summary>
sealed record ChaosStep(DateTimeOffset At, Doing What, int N)
{
    // How often each is drawn.
    static readonly (Doing What, int Weight)[] Weights =
    [
        (Doing.Declare, 4), (Doing.DeclarePrivate, 2), (Doing.Alert, 4), (Doing.AlertAgain, 2), (Doing.Recover, 1),
        (Doing.Dbt, 1), (Doing.Cover, 2), (Doing.FollowUp, 2), (Doing.Ask, 2), (Doing.Update, 2), (Doing.Resolve, 1),
        (Doing.Raise, 2), (Doing.Look, 3), (Doing.Postmortem, 1), (Doing.Outsider, 2), (Doing.SetGroupByHand, 1),
        (Doing.RenameByHand, 1), (Doing.PutBotOut, 1), (Doing.Issue, 2), (Doing.CloseIssue, 1),
    ];

    /// <summary>The lists and forms that people look at; # is an incident.</summary>
    public static readonly string[] Views =
    [
        "/incident list", "/incident review", "/incident sources", "/incident help", "/cover who", "/cover requests",
        "/followup list", "/followup mine", "/incident status #", "/incident update #", "/incident timeline #",
        "/incident similar #", "/incident summary #", "/incident lead #", "/incident resolve #", "/incident subscribe #",
        "/incident pr #",
    ];

    // A day, the night behind it and the next morning, in hours since the run began at half past nine; at ten a shift changes
    // hands.
    static readonly (double From, double To, int Steps)[] Spans = [(0.05, 7.5, 11), (10.5, 19.5, 4), (23.6, 26, 6)];

    /// <summary>
    /// Everything that a seed stands for, in the order of time. A third of them go on a day later behind the night, all at once.
    /// </summary>
    public static IReadOnlyList<ChaosStep> Of(int seed)
    {
        var random = new Random(seed);
        var jump = random.Next(3) == 0 ? TimeSpan.FromDays(1) : TimeSpan.Zero;
        var steps = new List<ChaosStep>();
        foreach (var (from, to, count) in Spans)
            for (var i = 0; i < count; i++)
                steps.Add(new(
                    ChaosStage.Begins + TimeSpan.FromHours(from + (to - from) * random.NextDouble())
                        + (from > 20 ? jump : TimeSpan.Zero),
                    // Something has to be there before it can be raised.
                    i < 2 && from < 1 ? new[] { Doing.Declare, Doing.Alert, Doing.DeclarePrivate }[random.Next(3)] : Draw(random),
                    0));
        return [.. steps.OrderBy(s => s.At).Select((s, n) => s with { N = n })];
    }

    /// <summary>Something that people or CI do on any day, whatever came before.</summary>
    public static ChaosStep Work(DateTimeOffset at, int n) => new(at, Draw(new Random(n)), n);

    static Doing Draw(Random random)
    {
        var left = random.Next(Weights.Sum(w => w.Weight));
        foreach (var (what, weight) in Weights)
            if ((left -= weight) < 0) return what;
        throw new InvalidOperationException("More was drawn than there is.");
    }
}

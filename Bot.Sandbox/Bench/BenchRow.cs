namespace Bot.Sandbox;

/// <summary>One figure beside its reference of the same run.</summary>
/// <param name="Bench">The bench.</param>
/// <param name="What">What was measured, with its unit.</param>
/// <param name="Measured">The bot's figure.</param>
/// <param name="Against">What it is held against.</param>
/// <param name="Reference">The other's figure; null where it cannot be had here, which <paramref name="Against"/> says.</param>
sealed record BenchRow(string Bench, string What, double Measured, string Against = "", double? Reference = null)
{
    /// <summary>The ratio to reach; null where the figure is for reading only.</summary>
    public double? Target { get; init; }

    /// <summary>The target is a largest ratio, not a smallest.</summary>
    public bool AtMost { get; init; }

    /// <summary>What the figure itself may be at most.</summary>
    public double? Limit { get; init; }

    /// <summary>What the figure itself must be at least.</summary>
    public double? Least { get; init; }

    /// <summary>Processor time of the bot for each, in milliseconds.</summary>
    public double? Cpu { get; init; }

    /// <summary>The other's.</summary>
    public double? ReferenceCpu { get; init; }

    /// <summary>What somebody has to know who reads the figure.</summary>
    public string? Note { get; init; }

    public double? Ratio => Reference is > 0 and var reference ? Measured / reference : null;

    /// <summary>Whether the target is met; null where there is none or nothing to compare with.</summary>
    public bool? IsMet => Limit is { } limit ? Measured <= limit
        : Least is { } least ? Measured >= least
        : (Ratio, Target) is ({ } ratio, { } target) ? AtMost ? ratio <= target : ratio >= target : null;

    public string Aim => Limit is { } limit ? $"≤ {limit:0.##}"
        : Least is { } least ? $"≥ {least:0.##}"
        : Target is { } target ? $"{(AtMost ? "≤" : "≥")} {target:0.##} ×" : "";

    /// <summary>A bench that could not be run here, and why.</summary>
    public static BenchRow Missing(string bench, string why) => new(bench, "not measured", double.NaN, why);
}

namespace Bot.Sandbox;

/// <summary>One figure beside its reference of the same run.</summary>
/// <param name="Bench">The bench.</param>
/// <param name="What">What was measured, with its unit.</param>
/// <param name="Measured">The bot's figure.</param>
/// <param name="Against">What it is held against.</param>
/// <param name="Reference">The other's figure; null where it could not be had here, which <paramref name="Against"/> says.</param>
/// <param name="AtMost">The target is a largest ratio, not a smallest.</param>
/// <param name="Target">The ratio to reach; null where the figure is for reading only.</param>
sealed record BenchRow(
    string Bench, string What, double Measured, string Against, double? Reference, bool AtMost = false, double? Target = null)
{
    public double? Ratio => Reference is > 0 and var reference ? Measured / reference : null;

    /// <summary>Whether the target is met; null where there is none or nothing to compare with.</summary>
    public bool? IsMet => (Ratio, Target) is ({ } ratio, { } target) ? AtMost ? ratio <= target : ratio >= target : null;

    public string Aim => Target is { } target ? $"{(AtMost ? "≤" : "≥")} {target:0.##} ×" : "";
}

using Bot.Domain.Reviews;
using Bot.Settings;

namespace Bot.Reviews;

/// <summary>What a team shows in its reviews, and where one is posted by itself.</summary>
public static class ReviewSettings
{
    const string Yes = "yes", No = "no";

    /// <summary>What each person had is shown to them, to owners and to admins; kept as "yes" or "no".</summary>
    public static readonly Setting<bool> Load = new(
        "review_load", true,
        (string kept, out bool isShown) =>
        {
            isShown = kept.Equals(Yes, StringComparison.OrdinalIgnoreCase);
            return isShown || kept.Equals(No, StringComparison.OrdinalIgnoreCase);
        },
        isShown => isShown ? Yes : No);

    /// <summary>The channel into which one is posted by itself; null, kept as nothing, where a team wants none.</summary>
    public static readonly Setting<string?> WeekChannel = new(
        "review_week_channel", null,
        (string kept, out string? channel) =>
        {
            channel = kept.Length > 0 ? kept : null;
            return true;
        },
        channel => channel ?? "");

    /// <summary>When; null, kept as nothing, is never.</summary>
    public static readonly Setting<DigestTime?> WeekTime = new(
        "review_week_time", null,
        (string kept, out DigestTime? time) =>
        {
            time = null;
            return string.IsNullOrWhiteSpace(kept) || DigestTime.TryParse(kept, out time, out _);
        },
        time => time?.Written ?? "");
}

using Bot.Settings;

namespace Bot.Reviews;

/// <summary>What a team shows in its reviews.</summary>
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
}

using System.Data;
using Bot.Settings;

namespace Bot.Summaries;

/// <summary>Which incidents a model may read: all but the private ones, and those where an admin has said so.</summary>
public static class MayGoToModel
{
    const string Yes = "yes", No = "no";

    /// <summary>An admin lets a model read what is private; kept as "yes" or "no".</summary>
    public static readonly Setting<bool> Private = new(
        "private_to_model", false,
        (string kept, out bool may) =>
        {
            may = kept.Equals(Yes, StringComparison.OrdinalIgnoreCase);
            return may || kept.Length == 0 || kept.Equals(No, StringComparison.OrdinalIgnoreCase);
        },
        may => may ? Yes : "");

    public static bool Of(IDbConnection db, bool isPrivate) => !isPrivate || Private.Now(db);
}

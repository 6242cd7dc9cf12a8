using System.Data;
using Bot.OnCall.Rows;

namespace Bot.Home;

/// <summary>What waits for one person's answer: requests for cover.</summary>
static class Waiting
{
    public static List<CoverRequestRow> For(IDbConnection db, string person, DateTimeOffset now) =>
        [.. CoverRequestStore.AllOpen(db).Where(r => r.Hours.Ends > now && IsAsked(db, r.Number, person))];

    public static bool IsAsked(IDbConnection db, long request, string person) =>
        CoverRequestStore.Asked(db, request).Any(a => a.Person == person && !a.Declined);
}

using System.Data;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;

namespace Bot.OnCall.Absences;

/// <summary>
/// What the form of a list of holidays showed, as marks of its fields, so that it writes only what was changed in it; a new list
/// has shown nothing.
/// </summary>
sealed record ShownHolidays(string Id, string Name, string Text, string Days, string Followers)
{
    public static ShownHolidays New(string id) => new(id, "", "", "", "");

    /// <param name="text">The days as the form writes them, as far as its field holds them.</param>
    public static ShownHolidays Of(IDbConnection db, HolidayList list, string text) => new(
        list.Id, ShortMark.Of(list.Name), ShortMark.Of(text), ShortMark.Of(AllDays(db, list.Id)),
        ShortMark.Of(AllFollowers(db, list.Id)));

    public static ShownHolidays Read(string metadata) =>
        metadata.Split('|') is [var id, var name, var text, var days, var followers]
        ? new(id, name, text, days, followers)
        : New(metadata);

    public string Write() => string.Join('|', Id, Name, Text, Days, Followers);

    public bool IsNew => Name.Length == 0;

    /// <summary>Whether others have changed the days since.</summary>
    public bool DaysChanged(IDbConnection db) => Days != ShortMark.Of(AllDays(db, Id));

    /// <summary>Whether others have changed since whose holidays these are.</summary>
    public bool FollowersChanged(IDbConnection db) => Followers != ShortMark.Of(AllFollowers(db, Id));

    public static string Joined(IEnumerable<string> people) => string.Join(' ', people.Order(StringComparer.Ordinal));

    static string AllDays(IDbConnection db, string id) => string.Join('\n', HolidayStore.Days(db, id, DateOnly.MinValue));

    static string AllFollowers(IDbConnection db, string id) => Joined(HolidayStore.Followers(db, id));
}

using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.Slack;
using static Bot.OnCall.Covers.CoverIds;

namespace Bot.OnCall.Covers;

/// <summary>
/// What somebody has filled in so far. Fields that depend on another carry its value in their block id, so that a new person or
/// shift brings new fields instead of keeping what was chosen for the old.
/// </summary>
public sealed record CoverInput(
    string For, ShiftAhead? Shift, CoverPart Part, DateTime? From, DateTime? To, IReadOnlyList<string>? Asked, string? Why)
{
    /// <param name="shiftsOf">The shifts offered, for the person whose hours are meant.</param>
    public static CoverInput Read(ViewState state, string user, Func<string, IReadOnlyList<ShiftAhead>> shiftsOf)
    {
        var person = state.User(ForField) ?? user;
        var shifts = shiftsOf(person);
        var key = state.Selected(ShiftBlock(person));
        // Without a choice it is the next; a choice that is gone is nothing, so that nobody gives away other hours than they saw.
        var shift = key is null ? (shifts.Count > 0 ? shifts[0] : null) : shifts.FirstOrDefault(s => s.Key == key);
        if (shift is null) return new CoverInput(person, null, CoverPart.WholeShift, null, null, null, null);
        var part = Enum.TryParse<CoverPart>(state.Selected(Of(PartField, shift)), out var chosen) ? chosen : CoverPart.WholeShift;
        var asked = state.Values.ContainsKey(Of(AskedField, shift)) ? state.Users(Of(AskedField, shift)) : null;
        return new CoverInput(
            person, shift, part, At(state, FromDateField, FromTimeField, shift), At(state, ToDateField, ToTimeField, shift),
            asked,
            state.Text(WhyField) is { Length: > 0 } why ? why : null);
    }

    public static string ShiftBlock(string person) => $"{ShiftField}:{person}";

    public static string Of(string field, ShiftAhead shift) => $"{field}:{shift.Key}";

    /// <summary>The hours meant, from now; null while they are not filled in.</summary>
    public Stretch? Hours(DateTimeOffset now) => (Shift, Part, From, To) switch
    {
        (null, _, _, _) => null,
        ({ } shift, CoverPart.Other, { } from, { } to) => CoverHours.Typed(from, to, shift.Rotation.Zone, now),
        // The fields of "Other" have just been asked for: they begin with the whole shift.
        ({ } shift, CoverPart.Other, null, null) => CoverHours.Of(CoverPart.WholeShift, shift.Shift, shift.Rotation.Zone, now),
        (_, CoverPart.Other, _, _) => null,
        ({ } shift, var part, _, _) => CoverHours.Of(part, shift.Shift, shift.Rotation.Zone, now),
    };

    /// <summary>What is said of hours that are not worth a message to others.</summary>
    public const string TooShort = "That is less than 30 minutes. Choose at least half an hour.";

    /// <summary>What is wrong with the hours, in one sentence for the field; null when they can be given.</summary>
    public string? Problem(DateTimeOffset now) => (Shift, Hours(now)) switch
    {
        (null, _) => "This shift has changed meanwhile. Close the form and begin again.",
        (_, null) => "Say from when until when.",
        (_, { } hours) when hours.Ends <= now => "These hours are over. Choose hours that are still to come.",
        (_, { } hours) when hours.Starts >= hours.Ends => "The end is not after the start. Choose a later end.",
        ({ } shift, { } hours) when hours.Starts < shift.Shift.Starts || hours.Ends > shift.Shift.Ends =>
            $"The shift is {When.Wall(new Stretch(shift.Shift.Starts, shift.Shift.Ends), shift.Rotation.Zone, now)} "
            + $"({shift.Rotation.Zone.Id}). Choose hours inside it.",
        (_, { } hours) when hours.Ends - hours.Starts < CoverTimes.Shortest => TooShort,
        _ => null,
    };

    /// <summary>The block under which a problem of the hours is shown.</summary>
    public string HoursBlock =>
        Shift is null ? ShiftBlock(For) : Part == CoverPart.Other ? Of(ToDateField, Shift) : Of(PartField, Shift);

    static DateTime? At(ViewState state, string date, string time, ShiftAhead shift) =>
        state[Of(date, shift), date].SelectedDate is { } day && state[Of(time, shift), time].SelectedTime is { } hour
            ? day.ToDateTime(hour)
            : null;
}

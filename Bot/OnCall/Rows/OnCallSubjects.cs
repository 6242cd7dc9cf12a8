using System.Globalization;
using Bot.Domain.OnCall;

namespace Bot.OnCall.Rows;

/// <summary>
/// What changes of on-call wake, by the names that stand in the database: known to all who write, served by those who show.
/// </summary>
public static class OnCallSubjects
{
    /// <summary>The line of a hand-off.</summary>
    public const string HandOffs = "handoff";

    /// <summary>A user group, by its handle.</summary>
    public const string Groups = "group";

    /// <summary>The members of a rotation, who are invited to where it speaks.</summary>
    public const string Invitations = "rotation_people";

    /// <summary>The holidays of a person, whom others tell nothing when they change them.</summary>
    public const string Holidays = "holidays_of";

    /// <summary>Hours of a rotation in which nobody is on call, of which its owners hear.</summary>
    public const string Unserved = "unserved";

    /// <summary>How many rotations there are and what they are called, for those who name them beside what they show.</summary>
    public const string NamesSubject = "rotation_names";

    public static string HandOff(Shift shift) =>
        string.Create(CultureInfo.InvariantCulture, $"{HandOffs}:{shift.Rotation}:{shift.Starts.ToUnixTimeMilliseconds()}");

    public static string Group(string handle) => $"{Groups}:{handle}";

    public static string HolidaysOf(string person) => $"{Holidays}:{person}";

    public static string UnservedOf(string rotation) => $"{Unserved}:{rotation}";

    public static string Invite(string rotation) => $"{Invitations}:{rotation}";
}

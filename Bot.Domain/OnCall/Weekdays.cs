namespace Bot.Domain.OnCall;

/// <summary>A set of weekdays; bit n is <see cref="DayOfWeek"/> n.</summary>
[Flags]
public enum Weekdays
{
    None = 0,
    Sunday = 1,
    Monday = 2,
    Tuesday = 4,
    Wednesday = 8,
    Thursday = 16,
    Friday = 32,
    Saturday = 64,
    MondayToFriday = Monday | Tuesday | Wednesday | Thursday | Friday,
    EveryDay = MondayToFriday | Saturday | Sunday,
}

/// <summary>Membership in a set of weekdays.</summary>
public static class WeekdaysExtensions
{
    public static Weekdays AsSet(this DayOfWeek day) => (Weekdays)(1 << (int)day);

    public static bool Has(this Weekdays days, DayOfWeek day) => (days & day.AsSet()) != 0;
}

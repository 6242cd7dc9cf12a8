using Bot.Domain.OnCall;

namespace Bot.Operating.Export;

/// <summary>Days of the week by their names.</summary>
static class WeekOf
{
    /// <summary>Null where the key is not there, or holds something else, which is said.</summary>
    public static Weekdays? Read(Fields item, string key)
    {
        if (item.Texts(key) is not { } texts) return null;
        var days = Weekdays.None;
        foreach (var (_, text) in texts)
            if (Enum.GetValues<DayOfWeek>().FirstOrDefault(d => d.ToString() == text) is var day && day.ToString() == text)
                days |= day.AsSet();
            else item.Wrong(key, $"“{text}” is no day. Write Monday, Tuesday and so on.");
        return days;
    }
}

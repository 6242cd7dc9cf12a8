namespace Bot.Sandbox;

/// <summary>When workspace time starts: ten o'clock in London on this week's Tuesday, whatever the day is.</summary>
static class Tuesday
{
    static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static DateTimeOffset Of(DateTimeOffset today)
    {
        var local = TimeZoneInfo.ConvertTime(today, London).Date;
        var ten = local.AddDays(DayOfWeek.Tuesday - local.DayOfWeek).AddHours(10);
        return new DateTimeOffset(ten, London.GetUtcOffset(ten));
    }
}

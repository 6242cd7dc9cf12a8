namespace Bot.Sandbox.Seed;

/// <summary>
/// Makes the weeks before the present as people would have: every alert, press and form goes through the real bot on its clock.
/// </summary>
sealed class DemoSeed(Workspace workspace, SteeredClock clock, SeedBot bot, SeedProgress progress)
{
    public const int Quarter = 13;

    // When the bot looks at what is due on a working day: hand-off, opening of hours, reminders.
    static readonly TimeSpan[] Looks =
        [.. new[] { "07:30", "08:30", "08:45", "09:00", "09:05", "10:00", "12:00", "15:00", "18:00" }.Select(
            time => TimeSpan.Parse(time, null))];

    static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>What did not come about, a sentence each; a good run has none.</summary>
    public List<string> Missed { get; } = [];

    /// <summary>Runs from the clock's time, which stands still meanwhile, to <paramref name="end"/>.</summary>
    public async Task Run(DateTimeOffset end, int weeks, CancellationToken stop)
    {
        var start = clock.GetUtcNow();
        clock.Steer(start, 0);
        var plan = new SeedPlan(workspace, bot, end, weeks);
        foreach (var act in plan.Acts(start).OrderBy(act => act.At))
        {
            stop.ThrowIfCancellationRequested();
            await Pass(act.At);
            progress.Show((act.At - start) / (end - start), TimeZoneInfo.ConvertTime(act.At, London), act.What);
            await Try(act);
        }
        await Pass(end);
        progress.Done(clock.GetUtcNow());
    }

    async Task Try(Act act)
    {
        try { await act.Do(); }
        catch (Exception trouble) when (trouble is SandboxException or TimeoutException)
        {
            Missed.Add($"{act.At:d MMM HH:mm} {act.What}: {trouble.Message.Split('\n')[0]}");
        }
    }

    async Task Pass(DateTimeOffset to)
    {
        foreach (var look in Due(clock.GetUtcNow(), to))
        {
            clock.Steer(look, 0);
            await bot.Look();
        }
    }

    static IEnumerable<DateTimeOffset> Due(DateTimeOffset from, DateTimeOffset to)
    {
        var last = TimeZoneInfo.ConvertTime(to, London).Date;
        for (var day = TimeZoneInfo.ConvertTime(from, London).Date; day <= last; day = day.AddDays(1))
            foreach (var time in day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? [Looks[3]] : Looks)
                if (At(day, time) is var look && look > from && look < to) yield return look;
        if (to > from) yield return to;
    }

    internal static DateTimeOffset At(DateTime day, TimeSpan time)
    {
        var local = DateTime.SpecifyKind(day.Date + time, DateTimeKind.Unspecified);
        return new DateTimeOffset(local, London.GetUtcOffset(local));
    }

    /// <summary>The same time when people work, else the next morning.</summary>
    internal static DateTimeOffset InHours(DateTimeOffset time)
    {
        var local = TimeZoneInfo.ConvertTime(time, London);
        var (day, clock) = (local.Date, local.TimeOfDay);
        if (clock > TimeSpan.FromHours(16.8))
            (day, clock) = (day.AddDays(1), TimeSpan.FromHours(9.2) + TimeSpan.FromMinutes(clock.Minutes));
        else if (clock < TimeSpan.FromHours(9)) clock = TimeSpan.FromHours(9.2) + TimeSpan.FromMinutes(clock.Minutes);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) day = day.AddDays(1);
        return At(day, clock);
    }
}

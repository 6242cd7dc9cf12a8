using System.Data;
using System.Globalization;
using System.Text;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.Slack;

namespace Bot.OnCall.Rotations;

/// <summary>
/// What the form says would come of it: the next four shifts, when people may be disturbed, who changes hands; or what is still
/// missing.
/// </summary>
static class RotationPreview
{
    const int Shown = 4, Few = 3;

    public static IEnumerable<Block> Of(
        IDbConnection db, RotationPlan? plan, IReadOnlyDictionary<RotationField, string> problems) =>
    [
        new SectionBlock { BlockId = "preview", Text = Limits.Truncate(Shifts(db, plan, problems), Limits.Text) },
        .. plan is null || problems.Count > 0 ? [] : RotationChanges.Blocks(plan),
    ];

    static string Shifts(IDbConnection db, RotationPlan? plan, IReadOnlyDictionary<RotationField, string> problems)
    {
        if (problems.ContainsKey(RotationField.Members))
            return "Choose members to see who is on call when. They take turns in the order in which you choose them.";
        if (plan is null) return $":warning: {Mrkdwn.Escape(problems.Values.First())}";
        var next = plan.Shifts.Take(Shown).ToList();
        if (next.Count == 0) return ":warning: None of these members can be on call now. Choose somebody with an active account.";
        string?[] lines =
        [
            $"*{(next.Count == 1 ? "The next shift" : $"The next {next.Count} shifts")}*, times in {plan.Rotation.Zone.Id}",
            .. next.Select(s => Line(s, plan)),
            ShiftText.Rhythm(plan.Rotation, plan.Rotation.Zone, plan.Now),
            Disturbed(db, plan),
        ];
        return string.Join('\n', lines.OfType<string>());
    }

    static string Disturbed(IDbConnection db, RotationPlan plan)
    {
        var rotation = plan.Rotation;
        if (!rotation.OwnZones)
            return string.Join('\n', [$"May be disturbed {Hours(rotation.Hours)}.", .. OtherClocks(db, plan)]);
        var zones = OwnZoneHours.Of(rotation, plan.Shifts, OwnHours.Of(db, rotation.Hours, rotation.Members))
            .Where(z => z.Open.Count > 0).ToList();
        return $"May be disturbed {Hours(rotation.Hours)} on their own clocks. In {rotation.Zone.Id} that "
            + $"is:\n{string.Join('\n', zones.Select(z => InZone(z, rotation.Zone)))}";
    }

    /// <summary>"@ben (New York) may be called from 04:00 their time for what is urgent."</summary>
    static IEnumerable<string> OtherClocks(IDbConnection db, RotationPlan plan)
    {
        var (rotation, own) = (plan.Rotation, OwnHours.Of(db, plan.Rotation.Hours, plan.Rotation.Members));
        if (rotation.Hours.OpensAt(plan.Now) is not { } opens) yield break;
        var elsewhere = rotation.Members.Where(m => own(m).Zone.GetUtcOffset(opens) != rotation.Zone.GetUtcOffset(opens))
            .ToList();
        if (elsewhere.Count == 0 || rotation.Hours.From == rotation.Hours.To) yield break;
        var people = elsewhere.Take(Few).Select(m => $"{Mrkdwn.User(m)} ({own(m).Zone.City()}) from {From(own(m).Zone)}");
        var more = elsewhere.Count > Few ? $" and {elsewhere.Count - Few} more" : "";
        yield return elsewhere is [var one]
            ? $"{Mrkdwn.User(one)} ({own(one).Zone.City()}) may be called from {From(own(one).Zone)} their time "
                + "for what is urgent."
            : $"For what is urgent may be called, on their own clocks: {string.Join(", ", people)}{more}.";

        string From(TimeZoneInfo zone)
        {
            var wall = TimeZoneInfo.ConvertTime(rotation.Hours.OpensAt(rotation.Hours.ClosesAt(opens) ?? opens) ?? opens, zone);
            return wall.ToString("HH:mm", CultureInfo.InvariantCulture);
        }
    }

    static string InZone(OwnZoneHours zone, TimeZoneInfo wall)
    {
        var missing = zone.Missing.Count == 0 ? "" : $"; nobody {Together(zone.Missing, wall)}";
        return $"{string.Join(", ", zone.People.Select(Mrkdwn.User))} ({zone.Own.Zone.Id})  {Together(zone.Open, wall)}{missing}";
    }

    static string Together(IReadOnlyList<Stretch> stretches, TimeZoneInfo wall) =>
        string.Join(", ", WallWeek.Of(stretches, wall).Select(Hours));

    static string Line(Shift shift, RotationPlan plan) =>
        $"{Mrkdwn.User(shift.Person)} · {ShiftText.InForm(new Stretch(shift.Starts, shift.Ends), plan.Rotation, plan.Now)}";

    public static string Hours(WorkingHours hours)
    {
        if (hours is { Days: Weekdays.EveryDay } && hours.From == hours.To) return "at any time";
        var nextDay = hours.To <= hours.From && hours.To != TimeOnly.MinValue ? " of the next day" : "";
        var to = hours.To == TimeOnly.MinValue ? "24:00" : hours.To.ToString("HH:mm", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{Days(hours.Days)} {hours.From:HH\\:mm}–{to}{nextDay}");
    }

    // Runs of three days and more are written as a range: "Mon–Fri", "Mon, Tue, Sat".
    static string Days(Weekdays days)
    {
        if (days == Weekdays.EveryDay) return "every day";
        var text = new StringBuilder();
        for (var day = 0; day < Week.Length; day++)
        {
            if (!days.Has(Week[day])) continue;
            var last = day;
            while (last + 1 < Week.Length && days.Has(Week[last + 1])) last++;
            if (text.Length > 0) text.Append(", ");
            text.Append(Short(day));
            if (last - day >= 2) (text, day) = (text.Append('–').Append(Short(last)), last);
        }

        return text.ToString();
    }

    public static readonly DayOfWeek[] Week =
        [
            DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday,
            DayOfWeek.Sunday
        ];

    static string Short(int day) => Week[day].ToString()[..3];
}

using System.Data;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;

namespace Bot.Operating.Export;

/// <summary>Lists of holidays with their days to come, and whose they are.</summary>
sealed class HolidaySection : ISection
{
    const string Name = "name", DaysKey = "days", People = "people";
    const int LongestName = 60;

    public string Key => "holidays";

    public void Write(WriteYaml yaml, IDbConnection db, SlackNames names, DateTimeOffset now) =>
        yaml.Items(Key, HolidayStore.All(db), list =>
        {
            yaml.Text(Name, list.Name);
            yaml.List(DaysKey, HolidayStore.Days(db, list.Id, Today(now)).Select(d => d.ToString()));
            yaml.List(People, HolidayStore.Followers(db, list.Id), SlackNames.People(db));
        });

    // Days that are over stay as they were, whatever a file says of them.
    static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime);

    public void Read(Plan plan, YamlValue? value)
    {
        if (value is null) return;
        var all = HolidayStore.All(plan.Db);
        var (named, followers) = (new HashSet<string>(StringComparer.OrdinalIgnoreCase), new HashSet<string>());
        foreach (var item in Fields.All(value, plan.Problems, "A list of holidays", Name, DaysKey, People))
        {
            if (item.Needed(Name, "A list of holidays")?.Trim() is not { } name) continue;
            if (name.Length is 0 or > LongestName)
                item.Wrong(Name, $"Give the list a name of {LongestName} characters at most, such as England.");
            else if (!named.Add(name)) item.Wrong(Name, $"Another list is called “{name}”. Choose a different name.");
            else Read(plan, item, name, all.Find(l => l.Name.Equals(name, StringComparison.OrdinalIgnoreCase)), followers);
        }

        foreach (var list in all.Where(l => !named.Contains(l.Name)))
            plan.Add(Difference.LeftAlone, $"the holidays “{list.Name}”, which the file does not name");
    }

    static void Read(Plan plan, Fields item, string name, HolidayList? list, HashSet<string> followers)
    {
        var today = Today(plan.Now);
        var days = DaysOf(item)?.Where(d => d.Day >= today).OrderBy(d => d.Day).DistinctBy(d => d.Day).ToList();
        var people = item.Texts(People);
        foreach (var (_, person) in people ?? [])
            if (!followers.Add(person)) item.Wrong(People, $"{person} stands in two lists. Everybody follows one.");
        var id = list?.Id ?? Guid.CreateVersion7(plan.Now).ToString();
        List<string> before = list is null ? [] : HolidayStore.Followers(plan.Db, id);
        var ofDays = list is null || (days is not null && !HolidayStore.Days(plan.Db, id, today).SequenceEqual(days));
        var after = people?.Select(p => p.Text).Distinct().ToList() ?? before;
        plan.Meet((people ?? []).Where(p => !before.Contains(p.Text)), "be on call");
        var parts = new[] { ofDays ? DaysKey : null, before.ToHashSet().SetEquals(after) ? null : People }
            .OfType<string>().ToList();
        if (parts.Count == 0) return;
        plan.Add(
            list is null ? Difference.Added : Difference.Changed,
            $"the holidays “{name}”{(list is null ? "" : $": {string.Join(", ", parts)}")}",
            tx =>
            {
                if (ofDays) HolidayStore.Save(tx, new(id, list?.Name ?? name), days ?? [], today, plan.By);
                foreach (var person in before.Except(after)) HolidayStore.Follow(tx, person, null, plan.By);
                foreach (var person in after.Except(before)) HolidayStore.Follow(tx, person, id, plan.By);
            });
    }

    static IReadOnlyList<Holiday>? DaysOf(Fields item)
    {
        if (item.Texts(DaysKey) is not { } lines) return null;
        if (lines.Count == 0) return [];
        if (Holiday.TryRead(string.Join('\n', lines.Select(l => l.Text)), out var days, out var problem)) return days;
        item.Wrong(DaysKey, problem!);
        return null;
    }
}

using System.Data;
using Bot.Alerts;
using Bot.Home;
using Bot.Reviews;
using Bot.Settings;

namespace Bot.Operating.Export;

/// <summary>What a team sets in <c>/incident settings</c>, by the keys under which it is kept.</summary>
sealed class SettingsSection(AlertSettings alerts) : ISection
{
    readonly IReadOnlyList<TeamField> all = TeamFields.All(alerts);

    public string Key => "settings";

    public void Write(WriteYaml yaml, IDbConnection db, SlackNames names, DateTimeOffset now) => yaml.Map(Key, () =>
    {
        foreach (var field in all)
        {
            var (key, text) = (field.Setting.Key, field.Setting.Text(db));
            if (field.IsPeople) yaml.List(key, Setting.Listed(text), SlackNames.People(db));
            // What has no value yet has none to give.
            else if (text.Length > 0 || field.IsOptional)
                yaml.Text(key, text, field.IsChannel && text.Length > 0 ? names.Channel(text) : null);
        }
    });

    public void Read(Plan plan, YamlValue? value)
    {
        string[] known = [.. all.Select(f => f.Setting.Key)];
        if (value is null || Fields.Of(value, plan.Problems, "Settings", known) is not { } fields) return;
        var changed = new List<(TeamField Field, string Kept)>();
        foreach (var field in all.Where(f => fields.Has(f.Setting.Key)))
            if (Wanted(plan, fields, field) is { } kept && kept != field.Setting.Text(plan.Db))
                changed.Add((field, kept));
        foreach (var (field, kept) in changed.Where(c => c.Field.IsChannel && c.Kept.Length > 0))
            plan.Hear(fields.LineOf(field.Setting.Key), kept);
        Week(plan, fields, changed);
        foreach (var (field, kept) in changed)
            plan.Add(
                Difference.Changed, $"{field.Said}: “{field.Setting.Text(plan.Db)}” → “{kept}”",
                tx => ChangeTeamSettings.Write(tx, [(field, kept)], plan.By));
    }

    static string? Wanted(Plan plan, Fields fields, TeamField field)
    {
        var key = field.Setting.Key;
        string? typed;
        if (field.IsPeople)
        {
            if (fields.Texts(key) is not { } people) return null;
            if (!Setting.Listed(field.Setting.Text(plan.Db)).SequenceEqual(people.Select(p => p.Text)))
                plan.Meet(people, "be let into private matters");
            typed = string.Join(", ", people.Select(p => p.Text));
        }
        else typed = fields.Text(key)?.Trim();

        if (typed is null) return null;
        if (field.Setting.Clean(typed) is not { } kept || (kept.Length == 0 && !field.IsOptional))
            fields.Wrong(key, $"{key}: {field.Problem(typed)}");
        else if (!field.IsChannel && kept.Length > field.Longest)
            fields.Wrong(key, $"{key} is over {field.Longest} characters. Shorten it.");
        else return kept;
        return null;
    }

    // When and where a review is posted by itself is said together.
    static void Week(Plan plan, Fields fields, List<(TeamField Field, string Kept)> changed)
    {
        string Now(ISetting setting) =>
            changed.Find(c => c.Field.Setting.Key == setting.Key) is { Kept: { } kept } ? kept : setting.Text(plan.Db);
        if (!changed.Exists(c => c.Field.Setting.Key == ReviewSettings.WeekChannel.Key
            || c.Field.Setting.Key == ReviewSettings.WeekTime.Key)) return;
        var (channel, time) = (Now(ReviewSettings.WeekChannel), Now(ReviewSettings.WeekTime));
        if (ChangeTeamSettings.WeekProblem(channel.Length > 0 ? channel : null, ReviewSettings.WeekTime.Of(time)) is { } problem)
            fields.Wrong(
                fields.Has(ReviewSettings.WeekTime.Key) ? ReviewSettings.WeekTime.Key : ReviewSettings.WeekChannel.Key,
                problem.Sentence);
    }
}

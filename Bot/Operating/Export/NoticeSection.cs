using System.Data;
using Bot.Incidents;

namespace Bot.Operating.Export;

/// <summary>Where notices about something that people read go; what is not named keeps its channels.</summary>
sealed class NoticeSection : ISection
{
    const string About = "about", Channels = "channels";

    public string Key => "notices";

    public void Write(WriteYaml yaml, IDbConnection db, SlackNames names, DateTimeOffset now) =>
        yaml.Items(Key, NoticeChannels.Abouts(db), about =>
        {
            yaml.Text(About, about);
            yaml.List(Channels, NoticeChannels.For(db, about, rotation: null), names.Channel);
        });

    public void Read(Plan plan, YamlValue? value)
    {
        if (value is null) return;
        var named = new HashSet<string>();
        foreach (var item in Fields.All(value, plan.Problems, "A notice", About, Channels))
        {
            if (item.Needed(About, "A notice") is not { } about) continue;
            if (about.Length == 0) item.Wrong(About, "Name what the notices are about, as the card of an incident does.");
            if (!named.Add(about)) item.Wrong(About, $"“{about}” stands here twice. Keep one.");
            if (item.Texts(Channels) is not { } channels)
            {
                item.Needed(Channels, "A notice");
                continue;
            }

            var before = NoticeChannels.For(plan.Db, about, rotation: null);
            var after = channels.Select(c => c.Text).Distinct().ToList();
            if (before.ToHashSet().SetEquals(after)) continue;
            foreach (var channel in channels.Where(c => !before.Contains(c.Text))) plan.HearNotices(channel);
            plan.Add(
                before.Count == 0 ? Difference.Added : after.Count == 0 ? Difference.Removed : Difference.Changed,
                $"where notices about “{about}” go", tx => NoticeChannels.SetFor(tx, about, after, plan.By));
        }

        foreach (var about in NoticeChannels.Abouts(plan.Db).Where(a => !named.Contains(a)))
            plan.Add(Difference.LeftAlone, $"where notices about “{about}” go, which the file does not name");
    }
}

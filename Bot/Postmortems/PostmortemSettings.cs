using Bot.Domain.Postmortems;
using Bot.Settings;

namespace Bot.Postmortems;

/// <summary>What a team wants of its postmortems.</summary>
public static class PostmortemSettings
{
    const string Both = "critical and major", Critical = "critical", Nobody = "none";

    /// <summary>Of which incidents one is owed; kept as "critical and major", "critical" or "none".</summary>
    public static readonly Setting<PostmortemOwed> Owed = new(
        "postmortem_owed", PostmortemOwed.CriticalAndMajor,
        (string kept, out PostmortemOwed owed) =>
        {
            PostmortemOwed? read = kept.Trim().ToLowerInvariant() switch
            {
                Both or "major" or "major and critical" => PostmortemOwed.CriticalAndMajor,
                Critical => PostmortemOwed.Critical,
                Nobody or "no" or "nobody" => PostmortemOwed.Nobody,
                _ => null,
            };
            owed = read ?? default;
            return read is not null;
        },
        owed => owed switch
        {
            PostmortemOwed.Critical => Critical,
            PostmortemOwed.Nobody => Nobody,
            _ => Both,
        });

    /// <summary>The sections, a heading a line; empty: the usual ones.</summary>
    public static readonly Setting<IReadOnlyList<TemplateSection>> Template = new(
        "postmortem_template", PostmortemTemplate.Usual,
        (string kept, out IReadOnlyList<TemplateSection> sections) =>
        {
            var read = kept.Trim().Length == 0 ? PostmortemTemplate.Usual : PostmortemTemplate.Read(kept);
            sections = read ?? [];
            return read is not null;
        },
        PostmortemTemplate.Write);
}

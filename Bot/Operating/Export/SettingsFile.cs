using System.Data;
using System.Globalization;
using Bot.Alerts;
using Bot.Alerts.Intake;
using Bot.Hosting;

namespace Bot.Operating.Export;

/// <summary>A team's settings as one file, section by section: written of a store, and planned against one.</summary>
sealed class SettingsFile(AlertSettings alerts, IntakeSettings intake, SealedSecrets secrets)
{
    const string FormatKey = "format", Format = "1", EndKey = "end";

    // Each names what stands before it.
    IReadOnlyList<ISection> Sections()
    {
        var attributes = new AttributeSection();
        return
        [
            new SettingsSection(alerts), new RotationSection(), new HolidaySection(), new SourceSection(intake, secrets),
            attributes, new RouteSection(attributes), new NoticeSection(),
        ];
    }

    public string Write(IDbConnection db, SlackNames names, DateTimeOffset now)
    {
        var yaml = new WriteYaml();
        yaml.Comment(
            $"Settings of Data Responder, written by `Bot export` of version {Health.Version}.",
            "`Bot import FILE` checks this file and shows what it would change; with --apply it does it, all or nothing.",
            "What a file does not name is left alone; only the lists of attributes and routes are whole: what is not there goes.",
            "Ids count; what stands behind # is for readers. No tokens or secrets are in here. More: docs/operations.md.");
        yaml.Plain(FormatKey, Format);
        foreach (var section in Sections())
        {
            yaml.Space();
            section.Write(yaml, db, names, now);
        }

        yaml.Space();
        yaml.Plain(EndKey, true);
        return yaml.ToString();
    }

    /// <summary>What the file would change; all that is wrong with it is told at once.</summary>
    public Plan Plan(YamlMap file, IDbConnection db, DateTimeOffset now, Learnt learnt)
    {
        var (plan, sections) = (new Plan(db, now, learnt), Sections());
        var fields = Fields.Of(file, plan.Problems, "The file", [FormatKey, .. sections.Select(s => s.Key), EndKey])!;
        if (!fields.Has(FormatKey))
            plan.Problems.Add(file.Line, $"The file does not say its format. Begin it with {FormatKey}: {Format}.");
        else if (fields.Text(FormatKey) is { } format && format != Format)
            fields.Wrong(
                FormatKey,
                int.TryParse(format, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                    ? $"This version reads format {Format}. Import it with the version that wrote it, or a later one."
                    : $"{FormatKey} is {Format}.");
        RefuseCut(file, plan.Problems);
        foreach (var section in sections) section.Read(plan, fields.Value(section.Key));
        return plan;
    }

    // A pipe that broke off, or a full disk, leaves the beginning of a file, which can be read: what it lacks would be removed.
    static void RefuseCut(YamlMap file, Problems problems)
    {
        var last = file.Entries.Values.Select(entry => entry.Line).DefaultIfEmpty(file.Line).Max();
        if (file.Entries.GetValueOrDefault(EndKey) is { Value: YamlText { Text: "true" }, Line: var end } && end == last) return;
        problems.Add(
            last,
            $"The file does not end with {EndKey}: true, so it may have been cut off. Export it again; where all of it is there, "
                + "write that as its last line.");
    }
}

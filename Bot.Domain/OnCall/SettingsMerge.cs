namespace Bot.Domain.OnCall;

/// <summary>
/// Settings that somebody wants, beside what others have saved since the form was opened. Only fields that were changed in the
/// form are written; what two have changed to different values is in <see cref="Both"/> and is for people to decide.
/// </summary>
public sealed record SettingsMerge(
    Rotation Merged, IReadOnlyList<RotationField> Mine, IReadOnlyList<RotationField> Theirs, IReadOnlyList<RotationField> Both)
{
    public static SettingsMerge Of(SettingsMarks shown, Rotation wanted, Rotation current)
    {
        var fields = SettingsMarks.Parts.Keys.Where(f => !SettingsMarks.AreSame(f, wanted, current)).ToList();
        var mine = fields.Where(f => shown.IsChanged(f, wanted)).ToList();
        var both = mine.Where(f => shown.IsChanged(f, current)).ToList();
        var theirs = SettingsMarks.Parts.Keys.Where(f => shown.IsChanged(f, current) && !both.Contains(f)).ToList();
        var merged = mine.Aggregate(current, (settings, field) => SettingsMarks.Parts[field].Take(settings, wanted));
        return new(merged, mine, theirs, both);
    }
}

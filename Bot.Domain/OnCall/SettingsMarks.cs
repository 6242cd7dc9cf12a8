using System.Globalization;

namespace Bot.Domain.OnCall;

/// <summary>
/// What a form of settings showed, as one short mark for each of its fields: enough to see later which have changed, small
/// enough to travel in the form. What only makes sense together (from and to, out of hours and who is named then) is one field.
/// </summary>
public sealed record SettingsMarks
{
    internal static readonly IReadOnlyDictionary<RotationField, Part> Parts = new Dictionary<RotationField, Part>
    {
        [RotationField.Name] = new(r => r.Name, (r, from) => r with { Name = from.Name }),
        [RotationField.Members] = new(r => List(r.Members), (r, from) => r with { Members = from.Members }),
        [RotationField.HandOff] = new(r => r.HandOff.Cron, (r, from) => r with { HandOff = from.HandOff }),
        [RotationField.Zone] = new(r => r.Zone.Id, (r, from) => r with { Hours = r.Hours with { Zone = from.Zone } }),
        [RotationField.Days] = new(
            r => r.Hours.Days.ToString(), (r, from) => r with { Hours = r.Hours with { Days = from.Hours.Days } }),
        [RotationField.From] = new(
            Times, (r, from) => r with { Hours = r.Hours with { From = from.Hours.From, To = from.Hours.To } }),
        [RotationField.OwnZones] = new(r => r.OwnZones.ToString(), (r, from) => r with { OwnZones = from.OwnZones }),
        [RotationField.Group] = new(r => r.GroupHandle ?? "", (r, from) => r with { GroupHandle = from.GroupHandle }),
        [RotationField.GroupOutOfHours] = new(
            r => $"{r.GroupOutOfHours} {List(r.Named)}",
            (r, from) => r with { GroupOutOfHours = from.GroupOutOfHours, Named = from.Named }),
        [RotationField.Alerts] = new(r => r.AlertGroup ?? "", (r, from) => r with { AlertGroup = from.AlertGroup }),
        [RotationField.Owners] = new(r => List(r.Owners), (r, from) => r with { Owners = from.Owners }),
        [RotationField.Channel] = new(r => r.Channel ?? "", (r, from) => r with { Channel = from.Channel }),
    };

    readonly IReadOnlyDictionary<RotationField, string> marks;

    SettingsMarks(IReadOnlyDictionary<RotationField, string> marks) => this.marks = marks;

    public static SettingsMarks Of(Rotation shown) => new(Parts.ToDictionary(p => p.Key, p => ShortMark.Of(p.Value.Text(shown))));

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static SettingsMarks Read(string text)
    {
        var marks = text.Split(',');
        return new(Parts.Keys.Index().Where(f => f.Index < marks.Length).ToDictionary(f => f.Item, f => marks[f.Index]));
    }

    public override string ToString() => string.Join(',', Parts.Keys.Select(f => marks[f]));

    /// <summary>Whether these settings hold something else in a field than was shown.</summary>
    public bool IsChanged(RotationField field, Rotation settings) =>
        marks.GetValueOrDefault(field) != ShortMark.Of(Parts[field].Text(settings));

    /// <summary>The same, as if some fields had been shown as other settings have them.</summary>
    public SettingsMarks With(IEnumerable<RotationField> fields, Rotation settings)
    {
        var seen = fields.ToHashSet();
        return new(marks.ToDictionary(
            m => m.Key, m => seen.Contains(m.Key) ? ShortMark.Of(Parts[m.Key].Text(settings)) : m.Value));
    }

    /// <summary>Whether two settings hold the same in a field.</summary>
    public static bool AreSame(RotationField field, Rotation a, Rotation b) => Parts[field].Text(a) == Parts[field].Text(b);

    static string Times(Rotation r) =>
        string.Create(CultureInfo.InvariantCulture, $"{r.Hours.From:HH\\:mm}-{r.Hours.To:HH\\:mm}");

    static string List(IEnumerable<string>? people) => string.Join(' ', people ?? []);

    /// <summary>How a field is read as text, and how it is taken from other settings.</summary>
    internal sealed record Part(Func<Rotation, string> Text, Func<Rotation, Rotation, Rotation> Take);
}

using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.Slack;
using static Bot.OnCall.Covers.CoverIds;
using static Bot.OnCall.Covers.CoverInput;

namespace Bot.OnCall.Covers;

/// <summary>The fields that asking for hours and taking them have in common: which shift, which part of it.</summary>
static class CoverForm
{
    public const int LongestWhy = 300;
    const int MostShifts = 20;

    static readonly Dictionary<CoverPart, string> Parts = new()
    {
        [CoverPart.WholeShift] = "Whole shift",
        [CoverPart.Today] = "Today",
        [CoverPart.RestOfWeek] = "Rest of this week",
        [CoverPart.Other] = "Other",
    };

    public static IEnumerable<Block> HoursFields(
        CoverInput input, IReadOnlyList<ShiftAhead> shifts, Func<ShiftAhead, string> name, DateTimeOffset now)
    {
        var options = shifts.Take(MostShifts).Select(s => new Option(Limits.Truncate(name(s), Limits.OptionText), s.Key))
            .ToList();
        yield return Field(
            ShiftBlock(input.For), ShiftField, "Shift",
            new StaticSelectMenu { Options = options, InitialOption = options.FirstOrDefault(o => o.Value == input.Shift?.Key) },
            input.Shift is { } chosen ? ShiftText.Rhythm(chosen.Rotation, chosen.Rotation.Zone, now) : null);
        if (input.Shift is not { } shift) yield break;
        var parts = CoverHours.Offered(shift.Shift, shift.Rotation.Zone, now).Select(p => new Option(Parts[p], p.ToString()))
            .ToList();
        yield return Field(Of(PartField, shift), PartField, "Hours", new StaticSelectMenu
        {
            Options = parts,
            InitialOption = parts.FirstOrDefault(o => o.Value == input.Part.ToString())
                ?? parts.First(o => o.Value == nameof(CoverPart.WholeShift)),
        });
        if (input.Part != CoverPart.Other) yield break;
        var hours = CoverHours.Of(CoverPart.WholeShift, shift.Shift, shift.Rotation.Zone, now);
        var (zone, hint) = (shift.Rotation.Zone, $"On the clock in {shift.Rotation.Zone.Id}.");
        var (from, to) = (input.From ?? zone.Wall(hours.Starts), input.To ?? zone.Wall(hours.Ends));
        yield return Field(
            Of(FromDateField, shift), FromDateField, "From", new DatePicker { InitialDate = DateOnly.FromDateTime(from) });
        yield return Field(
            Of(FromTimeField, shift), FromTimeField, "From time", new TimePicker { InitialTime = Minute(from) }, hint);
        yield return Field(
            Of(ToDateField, shift), ToDateField, "Until", new DatePicker { InitialDate = DateOnly.FromDateTime(to) });
        yield return Field(Of(ToTimeField, shift), ToTimeField, "Until time", new TimePicker { InitialTime = Minute(to) }, hint);
    }

    public static InputBlock Why(string placeholder) => new()
    {
        BlockId = WhyField,
        Label = "Why",
        Optional = true,
        Element = new PlainTextInput { ActionId = WhyField, MaxLength = LongestWhy, Placeholder = placeholder },
    };

    public static InputBlock Field(string block, string action, string label, BlockElement element, string? hint = null) => new()
    {
        BlockId = block,
        Label = label,
        Hint = hint is { } text ? new PlainText(text) : null,
        Element = element with { ActionId = action },
        DispatchAction = true,
    };

    /// <summary>A shift as a menu shows it.</summary>
    public static string Option(ShiftAhead shift, DateTimeOffset now) =>
        ShiftText.InForm(new Stretch(shift.Shift.Starts, shift.Shift.Ends), shift.Rotation, now);

    static TimeOnly Minute(DateTime wall) => new(wall.Hour, wall.Minute);
}

using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;

namespace Bot.Sandbox.Page.Blocks;

/// <summary>Shows a day the same way to everybody, and reads it in whichever way it is typed.</summary>
public partial class DateInput
{
    static readonly CultureInfo English = CultureInfo.InvariantCulture;
    static readonly string[] WithYear =
        ["yyyy-MM-dd", "ddd d MMM yyyy", "d MMM yyyy", "MMM d yyyy", "d MMMM yyyy", "MMMM d yyyy", "d.M.yyyy"];
    static readonly string[] WithoutYear = ["ddd d MMM", "d MMM", "MMM d", "d MMMM", "MMMM d"];

    [CascadingParameter] public BlockHost Host { get; set; } = null!;
    [Parameter, EditorRequired] public required PlacedElement Placed { get; set; }
    [Parameter] public string Label { get; set; } = "";
    [Parameter] public string? InputId { get; set; }
    [Parameter] public string? Described { get; set; }

    bool IsAlone => Placed.Type == "datepicker";

    DateOnly? Held => !IsAlone ? Moment.Held(Host, Placed) is { } moment ? DateOnly.FromDateTime(moment) : null
        : (string?)Host.State(Placed)["selected_date"] is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", English) : null;

    string Value => Held?.ToString("yyyy-MM-dd", English) ?? "";

    string Shown => Held?.ToString("ddd d MMM yyyy", English) ?? "";

    DateOnly Today => DateOnly.FromDateTime(Host.Viewer.Local(Host.Workspace.Now).DateTime);

    Task Typed(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return Set(null);
        return Read(text.Replace(",", "", StringComparison.Ordinal).Trim()) is { } day ? Set(day) : Task.CompletedTask;
    }

    Task Set(DateOnly? day) => Host.Set(Placed, IsAlone
        ? new JsonObject { ["selected_date"] = day?.ToString("yyyy-MM-dd", English) }
        : day is null ? Moment.None : Moment.Value(Host, Placed, day, null));

    DateOnly? Read(string text)
    {
        // America writes the month first.
        var numbers = Host.Viewer.Has24Hours ? "d/M" : "M/d";
        if (Read(text, [.. WithYear, $"{numbers}/yyyy"]) is { } day) return day;
        // Without a year it is the next such day.
        string[] forms = [.. WithoutYear.Append(numbers).Select(form => $"{form} yyyy")];
        foreach (var year in new[] { Today.Year, Today.Year + 1 })
            if (Read($"{text} {year}", forms) is { } next && next >= Today) return next;
        return null;
    }

    static DateOnly? Read(string text, string[] forms) =>
        DateOnly.TryParseExact(text, forms, English, DateTimeStyles.None, out var day) ? day : null;
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace Bot.Sandbox.Page.Blocks;

/// <summary>
/// The times of a day, each quarter of an hour, on the clock that the person reads; any other minute can be typed.
/// </summary>
sealed class TimeChoices(BlockHost host, PlacedElement placed) : IChoices
{
    const int QuartersOfADay = 96, Quarter = 15;
    static readonly CultureInfo English = CultureInfo.InvariantCulture;
    static readonly string[] Forms = ["H:mm", "HH:mm", "H.mm", "HHmm", "Hmm", "%H", "h:mmtt", "h.mmtt", "htt"];

    public bool Several => false;

    public int Least => 0;

    public IReadOnlyList<Choice> Chosen() => Held is { } time ? [Of(time)] : [];

    public Task<IReadOnlyList<Choice>> Offer(string typed)
    {
        var times = Enumerable.Range(0, QuartersOfADay).Select(quarter => TimeOnly.MinValue.AddMinutes(quarter * Quarter));
        if (typed.Length == 0) return Offered(Held is { } held ? times.Append(held).Distinct().Order() : times);
        var fitting = times.Where(time => Of(time).Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase));
        return Offered(Read(typed) is { } meant ? fitting.Prepend(meant).Distinct() : fitting);
    }

    public Choice? Meant(string typed) => Read(typed) is { } time ? Of(time) : null;

    public JsonObject Value(IReadOnlyList<Choice> chosen)
    {
        var time = chosen is [var one, ..] ? one.Value.ToString() : null;
        if (placed.Type == "timepicker") return new JsonObject { ["selected_time"] = time };
        return time is null ? Moment.None : Moment.Value(host, placed, null, TimeOnly.ParseExact(time, "HH:mm", English));
    }

    TimeOnly? Held => placed.Type == "datetimepicker"
        ? Moment.Held(host, placed) is { } moment ? TimeOnly.FromDateTime(moment) : null
        : (string?)host.State(placed)["selected_time"] is { } text ? TimeOnly.ParseExact(text, "HH:mm", English) : null;

    Choice Of(TimeOnly time)
    {
        var id = time.ToString("HH:mm", English);
        var name = host.Viewer.Clock(new DateTimeOffset(DateOnly.MinValue.AddDays(1), time, TimeSpan.Zero));
        return new Choice(id, name, "", JsonValue.Create(id));
    }

    Task<IReadOnlyList<Choice>> Offered(IEnumerable<TimeOnly> times) =>
        Task.FromResult<IReadOnlyList<Choice>>([.. times.Select(Of)]);

    /// <summary>"9", "930", "9:30", "14.05", "2 pm": as people type it.</summary>
    static TimeOnly? Read(string typed)
    {
        var bare = typed.Replace(" ", "", StringComparison.Ordinal);
        return TimeOnly.TryParseExact(bare, Forms, English, DateTimeStyles.None, out var time) ? time : null;
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Home;

/// <summary>One part of a brief: its words as of the morning, and what it is about, so that its buttons stay true.</summary>
public sealed record BriefSection(string Text)
{
    /// <summary>What the notification says of it.</summary>
    public string? Said { get; init; }

    /// <summary>Hours that began for the reader, of this rotation.</summary>
    public string? Rotation { get; init; }

    /// <summary>When those hours began or will begin, unix milliseconds.</summary>
    public long Starts { get; init; }

    /// <summary>When the hours that began end, unix milliseconds.</summary>
    public long? Ends { get; init; }

    /// <summary>Who took how many of the open incidents once the hours were over.</summary>
    public string? Next { get; init; }

    public int NextTook { get; init; }

    /// <summary>The hours are still to come, so that cover can be asked for.</summary>
    public bool IsAhead { get; init; }

    /// <summary>The incidents that are open go with the hours, so that they can be taken.</summary>
    public bool HasWork { get; init; }

    /// <summary>Who was on call before.</summary>
    public string? Before { get; init; }

    /// <summary>What the reader has done about the work.</summary>
    public string? Done { get; init; }

    /// <summary>The reader has left the rest with whoever was before.</summary>
    public bool IsLeft { get; init; }

    /// <summary>A request for cover that the reader has not answered.</summary>
    public long? Request { get; init; }

    /// <summary>An incident that the reader is asked about: is it still open?</summary>
    public long? Asked { get; init; }

    /// <summary>Those of its incidents that others lead can be taken over, and cards accepted or declined.</summary>
    public bool OffersLead { get; init; }

    /// <summary>Warnings on which the reader is to decide.</summary>
    public IReadOnlyList<long>? Warnings { get; init; }

    /// <summary>Follow-ups of the reader that are due.</summary>
    public IReadOnlyList<long>? FollowUps { get; init; }

    /// <summary>Incidents that the reader led, about whose end nobody has answered yet.</summary>
    public IReadOnlyList<long>? Closings { get; init; }

    /// <summary>The rotation whose next responder the reader is asked to leave a word.</summary>
    public string? WordFor { get; init; }

    /// <summary>The rotation whose last responder says something to the reader.</summary>
    public string? WordsOf { get; init; }

    /// <summary>There is more to read of what goes with the hours than the brief holds.</summary>
    public bool HasPack { get; init; }

    /// <summary>Incidents whose postmortem is the reader's to write.</summary>
    public IReadOnlyList<long>? Postmortems { get; init; }

    /// <summary>Which lists it holds, each with its button.</summary>
    [JsonIgnore]
    public (bool Warnings, bool FollowUps, bool Closings, bool Postmortems) Kinds =>
        (Warnings is not null, FollowUps is not null, Closings is not null, Postmortems is not null);

    /// <summary>It holds a list with a button.</summary>
    [JsonIgnore]
    public bool IsListed => Kinds != default;

    /// <summary>Incidents below the words, each in a line as it stands.</summary>
    public IReadOnlyList<long>? Incidents { get; init; }

    /// <summary>There are too many for more than a row each; in briefs from before each row had a form of its own.</summary>
    public bool IsShort { get; init; }

    /// <summary>How many rows each of the incidents has.</summary>
    public IReadOnlyList<int>? Rows { get; init; }

    /// <summary>The words say that the reader leads them.</summary>
    public bool IsLed { get; init; }

    /// <summary>How many rows the nth incident has, whatever becomes of it.</summary>
    public int RowsOf(int nth) => Rows is not null && nth < Rows.Count ? Rows[nth] : IsShort ? 1 : int.MaxValue;

    /// <summary>What is said of those that have no line.</summary>
    public string? Rest { get; init; }

    /// <summary>Its hours began for the reader, and are over.</summary>
    public bool IsOver(DateTimeOffset now) => !IsAhead && Ends <= now.ToUnixTimeMilliseconds();

    public static string Write(IReadOnlyList<BriefSection> sections) => JsonSerializer.Serialize(sections);

    public static IReadOnlyList<BriefSection> Read(string sections) =>
        JsonSerializer.Deserialize<List<BriefSection>>(sections) ?? [];
}

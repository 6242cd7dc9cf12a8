using Bot.Domain.Incidents;
using Bot.Domain.OnCall;

namespace Bot.Incidents;

/// <summary>What is asked after one end of an incident, and what was answered.</summary>
public sealed class ClosingRow
{
    public long Incident { get; init; }

    /// <summary>The end that it belongs to, unix milliseconds.</summary>
    public long EndedAt { get; init; }
    public string? AnsweredBy { get; init; }
    public long? AnsweredAt { get; init; }
    public CloseOutcome? Outcome { get; init; }
    public string? WrongFrom { get; init; }
    public string? WrongUntil { get; init; }
    public Aftercare? Backfill { get; init; }
    public Aftercare? Told { get; init; }
    public long NoneNeeded { get; init; }

    /// <summary>It closed by itself.</summary>
    public long ByItself { get; init; }

    /// <summary>The day on which a brief named it last, as yyyy-MM-dd.</summary>
    public string? NamedOn { get; init; }

    public DateOnly? Named => Day(NamedOn);

    public CloseAnswers Answers => new()
    {
        Outcome = Outcome,
        WrongFrom = Day(WrongFrom),
        WrongUntil = Day(WrongUntil),
        Backfill = Backfill,
        Told = Told,
        NoneNeeded = NoneNeeded != 0,
    };

    static DateOnly? Day(string? day) => day is null ? null : Days.Read(day);
}

namespace Bot.Domain.Reviews;

/// <summary>What one person had of a rotation in a period, as it was really worked.</summary>
public sealed record Load(string Person)
{
    /// <summary>On call, round the clock.</summary>
    public TimeSpan OnCall { get; init; }

    /// <summary>On call while their hours were open.</summary>
    public TimeSpan InHours { get; init; }

    /// <summary>Shifts of which they worked the most.</summary>
    public int Shifts { get; init; }

    /// <summary>Hours of others that they worked, and in how many stretches.</summary>
    public TimeSpan Took { get; init; }

    public int TimesTook { get; init; }

    /// <summary>Hours of theirs that others worked, and in how many stretches.</summary>
    public TimeSpan Gave { get; init; }

    public int TimesGave { get; init; }

    /// <summary>Incidents out of hours for which they were on call or which they led.</summary>
    public int Disturbed { get; init; }

    /// <summary>Requests of the rotation that they answered first.</summary>
    public int Answered { get; init; }
}

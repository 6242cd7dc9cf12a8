namespace Bot.Domain.OnCall;

/// <summary>
/// A leave or a holiday: a person does not work in these hours. With <paramref name="LeavesOutTurns"/> turns that lie wholly in
/// it go to the others; without it they stay where they were laid out and somebody covers.
/// </summary>
public sealed record Absence(string Person, Stretch Hours, bool LeavesOutTurns = false);

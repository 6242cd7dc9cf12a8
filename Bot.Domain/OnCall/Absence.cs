namespace Bot.Domain.OnCall;

/// <summary>A leave or a holiday: a person does not work in these hours.</summary>
public sealed record Absence(string Person, Stretch Hours);

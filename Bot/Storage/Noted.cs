namespace Bot.Storage;

/// <summary>What a change has written into the history of something.</summary>
public sealed record Noted(string Verb, string? Before, string? After);

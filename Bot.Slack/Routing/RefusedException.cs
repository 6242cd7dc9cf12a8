namespace Bot.Slack;

/// <summary>Whoever asked for it may not have it: thrown where that is seen, and said to them as it is.</summary>
public sealed class RefusedException(string sentence) : Exception(sentence);

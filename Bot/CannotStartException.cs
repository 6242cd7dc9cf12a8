namespace Bot;

/// <summary>The bot cannot start; the message is the one sentence for whoever started it.</summary>
public sealed class CannotStartException(string sentence, Exception? cause = null) : Exception(sentence, cause);

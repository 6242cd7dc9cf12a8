namespace Bot.Alerts.Dbt;

/// <summary>What was sent is larger than it may be.</summary>
sealed class TooLargeException(string message) : IOException(message);

namespace Bot.Operating;

/// <summary>Why a backup is not done, in one sentence.</summary>
public sealed class BackupException(string message, Exception? inner = null) : Exception(message, inner);

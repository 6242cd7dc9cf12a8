namespace Bot.Sandbox;

/// <summary>Somebody asked the sandbox for what cannot be done; the message is a sentence for a person.</summary>
public sealed class SandboxException(string message) : Exception(message);

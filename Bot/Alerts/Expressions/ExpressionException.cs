namespace Bot.Alerts.Expressions;

/// <summary>An expression that cannot be worked out of a payload: one sentence that says why.</summary>
public sealed class ExpressionException(string message, Exception? inner = null) : Exception(message, inner);

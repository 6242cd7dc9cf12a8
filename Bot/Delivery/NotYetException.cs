namespace Bot.Delivery;

/// <summary>Slack cannot be asked again yet about something that may already have happened there.</summary>
public sealed class NotYetException(TimeSpan wait, string reason) : Exception(reason)
{
    /// <summary>Wire time until it is worth another look.</summary>
    public TimeSpan Wait => wait;
}

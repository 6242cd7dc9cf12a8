namespace Bot.Slack;

/// <summary>Whoever asked for it may not have it: thrown where that is seen, and said to them as it is.</summary>
public sealed class RefusedException(string sentence) : Exception(sentence)
{
    /// <summary>Said to everybody for as long as nobody decides who may come in.</summary>
    public const string NotYet = "Data Responder is not ready yet. Try again in a minute.";
}

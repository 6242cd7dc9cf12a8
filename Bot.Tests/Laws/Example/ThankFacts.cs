using Bot.Storage;

namespace Bot.OnCall.Rows;

/// <summary>What the history says of thanks.</summary>
public static class ThankFacts
{
    public static readonly Verb Thanked = new("thanked");
}

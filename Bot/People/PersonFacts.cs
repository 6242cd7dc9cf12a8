using Bot.Storage;

namespace Bot.People;

/// <summary>What the history says of people by itself.</summary>
public static class PersonFacts
{
    public static readonly Verb Deactivated = new("deactivated");
}

namespace Bot.Storage;

/// <summary>
/// What happened, as one word of the history. Each feature declares its own in one file; they are stored, so never renamed.
/// </summary>
public readonly record struct Verb(string Word)
{
    public override string ToString() => Word;

    public static implicit operator string(Verb verb) => verb.Word;
}

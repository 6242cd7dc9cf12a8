namespace Bot.OnCall.Rows;

/// <summary>
/// Why a form is refused, for the field of that block: nothing is saved, so that the corrected form counts as new.
/// </summary>
public sealed class CoverRefusedException(string block, string sentence) : Exception(sentence)
{
    public string Block => block;
}

namespace Bot.OnCall.Rows;

/// <summary>
/// Why a rotation's form is refused, each sentence for a field; nothing is saved, so that the corrected form counts as new.
/// </summary>
sealed class RotationRefusedException(IReadOnlyDictionary<string, string> problems) : Exception(string.Join(' ', problems.Values))
{
    public RotationRefusedException(string block, string sentence)
        : this(new Dictionary<string, string> { [block] = sentence })
    {
    }

    public IReadOnlyDictionary<string, string> Problems => problems;
}

/// <summary>Others have changed the same meanwhile; the message says who, what and when, and nothing is saved.</summary>
sealed class ChangedMeanwhileException(string sentence) : Exception(sentence);

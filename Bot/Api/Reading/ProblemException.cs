namespace Bot.Api.Reading;

/// <summary>Why something that was asked over HTTP is not answered, in a sentence for whoever asked.</summary>
/// <param name="status">What HTTP calls it.</param>
/// <param name="sentence">Why, and what to do.</param>
public sealed class ProblemException(int status, string sentence) : Exception(sentence)
{
    public int Status => status;

    public static ProblemException Wrong(string sentence) => new(StatusCodes.Status400BadRequest, sentence);

    public static ProblemException Missing(string sentence) => new(StatusCodes.Status404NotFound, sentence);
}

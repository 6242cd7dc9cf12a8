using System.Net;

namespace Bot.Alerts.Forwarding;

/// <summary>What a destination makes of what it is sent.</summary>
public enum Verdict
{
    Taken,

    /// <summary>It will not take this however often it is sent.</summary>
    Refused,

    /// <summary>It may take this later; others it may take now.</summary>
    Later,

    /// <summary>It is not there, or wants to be left alone for a while.</summary>
    Away,
}

/// <summary>What a destination answered.</summary>
/// <param name="Verdict">What that means.</param>
/// <param name="Said">It in one sentence, for people.</param>
/// <param name="Pause">For how long it wants nothing; null where it does not say.</param>
public sealed record Answer(Verdict Verdict, string Said, TimeSpan? Pause = null)
{
    // A destination that asks for more is tried again all the same.
    static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <param name="status">Of HTTP.</param>
    /// <param name="line">The first line of what it says.</param>
    /// <param name="pause">What it asks for.</param>
    public static Answer Of(HttpStatusCode status, string line, TimeSpan? pause)
    {
        var code = (int)status;
        var said = Sentence(line.Length > 0 ? $"It answers {code}: {line}" : $"It answers {code}");
        if (pause > LongestPause) pause = LongestPause;
        return code switch
        {
            >= 200 and < 300 => new(Verdict.Taken, said),
            429 or 503 => new(Verdict.Away, said, pause),
            // Behind a proxy these are what somebody who is just being put up or moved answers.
            401 or 403 or 404 or 408 or 409 or 425 or >= 500 => new(Verdict.Later, said, pause),
            >= 300 and < 400 => new(Verdict.Refused, $"It answers {code} and leads elsewhere, where nothing is sent."),
            _ => new(Verdict.Refused, said),
        };
    }

    public static Answer None(string why) => new(Verdict.Away, Sentence($"It does not answer: {why}"));

    static string Sentence(string text) => text[^1] is '.' or '!' or '?' ? text : $"{text}.";
}

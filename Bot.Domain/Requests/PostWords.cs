using System.Text.RegularExpressions;

namespace Bot.Domain.Requests;

/// <summary>
/// The words of a message, without code, quotes, links and names, and what they come to. Whatever is not plainly chatter is
/// none: a question that was taken for thanks would be lost.
/// </summary>
/// <param name="Text">As it was typed; emoji as <c>:tada:</c>.</param>
/// <param name="HasMore">There is more to it than words: a file, a link, some code.</param>
public sealed partial record PostWords(string Text, bool HasMore = false)
{
    const string Thanked = " thanks ";

    readonly string[] words =
        [.. Word().Matches(Phrase().Replace(Plain(Text), Thanked)).Select(m => m.Value)];

    /// <summary>It has a question mark, or a sentence that begins as questions do.</summary>
    public bool IsQuestion => Text.AsSpan().IndexOfAny('?', '？', '؟') >= 0 || Asks().IsMatch(Plain(Text));

    /// <summary>Thanks, praise or "never mind", whoever is named beside it.</summary>
    public bool OnlyThanks => !HasMore && !IsQuestion
        && (BeginsWithThanks
            || All(Thanks, Well, Greetings, Beside, For) && words.Any(Thanks.Contains)
            || All(Well, Greetings, Beside) && words.Any(Well.Contains));

    /// <summary>A greeting, emoji or nothing at all: what stands alone in a channel for questions and asks nothing.</summary>
    public bool OnlyGreets => !HasMore && !IsQuestion && All(Greetings, Whom);

    // "Thanks, the funnel is right again", while "thanks, but it is late again" says that something is wrong.
    bool BeginsWithThanks => words.SkipWhile(Greetings.Contains) is var said && Thanks.Contains(said.FirstOrDefault(""))
        && !words.Any(Wanting.Contains);

    bool All(params HashSet<string>[] sets) => words.All(w => sets.Any(s => s.Contains(w)));

    static string Plain(string text) => Emoji().Replace(text, " ").Replace('’', '\'').ToLowerInvariant();

    static readonly HashSet<string> Thanks = Set(
        """
        thanks thank thankyou thx thnx ty tysm cheers kudos congrats congratulations nvm merci danke gracias obrigado obrigada
        grazie tack arigato
        """);

    static readonly HashSet<string> Well = Set(
        """
        great awesome perfect nice cool brilliant amazing fantastic excellent lovely wonderful good ok okay okey kk lol haha hehe
        wow yay woohoo yep yeah yes sure agreed solved resolved sorted fixed works worked done legend welcome oops whoops sorry
        """);

    static readonly HashSet<string> Wanting = Set(
        """
        but still however yet though although except unfortunately sadly only not never no none nothing nobody isn't aren't wasn't
        doesn't don't didn't can't cannot couldn't won't need needs needed want wants would could should can might please pls plz
        advance also another other next more if when until before asap urgent today tomorrow tonight now wrong late slow stale
        down broken break breaks fail fails failed failing error errors missing miss empty stuck different odd strange weird off
        zero problem problems issue issues trouble wonder wondering question questions
        """);

    // They say nothing of their own.
    static readonly HashSet<string> Beside = Set(
        """
        a again all and both everyone everybody everything folks guys is it it's now oh ah really so super team that this very was
        you u you're much lot lots the
        """);

    // They stand behind thanks.
    static readonly HashSet<string> For = Set(
        """
        for help helping fix fixing quick quickly fast speedy work job your to from me us we my with ton tons million bunch of as
        always usual people 1
        """);

    static readonly HashSet<string> Greetings = Set(
        """
        hi hello hey heya hiya morning afternoon evening night good day bye weekend monday tuesday wednesday thursday friday happy
        new year nice gm hallo moin bonjour hola ciao brb afk
        """);

    static readonly HashSet<string> Whom = Set("all and a to the you team everyone everybody folks guys people there from");

    static HashSet<string> Set(string words) => [.. words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    [GeneratedRegex(@"[\p{L}\p{M}\p{Nd}]+(?:'\p{L}+)?", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(":[a-z0-9_+'-]+(?:::skin-tone-[2-6])?:", RegexOptions.NonBacktracking)]
    private static partial Regex Emoji();

    [GeneratedRegex(
        @"\b(?:never ?mind|no (?:problems?|worries)|(?:great|good|nice|amazing|awesome|excellent|super|quick|fast) "
            + @"(?:job|work|fix|help|one|stuff|idea|point|catch|news)|got it|will do|sounds good|makes sense|my (?:bad|mistake)"
            + @"|any ?time|heads[ -]?up|wrong (?:channel|thread|window)|works for (?:me|us)|have a (?:good|great|nice)|i see)\b",
        RegexOptions.NonBacktracking)]
    private static partial Regex Phrase();

    // "can confirm" and "will do" ask nothing; "what a day" neither.
    [GeneratedRegex(
        @"(?:^|[.!;\n])\W*(?:(?:and|so|also|but|ok|okay|hi|hello|hey|thanks|all)\W+)*(?:why|when|where|who|which|whose|how"
            + @"|what(?:'s| (?:is|are|was|were|do|does|did|can|should|would|about|if|happened|the|time))|please"
            + @"|(?:can|could|would|will|should|is|are|isn't|aren't|do|does|did|don't|doesn't|didn't|has|have|can't|couldn't)"
            + @" (?:you|we|i|they|it|he|she|this|that|there|some(?:one|body)|any(?:one|body)|the|these|those))\b",
        RegexOptions.NonBacktracking)]
    private static partial Regex Asks();
}

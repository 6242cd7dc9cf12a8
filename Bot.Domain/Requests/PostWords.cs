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

    // "Thanks for the new report of refunds": what they thank for, in so many words of their own.
    const int MostOfWhat = 5;

    readonly string[] words = Words(Phrase().Replace(Plain(Text), Thanked));

    /// <summary>It has a question mark, or a sentence that begins as questions do.</summary>
    public bool IsQuestion => Text.AsSpan().IndexOfAny('?', '？', '؟') >= 0 || Asks().IsMatch(Plain(Text));

    /// <summary>
    /// Thanks, praise or "never mind", whoever is named beside it: each part of it thanks, or says that something is well.
    /// </summary>
    public bool OnlyThanks => !HasMore && !IsQuestion && (words.Any(Thanks.Contains)
        ? Part().Split(Phrase().Replace(Plain(Text), Thanked)).Select(Words)
            .All(part => SaysNothing(part) || ThanksFor(part) || IsWell(part))
        : All(words, Well, Greetings, Beside) && words.Any(Well.Contains));

    /// <summary>It says that something is not well, or asks for news.</summary>
    public bool Complains => !OnlyThanks && (words.Any(Trouble.Contains) || News().IsMatch(Plain(Text)))
        && !Part().Split(Plain(Text)).Select(Words).Any(IsWell);

    /// <summary>A greeting, emoji or nothing at all: what stands alone in a channel for questions and asks nothing.</summary>
    public bool OnlyGreets => !HasMore && !IsQuestion && All(words, Greetings, Whom);

    static bool SaysNothing(string[] part) =>
        part.All(w => IsOf(w, Thanks, Well, Greetings, Beside, For) || w.All(char.IsAsciiDigit));

    // "Thanks, Ana", "thank you for the new report"; not "thanks for a look at refunds", which is still to come.
    static bool ThanksFor(string[] part)
    {
        var said = part.SkipWhile(Greetings.Contains).ToArray();
        if (!Thanks.Contains(said.FirstOrDefault("")) || said.Any(Wanting.Contains)) return false;
        var what = said.SkipWhile(w => w is not ("for" or "on")).ToArray();
        return All(said[..^what.Length], Thanks, Well, Greetings, Beside, For)
            ? what.Skip(1).Count(w => !IsOf(w, Well, Beside, For)) <= MostOfWhat && !what.Any(Ahead.Contains)
            : what.Length == 0 && !said.Any(Wants) && said.Count(w => !IsOf(w, Thanks, Well, Greetings, Beside, For)) == 1;
    }

    // "The board is green again", while "run it again" wants something.
    static bool IsWell(string[] part) =>
        AllIsWell().IsMatch(string.Join(' ', part)) && !part.Any(w => w != "now" && Wants(w));

    static bool Wants(string word) => Wanting.Contains(word) || Telling.Contains(word);

    static bool All(string[] words, params HashSet<string>[] sets) => words.All(w => IsOf(w, sets));

    static bool IsOf(string word, params HashSet<string>[] sets) => sets.Any(s => s.Contains(word));

    static string[] Words(string text) => [.. Word().Matches(text).Select(m => m.Value)];

    static string Plain(string text) => Emoji().Replace(text, " ").Replace('’', '\'').ToLowerInvariant();

    static readonly HashSet<string> Thanks = Set(
        """
        thanks thank thankyou thx thnx ty tysm cheers kudos congrats congratulations nvm merci danke gracias obrigado obrigada
        grazie tack arigato bravo congratulation danken bedankt takk kiitos obrigados mahalo спасибо ありがとう ありがとうございます
        ありがとうございました 谢谢 謝謝 감사합니다
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

    // Said of an answer, they say that it was none.
    static readonly HashSet<string> Trouble = Set(
        """
        still not doesn't didn't isn't aren't wasn't won't can't cannot couldn't nope wrong broken broke breaks fail fails failing
        failed error errors missing empty stuck bump ping
        """);

    // They tell somebody to do something, or to say it.
    static readonly HashSet<string> Telling = Set(
        """
        which what why how when where who whose whom whether tell say show give send share check look see run rerun restart
        start stop fix mend grant add remove delete drop make create update change move reload backfill ask let have
        """);

    // What somebody is thanked for before they have done it.
    static readonly HashSet<string> Ahead = Set("taking looking checking having seeing trying");

    // They say nothing of their own.
    static readonly HashSet<string> Beside = Set(
        """
        a again all almost and both enjoy everyone everybody everything folks guys is it it's now oh ah really so super team that
        this very sharp was week weekend whoever you u you're much lot lots the
        """);

    // They stand behind thanks.
    static readonly HashSet<string> For = Set(
        """
        for heads up help helping fix fixing quick quickly fast speedy work job your to from me us we my with ton tons million
        bunch of as always usual people 1
        """);

    static readonly HashSet<string> Greetings = Set(
        """
        hi hello hey heya hiya morning afternoon evening night good day bye weekend monday tuesday wednesday thursday friday happy
        new year nice gm hallo moin bonjour hola ciao brb afk
        """);

    static readonly HashSet<string> Whom =
        Set("all and a to the you too same likewise team everyone everybody folks guys people there from");

    static HashSet<string> Set(string words) => [.. words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    [GeneratedRegex(@"[\p{L}\p{M}\p{Nd}]+(?:'\p{L}+)?", RegexOptions.NonBacktracking)]
    private static partial Regex Word();

    [GeneratedRegex(":[a-z0-9_+'-]+(?:::skin-tone-[2-6])?:", RegexOptions.NonBacktracking)]
    private static partial Regex Emoji();

    [GeneratedRegex(
        @"\b(?:never ?mind|no (?:problems?|worries)|(?:great|good|nice|amazing|awesome|excellent|super) "
            + @"(?:job|work|fix|help|one|stuff|idea|point|catch|news|demo|talk|show)|got it|will do|sounds good|makes sense"
            + @"|my (?:bad|mistake)|any ?time|wrong (?:channel|thread|window)|works for (?:me|us)|have a (?:good|great|nice)"
            + @"|i see|shout[ -]?outs? to|props to|hats? off|big ups?|well done|you (?:guys |all |folks )?(?:rock|rule)"
            + @"|(?:you are|you're) (?:all )?(?:the best|the greatest|amazing|awesome|great|brilliant|a star|a legend|legends)"
            + @"|life ?savers?|10/10)\b",
        RegexOptions.NonBacktracking)]
    private static partial Regex Phrase();

    [GeneratedRegex(@"\b(?:any|no) (?:news|update|updates|luck|progress)\b", RegexOptions.NonBacktracking)]
    private static partial Regex News();

    // Where one thing ends that somebody says, and the next begins.
    [GeneratedRegex(@"[\p{P}\n-[-'_/]]+|\s-+\s", RegexOptions.NonBacktracking)]
    private static partial Regex Part();

    [GeneratedRegex(
        @"^(?:\S+ ){0,4}?(?:(?:(?:is|are|was|were|looks?|seems?|it's|that's|all) "
            + @"(?:(?:all|now|fully|completely|perfectly|really|just|both|back|looking) )*(?:green|fine|good|well|back|right|ok"
            + @"|okay|fixed|solved|resolved|sorted|perfect|correct|complete|done|great|up again|up and running"
            + @"|spotless|flawless|superb|lovely|awesome|amazing|brilliant|excellent|fantastic|wonderful|impressive))"
            + @"|works?|runs|loads)(?: (?:again|now|already|too|well|fine|perfectly|as|here|then|for me|for us))*"
            + @"(?: (?:with|in|on) (?:the |our |my )?\S+(?: \S+)?)?$"
            // "Jetzt ist alles da", "tout va bien".
            + @"|^(?:\S+ ){0,4}?(?:ist|sind|geht|est|va|está|son) (?:\S+ ){0,2}?(?:da|gut|wieder|bien|bon|bueno|ok)$",
        RegexOptions.NonBacktracking)]
    private static partial Regex AllIsWell();

    // "can confirm" and "will do" ask nothing; "what a day" neither.
    [GeneratedRegex(
        @"(?:^|[.!;\n])\W*(?:(?:and|so|also|but|ok|okay|hi|hello|hey|thanks|all)\W+)*(?:why|when|where|who|which|whose|how"
            + @"|what(?:'s| (?:is|are|was|were|do|does|did|can|should|would|about|if|happened|the|time))|please"
            + @"|(?:can|could|would|will|should|is|are|isn't|aren't|do|does|did|don't|doesn't|didn't|has|have|can't|couldn't)"
            + @" (?:you|we|i|they|it|he|she|this|that|there|some(?:one|body)|any(?:one|body)|the|these|those))\b",
        RegexOptions.NonBacktracking)]
    private static partial Regex Asks();
}

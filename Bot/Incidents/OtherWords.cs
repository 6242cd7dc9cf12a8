namespace Bot.Incidents;

/// <summary>English words that are a verb of <c>/incident</c> but for a letter or two: none is taken for a slip.</summary>
static class OtherWords
{
    /// <summary>The same word in another form.</summary>
    public static bool IsFormOfVerb(string word) => Forms.Contains(word);

    /// <summary>A word with a meaning of its own.</summary>
    public static bool IsOfItsOwn(string word) => Own.Contains(word);

    static readonly HashSet<string> Forms = Words(
        """
        updates updated updater statuses resolves resolved resolver reopens reopened renames renamed timelines leads declines
        declined acknowledged acknowledges lists alert alerted helps setting setups set-up declares declared
        """);

    static readonly HashSet<string> Own = Words(
        """
        opiate plate prate sedate spate undated updike upstate uptake
        estates hiatus sates scats seats skates slates slats snafus spates spats stabs stacks staffs stages stags stains
        stairs stakes stales stalks stalls stamps stands stares stars starts startup startups state stated staten stater
        states static statist stats statsd statue statues stature statures statut statute statutes statuts staves stays stoats
        stratum stratums struts stylus swaths swats tabus tagus tatum titus tutus
        absolve devolve evolve remove resale reserve resold resolute restive revolve revolved revolver revolves solve
        deepen hempen reaped reaper redden repel repent reuben ripen roped ropes yeomen
        became defame enamel forename genome grenade menace menage reamed reamer reams rebase rebate regale regime relate
        remade remake renal renee renege resume retake revamp senate sesame
        lifeline pipeline sideline timberline timelier timeliness timezone
        bead dead head lad lea leaf leah leak lean leap lear leas led lend lewd load mead plead read
        celerity security serenity seventy severely severing temerity verity
        adeline beeline cline deadline dealing deceive decide decking define delint dentine deplane destine feline hemline
        incline neckline newline recline reclined recliner reclines
        fist gist ist last lest lift lilt lint lisa lisp liszt lit lost lust mist wist
        abets aborts adepts adverts agents alarms albert alberta alberto alders alertly aleut alexis allots alpert alters
        asserts avers avert averts ayers bleats blurts cleats clefts clerks elects exerts fleets flirts lefts lents pleats
        sleets talents valets
        heap heep held hell helm hemp hep kelp whelp yelp
        beatings betting cuttings fittings getting jetting jottings letting meetings netting petting seating seeings servings
        settling sitting sittings stings strings vetting wetting
        cetus cutup fetus getup letup letups segue seoul septum serum seton sirup steep stump sunup syrup
        knowledge
        clare decade decease declaim deflate deplore hectare
        """);

    static HashSet<string> Words(string text) => [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
}

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
        source sourced subscribed subscriber subscribes unsubscribed unsubscribes notices noticed
        postmortems
        """);

    static readonly HashSet<string> Own = Words(
        """
        iodate opiate outdate pedate plate prate pupate sedate spate undated updike uprate uprated upstate uptake
        estates flatus hiatus meatus saltus sates scats scotus seats shamus situs skates slates slats snafus spates spats
        stabs stacks staffs stages stags stains stairs stakes stales stalks stalls stamps stands stans stapes stares stars
        starts startup startups stases stasis state stated staten stater states static statics statism statist statius
        stator stators stats statsd statue statued statues stature statures statut statute statutes statuts staves stays
        stets stoats stouts stratum stratums stratus straus struts stylus swaths swats tabus tagus talus tatum titus tutus
        absolve devolve evolve remove resale reserve resile resold resole resoled resoles resolute resolvent resolvers
        restive revolve revolved revolver revolves rewove solve
        deepen hempen rappen reaped reaper redden repel repent reuben rewoven ripen roped roper ropes ropey rouen yeomen
        became bename crenate defame enamel enate forename genome grenade menace menage menam penname pregame reade reamed
        reamer reams reave rebase rebate reface refname reframe regale regime relate relume remade remake renal renee
        renege repave resume retake revamp senate sesame tenace venae
        lifeline pipeline sideline tapeline timberline timelier timeliness timezone treeline tumpline zibeline
        bead dead head lad lea leaf leah leak leal lean leap lear leas led lend lewd load mead plead read
        celerity reverify security serenity seventy severalty severely severing severini temerity verity
        adeline beeline cline deadline dealing decane deceive decide decile decking declinate decliner decliners define
        delaine delint dentine deplane destine dyeline feline hemline incline neckline newline recline reclined recliner
        reclines redline reline
        knowledge
        clare dealate decade decare decease deciare declaim declarer declarers declass declaw declawed declaws deflate
        delate deplore hectare redeclare
        cist dist fist gist hist ist kist last lest lift lilt lint lis lisa lisp liszt lit lost lust mist wist
        abets aborts adepts adverts agents aglets airts alarms albert alberta alberti alberto alders alecto alephs alertly
        aleut aleuts alexis allots alpert alters aments asserts avers avert averts ayers balers bleats blurts certs cleats
        clefts clerks elects exerts fleets flirts gleets halers laertes lefts lents pleats sleets talents valets
        heap heep hel held hell helm hemp hep herp holp kelp whelp yelp
        beatings beltings betting cuttings eatings fittings getting jetting jottings letting lettings meetings netting
        peltings petting retting seating seeings seizings servings settling settlings sexting siftings sitting sittings
        slatings stetting stings strings sweatings testings vetting wetting
        cetus cutup estop fetus getup letup letups meetup sebum sedum segue seoul septum serum setae seton setts setula
        bounces bourses coerces courses forces jounces ounces pounces resources sauces sluices soirees solaces sores soured
        sourest sourness sours souses spruces surges
        sirup situp situps steep stoup stump stupa stupe sunup syrup
        subscript
        bodice entice motive native noise nonce notate notify notion novice novices nowise police voice votive
        """);

    static HashSet<string> Words(string text) => [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
}

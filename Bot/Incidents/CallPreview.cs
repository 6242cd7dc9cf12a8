using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Incidents;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>Who is called, in a sentence: if a form were sent now, by the rule that calls them, or once it was done.</summary>
sealed class CallPreview
{
    readonly CallFacts facts;
    readonly IReadOnlyList<Call> calls;
    readonly IncidentState state;
    readonly DateTimeOffset? opens, closes;
    readonly bool hasRotation;
    readonly string? night;
    readonly CallsAhead? ahead;

    // Whoever reads that somebody is called should know that they are about to leave.
    static readonly TimeSpan Closing = TimeSpan.FromMinutes(30);

    // For so long whoever has declared it reads that they are called now.
    static readonly TimeSpan JustNow = TimeSpan.FromMinutes(1);

    CallPreview(
        IDbConnection db, IncidentState state, Func<DateTimeOffset, CallFacts> at, CallFacts facts, IReadOnlyList<Call>? made)
    {
        (this.state, this.facts) = (state, facts);
        calls = made ?? (state.WaitingSince is null ? [] : [.. Calling.Due(facts)]);
        if (state.WaitingSince is not null && calls.Count == 0 && facts is { LeadInHours: false, Done.Count: 0, Rests: false })
            ahead = CallsAhead.Of(db, state.Rotation, at, facts.Now) is { } next && IsSure(next) ? next : null;
        if (state.Lead is not { } lead)
        {
            var rotations = RotationStore.All(db, facts.Now);
            hasRotation = rotations.Count > 0;
            opens = facts.Heirs.Select(p => PersonHours.Own(db, p, rotations).OpensAt(facts.Now)).Min();
            return;
        }

        var hours = WhoIsCalled.HoursOf(db, state.Rotation, lead, state.Urgency, facts.Now);
        opens = hours.OpensAt(facts.Now);
        closes = hours.Contains(facts.Now) && hours.ClosesAt(facts.Now) is { } close && close - facts.Now < Closing
            ? close : null;
        night = facts.LeadThere || WhoIsCalled.IsAtWork(db, lead, facts.Now) ? null
            : PersonHours.ZoneOf(db, lead).Wall(facts.Now).ToString("HH:mm", CultureInfo.InvariantCulture);
    }

    // What is major is counted in working hours, of which the first minutes call nobody.
    bool IsSure(CallsAhead next) => state.Urgency == Urgency.Urgent || next.First.Step is CallStep.StandIn or CallStep.Owners;

    CallPreview(IDbConnection db, IncidentState state, Func<DateTimeOffset, CallFacts> at, DateTimeOffset now)
        : this(db, state, at, at(now), null)
    {
    }

    /// <summary>Who can be called though hours are closed: the lead, or who stands in their place.</summary>
    public IReadOnlyList<string> ToCall => state.Lead is { } lead ? [lead] : facts.Heirs;

    /// <summary>Whom the sentence can name.</summary>
    public IEnumerable<string> People =>
        calls.SelectMany(c => c.People).Concat(facts.Called).Concat(ahead?.First.People ?? []).Concat(ToCall);

    /// <summary>A sign of the lead is waited for.</summary>
    public bool IsWaiting => state.WaitingSince is not null;

    /// <summary>It calls somebody now.</summary>
    public bool IsCalling => calls.Count > 0;

    /// <summary>An incident that begins now.</summary>
    /// <param name="inside">Who sees it beside its declarer and lead, where it is private; null where everybody does.</param>
    public static CallPreview OfNew(
        IDbConnection db, IncidentState opened, string by, DateTimeOffset now, IReadOnlyList<string>? inside = null)
    {
        var seen = inside?.Append(by).Concat(new[] { opened.Lead }.OfType<string>()).ToHashSet();
        var waiting = opened.WaitingSince is null ? opened : opened with { WaitingSince = now };
        return new(db, waiting, at => WhoIsCalled.Facts(db, waiting, new(IsByAlert: false, by, []) { Inside = seen }, at), now);
    }

    /// <summary>An incident that a form changes: whoever was called since it waits is not called again for the same.</summary>
    public static CallPreview Of(IDbConnection db, IncidentRow incident, Transition step, string by, DateTimeOffset now) =>
        new(db, step.After, at => WhoIsCalled.Facts(db, incident, at, step, by), now);

    /// <summary>An incident that waits: who has just been called, else who was since it does.</summary>
    /// <param name="db">Where it is read.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="now">When.</param>
    /// <param name="stays">It is read later as well, when nothing is "now" any more.</param>
    public static CallPreview OfMade(IDbConnection db, IncidentRow incident, DateTimeOffset now, bool stays = false)
    {
        var made = CallStore.OfWaiting(db, incident).Where(c => c.Reached != 0 && !stays && now - c.Time < JustNow)
            .Select(c => new Call(c.Rung, c.Persons, c.UserGroup)).ToList();
        CallFacts At(DateTimeOffset at) => WhoIsCalled.Facts(db, incident, at);
        return new(db, IncidentStore.State(db, incident), At, At(now), made);
    }

    /// <summary>The lead's hours are closed and nothing else has them called: the form offers it.</summary>
    /// <param name="isTicked">It was offered and taken.</param>
    public bool OffersCall(bool isTicked) =>
        state is { WaitingSince: not null, Urgency: Urgency.Urgent } && !facts.LeadInHours && ToCall.Count > 0
        && !facts.Done.ContainsKey(state.Lead is null ? CallStep.Owners : CallStep.Lead)
        && (isTicked || !state.CallAnyTime && (state.Lead is not null || calls.Count == 0));

    /// <summary>One line, for a phone.</summary>
    /// <param name="reader">Who reads it, who is "you".</param>
    /// <param name="name">The name of a person by id.</param>
    /// <param name="box">How the lead can be called now, where that is offered beside it.</param>
    public string Sentence(string reader, Func<string, string> name, Func<string, string>? box = null)
    {
        var people = new Named(reader, name);
        if (state.Lead is not { } lead) return Leaderless(people, box is null ? "" : $" {box(people.All(ToCall))}");
        if (state.WaitingSince is null)
            return lead == reader ? "You lead, so nobody else is called."
                : facts.Called.Contains(reader) ? "You are there, so nobody else is called."
                : $"{people.Who(lead)} is on it, so nobody is called.";
        var said = Called(lead, people) ?? Nobody(lead, people, box is null ? "" : $" {box(people.Who(lead))}");
        return said.StartsWith("you ", StringComparison.Ordinal) ? $"You {said[4..]}" : said;
    }

    string Leaderless(Named people, string box)
    {
        var nobody = $"Nobody is on call{(hasRotation ? "" : " yet")}";
        if (state.WaitingSince is null) return "Nobody leads it, so nobody is called.";
        if (calls.SelectMany(c => c.People).ToList() is { Count: > 0 } called)
            return $"{nobody}. {Start(people.Are(called))} called now.";
        if (calls is [{ Group: { } group }, ..]) return $"{nobody}. {Mrkdwn.UserGroup(group)} is called now.";
        if (facts.Called.Count > 0) return $"{nobody}. {Start(Asked(people))}";
        if (ahead is { First.People: { Count: > 0 } next } first)
            return $"{(state.Urgency == Urgency.Urgent ? ":warning: " : "")}{nobody}. {Start(people.Are(next))} called "
                + $"{At(first.At)}.{box}";
        return facts.Heirs.Count > 0 && state.Urgency == Urgency.Minor
            ? $"{nobody}, so {people.Hear(facts.Heirs)} of it {At(opens)}."
            : $"{nobody}, so nobody is called. Choose a lead to call somebody.{box}";
    }

    string? Called(string lead, Named people)
    {
        if (calls.Count == 0) return null;
        var group = calls.FirstOrDefault(c => c.Group is not null) is { Group: { } id } ? $"{Mrkdwn.UserGroup(id)} " : null;
        var others = calls.SelectMany(c => c.People).Where(p => p != lead).ToList();
        return (calls.Any(c => c.People.Contains(lead)), group) switch
        {
            (true, null) when others.Count > 0 && night is not null =>
                $"{people.Are([lead, .. others])} called now; it is "
                    + $"{night}{(people.IsYou(lead) ? "" : $" for {people.Who(lead)}")}.",
            (true, null) when others.Count > 0 => $"{people.Are([lead, .. others])} called now.",
            (true, null) when facts.LeadInHours && night is null => $"{people.Are([lead])} called now{Closes()}.",
            (true, null) when facts.LeadInHours =>
                $"{people.Are([lead])} called now, though it is {night}{(people.IsYou(lead) ? "" : $" for {people.Who(lead)}")}.",
            (true, null) => $"{people.Are([lead])} called now, though it is out of hours.",
            (true, _) => $"{group}and {people.Who(lead)} are called now.",
            (false, null) => $"{Without(lead, people)}: {people.Are(others)} called now.",
            (false, _) when facts.LeadAway => $"Out of hours: {group}is called now, {people.Who(lead)} is away.",
            (false, _) => $"Out of hours: {group}is called now, {people.Hear(lead)} of it {At(opens)}.",
        };
    }

    string Without(string lead, Named people) =>
        facts.LeadAway ? $"{people.Are([lead])} away" : $"Out of hours for {people.Who(lead)}";

    string Nobody(string lead, Named people, string box) => facts switch
    {
        _ when facts.Done.ContainsKey(CallStep.Lead) && people.IsYou(lead) => "You have been called, and are waited for.",
        _ when facts.Done.ContainsKey(CallStep.Lead) => $"{people.Who(lead)} has been called, and is waited for.",
        { IsOfBackup: true } =>
            $"It is from before a restore, so nobody is called by itself; it waits for {people.Who(lead)}.",
        { Rests: true } => $"While it is in Monitoring nobody is called; it waits for {people.Who(lead)}.",
        { LeadInHours: true } => $"It waits for {people.Who(lead)}.",
        _ when facts.Done.ContainsKey(CallStep.Group) =>
            $"The out-of-hours group has been called; {people.Hear(lead)} of it {At(opens)}.",
        { Called.Count: > 0 } => $"{Without(lead, people)}: {Asked(people)}",
        _ when ahead is { First: var first } && !first.People.Contains(lead) => Ahead(lead, people, box),
        { LeadAway: true } => $":warning: {people.Are([lead])} away: *nobody is called*. Choose another lead.",
        { Urgency: Urgency.Urgent } =>
            $":warning: Out of hours for {people.Who(lead)}: *nobody is called* before {At(ahead?.At ?? opens)}.{box}",
        _ => $"Out of hours for {people.Who(lead)}, {(people.IsYou(lead) ? "you hear" : "who hears")} of it {At(opens)}.",
    };

    /// <summary>"ben was called today at 17:05 and has not answered yet."</summary>
    string Asked(Named people)
    {
        var (who, first) = (facts.Called.Distinct().ToList(), When.At(facts.Done.Values.Min()));
        var since = who.Count == 1 ? "" : ", the first";
        return $"{people.Were(who)} called{since} {first} and {people.HasOrHave(who)} not answered yet.";
    }

    /// <summary>"Nobody is at work now. Emi is called at 00:00, Ana at 09:00."</summary>
    string Ahead(string lead, Named people, string box)
    {
        var (next, isUrgent) = (ahead!, state.Urgency == Urgency.Urgent);
        var why = facts.LeadAway ? $"{people.Are([lead])} away." : next.First.Step == CallStep.StandIn ? "Nobody is at work now."
            : $"Out of hours for {people.Who(lead)}.";
        var who = next.First.Group is { } group ? $"{Mrkdwn.UserGroup(group)} is" : people.Are(next.First.People);
        var then = next.LeadAt is { } later ? $", {people.Who(lead)} {At(later)}" : "";
        return $"{(isUrgent ? ":warning: " : "")}{why} {Start(who)} called {At(next.At)}{then}.{(facts.LeadAway ? "" : box)}";
    }

    static string Start(string who) => who.StartsWith("you ", StringComparison.Ordinal) ? $"You {who[4..]}" : who;

    string Closes() => closes is { } at ? $"; hours close {When.At(at)}" : "";

    static string At(DateTimeOffset? at) => at is { } time ? When.At(time) : "later";

    /// <summary>People by name; the reader is "you".</summary>
    sealed record Named(string Reader, Func<string, string> Name)
    {
        public bool IsYou(string person) => person == Reader;

        public string Who(string person) => IsYou(person) ? "you" : Mrkdwn.Name(Name(person));

        public string Are(IReadOnlyList<string> people) => Verb(people, "is", "are");

        public string Were(IReadOnlyList<string> people) => Verb(people, "was", "were");

        public string HasOrHave(IReadOnlyList<string> people) => people.Count > 1 || IsYou(people[0]) ? "have" : "has";

        public string Hear(string person) => Hear([person]);

        public string Hear(IReadOnlyList<string> people) => Verb(people, "hears", "hear");

        public string All(IReadOnlyList<string> people) => string.Join(" and ", people.Select(Who));

        string Verb(IReadOnlyList<string> people, string one, string many)
        {
            var all = people.Distinct().ToList();
            return $"{string.Join(" and ", all.Select(Who))} {(all.Count > 1 || IsYou(all[0]) ? many : one)}";
        }
    }
}

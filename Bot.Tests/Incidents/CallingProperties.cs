using Bot.Domain.Incidents;
using CsCheck;

namespace Bot.Tests.Incidents;

/// <summary>The ladder of calls by the rule alone: looked at minute by minute, as the ticker does.</summary>
public sealed class CallingProperties
{
    static readonly DateTimeOffset Begin = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);

    /// <summary>One wait: how urgent, whose hours are open from which minute on, who is there to be called.</summary>
    sealed record Wait(
        Urgency Urgency, int LeadOpens, int NextOpens, int OwnersOpen, bool AnyTime, bool HasGroup, bool ByAlert, int Every)
    {
        /// <summary>The rotation has its hours while its responder has none.</summary>
        public bool Sleeps { get; init; }

        /// <summary>What is urgent calls them in it all the same.</summary>
        public bool Dozes { get; init; }
    }

    static readonly Gen<Wait> AnyWait =
        from urgency in Gen.Enum<Urgency>()
        from opens in Gen.Select(Gen.OneOf(Gen.Const(0), Gen.Int[1, 300]), Gen.Int[0, 300], Gen.Int[0, 300])
        from anyTime in Gen.Bool
        from hasGroup in Gen.Bool
        from byAlert in Gen.Bool
        from every in Gen.OneOf(Gen.Const(1), Gen.Int[1, 60])
        from sleeps in Gen.Bool
        from dozes in Gen.Bool
        select new Wait(urgency, opens.Item1, opens.Item2, opens.Item3, anyTime, hasGroup, byAlert, every)
        {
            Sleeps = sleeps && !hasGroup,
            Dozes = dozes && !hasGroup,
        };

    static List<(int Minute, Call Call)> Ring(Wait wait, int minutes = 600)
    {
        var done = new Dictionary<CallStep, DateTimeOffset>();
        List<(int Minute, Call Call)> rung = [];
        for (var minute = 0; minute <= minutes; minute += wait.Every)
        {
            foreach (var call in Calling.Due(Facts(wait, minute, done, [.. rung.SelectMany(r => r.Call.People)])).ToList())
            {
                Assert.True(done.TryAdd(call.Step, Begin.AddMinutes(minute)), $"{call.Step} twice");
                rung.Add((minute, call));
            }
        }

        return rung;
    }

    static CallFacts Facts(Wait wait, int minute, Dictionary<CallStep, DateTimeOffset> done, List<string> called) => new()
    {
        Urgency = wait.Urgency,
        Now = Begin.AddMinutes(minute),
        Since = Begin,
        GroupFrom = Begin,
        Lead = "ana",
        LeadInHours = minute >= wait.LeadOpens,
        LeadSleeps = wait.Sleeps && minute < wait.LeadOpens,
        LeadDozes = wait.Dozes,
        StandIn = done.ContainsKey(CallStep.StandIn) ? "ben" : null,
        BeganInHours = wait.LeadOpens == 0,
        CallAnyTime = wait.AnyTime,
        Worked = TimeSpan.FromMinutes(Math.Max(0, minute - wait.LeadOpens)),
        Group = wait.HasGroup && minute < wait.LeadOpens ? "S1" : null,
        ByAlert = wait.ByAlert,
        Next = minute >= wait.NextOpens ? ["ana", "ben"] : [],
        Owners = minute >= wait.OwnersOpen ? ["ana", "ivy"] : [],
        Done = done,
        Called = called,
    };

    [Fact]
    public void Nobody_is_called_out_of_their_hours_but_who_is_meant_to_be() => AnyWait.Sample(wait =>
    {
        foreach (var (minute, call) in Ring(wait))
        {
            if (call.Step is CallStep.Lead or CallStep.LeadAgain) Assert.True(wait.AnyTime || minute >= wait.LeadOpens);
            if (call.Step == CallStep.StandIn)
                Assert.True(wait is { Urgency: not Urgency.Minor, Sleeps: true } && minute < wait.LeadOpens
                    || wait is { Urgency: Urgency.Urgent, Dozes: true });
            if (call.Step is CallStep.Next or CallStep.StandIn or CallStep.StandInAgain) Assert.True(minute >= wait.NextOpens);
            if (call.Step == CallStep.Owners) Assert.True(minute >= wait.OwnersOpen);
            if (call.Group is not null)
                Assert.True(wait.HasGroup && minute < wait.LeadOpens && (wait.ByAlert || wait.Urgency == Urgency.Urgent));
        }
    }, iter: 5_000);

    [Fact]
    public void Nobody_is_named_twice_but_those_who_are_asked_again() => AnyWait.Sample(wait =>
    {
        var rung = Ring(wait);
        var named = rung.Where(r => r.Call.Step is not (CallStep.LeadAgain or CallStep.StandInAgain))
            .SelectMany(r => r.Call.People).ToList();
        Assert.Equal(named.Distinct().Count(), named.Count);
        Assert.True(rung.Count(r => r.Call.Step == CallStep.LeadAgain) <= 1);
    }, iter: 5_000);

    [Fact]
    public void Whoever_gave_it_away_does_not_stand_in_and_is_asked_after_the_others() => AnyWait.Sample(wait =>
    {
        var facts = Facts(wait, wait.NextOpens, [], []) with { Giver = "ben" };
        Assert.DoesNotContain(Calling.Due(facts), c => c.Step == CallStep.StandIn);
        // Of several at work another one is asked, who would have been asked were there no such giver.
        var others = facts with { Next = [.. facts.Next, "chloe"] };
        Assert.Equal(
            Calling.Due(others with { Giver = null, Next = ["ana", "chloe"] }).Select(c => (c.Step, string.Join(' ', c.People))),
            Calling.Due(others).Select(c => (c.Step, string.Join(' ', c.People))));
    }, iter: 1_000);

    [Fact]
    public void Whoever_was_just_called_for_another_incident_of_the_storm_is_not_called_again() => AnyWait.Sample(wait =>
    {
        var facts = Facts(wait, wait.LeadOpens, [], []);
        var elsewhere = new Dictionary<string, CalledIn> { ["ana"] = new(5, facts.Now), ["S1"] = new(6, facts.Now) };
        foreach (var call in Calling.Due(facts with { Elsewhere = elsewhere }))
            Assert.Equal(call.Targets.All(elsewhere.ContainsKey) ? elsewhere[call.Targets[0]] : null, call.Already);
    }, iter: 1_000);

    [Fact]
    public void Nobody_is_left_only_when_nobody_more_is_called_while_nothing_else_changes() => AnyWait.Sample(wait =>
    {
        var open = wait with { LeadOpens = 0, NextOpens = 0, OwnersOpen = 0 };
        var (done, called) = (new Dictionary<CallStep, DateTimeOffset>(), new List<string>());
        int? left = null;
        for (var minute = 0; minute <= 600; minute++)
        {
            var facts = Facts(open, minute, done, called);
            var calls = Calling.Due(facts).ToList();
            if (Calling.HasNobodyLeft(facts)) left ??= minute;
            if (calls.Count > 0) Assert.Null(left);
            foreach (var call in calls) done[call.Step] = Begin.AddMinutes(minute);
            called.AddRange(calls.SelectMany(c => c.People));
        }

        Assert.Equal(open.Urgency == Urgency.Minor, left is null);
    }, iter: 1_000);

    [Fact]
    public void After_a_downtime_owners_do_not_come_before_the_next()
    {
        List<(CallStep Step, int Minute)> rung = [(CallStep.Lead, 0)];
        for (var minute = 40; minute <= 80; minute++)
        {
            var wait = new Wait(Urgency.Urgent, 0, 0, 0, AnyTime: false, HasGroup: false, ByAlert: false, Every: 1);
            var done = rung.ToDictionary(r => r.Step, r => Begin.AddMinutes(r.Minute));
            List<string> called = ["ana", .. done.ContainsKey(CallStep.Next) ? new[] { "ben" } : []];
            rung.AddRange(Calling.Due(Facts(wait, minute, done, called)).Select(c => (c.Step, minute)));
        }

        Assert.Equal([(CallStep.Lead, 0), (CallStep.LeadAgain, 40), (CallStep.Next, 50), (CallStep.Owners, 65)], rung);
    }

    [Fact]
    public void In_Monitoring_a_change_calls_and_the_clock_does_not() => AnyWait.Sample(wait =>
    {
        var minute = wait.LeadOpens;
        var facts = Facts(wait, minute, [], []) with { Rests = true };
        var calls = Calling.Due(facts with { Since = facts.Now }).Select(c => c.Step);
        Assert.Equal(Calling.Due(facts with { Since = facts.Now, Rests = false }).Select(c => c.Step), calls);
        if (!wait.AnyTime) Assert.Empty(Calling.Due(facts with { Now = facts.Since.AddMinutes(minute + 1) }));
        Assert.False(Calling.GoesOn(facts));
    }, iter: 1_000);

    [Fact]
    public void An_owner_who_was_asked_as_lead_leaves_the_next_and_then_an_admin_to_ask()
    {
        List<string> Last(params string[] called) => [.. Calling.Due(new()
        {
            Urgency = Urgency.Urgent,
            Now = Begin.AddMinutes(40),
            Since = Begin,
            Lead = "ana",
            LeadInHours = true,
            BeganInHours = true,
            Next = ["ana", "ben", "chloe"],
            Owners = ["ana"],
            Admins = ["ivy", "finn"],
            Done = new Dictionary<CallStep, DateTimeOffset>
            {
                [CallStep.Lead] = Begin, [CallStep.LeadAgain] = Begin.AddMinutes(5), [CallStep.Next] = Begin.AddMinutes(15),
            },
            Called = called,
        }).Single(c => c.Step == CallStep.Owners).People];
        Assert.Equal(["chloe"], Last("ana", "ben"));
        Assert.Equal(["ivy"], Last("ana", "ben", "chloe"));
    }

    [Fact]
    public void Whoever_must_be_called_is_within_a_look() => AnyWait.Sample(wait =>
    {
        var rung = Ring(wait).ToDictionary(r => r.Call.Step, r => r.Minute);
        int? lead = wait.AnyTime ? 0 : wait.LeadOpens == 0 || wait.Urgency == Urgency.Urgent ? wait.LeadOpens : null;
        Expect(CallStep.Lead, lead);
        if (wait.HasGroup && wait.LeadOpens > 0 && (wait.ByAlert || wait.Urgency == Urgency.Urgent)) Expect(CallStep.Group, 0);
        if (wait.Urgency == Urgency.Minor)
        {
            Assert.DoesNotContain(CallStep.LeadAgain, rung.Keys);
            Assert.DoesNotContain(CallStep.Next, rung.Keys);
            return;
        }

        int After(CallStep last, int rest) => rung.TryGetValue(last, out var at) ? at + rest : 0;
        if (wait is { Dozes: true, Urgency: Urgency.Urgent, NextOpens: 0 })
        {
            // However it is with the lead, somebody at work is called at once, and again.
            Expect(CallStep.StandIn, 0);
            Expect(CallStep.StandInAgain, rung[CallStep.StandIn] + 5);
            return;
        }

        // Owners who came before are no reason to wait, but then the next is no stand-in any more.
        if (wait is { Dozes: true, Urgency: Urgency.Urgent }) return;
        if (wait is { Sleeps: true, AnyTime: false } && (wait.Urgency == Urgency.Major || wait.NextOpens < 30)
            && (wait.NextOpens < wait.LeadOpens - wait.Every || rung.ContainsKey(CallStep.StandIn)))
        {
            Expect(CallStep.StandIn, wait.NextOpens);
        }
        else if (wait.Urgency == Urgency.Major)
        {
            Expect(CallStep.Next, new[] { wait.LeadOpens + 45, wait.NextOpens, After(CallStep.LeadAgain, 30) }.Max());
        }
        else if (lead is not null && !wait.HasGroup && (!wait.Sleeps || wait.AnyTime))
        {
            Expect(CallStep.LeadAgain, rung[CallStep.Lead] + 5);
            Expect(CallStep.Next, new[] { rung[CallStep.Lead] + 15, wait.NextOpens, After(CallStep.LeadAgain, 10) }.Max());
            var owners = new[] { rung[CallStep.Lead] + 30, wait.OwnersOpen, After(CallStep.LeadAgain, 15) }.Max();
            if (rung.TryGetValue(CallStep.Next, out var next) && next <= owners + wait.Every) return;
            Expect(CallStep.Owners, owners);
        }

        void Expect(CallStep step, int? minute)
        {
            if (minute is not { } due || due > 600 - wait.Every) return;
            Assert.True(
                rung.TryGetValue(step, out var at) && at >= due && at < due + wait.Every,
                $"{step} at {rung.GetValueOrDefault(step, -1)}, due {due}: {wait}");
        }
    }, iter: 5_000);
}

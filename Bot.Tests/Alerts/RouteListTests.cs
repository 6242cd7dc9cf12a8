using Bot.Domain.Alerts;
using Bot.Domain.Incidents;
using CsCheck;

namespace Bot.Tests.Alerts;

public sealed class RouteListTests
{
    static readonly AlertRoute Customers = new()
    {
        Id = "a",
        Name = "Customers",
        Conditions = [new("impact", Comparison.Is, ["customer-facing"])],
        Action = new RouteAction.Open { Severity = Severity.Major, AtNight = AtNight.Now },
    };

    static readonly AlertRoute InsideByNight = new()
    {
        Id = "b",
        Name = "Internal by night",
        Conditions = [new("impact", Comparison.Is, ["internal"])],
        Time = new RouteTime.OfRotation(null, IsInside: false),
        Action = new RouteAction.Open { AtNight = AtNight.InTheMorning },
    };

    const string NoPattern =
        "It is no pattern that can be used: look at its brackets, and use no look-ahead, look-behind or back reference.";

    static readonly RouteMoment Day = new(AlertRuleCases.Now, _ => true), Night = new(AlertRuleCases.Now, _ => false);

    [Fact]
    public void The_first_route_that_fits_takes_an_alert_and_says_why()
    {
        var decision = Decide(Alert(("impact", "customer-facing")), Day, Customers, InsideByNight);
        Assert.Same(Customers, decision.Route);
        Assert.Equal("Route “Customers” takes it: impact is customer-facing.", decision.Reason);
    }

    [Fact]
    public void Where_none_fits_production_opens_as_if_there_were_no_routes()
    {
        var decision = Decide(Alert(("branch", "main")), Day, Customers, InsideByNight);
        Assert.Null(decision.Route);
        Assert.Equal((RouteAction.Default, "It is about branch main."), (decision.Action, decision.Reason));
    }

    [Fact]
    public void A_route_of_hours_is_asked_in_them_alone()
    {
        var alert = Alert(("impact", "internal"));
        Assert.Null(Decide(alert, Day, InsideByNight).Route);
        Assert.Equal(
            "Route “Internal by night” takes it: impact is internal, and working hours are not open.",
            Decide(alert, Night, InsideByNight).Reason);
    }

    [Fact]
    public void What_is_beside_production_is_asked_of_routes_that_name_places_alone()
    {
        var staging = Alert(("impact", "customer-facing"), ("environment", "staging"));
        Assert.IsType<RouteAction.Keep>(Decide(staging, Day, Customers).Action);
        var all = Customers with { Conditions = [.. Customers.Conditions, new("environment", Comparison.Is, ["Staging"])] };
        Assert.Equal(
            "Route “Customers” takes it: impact is customer-facing and environment is staging.",
            Decide(staging, Day, all).Reason);
    }

    [Fact]
    public void Each_earlier_route_says_why_it_did_not_take_it()
    {
        var off = Customers with { Name = "Off", IsOn = false };
        var answers = Explain(Alert(("impact", "internal"), ("branch", "main")), Day, off, Customers, InsideByNight);
        Assert.Equal(
            [
                new("Off", false, "it is switched off"),
                new("Customers", false, "impact is internal, not customer-facing"),
                new("Internal by night", false, "working hours are open"),
                new(RouteList.AllOthers, true, "It is about branch main."),
            ],
            answers);
    }

    [Theory]
    [InlineData(Comparison.Is, "data", true)]
    [InlineData(Comparison.Is, "dat", false)]
    [InlineData(Comparison.IsNot, "data", false)]
    [InlineData(Comparison.IsNot, "finance", true)]
    [InlineData(Comparison.Contains, "AT", true)]
    [InlineData(Comparison.Contains, "x", false)]
    [InlineData(Comparison.Matches, "^d.+a$", true)]
    [InlineData(Comparison.Matches, "^a", false)]
    public void A_condition_compares_without_regard_to_case(Comparison how, string with, bool holds) =>
        Assert.Equal(holds, new Condition("Team", how, [with]).Holds(AlertAttributes.Of(Alert(("team", "Data")))));

    [Fact]
    public void Of_a_list_one_is_enough_and_what_is_not_known_can_be_asked_for()
    {
        var alert = AlertAttributes.Of(Alert(("features", "billing, Reports")));
        Assert.True(new Condition("features", Comparison.Is, ["reports"]).Holds(alert));
        Assert.True(new Condition("team", Comparison.IsMissing, []).Holds(alert));
        Assert.False(new Condition("team", Comparison.Exists, []).Holds(alert));
        Assert.False(new Condition("team", Comparison.Is, ["data"]).Holds(alert));
        Assert.True(new Condition("team", Comparison.IsNot, ["data"]).Holds(alert));
    }

    [Theory]
    [InlineData("(a+)+$", null)]
    [InlineData("stg_[a-z]{1,30}", null)]
    [InlineData("(a{1000}){1000}", "A pattern may repeat something 1000 times at most.")]
    [InlineData("a{99999999999999999999}", "A pattern may repeat something 1000 times at most.")]
    [InlineData("(?=a)b", NoPattern)]
    [InlineData("(a", NoPattern)]
    [InlineData(" ", "Write a pattern, such as ^stg_.")]
    public void A_pattern_that_would_not_end_is_refused_with_a_sentence(string pattern, string? problem)
    {
        Assert.Equal(problem is null, TextPattern.Of(pattern, out var said) is not null);
        Assert.Equal(problem, said);
    }

    [Fact]
    public void A_hostile_pattern_ends()
    {
        var text = new string('a', 100_000) + "!";
        Assert.False(TextPattern.Of("^(a|a)*(a*)*$", out _)!.IsIn(text[^3000..]));
    }

    static readonly Gen<Condition> AnyCondition = Gen.Select(
        Gen.OneOf("impact", "team", "branch", "features", "nothing"), Gen.Enum<Comparison>(),
        Gen.OneOf("internal", "customer-facing", "data", "main", "a").List[1, 3],
        (attribute, how, values) => new Condition(attribute, how, values));

    static readonly Gen<AlertRoute> AnyRoute = Gen.Select(
        AnyCondition.List[0, 3], Gen.Bool, Gen.Bool, Gen.Int[0, 2],
        (conditions, any, on, time) => new AlertRoute
        {
            Id = "x",
            Name = "Some",
            IsOn = on,
            AnyIsEnough = any,
            Conditions = conditions,
            Time = time == 0 ? RouteTime.Always : new RouteTime.OfRotation(null, time == 1),
            Action = new RouteAction.Ledger(),
        });

    [Fact]
    public void What_is_explained_is_what_is_decided() => Gen.Select(
        AnyRoute.Array[0, 5], Gen.Bool, Gen.OneOf("internal", "customers", "", "what"), Gen.OneOf("main", "dev"))
        .Sample((routes, isDay, impact, branch) =>
        {
            var alert = Alert(("impact", impact), ("branch", branch), ("team", "data"));
            var moment = isDay ? Day : Night;
            var decision = Decide(alert, moment, routes);
            var answers = Explain(alert, moment, routes);
            Assert.True(answers[^1].Takes);
            Assert.DoesNotContain(answers.SkipLast(1), a => a.Takes);
            Assert.Equal(decision.Route is not null, answers.Count <= routes.Length && answers[^1].Route == "Some");
            Assert.All(answers, a => Assert.NotEqual("", a.Why));
        });

    static Alert Alert(params (string Name, string Value)[] metadata) => AlertRuleCases.Alert(null) with
    {
        Metadata = metadata.ToDictionary(m => m.Name, m => m.Value, StringComparer.OrdinalIgnoreCase),
    };

    static RouteDecision Decide(Alert alert, RouteMoment moment, params AlertRoute[] routes) =>
        new RouteList(routes, new()).Decide(alert, AlertAttributes.Of(alert), moment);

    static IReadOnlyList<RouteAnswer> Explain(Alert alert, RouteMoment moment, params AlertRoute[] routes) =>
        new RouteList(routes, new()).Explain(alert, AlertAttributes.Of(alert), moment);
}

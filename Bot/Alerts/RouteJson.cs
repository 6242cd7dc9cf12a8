using System.Globalization;
using System.Text.Json;
using Bot.Domain.Alerts;
using Bot.Domain.Incidents;
using Bot.Domain.OnCall;

namespace Bot.Alerts;

/// <summary>Routes as the text that is kept of them; its names are stored, so that none is ever renamed.</summary>
static class RouteJson
{
    public static string Write(IEnumerable<AlertRoute> routes) =>
        JsonSerializer.Serialize(routes.Select(Kept.Of), KeptJson.Options);

    /// <summary>False where it cannot be read: written by hand, or by a later version.</summary>
    public static bool TryRead(string text, out IReadOnlyList<AlertRoute> routes)
    {
        try
        {
            routes = [.. (JsonSerializer.Deserialize<List<Kept>>(text, KeptJson.Options) ?? []).Select(k => k.Route())];
            return true;
        }
        catch (Exception e) when (e is JsonException or FormatException or TimeZoneNotFoundException or ArgumentException)
        {
            routes = [];
            return false;
        }
    }

    public static string Write(RouteAction.Open open) => JsonSerializer.Serialize(KeptOpen.Of(open), KeptJson.Options);

    /// <summary>What is kept of an alert that waits; what cannot be read opens as if no route had said more.</summary>
    public static RouteAction.Open ReadOpen(string? text)
    {
        try
        {
            return text is null ? RouteAction.Default : JsonSerializer.Deserialize<KeptOpen>(text, KeptJson.Options)?.Action()
                ?? RouteAction.Default;
        }
        catch (JsonException)
        {
            return RouteAction.Default;
        }
    }

    sealed record Kept(string Id, string Name, bool Off, bool Any, List<KeptCondition>? Conditions, KeptTime? Time)
    {
        public KeptOpen? Open { get; init; }
        public bool Ledger { get; init; }
        public bool Keep { get; init; }
        public KeptSay? Say { get; init; }
        public string? ForwardTo { get; init; }

        public static Kept Of(AlertRoute route) => new(
            route.Id, route.Name, !route.IsOn, route.AnyIsEnough,
            [.. route.Conditions.Select(c => new KeptCondition(c.Attribute, c.Comparison, [.. c.Values]))],
            KeptTime.Of(route.Time))
        {
            Open = route.Action is RouteAction.Open open ? KeptOpen.Of(open) : null,
            Ledger = route.Action is RouteAction.Ledger,
            Keep = route.Action is RouteAction.Keep,
            Say = route.Action is RouteAction.Say say ? new(say.Channel) : null,
            ForwardTo = route.ForwardTo,
        };

        public AlertRoute Route() => new()
        {
            Id = Id,
            Name = Name,
            IsOn = !Off,
            AnyIsEnough = Any,
            Conditions = [.. (Conditions ?? []).Select(c => new Condition(c.Attribute, c.How, c.Values ?? []))],
            Time = Time?.Time() ?? RouteTime.Always,
            Action = Action(),
            ForwardTo = ForwardTo,
        };

        RouteAction Action() => Open is { } open ? open.Action()
            : Ledger ? new RouteAction.Ledger()
            : Say is { } say ? new RouteAction.Say(say.Channel)
            : Keep ? new RouteAction.Keep()
            : throw new FormatException($"Route {Name} does not say what it does.");
    }

    sealed record KeptCondition(string Attribute, Comparison How, List<string>? Values);

    sealed record KeptSay(string? Channel);

    /// <summary>Of a rotation where it says inside or outside, else hours of the week.</summary>
    sealed record KeptTime(string? Rotation, bool? Inside, int Days, string? From, string? To, string? Zone)
    {
        const string Clock = "HH:mm";

        public static KeptTime? Of(RouteTime time) => time switch
        {
            RouteTime.OfRotation of => new(of.Rotation, of.IsInside, 0, null, null, null),
            RouteTime.Within { Hours: var hours } => new(
                null, null, (int)hours.Days, hours.From.ToString(Clock, CultureInfo.InvariantCulture),
                hours.To.ToString(Clock, CultureInfo.InvariantCulture), hours.Zone.Id),
            _ => null,
        };

        public RouteTime Time() => Inside is { } inside
            ? new RouteTime.OfRotation(Rotation, inside)
            : new RouteTime.Within(new((Weekdays)Days, Read(From), Read(To), Zones.Of(Zone ?? "UTC")));

        static TimeOnly Read(string? text) => TimeOnly.ParseExact(text ?? "", Clock, CultureInfo.InvariantCulture);
    }

    sealed record KeptOpen(Severity Severity, string? Rotation, string? Group, AtNight AtNight, long WaitSeconds)
    {
        public bool Triage { get; init; }

        public static KeptOpen Of(RouteAction.Open open) => new(
            open.Severity, open.Rotation, open.Group, open.AtNight, (long)open.WaitFirst.TotalSeconds)
        {
            Triage = open.TriageFirst,
        };

        public RouteAction.Open Action() => new()
        {
            Severity = Severity,
            Rotation = Rotation,
            Group = Group,
            AtNight = AtNight,
            WaitFirst = TimeSpan.FromSeconds(WaitSeconds),
            TriageFirst = Triage,
        };
    }
}

using System.Globalization;
using System.Text.Json;
using Bot.Domain.Alerts;
using Bot.Domain.Incidents;
using Bot.Domain.OnCall;
using Bot.OnCall.Groups;
using Bot.Slack;

namespace Bot.Alerts.Routing;

/// <summary>A route as its form has it: what is filled in, and what it was when the form was opened.</summary>
/// <param name="Route">As far as it is filled in.</param>
/// <param name="Mark">What it was; empty where it is new.</param>
sealed record RouteDraft(AlertRoute Route, string Mark)
{
    /// <summary>The route that it is to come behind; empty for the first place, null for where it stands.</summary>
    public string? Behind { get; init; }

    /// <summary>So many letters Slack carries along with a form.</summary>
    public const int MostCarried = 2900;

    public const int MostConditions = 10;

    public const string NameField = "name", AnyField = "any", TimeField = "time", ActField = "act", SeverityField = "severity",
        RotationField = "rotation", GroupField = "group", NightField = "night", FirstField = "first", ChannelField = "channel",
        TriageField = "triage", DaysField = "days", FromField = "from", ToField = "to", ZoneField = "zone", OfField = "of",
        ForwardField = "forward", PlaceField = "place";

    public const string Always = "always", Inside = "inside", Outside = "outside", Within = "within";

    public const string Open = "open", Ledger = "ledger", Say = "say", Keep = "keep";

    public const string AtOnce = "at_once", Accepted = "accepted";

    public const string Any = "any", All = "all", First = "first", Nowhere = "nowhere", Stays = "stays";

    public string Carried => JsonSerializer.Serialize(new[] { Mark, RouteJson.Write([Route]), Behind });

    public static RouteDraft? Read(string carried) =>
        JsonSerializer.Deserialize<string?[]>(carried) is [{ } mark, { } text, .. var rest]
        && RouteJson.TryRead(text, out var routes) && routes is [var route]
            ? new(route, mark) { Behind = rest.FirstOrDefault() } : null;

    /// <summary>The draft with what the form's fields say now; a field that is not shown leaves what was.</summary>
    public RouteDraft With(ViewState state) => this with
    {
        Behind = state.Selected(PlaceField) is { } place ? (place == Stays ? null : place == First ? "" : place) : Behind,
        Route = Route with
        {
            Name = state.Values.ContainsKey(NameField) ? state.Text(NameField) : Route.Name,
            AnyIsEnough = state.Selected(AnyField) is { } any ? any == Any : Route.AnyIsEnough,
            Time = TimeOf(state),
            Action = ActionOf(state),
            ForwardTo = state.Selected(ForwardField) is { } to ? (to == Nowhere ? null : to) : Route.ForwardTo,
        },
    };

    RouteTime TimeOf(ViewState state)
    {
        var was = Route.Time;
        return (state.Selected(TimeField) ?? KindOf(was)) switch
        {
            Inside => new RouteTime.OfRotation(RotationOf(state, OfField, was), IsInside: true),
            Outside => new RouteTime.OfRotation(RotationOf(state, OfField, was), IsInside: false),
            Within => new RouteTime.Within(HoursOf(state, (was as RouteTime.Within)?.Hours)),
            _ => RouteTime.Always,
        };
    }

    static string? RotationOf(ViewState state, string field, RouteTime was) =>
        state.Selected(field) is { } chosen ? (chosen == First ? null : chosen) : (was as RouteTime.OfRotation)?.Rotation;

    static WorkingHours HoursOf(ViewState state, WorkingHours? was)
    {
        was ??= new(Weekdays.EveryDay, new(9, 0), new(17, 0), TimeZoneInfo.Utc);
        var days = state.Ticked(DaysField).Aggregate(Weekdays.None, (all, day) =>
            all | Enum.Parse<DayOfWeek>(day).AsSet());
        return was with
        {
            Days = days == Weekdays.None ? was.Days : days,
            From = state[FromField].SelectedTime ?? was.From,
            To = state[ToField].SelectedTime ?? was.To,
            Zone = state.Selected(ZoneField) is { } zone && Zones.TryFind(zone, out var found) ? found : was.Zone,
        };
    }

    RouteAction ActionOf(ViewState state) => (state.Selected(ActField) ?? KindOf(Route.Action)) switch
    {
        Ledger => new RouteAction.Ledger(),
        Say => new RouteAction.Say(
            state.Values.ContainsKey(ChannelField)
                ? state[ChannelField].SelectedChannel : (Route.Action as RouteAction.Say)?.Channel),
        Keep => new RouteAction.Keep(),
        _ => OpenOf(state, Route.Action as RouteAction.Open ?? RouteAction.Default),
    };

    static RouteAction.Open OpenOf(ViewState state, RouteAction.Open was) => was with
    {
        Severity = Enum.TryParse<Severity>(state.Selected(SeverityField), out var severity) ? severity : was.Severity,
        Rotation = state.Selected(RotationField) is { } rotation ? (rotation == First ? null : rotation) : was.Rotation,
        Group = state.Values.ContainsKey(GroupField) ? GroupChoice.Read(state.Selected(GroupField)).Id : was.Group,
        AtNight = Enum.TryParse<AtNight>(state.Selected(NightField), out var night) ? night : was.AtNight,
        TriageFirst = state.Selected(TriageField) is { } triage ? triage == Accepted : was.TriageFirst,
        WaitFirst = Minutes(state.Text(FirstField)) is { } first && state.Values.ContainsKey(FirstField) ? first : was.WaitFirst,
    };

    static TimeSpan? Minutes(string text) => text.Length == 0 ? TimeSpan.Zero
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes <= MostMinutes
            ? TimeSpan.FromMinutes(minutes) : null;

    public const int MostMinutes = 720;

    public static string KindOf(RouteTime time) => time switch
    {
        RouteTime.OfRotation of => of.IsInside ? Inside : Outside,
        RouteTime.Within => Within,
        _ => Always,
    };

    public static string KindOf(RouteAction action) => action switch
    {
        RouteAction.Ledger => Ledger,
        RouteAction.Say => Say,
        RouteAction.Keep => Keep,
        _ => Open,
    };

    /// <summary>What is wrong with what was filled in, by field.</summary>
    public Dictionary<string, string> Problems(ViewState state)
    {
        var found = new Dictionary<string, string>();
        if (Route.Name.Length == 0) found[NameField] = "Give it a name, such as Customer-facing by night.";
        if (state.Values.ContainsKey(FirstField) && Minutes(state.Text(FirstField)) is null)
            found[FirstField] = $"Use whole minutes up to {MostMinutes}, or leave it empty.";
        return found;
    }
}

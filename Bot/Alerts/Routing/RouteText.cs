using System.Data;
using Bot.Alerts.Forwarding;
using Bot.Domain.Alerts;
using Bot.Domain.Incidents;
using Bot.OnCall.Rotations;
using Bot.OnCall.Rows;
using Bot.Slack;

namespace Bot.Alerts.Routing;

/// <summary>A route in words, for people who read a list of them on a phone.</summary>
/// <param name="Rotations">The rotations that there are.</param>
/// <param name="Destinations">Where alerts can be sent on to.</param>
sealed record RouteText(IReadOnlyList<RotationRow> Rotations, IReadOnlyList<DestinationRow> Destinations)
{
    const int LongestName = 60, LongestCondition = 150;

    public static RouteText Of(IDbConnection db, DateTimeOffset now) => new(RotationStore.All(db, now), DestinationStore.All(db));

    public static string Name(AlertRoute route) => Mrkdwn.Inert(route.Name, LongestName);

    /// <summary>"impact is internal · out of hours".</summary>
    public string Asks(AlertRoute route)
    {
        var conditions = route.Conditions.Count == 0 ? "all alerts"
            : string.Join(
                route.AnyIsEnough ? " or " : " and ", route.Conditions.Select(c => Mrkdwn.Inert(c.Text, LongestCondition)));
        return route.Time is RouteTime.AnyTime ? conditions : $"{conditions} · {Time(route.Time)}";
    }

    public string Time(RouteTime time) => time switch
    {
        RouteTime.OfRotation of => $"{(of.IsInside ? "in hours" : "out of hours")}{Of(of.Rotation)}",
        RouteTime.Within { Hours: var hours } => RotationPreview.Hours(hours),
        _ => "at any time",
    };

    /// <summary>What becomes of an alert that it takes.</summary>
    public string Does(AlertRoute route) => Does(route.Action, route.Time) + SentOn(route);

    string SentOn(AlertRoute route) => Destinations.FirstOrDefault(d => d.Id == route.ForwardTo) is { } to
        ? $" · is sent on to {Mrkdwn.Name(to.Name)}" : "";

    /// <summary>The same of what is done at any time, or at one that is known.</summary>
    public string Does(RouteAction action, RouteTime? time = null) => action switch
    {
        RouteAction.Open open => Opens(open, time ?? RouteTime.Always),
        RouteAction.Ledger => "becomes an entry of the warning ledger",
        RouteAction.Say { Channel: { } channel } => $"is one line in {Mrkdwn.Channel(channel)}",
        RouteAction.Say => "is one line in the announcement channel",
        _ => "is kept, nobody is told",
    };

    string Opens(RouteAction.Open open, RouteTime time)
    {
        var first = open.WaitFirst > TimeSpan.Zero ? $"if it has not recovered after {Words.Span(open.WaitFirst)}, " : "";
        var group = open.Group is { } called ? $" and calls {Mrkdwn.UserGroup(called)}" : "";
        var channel = open.TriageFirst ? ", with a channel once somebody accepts it" : "";
        return $"{first}opens *{Severity(open.Severity)}*{Of(open.Rotation)}{group}{Night(open.AtNight, time)}{channel}"
            + (CallsNobody(open, time) ? ", and calls nobody then :warning:" : "");
    }

    // By night, where neither it nor its rotation has a group.
    bool CallsNobody(RouteAction.Open open, RouteTime time) =>
        open is { AtNight: AtNight.Now, Group: null } && time is RouteTime.OfRotation { IsInside: false }
        && RotationStore.Answering(Rotations, open.Rotation) is { Rotation.AlertGroup: null };

    static string Night(AtNight atNight, RouteTime time) => (atNight, time) switch
    {
        (_, RouteTime.OfRotation { IsInside: true }) => "",
        (AtNight.Now, RouteTime.OfRotation) => " at once",
        (AtNight.InTheMorning, RouteTime.OfRotation) => " when hours open",
        (_, RouteTime.OfRotation) => " as the rotation has chosen",
        (AtNight.Now, _) => ", at night too",
        (AtNight.InTheMorning, _) => ", at night when hours open",
        _ => ", at night as the rotation has chosen",
    };

    public static string Severity(Severity severity) => severity.ToString();

    // Which rotation matters only where there are several.
    string Of(string? rotation) => Rotations.Count < 2 ? ""
        : RotationStore.Answering(Rotations, rotation) is { } row ? $" of {Mrkdwn.Name(row.Name)}" : "";
}

using Bot.Domain.Alerts;

namespace Bot.Alerts.Routing;

/// <summary>The attributes of alerts that conditions can ask for.</summary>
static class TeamAttributes
{
    public static IReadOnlyList<string> Names => AlertAttributes.BuiltIn;
}

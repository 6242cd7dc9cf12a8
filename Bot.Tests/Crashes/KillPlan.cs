namespace Bot.Tests.Crashes;

/// <summary>How much happens in a run.</summary>
/// <param name="Kills">So often a bot's process is killed.</param>
/// <param name="Declares">Incidents that people declare.</param>
/// <param name="Alerts">Alerts that CI sends.</param>
/// <param name="Replicas">So many bots share one PostgreSQL database; one alone has a file.</param>
/// <param name="Outages">So often the database is gone for a while.</param>
sealed record KillPlan(int Kills, int Declares, int Alerts, int Replicas = 1, int Outages = 0);

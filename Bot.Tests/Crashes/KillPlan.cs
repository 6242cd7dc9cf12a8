namespace Bot.Tests.Crashes;

/// <summary>How much happens in a run.</summary>
/// <param name="Kills">So often a bot's process is killed.</param>
/// <param name="Declares">Incidents that people declare.</param>
/// <param name="Alerts">Alerts that CI sends.</param>
/// <param name="Covers">So often somebody asks for cover and gets it, after a shift has changed hands.</param>
/// <param name="Replicas">So many bots share one PostgreSQL database; one alone has a file.</param>
/// <param name="Outages">So often the database is gone for a while.</param>
/// <param name="Sleeps">So often one of several bots stands still for longer than the others leave alone what it had.</param>
sealed record KillPlan(int Kills, int Declares, int Alerts, int Covers, int Replicas = 1, int Outages = 0,
    int Sleeps = 0);

using Bot.Slack;
using Dapper;

namespace Bot.Hosting;

/// <summary><c>/health/ready</c>: 200 while the database answers and Slack is connected, else 503 with the reason.</summary>
static class Health
{
    public static IResult Ready(Database database, SlackStatus slack)
    {
        var applied = database.Read(db => db.ExecuteScalar<long>("select count(*) from SchemaVersions"));
        return slack.Ready > 0
            ? Results.Json(new Answer("ready", null, applied))
            : Results.Json(new Answer("not connected to Slack", slack.LastError, applied), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    sealed record Answer(string Status, string? Reason, long Migrations);
}

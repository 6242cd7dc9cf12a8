using Bot.Domain.Alerts;

namespace Bot.Alerts.Senders;

/// <summary>The webhooks of dbt Cloud: a job's run has started, failed or ended.</summary>
public static class DbtCloud
{
    const string Name = "dbt Cloud";

    /// <summary>The header holds nothing but the signature, without a word for its scheme.</summary>
    public static IEnumerable<string> Signatures(HttpRequest request) =>
        request.Headers.Authorization.OfType<string>().Select(header => header.Trim());

    /// <param name="source">Whose it is.</param>
    /// <param name="body">The body.</param>
    /// <param name="charset">The letters that it names.</param>
    /// <param name="access">Where the account is seen, which no message says; null where nobody said it.</param>
    public static IReadOnlyList<Heard> Read(string source, byte[] body, string? charset, string? access) =>
        Message.Each(source, body, charset, Name, message =>
            message.Text("eventType") is { } type && (message.Text("data", "jobName") ?? message.Text("data", "jobId")) is { } job
                ? Heard(message, type, job, access) : null);

    static Heard Heard(Message message, string type, string job, string? access)
    {
        var end = End(message, type);
        var alert = message.Alert(new()
        {
            ["title"] = $"{job} {Became(end)}",
            ["description"] = string.Join(
                '\n', new[] { Said(message, "runStatusMessage"), Said(message, "runReason") }.OfType<string>()),
            ["status"] = end == RunEnd.Well ? "resolved" : "firing",
            ["deduplication_key"] = $"{message.Text("accountId")}/{message.Text("data", "jobId") ?? job}",
            ["source_url"] = Link(message, access),
            ["metadata"] = Message.Values(
                ("job", job), ("project", Said(message, "projectName")), ("environment", Said(message, "environmentName")),
                (JobKey.OfDbtCloud, Said(message, "jobId")), ("dbt_run", Said(message, "runId")),
                ("dbt_version", Said(message, "dbtVersion"))),
        });
        return new(alert with { OfNoInterest = OfNoInterest(end, type) }, [])
        {
            Delivery = message.Text("eventId"),
            Began = Earlier.Instant(Said(message, "runStartedAt")),
            Run = Said(message, "runId"),
        };
    }

    static string? Said(Message message, string name) => message.Text("data", name);

    enum RunEnd
    {
        None,
        Well,
        Failed,
        Canceled,
    }

    /// <summary>
    /// By the code where there is one, as the words have changed; that a run is well is said by its completion alone.
    /// </summary>
    static RunEnd End(Message message, string type) =>
        (type, Said(message, "runStatusCode") ?? Said(message, "runStatus")?.ToLowerInvariant()) switch
        {
            ("job.run.errored", _) => RunEnd.Failed,
            ("job.run.completed", "10" or "success") => RunEnd.Well,
            ("job.run.completed", "30" or "canceled" or "cancelled") => RunEnd.Canceled,
            ("job.run.completed", not null) => RunEnd.Failed,
            _ => RunEnd.None,
        };

    static string Became(RunEnd end) => end switch
    {
        RunEnd.Well => "passed",
        RunEnd.Failed => "failed",
        RunEnd.Canceled => "was canceled",
        _ => "runs",
    };

    static string? OfNoInterest(RunEnd end, string type) => end switch
    {
        RunEnd.Canceled => "The run was canceled, which says neither that it failed nor that it is well.",
        RunEnd.None when type == "job.run.completed" => $"It says nothing of how a run ended, as {Name}'s test does.",
        RunEnd.None => $"The bot takes no interest in {type} of {Name}.",
        _ => null,
    };

    static string? Link(Message message, string? access) =>
        AlertBody.Url(access) is { } at && message.Text("accountId") is { } account
        && Said(message, "projectId") is { } project && Said(message, "runId") is { } run
            ? $"{at.TrimEnd('/')}/deploy/{account}/projects/{project}/runs/{run}" : null;
}

using System.Globalization;
using Bot.Alerts.Intake;
using Bot.Settings;
using Bot.Slack;

namespace Bot.Alerts.Sources;

/// <summary>What is to be pasted so that a source sends, for each kind.</summary>
sealed class Snippet(PublicUrl publicUrl)
{
    const string Unknown = "https://bot.example.com/";

    string Base => publicUrl.Address?.ToString() ?? Unknown;

    /// <summary>Its lines in mrkdwn.</summary>
    /// <param name="kind">What it is; of one that the configuration names whatever has a token.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="token">Where it is shown, the token; else a placeholder.</param>
    public string Of(SourceKind kind, string name, string? token = null)
    {
        var (address, shown) = (Base + string.Format(CultureInfo.InvariantCulture, kind.Path, name), token ?? "$TOKEN");
        var missing = publicUrl.Address is null
            ? $"\n`PUBLIC_URL` of the bot is not set, so its address is not known here: put it in the place of `{Unknown}`."
            : "";
        return Text(kind, address, shown, Base, name) + missing;
    }

    static string Text(SourceKind kind, string address, string token, string at, string name) => kind switch
    {
        _ when kind == SourceKind.Alerts =>
            $"""
            Try it:
            {Code($"""
            curl "{address}" \
              -H "Authorization: Bearer {token}" \
              -d '{Sample}'
            """)}
            In CI, `docs/ci/notify.sh` wants `RESPONDER_URL` (the address) and `RESPONDER_TOKEN`.
            """,
        _ when kind == SourceKind.Dbt =>
            $"""
            Behind each run of dbt, whether it failed or not:
            {Code($"""
            curl "{address}?job=dbt_build&environment=prod" \
              -H "Authorization: Bearer {token}" \
              --data-binary @target/run_results.json
            """)}
            Once a day `curl -T target/manifest.json` to `{Mrkdwn.Escape(at)}v1/dbt/{name}/manifest`, for owners and dashboards.
            """,
        _ when kind == SourceKind.DbtCloud =>
            $"""
            In dbt Cloud, *Account settings* → *Webhooks* → *Create webhook*. Events: *Run errored*, *Run completed*. Endpoint:
            {Code($"{address}?access_url=https://YOUR.us1.dbt.com")}
            `access_url` is where you open dbt Cloud, which shows a secret once: enter that here.
            """,
        _ when kind == SourceKind.CircleCi =>
            $"""
            In CircleCI, *Project Settings* → *Webhooks* → *Add Webhook*. Event: *Workflow Completed*. Receiver URL:
            {Code(address)}
            """,
        _ when kind == SourceKind.Alertmanager =>
            $"""
            In Alertmanager (Grafana: contact point *Webhook*, scheme `Bearer`):
            {Code($"""
            webhook_configs:
              - url: {address}
                send_resolved: true
                http_config:
                  authorization:
                    credentials: {token}
            """)}
            """,
        _ when kind == SourceKind.PagerDuty =>
            $"""
            In the place of `https://events.pagerduty.com/v2/enqueue`, with the token as routing key:
            {Code($"{address}\nrouting_key: {token}")}
            """,
        _ =>
            $"""
            {Code($"""
            curl "{address}" \
              -H "Authorization: Bearer {token}" \
              -H "Content-Type: application/json" \
              -d '{Sample}'
            """)}
            """,
    };

    const string Sample = "{\"title\": \"A first alert\", \"status\": \"firing\", \"deduplication_key\": \"first\"}";

    static string Code(string text) => $"```{Mrkdwn.Escape(text)}```";
}

using System.Data;
using System.Text.Json.Nodes;
using Dapper;

namespace Bot.Sandbox.Chaos;

/// <summary>
/// What is to be told beyond Slack gets there, each thing under one name however often it is sent, and each issue is made once.
/// </summary>
static class OnceElsewhere
{
    public static IEnumerable<string> Lost(ChaosScene scene, IDbConnection db)
    {
        var ids = scene.Told.Heard.Select(h => h.Id).ToHashSet();
        var sent = db.Query<(string Subject, string Status, string Body, long? Taken, long? GaveUp)>(
            "select subject, status, body, taken_at, gave_up_at from forwards").ToList();
        foreach (var alert in scene.Deeds.Alerted.Where(a => a.IsFelt && a.Taken > 0))
            if (!sent.Exists(s => s.Status == "firing" && s.Subject.Contains(alert.Key, StringComparison.Ordinal)))
                yield return $"{alert.Title} was not sent on";
        foreach (var (subject, _, body, taken, gaveUp) in sent.Where(s => s.Status == "firing"))
            if (taken is null || gaveUp is not null) yield return $"{subject} is not taken where it was sent on to";
            else if (!ids.Contains(IdOf(body)) && scene.Deeds.Alerted.Any(a => subject.Contains(a.Key, StringComparison.Ordinal)))
                yield return $"{subject} is marked as sent on, and never came there";
        foreach (var (message, type) in db.Query<(string, string)>(
            "select message, type from webhook_events where taken_at is null"))
            yield return $"the webhook has not heard {type} ({message})";
        foreach (var of in scene.Deeds.Declared.Where(d => !d.IsPrivate && d.Number is not null))
            if (Times(scene, "incident.opened", of.Name) == 0) yield return $"the webhook never heard of {of.Name}";
        foreach (var title in scene.Deeds.Issues)
            if (!scene.Told.Issues.Values.Any(i => (string?)i["title"] == title)) yield return $"“{title}” has no issue";
        const string Open = "select count(*) from follow_ups where title = @title and ended_at is null";
        foreach (var title in scene.Deeds.ClosedIssues)
            if (NothingLost.Count(db, Open, new { title }) > 0)
                yield return $"the issue of “{title}” was closed, and it is not done";
    }

    public static IEnumerable<string> Doubled(ChaosScene scene, IDbConnection db)
    {
        foreach (var of in scene.Deeds.Declared)
            if (Times(scene, "incident.opened", of.Name) is var n and > 1)
                yield return $"the webhook heard {n} times that {of.Name} was opened";
        foreach (var title in scene.Deeds.FollowUps)
            if (Times(scene, "follow_up.created", title) is var n and > 1)
                yield return $"the webhook heard {n} times that “{title}” was made";
        foreach (var twice in scene.Told.Issues.Values.GroupBy(i => (string?)i["title"]).Where(g => g.Count() > 1))
            yield return $"{twice.Count()} issues “{twice.Key}”";
        var known = db.Query<string>("select body from forwards").Select(IdOf).ToHashSet();
        foreach (var stray in scene.Told.Heard.Where(h => h.Place == Elsewhere.DestinationPath && !known.Contains(h.Id)))
            yield return $"an alert was sent on as {stray.Id}, of which no row knows";
        foreach (var alert in scene.Deeds.Alerted)
        {
            var sent = NothingLost.Count(
                db, "select count(*) from forwards where status = 'firing' and subject like @like",
                new { like = $"%{alert.Key}" });
            var kept = NothingLost.Count(db, "select count(*) from alerts where title = @Title", new { alert.Title });
            if (sent > kept) yield return $"{alert.Title} came {kept} times and was sent on {sent} times";
        }
    }

    // What is told again under the same name is known to whoever takes it.
    static int Times(ChaosScene scene, string type, string name) => scene.Told.Heard.Where(
        h => (string?)h.Body["type"] == type && h.Body["data"] is JsonObject data
            && ((string?)data["name"] ?? (string?)data["title"]) == name).Select(h => h.Id).Distinct().Count();

    static string IdOf(string body) => (string?)JsonNode.Parse(body, CaseBlind)?["id"] ?? "";

    static readonly JsonNodeOptions CaseBlind = new() { PropertyNameCaseInsensitive = true };
}

using System.Data;
using System.Globalization;
using System.Text.Json;
using Bot.Api.Reading;
using Bot.FollowUps;
using Bot.Incidents;
using Bot.Storage;

namespace Bot.Api.Webhooks;

/// <summary>
/// Writes what webhooks are told, at the end of the change that it is of: what was changed is told, and nothing else. A private
/// incident is told only to those that say so, of whoever wanted that.
/// </summary>
public sealed class TellWebhooks(Database database)
{
    const string OnCallSubject = "rotation";

    /// <summary>Something became of an incident.</summary>
    public static void Incident(Tx tx, string id, IReadOnlyList<Noted> facts)
    {
        if (WebhookTypes.Incident(facts) is not { } type || Number(id) is not { } number) return;
        foreach (var to in Hearing(tx, WebhookKind.Incidents))
        {
            var viewer = to.Viewer(tx.Db);
            if (IncidentStore.Find(tx.Db, viewer, number) is { } row)
                Add(tx, to, IncidentRow.SubjectOf(number), type, IncidentItem.Of(tx.Db, viewer, [row])[0]);
        }
    }

    /// <summary>Something became of a follow-up.</summary>
    public static void FollowUp(Tx tx, string id, IReadOnlyList<Noted> facts)
    {
        if (WebhookTypes.FollowUp(facts) is not { } type || Number(id) is not { } number) return;
        foreach (var to in Hearing(tx, WebhookKind.FollowUps))
            if (FollowUpStore.Find(tx.Db, to.Viewer(tx.Db), number) is { } row)
                Add(tx, to, row.Subject, type, FollowUpItem.Of(tx.Db, [row], tx.Time)[0]);
    }

    /// <summary>Somebody else may be on call by now, whatever that is due to: hours, a cover, another plan.</summary>
    public async Task Look(DateTimeOffset now, CancellationToken stop)
    {
        var isAnyTold = database.Read(db =>
            WebhookStore.All(db).Exists(to => to.Hears(WebhookKind.OnCall)) || OnCallTold.All(db).Count > 0);
        if (!isAnyTold || !database.Read(db => IsNew(db, OnCallItem.All(db, now)))) return;
        await database.Change(OnCall);
    }

    static bool IsNew(IDbConnection db, List<OnCallItem> items)
    {
        var told = OnCallTold.All(db);
        return told.Count > items.Count
            || items.Exists(item => !told.TryGetValue(item.Rotation, out var person) || person != item.Person)
            || !WebhookStore.All(db).Exists(to => to.Hears(WebhookKind.OnCall));
    }

    static void OnCall(Tx tx)
    {
        var (told, hearing) = (OnCallTold.All(tx.Db), Hearing(tx, WebhookKind.OnCall));
        OnCallTold.Clear(tx);
        if (hearing.Count == 0) return;
        foreach (var item in OnCallItem.All(tx.Db, tx.Time))
        {
            OnCallTold.Set(tx, item.Rotation, item.Person);
            // Who it was before anybody wanted to know is no change.
            if (told.Count == 0 || told.GetValueOrDefault(item.Rotation) == item.Person) continue;
            foreach (var to in hearing)
                Add(tx, to, $"{OnCallSubject}:{item.Rotation}", WebhookTypes.OnCall, item);
        }
    }

    /// <summary>Whether a webhook may still be told what waits for it: an incident may be private by now.</summary>
    public static bool IsSeen(IDbConnection db, WebhookRow to, WebhookEvent waiting)
    {
        var kind = WebhookTypes.Kind(waiting.Type);
        return to.Hears(kind) && kind switch
        {
            WebhookKind.Incidents => Number(Lanes.Parts(waiting.Subject).Id) is { } number
                && IncidentStore.Find(db, to.Viewer(db), number) is not null,
            WebhookKind.FollowUps => Number(Lanes.Parts(waiting.Subject).Id) is { } number
                && FollowUpStore.Find(db, to.Viewer(db), number) is not null,
            _ => true,
        };
    }

    // Most changes are told to nobody, and those that share a transaction need not each look.
    static List<WebhookRow> Hearing(Tx tx, WebhookKind kind) =>
        tx.Common("webhooks", () => WebhookStore.All(tx.Db)).FindAll(to => to.Hears(kind));

    static long? Number(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    static void Add<T>(Tx tx, WebhookRow to, string subject, string type, T data) =>
        WebhookEvents.Add(tx, to, subject, type, Body(type, tx.Time, data));

    /// <summary>All that is said of something that happened.</summary>
    public static string Body<T>(string type, DateTimeOffset at, T data) =>
        JsonSerializer.Serialize(new { type, timestamp = at.ToUniversalTime(), data }, ApiJson.Options);
}

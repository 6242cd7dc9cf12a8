using System.Data;
using Bot.Alerts.Forwarding;
using Bot.Alerts.Intake;
using Bot.Api.Webhooks;
using Bot.Storage;

namespace Bot.Operating.Checks;

/// <summary>The keys, which are in no backup: that they open what is sealed in the store.</summary>
sealed class KeysCheck(Database database, SealedSecrets secrets, StandIn? standIn = null) : ICheck
{
    const int MostNamed = 5;

    public string Of => "the keys of sealed secrets";

    public Finding Slow(string what) => StoreCheck.Busy(what);

    public Task<IReadOnlyList<Finding>> Look(CancellationToken stop) => Task.FromResult(Look());

    IReadOnlyList<Finding> Look()
    {
        if (standIn is not null || database.Read(All) is not { Count: > 0 } all) return [];
        var closed = secrets.Closed(all.Select(s => (s.Purpose, s.Sealed))).Select(at => all[at].Name).ToList();
        if (closed.Count == 0)
            return [Finding.Well($"The keys open all that is sealed ({Count(all.Count)}).")];
        var names = string.Join(", ", closed.Take(MostNamed)) + (closed.Count > MostNamed ? ", …" : "");
        return
        [
            Finding.Wrong(
                $"The keys do not open {closed.Count} of {Count(all.Count)}: {names}.",
                secrets.Problem ?? $"Put the folder of keys that sealed them in its place ({secrets.Folder}) and start the bot "
                    + "again, or enter each of them anew."),
        ];
    }

    static string Count(int all) => all == 1 ? "1 secret" : $"{all} secrets";

    static List<(string Name, string Purpose, string Sealed)> All(IDbConnection db) =>
    [
        .. SourceStore.All(db).Where(s => s is { Secret: not null, RevokedAt: null }).Select(s => (s.Name, s.Name, s.Secret!)),
        .. DestinationStore.All(db).Select(d => (d.Name, SealedAddress.Purpose(d.Id), d.Sealed)),
        .. WebhookStore.All(db).Select(w => (w.Name, WebhookRow.Purpose(w.Id), w.Sealed)),
    ];
}

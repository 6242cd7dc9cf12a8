using Bot.Domain.Alerts;
using Bot.Storage;
using Bot.Warnings.Rows;

namespace Bot.Alerts;

/// <summary>Alerts that their route writes to the warning ledger.</summary>
static class LedgerEntry
{
    /// <summary>What a thing that warns is known by there: the node of dbt, else the alert's own key.</summary>
    public static string NodeOf(Alert alert) => alert["dbt_node"] ?? alert.DeduplicationKey;

    public static void Write(Tx tx, Alert alert) => WarningStore.Seen(tx, new(
        alert.Source, PlaceOf(alert), NodeOf(alert),
        new() { Title = alert.Title, Job = alert["job"], Url = alert.SourceUrl, OwnerSaid = alert["dbt_owner"] }));

    /// <summary>It is well again, so that its entry ends where it has one.</summary>
    public static void Clean(Tx tx, Alert alert) => WarningStore.Clean(tx, PlaceOf(alert), NodeOf(alert));

    static string PlaceOf(Alert alert) => JobKey.Place(alert.Source, alert.Metadata);
}

using Bot.Api.Reading;
using Bot.Api.Tokens;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.Storage;
using static Bot.Api.Writing.WantedText;

namespace Bot.Api.Writing;

/// <summary>
/// What a program does with incidents, for whoever made its token: the same use cases as theirs in Slack. A repeat under the same
/// key changes nothing.
/// </summary>
public sealed class WriteIncidents(WriteOnce once, DeclareByProgram declare, GiveUpdate update)
{
    const int LongestName = 150, LongestText = 3000, LongestFix = 1000;

    /// <summary>Opens one and returns its number.</summary>
    public Task<long> Declare(ApiToken token, string key, WantedIncident wanted) => once.Change(token, key, wanted, tx =>
    {
        var declared = new Declaration(
            Text("name", wanted.Name, LongestName), Word("severity", wanted.Severity, Severity.Minor),
            Word("affected", wanted.Affected, Affected.NotSure), Maybe("known", wanted.Known, LongestText), wanted.Rotation);
        return declare.Declare(tx, declared, token.MadeBy, token.Through);
    });

    /// <summary>Adds an update to one that the token shows.</summary>
    public Task<long> Update(ApiToken token, string key, long number, WantedUpdate wanted) => once.Change(
        token, key, (number, wanted), tx =>
        {
            var incident = Seen(tx, token, number);
            var (status, severity) = (
                Word<IncidentStatus>("status", wanted.Status, null), Word<Severity>("severity", wanted.Severity, null));
            update.ByProgram(
                tx, incident, Text("text", wanted.Text, LongestText), (status, severity), new(token.MadeBy, token.Through));
            return number;
        });

    /// <summary>Ends one that the token shows.</summary>
    public Task<long> Resolve(ApiToken token, string key, long number, WantedEnd wanted) => once.Change(
        token, key, (number, wanted), tx =>
        {
            ResolveIncident.ByProgram(
                tx, Seen(tx, token, number), Maybe("fix", wanted.Fix, LongestFix), wanted.EvenIfFiring,
                new(token.MadeBy, token.Through));
            return number;
        });

    static IncidentRow Seen(Tx tx, ApiToken token, long number) =>
        IncidentStore.Find(tx.Db, token.Viewer(tx.Db), number) ?? throw WholeIncident.Missing(number);
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Bot.Api.Reading;
using Bot.Api.Tokens;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Api.Writing;

/// <summary>
/// What a program does with incidents, for whoever made its token: the same use cases as theirs in Slack. A repeat under the same
/// key changes nothing.
/// </summary>
public sealed class WriteIncidents(
    Database database, Access access, DeclareByProgram declare, GiveUpdate update)
{
    const int LongestName = 150, LongestText = 3000, LongestFix = 1000, LongestKey = 200;

    public const string NoKey =
        "Send an Idempotency-Key of 1 to 200 characters, another for each thing that you do: a repeat under the same key changes "
        + "nothing.";

    /// <summary>Opens one and returns its number.</summary>
    public Task<long> Declare(ApiToken token, string key, WantedIncident wanted) => Once(token, key, wanted, tx =>
    {
        var declared = new Declaration(
            Text("name", wanted.Name, LongestName), Word("severity", wanted.Severity, Severity.Minor),
            Word("affected", wanted.Affected, Affected.NotSure), Maybe("known", wanted.Known, LongestText), wanted.Rotation);
        return declare.Declare(tx, declared, token.MadeBy, token.Through);
    });

    /// <summary>Adds an update to one that the token shows.</summary>
    public Task<long> Update(ApiToken token, string key, long number, WantedUpdate wanted) => Once(
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
    public Task<long> Resolve(ApiToken token, string key, long number, WantedEnd wanted) => Once(
        token, key, (number, wanted), tx =>
        {
            ResolveIncident.ByProgram(
                tx, Seen(tx, token, number), Maybe("fix", wanted.Fix, LongestFix), wanted.EvenIfFiring,
                new(token.MadeBy, token.Through));
            return number;
        });

    /// <summary>
    /// One change under a key: a repeat gets the first answer, and what is something else under the same key is refused.
    /// </summary>
    async Task<long> Once<T>(ApiToken token, string key, T wanted, Func<Tx, long> change)
    {
        if (key.Length is 0 or > LongestKey)
            throw ProblemException.Wrong(NoKey);
        var asked = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes((object?)wanted, Whole)));
        var answer = await database.Once(string.Create(CultureInfo.InvariantCulture, $"api:{token.Number}:{key}"), tx =>
        {
            if (access.Refusal(tx.Db, token.MadeBy, Act.UseTheBot) is not null)
                throw new ProblemException(
                    StatusCodes.Status403Forbidden,
                    $"Whoever made the token “{token.Name}” may not use the bot any more, so it writes nothing in their name.");
            return string.Create(CultureInfo.InvariantCulture, $"{asked} {change(tx)}");
        });
        return answer!.Split(' ') is [var first, var number] && first == asked
            ? long.Parse(number, CultureInfo.InvariantCulture)
            : throw new ProblemException(
                StatusCodes.Status422UnprocessableEntity,
                "Something else was done under this Idempotency-Key. Send another key for another thing.");
    }

    // Pairs have their parts in fields.
    static readonly JsonSerializerOptions Whole = new() { IncludeFields = true };

    static IncidentRow Seen(Tx tx, ApiToken token, long number) =>
        IncidentStore.Find(tx.Db, token.Viewer(tx.Db), number) ?? throw WholeIncident.Missing(number);

    static string Text(string name, string? text, int most) => Maybe(name, text, most)
        ?? throw ProblemException.Wrong($"“{name}” says nothing. Say it in a few words.");

    static string? Maybe(string name, string? text, int most) => text?.Trim() switch
    {
        null or "" => null,
        { Length: var length } when length > most =>
            throw ProblemException.Wrong($"“{name}” has {length} characters. {most} are the most."),
        var said => said,
    };

    static T Word<T>(string name, string? word, T otherwise)
        where T : struct, Enum => Word<T>(name, word, null) ?? otherwise;

    static T? Word<T>(string name, string? word, T? none)
        where T : struct, Enum => string.IsNullOrEmpty(word) ? none
        : WordsOf.All<T>().Contains(word) ? Enum.Parse<T>(word, ignoreCase: true)
        : throw ProblemException.Wrong(
            $"“{name}” is “{Limits.Truncate(word, 60)}”. Use {string.Join(", ", WordsOf.All<T>())}.");
}

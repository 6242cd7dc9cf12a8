using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Bot.Api.Reading;
using Bot.Api.Tokens;
using Bot.People;
using Bot.Storage;

namespace Bot.Api.Writing;

/// <summary>What a program does for whoever made its token, once under each key.</summary>
public sealed class WriteOnce(Database database, Access access)
{
    /// <summary>The header of the key, and what is said of it.</summary>
    public const string Key = "Idempotency-Key",
        AboutKey = "Another for each thing that you do: a repeat under the same key changes nothing.";

    const int LongestKey = 200;

    public const string NoKey =
        "Send an Idempotency-Key of 1 to 200 characters, another for each thing that you do: a repeat under the same key changes "
        + "nothing.";

    /// <summary>
    /// One change under a key: a repeat gets the first answer, and what is something else under the same key is refused.
    /// </summary>
    public async Task<long> Change<T>(ApiToken token, string key, T wanted, Func<Tx, long> change)
    {
        if (key.Length is 0 or > LongestKey)
            throw ProblemException.Wrong(NoKey);
        var asked = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes((object?)wanted, Whole)));
        var answer = await database.Once(Stored(token, key), tx =>
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

    /// <summary>Whether something was done under that key already.</summary>
    public bool IsDone(ApiToken token, string key) => database.IsDone(Stored(token, key));

    static string Stored(ApiToken token, string key) =>
        string.Create(CultureInfo.InvariantCulture, $"api:{token.Number}:{key}");

    // Pairs have their parts in fields.
    static readonly JsonSerializerOptions Whole = new() { IncludeFields = true };
}

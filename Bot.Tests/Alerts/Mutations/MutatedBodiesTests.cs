using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Domain.Alerts;
using Bot.Storage;
using Dapper;

namespace Bot.Tests.Alerts.Mutations;

/// <summary>
/// Bodies to which something happened on their way, over all addresses, by whoever may send: each is an alert with the fields
/// that it means, or one that shows what cannot be read, or an answer that says why it is none; and nothing is lost. A tenth runs
/// each time, all of it with LONG=1; MUTATION_SEED replays a run, MUTATION_ONLY one body of it.
/// </summary>
public sealed class MutatedBodiesTests(ITestOutputHelper output)
{
    const int MostShown = 20, MostText = 600;

    static readonly int Count = Environment.GetEnvironmentVariable("LONG") == "1" ? 10_000 : 1000;

    readonly List<string> wrong = [];
    readonly Dictionary<string, int> kinds = [];
    long last;
    int held;

    static int? Given(string name) => int.TryParse(
        Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number : null;

    [Fact]
    public async Task Whatever_becomes_of_a_body_it_is_kept_and_says_what_it_is()
    {
        var seed = Given("MUTATION_SEED") ?? Random.Shared.Next(100_000);
        output.WriteLine($"MUTATION_SEED={seed}");
        await using var afternoon = await Afternoon.Begin(settings: new()
        {
            ["Intake:PerMinute"] = "0",
            ["Intake:Secrets:ci"] = Destination.Secret,
        });
        await afternoon.Rotation("ana", "ben");
        using var http = new HttpClient { BaseAddress = afternoon.Url };
        for (var n = 0; n < Count; n++)
        {
            if (Given("MUTATION_ONLY") is { } only && n != only) continue;
            // Each by its own number, so that one of them can be had again without the others.
            var random = new Random(seed * 100_003 + n);
            var to = Destination.All[n % Destination.All.Count];
            var body = to.Bodies[random.Next(to.Bodies.Count)];
            await Post(afternoon, http, to, n, body, Mutated.Of(random, body));
        }

        await afternoon.Settle();
        output.WriteLine($"{held} were held to what they mean by the book; " + string.Join(
            ", ", kinds.OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => $"{k.Value} {k.Key}")));
        // What the bot then finds in its own log would stand in the place of this.
        foreach (var one in wrong.Take(MostShown)) output.WriteLine(one);
        Assert.Empty(wrong);
    }

    async Task Post(Afternoon afternoon, HttpClient http, Destination to, int n, string body, Mutated mutated)
    {
        var name = $"job-{n}-x";
        var (status, answer) = await Send(http, to.Request(name, mutated));
        var rows = Kept(afternoon);
        var all = string.Join('\n', Wrong(to, mutated, status, answer, rows)
            .Concat(mutated.SaysTheSame && to.TakesLetters ? await AsBefore(afternoon, http, to, name, body, rows) : []));
        kinds[Kind(status, rows)] = kinds.GetValueOrDefault(Kind(status, rows)) + 1;
        if (all.Length == 0) return;
        var text = Encoding.UTF8.GetString(mutated.Bytes);
        wrong.Add($"MUTATION_ONLY={n}, {to.Path}, {mutated.How}: {all}\n{status} {answer?.ToJsonString()}\n"
            + (text.Length > MostText ? $"{text[..MostText]}…" : text));
    }

    static string Kind(int status, List<KeptRow> rows) => rows.Count == 0 ? $"answered {status} with why"
        : rows.Exists(r => r.IsUnreadable) ? "unreadable" : "understood";

    static async Task<(int, JsonObject?)> Send(HttpClient http, HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return ((int)response.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : null);
        }
    }

    /// <summary>What has come into the ledger since it was looked at last.</summary>
    List<KeptRow> Kept(Afternoon afternoon)
    {
        var rows = afternoon.Get<Database>().Read(db => db.Query<KeptRow>(
            """
            select id, key, title, status, decision, reason, read_leniently, incident, bytes as body
            from alerts left join bodies on hash = body_hash where id > @last order by id
            """,
            new { last }).ToList());
        last = rows.Count > 0 ? rows[^1].Id : last;
        return rows;
    }

    IEnumerable<string> Wrong(
        Destination to, Mutated mutated, int status, JsonObject? answer, List<KeptRow> rows)
    {
        if (status != 202 && !to.Answers.Contains(status)) yield return "This is no answer of this address.";
        if (answer is null || Words(answer).Length == 0) yield return "The answer says nothing.";
        if (status is 202 or 200 && !to.IsManifest && !Answers(to, answer, rows.Count))
            yield return $"{rows.Count} were kept, and others were answered.";
        if (status is 401 or 422 || (status == 400 && answer?["reason"] is null))
            if (rows.Count > 0) yield return "It was refused and kept.";
        foreach (var problem in rows.SelectMany(Wrong)) yield return problem;
        if (mutated.IsCut && rows.Exists(r => r.ReadLeniently == 0)) yield return "It was cut, and is taken as it stands.";
        if (to.KeepsAll && rows is [{ Body: { } body }] && mutated.Packing is null && !to.IsKept(mutated.Bytes, body))
            yield return "Not all of it is kept.";
        using var read = Meant.Read(mutated.Bytes);
        if (read is null || (mutated.Packing is not null && !mutated.SaysTheSame)) yield break;
        foreach (var problem in Unlike(to, read.RootElement, answer, rows)) yield return problem;
    }

    static IEnumerable<string> Wrong(KeptRow row)
    {
        if (row.Title.Trim().Length == 0 || row.Reason.Length == 0) yield return "A title or a reason is missing.";
        if (row.Key.Length is 0 or > DeduplicationKey.Longest) yield return $"The key has {row.Key.Length} letters.";
        if (row.Body is null) yield return "What came is not kept.";
        if (row.IsUnreadable && row.Incident is null) yield return "Nobody sees that it cannot be read.";
        if (row is { ReadLeniently: 1, Decision: "recovered" }) yield return "What is unclear has ended something.";
    }

    static string Words(JsonObject answer) => $"{answer["reason"]}{answer["message"]}{answer["errors"]}";

    // PagerDuty's answer names one, whatever came with it.
    static bool Answers(Destination to, JsonObject? answer, int kept) =>
        to.Proof == Proof.Key ? kept > 0 : kept == (answer?["alerts"] is JsonArray all ? all.Count : 1);

    /// <summary>Where the body says by the book what it means, and that is not what was kept.</summary>
    IEnumerable<string> Unlike(Destination to, JsonElement body, JsonObject? answer, List<KeptRow> rows)
    {
        var (meant, red, nodes) = (
            Meant.Alerts(to, body), to.IsRun ? Meant.Red(body) : null, to.IsManifest ? Meant.Nodes(body) : null);
        if (meant is not null || red is not null || nodes is not null) held++;
        if (meant is not null && !meant.SequenceEqual(rows.Select(r => (r.Key, r.Status))))
            yield return $"It means {string.Join(", ", meant)}, and was taken for "
                + $"{string.Join(", ", rows.Select(r => (r.Key, r.Status, r.Title)))}.";
        if (red is not null && !red.SetEquals(Red(rows)))
            yield return $"Red are {string.Join(", ", red)}, and {string.Join(", ", Red(rows))} was taken for it.";
        if (nodes is not null
            && !Words(answer!).StartsWith(string.Create(CultureInfo.InvariantCulture, $"{nodes} node"), StringComparison.Ordinal))
            yield return $"It lists {nodes} nodes.";
    }

    // What the ledger keeps of an alert of dbt lists its red nodes.
    static IEnumerable<string> Red(List<KeptRow> rows) => rows.Where(r => !r.IsUnreadable)
        .SelectMany(r => JsonNode.Parse(r.Body!)!.AsArray()).Select(node => (string)node!["unique_id"]!);

    /// <summary>What says the same is taken for the same as what was not touched, which is sent behind it.</summary>
    async Task<IEnumerable<string>> AsBefore(
        Afternoon afternoon, HttpClient http, Destination to, string name, string body, List<KeptRow> rows)
    {
        await Send(http, to.Request($"{name}y", Mutated.Not(body)));
        var untouched = Kept(afternoon);
        return untouched.Select(r => r.Fields($"{name}y")).SequenceEqual(rows.Select(r => r.Fields(name))) ? []
            : [$"It is taken for {string.Join(", ", rows.Select(r => r.Fields(name)))}, untouched for "
                + $"{string.Join(", ", untouched.Select(r => r.Fields(name)))}."];
    }
}

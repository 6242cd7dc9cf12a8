using System.ClientModel;
using System.ClientModel.Primitives;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Microsoft.Extensions.AI;
using OpenAI;

namespace Bot.Summaries;

/// <summary>What a model is asked to write.</summary>
/// <param name="Words">What it is told.</param>
/// <param name="Answer">The form of its answer.</param>
/// <param name="Check">What of that is taken, given what it was to rest on.</param>
public sealed record ModelTask<T>(
    string Words, ChatResponseFormat Answer,
    Func<IEnumerable<SaidSentence>, IEnumerable<SummarySource>, IReadOnlyList<T>> Check);

/// <summary>
/// Lets a model write a draft, within a budget of tokens and of time. What it says is checked sentence by sentence; whatever
/// goes wrong, the draft is composed.
/// </summary>
public sealed class AskModel(AiSettings settings, ILogger<AskModel> log) : IDisposable
{
    // Of what it reads, and of what it writes, which with some is mostly what they think.
    const int MostTokens = 12_000, MostAnswer = 6000, MostOfTry = 16;

    /// <summary>What the meter and the source of spans of the model are called.</summary>
    public const string Telemetry = "Bot.Model";

    readonly IChatClient? client = settings.Endpoint is null ? null : Client(settings);

    public bool IsThere => client is not null;

    static IChatClient Client(AiSettings settings) =>
        new OpenAIClient(
            new ApiKeyCredential(settings.ApiKey),
            new OpenAIClientOptions
            {
                Endpoint = settings.Endpoint,
                NetworkTimeout = settings.Patience,
                RetryPolicy = new ClientRetryPolicy(maxRetries: 1),
                // What a request holds is nobody's to log.
                ClientLoggingOptions = new() { EnableLogging = false },
            })
        .GetChatClient(settings.Model).AsIChatClient().AsBuilder()
            // How often, how long and how many tokens; never what is asked and answered.
            .UseOpenTelemetry(sourceName: Telemetry, configure: watched => watched.EnableSensitiveData = false)
            .Build();

    /// <summary>The sentences of a summary that a model wrote; or none, and why.</summary>
    public Task<(IReadOnlyList<SummarySentence> Sentences, SummaryTrouble? Why)> Of(
        SummaryGround known, CancellationToken stop) => Of(known, SummaryPrompt.Asked, stop);

    /// <summary>The same of anything that is written of an incident.</summary>
    public async Task<(IReadOnlyList<T> Sentences, SummaryTrouble? Why)> Of<T>(
        SummaryGround known, ModelTask<T> task, CancellationToken stop)
    {
        var given = SummaryBudget.Choose([known.Card, .. known.Sources], MostTokens);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(settings.Patience);
        try
        {
            var options = new ChatOptions { MaxOutputTokens = MostAnswer, ResponseFormat = task.Answer };
            var answer = await client!.GetResponseAsync(SummaryPrompt.Of(task.Words, given), options, patience.Token)
                .WaitAsync(patience.Token);
            return Read(answer, given, task);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            // Its words may hold a part of the key, or of what was asked.
            log.LogWarning("The model wrote nothing: {Reason}", Reason(e));
            return ([], patience.IsCancellationRequested ? SummaryTrouble.Slow : SummaryTrouble.Away);
        }
    }

    /// <summary>Whether it answers at all, by a question of a few words.</summary>
    /// <returns>Why it does not, to stand behind a colon; null where it does.</returns>
    public async Task<string?> Try(CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(settings.Patience);
        try
        {
            await client!.GetResponseAsync("Say yes.", new() { MaxOutputTokens = MostOfTry }, patience.Token)
                .WaitAsync(patience.Token);
            return null;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            return Reason(e);
        }
    }

    (IReadOnlyList<T> Sentences, SummaryTrouble? Why) Read<T>(
        ChatResponse answer, IReadOnlyList<SummarySource> given, ModelTask<T> task)
    {
        if (answer.FinishReason == ChatFinishReason.ContentFilter
            || answer.Messages.Any(m => m.Contents.OfType<ErrorContent>().Any())) return ([], SummaryTrouble.Refused);
        var taken = SummaryPrompt.Read(answer.Text) is { } said ? task.Check(said, given) : [];
        if (taken.Count > 0) return (taken, null);
        log.LogWarning(
            "The model's answer of {Length} characters cannot be used; it ended by {End}", answer.Text.Length,
            answer.FinishReason);
        return ([], SummaryTrouble.Nonsense);
    }

    static string Reason(Exception trouble) => trouble switch
    {
        ClientResultException { Status: > 0 } answered =>
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"it answered {answered.Status}"),
        OperationCanceledException => "it was too slow",
        AggregateException { InnerException: { } inner } => inner.GetType().Name,
        _ => trouble.GetType().Name,
    };

    public void Dispose() => client?.Dispose();
}

using System.ClientModel;
using System.ClientModel.Primitives;
using Bot.Domain.Incidents;
using Bot.Incidents;
using Microsoft.Extensions.AI;
using OpenAI;

namespace Bot.Summaries;

/// <summary>
/// Lets a model write a draft, within a budget of tokens and of time. What it says is checked sentence by sentence; whatever
/// goes wrong, the draft is composed.
/// </summary>
public sealed class AskModel(AiSettings settings, ILogger<AskModel> log) : IDisposable
{
    // Of what it reads, and of what it writes, which with some is mostly what they think.
    const int MostTokens = 12_000, MostAnswer = 6000;

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
        .GetChatClient(settings.Model).AsIChatClient();

    /// <summary>The sentences that a model wrote; or none, and why.</summary>
    public async Task<(IReadOnlyList<SummarySentence> Sentences, SummaryTrouble? Why)> Of(
        SummaryGround known, CancellationToken stop)
    {
        var given = SummaryBudget.Choose([known.Card, .. known.Sources], MostTokens);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(settings.Patience);
        try
        {
            var options = new ChatOptions { MaxOutputTokens = MostAnswer, ResponseFormat = SummaryPrompt.Answer };
            var answer = await client!.GetResponseAsync(SummaryPrompt.Of(given), options, patience.Token)
                .WaitAsync(patience.Token);
            return Read(answer, given);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            // Its words may hold a part of the key, or of what was asked.
            log.LogWarning("The model wrote no summary: {Reason}", Reason(e));
            return ([], patience.IsCancellationRequested ? SummaryTrouble.Slow : SummaryTrouble.Away);
        }
    }

    (IReadOnlyList<SummarySentence> Sentences, SummaryTrouble? Why) Read(
        ChatResponse answer, IReadOnlyList<SummarySource> given)
    {
        if (answer.FinishReason == ChatFinishReason.ContentFilter
            || answer.Messages.Any(m => m.Contents.OfType<ErrorContent>().Any())) return ([], SummaryTrouble.Refused);
        var taken = SummaryPrompt.Read(answer.Text) is { } said ? SummaryCheck.Of(said, given) : [];
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

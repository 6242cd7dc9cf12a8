using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Bot.Slack;

/// <summary>Hands a submitted modal to its route and answers with what comes back, by another way when it is too large.</summary>
sealed class SubmissionDispatch(SlackRouter router, Courtesy courtesy, LargeViews large, ILogger log)
{
    // It is known by its view, whichever bot it comes to.
    const string Again = "Press the button again in a minute: nothing is made twice.";
    const string Outdated = "This form is from an older version. Close it and open it again.";

    public async Task Handle(ViewSubmission request, Reply reply, CancellationToken stop)
    {
        var route = router.Find(new(RouteKind.ViewSubmission, request.View.CallbackId));
        if (route is null) log.LogWarning("No route for submission {CallbackId}", request.View.CallbackId);
        var answer = route is null ? Refuse(request.View, Outdated) : await Run(route, request, reply, stop);
        var payload = Payload(answer);
        if (payload is null || reply.Fits(payload)) await reply.Ack(payload, stop: stop);
        else if (answer!.View is ModalViewDefinition view) await large.Show(view, answer.ResponseAction!, reply, stop);
        else await reply.Ack(Payload(Shortest(answer)), stop: stop);
        if (answer?.After is { } after) await after(stop);
    }

    async Task<ViewSubmissionResponse?> Run(RouteHandler route, ViewSubmission request, Reply reply, CancellationToken stop)
    {
        using var patience = reply.Patience(stop);
        try
        {
            await router.LetIn(request.User.Id, patience.Token);
            return await ((Func<ViewSubmission, CancellationToken, Task<ViewSubmissionResponse?>>)route.Handler)(
                request, patience.Token);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            return Refuse(request.View, courtesy.Sorry(e, $"Submission {request.View.CallbackId}", Again, isOnce: true));
        }
    }

    static ViewSubmissionResponse Refuse(View view, string sentence) => FirstInput(view) is { } input
        ? ViewSubmissionResponse.Errors((input, sentence))
        : ViewSubmissionResponse.Update(Courtesy.Notice(sentence));

    static string? FirstInput(View view) => view.Blocks.ValueKind != JsonValueKind.Array ? null : view.Blocks.EnumerateArray()
        .Where(b => b.TryGetProperty("type", out var type) && type.ValueEquals("input") && b.TryGetProperty("block_id", out _))
        .Select(b => b.GetProperty("block_id").GetString()).FirstOrDefault();

    static ViewSubmissionResponse Shortest(ViewSubmissionResponse answer)
    {
        var (field, sentence) = answer.FieldErrors!.MinBy(e => e.Value.Length);
        return ViewSubmissionResponse.Errors((field, Limits.Truncate(sentence, Limits.Text)));
    }

    static byte[]? Payload(ViewSubmissionResponse? answer) =>
        answer?.ResponseAction is null
            ? null
            : JsonSerializer.SerializeToUtf8Bytes(answer, SlackJson.Default.ViewSubmissionResponse);
}

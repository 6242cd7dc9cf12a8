using Microsoft.Extensions.Logging;

namespace Bot.Slack;

/// <summary>Hands a pressed button or changed menu to its route, then acknowledges.</summary>
sealed class ActionDispatch(SlackRouter router, Courtesy courtesy, ILogger log)
{
    const string Outdated = "That button is from an older version and does nothing any more.";

    public async Task Handle(BlockActionRequest request, Reply reply, CancellationToken stop)
    {
        string? sentence = null;
        List<Func<CancellationToken, Task>> then = [];
        foreach (var action in request.Actions)
        {
            var route = router.Find(new(RouteKind.Action, action.ActionId));
            if (route?.AckFirst == true) await reply.Ack(null, stop: stop);
            sentence ??= route is null ? NoRoute(action) : await Run(route, request with { Action = action }, then, reply, stop);
        }

        await reply.Ack(null, stop: stop);
        foreach (var next in then) sentence ??= await Guarded(() => next(stop), request, stop);
        if (sentence is not null) await courtesy.Tell(sentence, request.ResponseUrl, request.TriggerId, request.View, stop);
    }

    Task<string?> Run(
        RouteHandler route, BlockActionRequest request, List<Func<CancellationToken, Task>> then, Reply reply,
        CancellationToken stop) =>
        Guarded(
            async () =>
            {
                using var patience = reply.Patience(stop);
                await router.LetIn(request.User.Id, patience.Token);
                if (route.Handler is Func<BlockActionRequest, CancellationToken, Task<Func<CancellationToken, Task>?>> first)
                {
                    if (await first(request, patience.Token) is { } next) then.Add(next);
                }
                else
                {
                    await ((Func<BlockActionRequest, CancellationToken, Task>)route.Handler)(request, patience.Token);
                }
            },
            request, stop);

    async Task<string?> Guarded(Func<Task> act, BlockActionRequest request, CancellationToken stop)
    {
        try
        {
            await act();
            return null;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            return courtesy.Sorry(e, $"Action {request.Action.ActionId}", "Please press it again in a minute.");
        }
    }

    string? NoRoute(BlockAction action)
    {
        // Slack reports a press on a link as well, and the link has done its work.
        if (action.Url is not null) return null;
        log.LogWarning("No route for action {Action}", action.ActionId);
        return Outdated;
    }
}

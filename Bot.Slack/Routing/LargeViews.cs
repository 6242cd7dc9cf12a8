using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Bot.Slack;

/// <summary>
/// Answers a submission with a view too large for an acknowledgement: a placeholder goes first, then views.update fills it. The
/// placeholder has a name of its own, so the update cannot overtake it: until Slack has shown it, the name is not found.
/// </summary>
sealed class LargeViews(SlackApi api, SlackOptions options, ILogger log)
{
    const int Tries = 6;
    readonly Backoff backoff = new(options);

    public Task Show(ModalViewDefinition view, string responseAction, Reply reply, CancellationToken stop)
    {
        var name = $"large-{Guid.CreateVersion7():N}";
        var placeholder = Placeholder(view, name);
        var answer = responseAction == "push"
            ? ViewSubmissionResponse.Push(placeholder)
            : ViewSubmissionResponse.Update(placeholder);
        var payload = JsonSerializer.SerializeToUtf8Bytes(answer, SlackJson.Default.ViewSubmissionResponse);
        return reply.Ack(payload, c => Fill(name, view with { ExternalId = view.ExternalId ?? name }, c), stop);
    }

    async Task Fill(string name, ModalViewDefinition view, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await api.Views.UpdateByExternalId(name, view, stop);
                return;
            }
            catch (SlackException e) when (e.Error == "not_found" && attempt < Tries)
            {
                await Task.Delay(backoff.After(attempt), options.WireTime, stop);
            }
            catch (Exception e) when (e is SlackException or SlackUnreachableException)
            {
                log.LogWarning("A large view could not be shown: {Reason}", e.Message);
                return;
            }
        }
    }

    static ModalViewDefinition Placeholder(ModalViewDefinition view, string name) => new()
    {
        Title = view.Title,
        Close = view.Close,
        CallbackId = view.CallbackId,
        PrivateMetadata = view.PrivateMetadata,
        ExternalId = name,
        Blocks = [new SectionBlock { Text = new PlainText("One moment…") }],
    };
}

using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Bot.Slack;

/// <summary>Takes envelopes from all connections: a repeat waits for the first and gets its answer, others go to their route.</summary>
sealed class Dispatcher(SlackRouter router, SlackApi api, OpenWork work, SlackOptions options, ILogger<Dispatcher> log)
{
    readonly Redeliveries _redeliveries = new(options.WireTime);
    readonly CommandDispatch _commands = new(router, new(api, log), options, log);
    readonly ActionDispatch _actions = new(router, new(api, log), log);
    readonly SubmissionDispatch _submissions = new(router, new(api, log), new(api, options, log), log);
    readonly OptionsDispatch _menus = new(router, new(api, log), options, log);
    readonly ShortcutDispatch _shortcuts = new(router, new(api, log), log);
    readonly EventDispatch _events = new(router, log);

    /// <summary>Handles one envelope to its end and never throws; the token ends only with the program.</summary>
    public async Task Handle(Envelope envelope, AckSender send, CancellationToken ct)
    {
        Handling.Begin();
        using var open = work.Begin($"{envelope.What} {envelope.EnvelopeId}");
        var reply = new Reply(envelope, send, options, log);
        string[] keys = [.. Keys(envelope)];
        try
        {
            while (_redeliveries.Earlier(keys, reply.Told) is { } earlier)
            {
                if (await earlier.WaitAsync(ct) is not { } told) continue;
                await reply.Repeat(told, ct);
                return;
            }
            await Route(envelope, reply, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            log.LogWarning("{What} {Envelope} was cut off by the stop", envelope.What, envelope.EnvelopeId);
        }
        catch (Exception e)
        {
            log.LogError(e, "{What} {Envelope} failed", envelope.What, envelope.EnvelopeId);
        }
        finally
        {
            if (!reply.Acked) _redeliveries.Release(keys, reply.Told);
            reply.GiveUp();
        }
    }

    static IEnumerable<string> Keys(Envelope envelope)
    {
        if (envelope.EnvelopeId is { } id) yield return id;
        if (envelope.Type == "events_api" && envelope.Text("event_id") is { } eventId) yield return eventId;
        // One command or press, in whichever envelopes it comes: its trigger opens one view only.
        if (envelope.Type is "slash_commands" or "interactive" && envelope.Text("trigger_id") is { } trigger) yield return $"{envelope.What}:{trigger}";
    }

    Task Route(Envelope envelope, Reply reply, CancellationToken ct) => (envelope.Type, envelope.Text("type")) switch
    {
        ("slash_commands", _) => _commands.Handle(envelope.Payload.Deserialize(SlackJson.Default.SlashCommand)!, reply, ct),
        ("events_api", _) => _events.Handle(envelope, reply, ct),
        ("interactive", "block_actions") => _actions.Handle(envelope.Payload.Deserialize(SlackJson.Default.BlockActionRequest)!, reply, ct),
        ("interactive", "view_submission") => _submissions.Handle(envelope.Payload.Deserialize(SlackJson.Default.ViewSubmission)!, reply, ct),
        ("interactive", "view_closed") => _shortcuts.Handle(envelope.Payload.Deserialize(SlackJson.Default.ViewClosed)!, reply, ct),
        ("interactive", "block_suggestion") => _menus.Handle(envelope.Payload.Deserialize(SlackJson.Default.BlockOptionsRequest)!, reply, ct),
        ("interactive", "shortcut" or "message_action") =>
            _shortcuts.Handle(envelope.Payload.Deserialize(SlackJson.Default.Shortcut)!, reply, ct),
        _ => Unknown(envelope, reply, ct),
    };

    Task<bool> Unknown(Envelope envelope, Reply reply, CancellationToken ct)
    {
        log.LogWarning("Slack sent {What}, which this version does not know", envelope.What);
        return reply.Ack(null, ct: ct);
    }
}

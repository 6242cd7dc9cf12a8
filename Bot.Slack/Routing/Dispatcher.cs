using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Bot.Slack;

/// <summary>
/// Takes envelopes from all connections: a repeat waits for the first and gets its answer, others go to their route.
/// </summary>
sealed class Dispatcher(SlackRouter router, SlackApi api, OpenWork work, SlackOptions options, ILogger<Dispatcher> log)
{
    readonly Redeliveries redeliveries = new(options.WireTime);
    readonly CommandDispatch commands = new(router, new(api, log), options, log);
    readonly ActionDispatch actions = new(router, new(api, log), log);
    readonly SubmissionDispatch submissions = new(router, new(api, log), new(api, options, log), log);
    readonly OptionsDispatch menus = new(router, new(api, log), options, log);
    readonly ShortcutDispatch shortcuts = new(router, new(api, log), log);
    readonly EventDispatch events = new(router, log);

    /// <summary>Handles one envelope to its end and never throws; the token ends only with the program.</summary>
    public async Task Handle(Envelope envelope, AckSender send, CancellationToken stop)
    {
        // Soon enough for a sentence that takes the place of the answer, and for a form that says it.
        Handling.Begin(options.AckDeadline * 2 / 3);
        using var open = work.Begin($"{envelope.What} {envelope.EnvelopeId}");
        using var span = SlackTelemetry.Envelope(envelope.Kind);
        var reply = new Reply(envelope, send, options, log);
        string[] keys = [.. Keys(envelope)];
        try
        {
            while (redeliveries.Earlier(keys, reply.Told) is { } earlier)
            {
                if (await earlier.WaitAsync(stop) is not { } told) continue;
                await reply.Repeat(told, stop);
                return;
            }
            await Route(envelope, reply, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            log.LogWarning("{What} {Envelope} was cut off by the stop", envelope.What, envelope.EnvelopeId);
        }
        catch (UnkeptException e) when (e.IsAway)
        {
            log.LogWarning("{What} {Envelope} was given up: {Reason}", envelope.What, envelope.EnvelopeId, e.Message);
        }
        catch (Exception e)
        {
            log.LogError(e, "{What} {Envelope} failed", envelope.What, envelope.EnvelopeId);
        }
        finally
        {
            if (!reply.Acked) redeliveries.Release(keys, reply.Told);
            reply.GiveUp();
        }
    }

    static IEnumerable<string> Keys(Envelope envelope)
    {
        if (envelope.EnvelopeId is { } id) yield return id;
        if (envelope.Type == "events_api" && envelope.Text("event_id") is { } eventId) yield return eventId;
        // One command or press, in whichever envelopes it comes: its trigger opens one view only.
        if (envelope.Type is "slash_commands" or "interactive" && envelope.Text("trigger_id") is { } trigger)
            yield return $"{envelope.What}:{trigger}";
    }

    Task Route(Envelope envelope, Reply reply, CancellationToken stop) => (envelope.Type, envelope.Text("type")) switch
    {
        ("slash_commands", _) => commands.Handle(envelope.Payload.Deserialize(SlackJson.Default.SlashCommand)!, reply, stop),
        ("events_api", _) => events.Handle(envelope, reply, stop),
        ("interactive", "block_actions") =>
            actions.Handle(envelope.Payload.Deserialize(SlackJson.Default.BlockActionRequest)!, reply, stop),
        ("interactive", "view_submission") =>
            submissions.Handle(envelope.Payload.Deserialize(SlackJson.Default.ViewSubmission)!, reply, stop),
        ("interactive", "view_closed") =>
            shortcuts.Handle(envelope.Payload.Deserialize(SlackJson.Default.ViewClosed)!, reply, stop),
        ("interactive", "block_suggestion") =>
            menus.Handle(envelope.Payload.Deserialize(SlackJson.Default.BlockOptionsRequest)!, reply, stop),
        ("interactive", "shortcut" or "message_action") =>
            shortcuts.Handle(envelope.Payload.Deserialize(SlackJson.Default.Shortcut)!, reply, stop),
        _ => Unknown(envelope, reply, stop),
    };

    Task<bool> Unknown(Envelope envelope, Reply reply, CancellationToken stop)
    {
        log.LogWarning("Slack sent {What}, which this version does not know", envelope.What);
        return reply.Ack(null, stop: stop);
    }
}

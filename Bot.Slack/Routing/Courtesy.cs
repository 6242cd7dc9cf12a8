using System.Security.Cryptography;
using Microsoft.Extensions.Logging;

namespace Bot.Slack;

/// <summary>Tells a person one sentence where they look; it may get lost, and never throws.</summary>
sealed class Courtesy(SlackApi api, ILogger log)
{
    /// <summary>Logs a failure and gives the sentence for the person, with a reference that the log has too.</summary>
    /// <param name="failure">What happened.</param>
    /// <param name="what">What the person did, for the log.</param>
    /// <param name="again">How they do it again, in a sentence.</param>
    /// <param name="isOnce">Whether that makes nothing twice, however the first time ended.</param>
    public string Sorry(Exception failure, string what, string again, bool isOnce = false)
    {
        if (failure is RefusedException) return failure.Message;
        if (failure is OperationCanceledException)
        {
            log.LogWarning("{What} was given up: Slack answered later than it waits itself", what);
            return Handling.HasKept
                ? "It was saved. Slack answers slowly at the moment, so some of it shows later."
                : "Slack answers slowly at the moment, so nothing was saved. Please try again in a moment.";
        }

        if (failure is UnkeptException { IsAway: true } unkept)
        {
            log.LogWarning("{What} was given up: {Reason}", what, failure.Message);
            return Handling.HasKept ? "It was saved. My database is not available just now, so some of it shows later."
                : unkept.MayBeKept && !isOnce
                    ? "My database stopped answering just then, so it may be saved, or not. Please look in a minute, and do it "
                        + "again if it is not."
                : $"My database is not available just now. {again} If it cannot wait, write to people directly.";
        }

        if (!Handling.HasKept && Slacks(failure) is { } slacks)
        {
            log.LogWarning("{What} was given up: {Reason}", what, failure.Message);
            return slacks;
        }

        var reference = Convert.ToHexString(RandomNumberGenerator.GetBytes(3));
        log.LogError(failure, "{What} failed, reference {Reference}", what, reference);
        return Handling.HasKept
            ? "It was saved, but something after it did not work. If anything stays missing, give your admin the reference "
                + $"{reference}."
            : "That did not work, and nothing was saved: please try again. If it fails again, give your admin the reference "
                + $"{reference}.";
    }

    // Nobody can do anything about it with a reference to the log.
    static string? Slacks(Exception failure) => failure switch
    {
        SlackUnreachableException =>
            "Slack does not answer the bot at the moment, so that did not work. Please try again in a moment.",
        SlackException { Error: "missing_scope" } e =>
            $"Slack has not granted the bot the scope {e.NeededScope ?? "that it needs"}, "
            + "so that did not work. An admin has to add it to the app.",
        _ => null,
    };

    /// <summary>Sends an answer by response_url.</summary>
    public Task Respond(string? responseUrl, SlashResponse answer, CancellationToken stop) =>
        string.IsNullOrEmpty(responseUrl) ? Task.CompletedTask : Try(() => api.Respond(responseUrl, answer, stop));

    /// <summary>Tells the sentence beside the message, or in a small modal where there is no message.</summary>
    public Task Tell(string sentence, string? responseUrl, string triggerId, View? view, CancellationToken stop) =>
        !string.IsNullOrEmpty(responseUrl)
            ? Respond(responseUrl, new() { Text = Mrkdwn.Escape(sentence), ReplaceOriginal = false }, stop)
            : Try(() => view?.Type == "modal"
                ? api.Views.Push(triggerId, Notice(sentence), stop)
                : api.Views.Open(triggerId, Notice(sentence), stop));

    /// <summary>A modal that says one sentence.</summary>
    public static ModalViewDefinition Notice(string sentence) => new()
    {
        Title = "Sorry",
        Close = "Close",
        Blocks = [new SectionBlock { Text = new PlainText(sentence) }],
    };

    async Task Try(Func<Task> tell)
    {
        try
        {
            await tell();
        }
        catch (Exception e) when (e is SlackException or SlackUnreachableException or OperationCanceledException)
        {
            log.LogWarning("A person could not be told: {Reason}", e.Message);
        }
    }
}

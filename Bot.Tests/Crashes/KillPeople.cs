using Bot.Sandbox;

namespace Bot.Tests.Crashes;

/// <summary>
/// People who declare, and try again what Slack says did not work, as long as it takes; each declares a thing once only.
/// </summary>
sealed class KillPeople
{
    /// <summary>How often they did something again.</summary>
    public int Retries { get; private set; }

    /// <summary>Declares it until the answer says its number, then makes it worse.</summary>
    public async Task Declare(Member who, string name, CancellationToken stop)
    {
        string? sent = null;
        bool IsMine(Modal modal) => modal.SubmitLabel == "Declare" && (sent is null || modal.View.Id == sent);
        for (; ; Retries++)
        {
            await PutAway(who, modal => IsMine(modal) || IsAnswer(modal));
            if (who.ModalOrNone is null) await Type(who, $"/incident {name}", stop);
            if (who.ModalOrNone is { } form && IsMine(form))
            {
                sent = form.View.Id;
                await Try(form.Submit());
            }

            if (who.ModalOrNone is { } answer && IsAnswer(answer))
            {
                var number = answer.Title["INC-".Length..];
                await answer.CloseAll();
                await Raise(who, number, stop);
                return;
            }

            await Task.Delay(100, stop);
        }
    }

    static bool IsAnswer(Modal modal) => modal.SubmitLabel is null && modal.Title.StartsWith("INC-", StringComparison.Ordinal);

    /// <summary>
    /// Makes it Major, which the channel and the announcement's thread hear by one line each, and calls the lead anew.
    /// </summary>
    async Task Raise(Member who, string number, CancellationToken stop)
    {
        for (; ; Retries++)
        {
            await PutAway(who, modal => modal.SubmitLabel == "Save");
            if (who.ModalOrNone is null) await Type(who, $"/incident status {number}", stop);
            if (who.ModalOrNone is { SubmitLabel: "Save" } form)
            {
                await Try(form.Choose("Severity", "Major: wants somebody today").Submit());
                // It closes once the bot has said yes.
                if (who.ModalOrNone is null) return;
            }

            await Task.Delay(100, stop);
        }
    }

    /// <summary>
    /// Whoever typed twice because nothing came may get two forms: the one that comes late is not what they work with.
    /// </summary>
    static async Task PutAway(Member who, Func<Modal, bool> isWanted)
    {
        while (who.ModalOrNone is { } modal && !isWanted(modal)) await Try(modal.Close());
    }

    /// <summary>Another modal may come on top just then.</summary>
    static async Task Try(Modal steps)
    {
        try
        {
            await steps;
        }
        catch (SandboxException)
        {
            // They see it, and press again.
        }
    }

    /// <summary>
    /// A person types again when Slack says that it failed, or when no form has come for as long as a trigger lives.
    /// </summary>
    static async Task Type(Member who, string line, CancellationToken stop)
    {
        int Failures() => who.Messages().Count(m => m.IsEphemeral && (m.Text.Contains("failed", StringComparison.Ordinal)
            || m.Text.Contains("try again", StringComparison.Ordinal)));
        var before = Failures();
        await who.Slash(line);
        for (var waited = 0; who.ModalOrNone is null && Failures() == before && waited < 40; waited++)
            await Task.Delay(100, stop);
    }
}

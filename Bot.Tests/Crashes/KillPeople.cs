using Bot.Sandbox;

namespace Bot.Tests.Crashes;

/// <summary>
/// People who do something and try it again when Slack says that it did not work, as long as it takes; nobody means it twice.
/// </summary>
sealed class KillPeople(Workspace workspace)
{
    // So long they look for what they sent, when they did not see what came of it.
    static readonly TimeSpan Looks = TimeSpan.FromSeconds(30);

    static readonly string[] Over = ["These hours are over", "Close the form and begin again"];

    /// <summary>How often they did something again.</summary>
    public int Retries { get; private set; }

    /// <summary>Declares it until the answer says its number, then makes it worse.</summary>
    public async Task Declare(Member who, string name, CancellationToken stop)
    {
        string? Channel() => workspace.Conversations.All.FirstOrDefault(c => c.Name.StartsWith("inc-", StringComparison.Ordinal)
            && c.Name.EndsWith(name.Replace(' ', '-'), StringComparison.Ordinal))?.Name;
        var answer = await Send(
            who, $"/incident {name}", "Declare", form => form, IsNumbered, () => Channel() is not null, stop);
        await Raise(who, answer?.Title["INC-".Length..] ?? Channel()!.Split('-')[1], stop);
    }

    static bool IsNumbered(Modal modal) =>
        modal.SubmitLabel is null && modal.Title.StartsWith("INC-", StringComparison.Ordinal);

    /// <summary>Asks for cover of the own hours until the answer says that others are asked.</summary>
    public Task AskForCover(Member who, string why, Func<bool> isAsked, CancellationToken stop) => Send(
        who, "/cover", "Ask", form => form.Fill("Why", why), modal => modal.Title == "Asked for cover", isAsked, stop);

    /// <summary>Presses a button until what it leads to is seen.</summary>
    public async Task Press(
        Member who, string text, string button, Func<SeenMessage, bool> isDone, CancellationToken stop)
    {
        SeenMessage? Seen() => who.Messages().FirstOrDefault(m => m.Text.Contains(text, StringComparison.Ordinal));
        for (; !who.Messages().Any(isDone); Retries++)
        {
            await PutAway(who, _ => false);
            if (Seen() is { } seen && seen.Buttons.Contains(button)) await Try(async () => await seen.Click(button));
            await Comes(() => who.Messages().Any(isDone), TimeSpan.FromSeconds(2), stop);
        }
    }

    /// <summary>
    /// Sends a form until the answer is seen. A form that came late, as they typed twice, takes the place of the one that they
    /// sent: then they look for what they sent, and there is no answer.
    /// </summary>
    async Task<Modal?> Send(
        Member who, string command, string submit, Func<Modal, Modal> fill, Func<Modal, bool> isAnswer, Func<bool> isThere,
        CancellationToken stop)
    {
        Modal? sent = null;
        bool IsMine(Modal modal) => modal.SubmitLabel == submit && (sent is null || modal.View.Id == sent.View.Id);
        for (; ; Retries++)
        {
            await PutAway(who, modal => IsMine(modal) || isAnswer(modal));
            if (sent is { IsOpen: false } && await Comes(isThere, Looks, stop)) return null;
            if (sent is { IsOpen: false }) sent = null;
            if (who.ModalOrNone is null) await Type(who, command, stop);
            if (who.ModalOrNone is { } form && IsMine(form))
            {
                sent = form;
                await Try(async () => await fill(form).Submit());
                // It was opened in the last moment of a shift, or by a bot that did not know yet that this is over: whoever reads
                // that opens it once more.
                if (form.IsOpen && Over.Any(said => Said(form).Contains(said, StringComparison.Ordinal)))
                    await Try(async () => await form.CloseAll());
            }

            if (who.ModalOrNone is { } answer && isAnswer(answer))
            {
                await Try(async () => await answer.CloseAll());
                return answer;
            }

            await Task.Delay(100, stop);
        }
    }

    static async Task<bool> Comes(Func<bool> isThere, TimeSpan patience, CancellationToken stop)
    {
        for (var waited = TimeSpan.Zero; !isThere(); waited += TimeSpan.FromSeconds(0.1))
        {
            if (waited >= patience) return false;
            await Task.Delay(100, stop);
        }

        return true;
    }

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
                await Try(async () => await form.Choose("Severity", "Major: wants somebody today").Submit());
                // It closes once the bot has said yes.
                if (who.ModalOrNone is null) return;
            }

            await Task.Delay(100, stop);
        }
    }

    /// <summary>All that a form says, also under its fields.</summary>
    public static string Said(Modal form) => string.Join('\n', form.Errors.Values.Prepend(form.Text));

    /// <summary>
    /// Whoever typed twice because nothing came may get two forms: the one that comes late is not what they work with.
    /// </summary>
    static async Task PutAway(Member who, Func<Modal, bool> isWanted)
    {
        while (who.ModalOrNone is { } modal && !isWanted(modal)) await Try(async () => await modal.Close());
    }

    /// <summary>Another modal may come on top just then.</summary>
    static async Task Try(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception e) when (e is SandboxException or TimeoutException)
        {
            // They see it, and press again; what hangs elsewhere is nothing that they wait for.
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
        await Try(() => who.Slash(line));
        await Comes(() => who.ModalOrNone is not null || Failures() != before, TimeSpan.FromSeconds(4), stop);
    }
}

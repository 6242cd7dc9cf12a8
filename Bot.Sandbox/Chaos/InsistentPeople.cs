namespace Bot.Sandbox.Chaos;

/// <summary>A form that somebody means.</summary>
/// <param name="Command">What they type to open it.</param>
/// <param name="Submit">The label of its button.</param>
/// <param name="Says">What stands in it; another of before may come late.</param>
sealed record WantedForm(string Command, string Submit, string Says = "");

/// <summary>
/// People who do something and try it again when Slack says that it did not work, as long as it takes; nobody means it twice.
/// </summary>
sealed class InsistentPeople(Workspace workspace)
{
    static readonly string[] Over = ["These hours are over", "Close the form and begin again"];

    // Wire time in which they read what a form says before they press again.
    static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    int retries;

    /// <summary>How often they did something again.</summary>
    public int Retries => retries;

    /// <summary>So long they look for what they sent, when they did not see what came of it (wire time).</summary>
    public TimeSpan Looks { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The bot took a form, and for as long as people look nothing of it was seen: by whom, and the command that opened it.
    /// </summary>
    public event Action<Member, string>? NeverSeen;

    /// <summary>The channel of an incident of that name, as they see it.</summary>
    public Conversation? Channel(string name) => workspace.Conversations.All.FirstOrDefault(
        c => c.Name.StartsWith("inc-", StringComparison.Ordinal) && c.Name.EndsWith(Slug(name), StringComparison.Ordinal));

    /// <summary>A name as channels have it.</summary>
    public static string Slug(string name) => name.Replace(' ', '-');

    /// <summary>Declares it until the answer says its number, or it is found; its number is returned.</summary>
    public async Task<string> Declare(
        Member who, string name, CancellationToken stop, Func<Modal, Modal>? fill = null, Func<string?>? find = null)
    {
        find ??= () => Channel(name)?.Name.Split('-')[1];
        var answer = await Send(
            who, new($"/incident {name}", "Declare", name), fill ?? (form => form), IsNumbered, () => find() is not null, stop);
        return answer?.Title["INC-".Length..] ?? find()!;
    }

    static bool IsNumbered(Modal modal) =>
        modal.SubmitLabel is null && modal.Title.StartsWith("INC-", StringComparison.Ordinal);

    /// <summary>Asks for cover of the own hours until the answer says that others are asked.</summary>
    public Task AskForCover(Member who, string why, Func<bool> isAsked, CancellationToken stop) => Send(
        who, new("/cover", "Ask"), form => form.Fill("Why", why), modal => modal.Title == "Asked for cover", isAsked, stop);

    /// <summary>Presses a button until what it leads to is seen.</summary>
    public async Task Press(
        Member who, string text, string button, Func<bool> isDone, CancellationToken stop)
    {
        SeenMessage? Seen() => who.Messages().FirstOrDefault(m => m.Text.Contains(text, StringComparison.Ordinal));
        for (var presses = 0; !isDone();)
        {
            await PutAway(who, _ => false);
            if (Seen() is { } seen && seen.Buttons.Contains(button))
            {
                Again(presses++);
                await Try(async () => await seen.Click(button));
            }

            await Comes(isDone, TimeSpan.FromSeconds(2), stop);
        }
    }

    /// <summary>
    /// Sends a form until the answer is seen, or what was sent. A form that came late, as they typed twice, takes the place of
    /// the one that they sent: then they look for what they sent, and there is no answer.
    /// </summary>
    /// <param name="who">Whoever sends it.</param>
    /// <param name="wanted">Which form.</param>
    /// <param name="fill">What they fill in.</param>
    /// <param name="isAnswer">Whether a modal says that it is done.</param>
    /// <param name="isThere">Whether what they sent is seen.</param>
    /// <param name="stop">They give up.</param>
    public async Task<Modal?> Send(
        Member who, WantedForm wanted, Func<Modal, Modal> fill, Func<Modal, bool> isAnswer, Func<bool> isThere,
        CancellationToken stop)
    {
        Modal? sent = null;
        var (isTaken, typed, submitted) = (false, 0, 0);
        bool IsMine(Modal modal) => modal.SubmitLabel == wanted.Submit
            && (sent is null ? Says(modal, wanted.Says) : modal.View.Id == sent.View.Id);
        await PutAway(who, _ => false);
        while (true)
        {
            await PutAway(who, modal => IsMine(modal) || isAnswer(modal));
            if (sent is { IsOpen: false } && await Comes(isThere, Looks, stop)) return null;
            if (isTaken) NeverSeen?.Invoke(who, wanted.Command);
            isTaken = false;
            if (sent is { IsOpen: false }) sent = null;
            if (who.ModalOrNone is null)
            {
                Again(typed++);
                await Type(who, wanted.Command, stop);
            }

            if (who.ModalOrNone is { } form && IsMine(form))
            {
                Again(submitted++);
                sent = form;
                isTaken = await Try(async () => await fill(form).Submit()) && form is { IsOpen: false, Trouble: null };
                if (!isTaken && form.IsOpen) await Task.Delay(Glance, stop);
                // It was opened in the last moment of a shift, or by a bot that did not know yet that this is over: whoever reads
                // that opens it once more.
                if (form.IsOpen && Over.Any(said => Said(form).Contains(said, StringComparison.Ordinal)))
                    await Try(async () => await form.CloseAll());
            }

            if (sent is not null && who.ModalOrNone is { } answer && isAnswer(answer))
            {
                await Try(async () => await answer.CloseAll());
                return answer;
            }

            await Task.Delay(100, stop);
        }
    }

    void Again(int times)
    {
        if (times > 0) Interlocked.Increment(ref retries);
    }

    static bool Says(Modal modal, string text) =>
        modal.Title.Contains(text, StringComparison.Ordinal) || modal.Text.Contains(text, StringComparison.Ordinal);

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
    public async Task Raise(Member who, string number, CancellationToken stop)
    {
        await PutAway(who, _ => false);
        for (var typed = 0; ;)
        {
            await PutAway(who, modal => modal.SubmitLabel == "Save");
            if (who.ModalOrNone is null)
            {
                Again(typed++);
                await Type(who, $"/incident status {number}", stop);
            }

            if (who.ModalOrNone is { SubmitLabel: "Save" } form)
            {
                await Try(async () => await form.Choose("Severity", "Major: wants somebody today").Submit());
                // It closes once the bot has said yes.
                if (who.ModalOrNone is null) return;
                await Task.Delay(Glance, stop);
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

    /// <summary>Whether they did it: another modal may come on top just then.</summary>
    public static async Task<bool> Try(Func<Task> step)
    {
        try
        {
            await step();
            return true;
        }
        catch (SandboxException)
        {
            // They see it, and press again.
            return false;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // It is done; what hangs elsewhere is nothing that they wait for.
            return true;
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

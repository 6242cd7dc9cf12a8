using System.Globalization;
using Bot.Alerts.Intake;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts.Sources;

/// <summary><c>/incident sources</c>: who sends alerts, when they were seen last, and what is wrong with them.</summary>
public sealed class SourceList(
    Database database, SlackApi slack, Access access, KnownSources known, IntakeSettings settings, TimeProvider clock)
{
    const int OnPage = 15;

    public async Task<SlashResponse?> Open(SlashCommand command, CancellationToken stop)
    {
        if (Refusal(command.UserId) is { } refusal) return refusal;
        await slack.Views.Open(command.TriggerId, Modal(0), stop);
        return null;
    }

    /// <summary>Why somebody may not see sources, or null.</summary>
    public string? Refusal(string user) => database.Read(db => access.Refusal(db, user, Act.ChangeSources));

    public Task Turn(BlockActionRequest press, CancellationToken stop)
    {
        if (Refusal(press.User.Id) is { } refusal) throw new RefusedException(refusal);
        return press.View is { } view && int.TryParse(press.Action.Value, CultureInfo.InvariantCulture, out var page)
            ? slack.Views.Redraw(press, Modal(page), stop)
            : Task.CompletedTask;
    }

    /// <summary>Shows the list as it is now, where it lies under something that changed it; on its first page.</summary>
    public Task Refresh(string? viewId, CancellationToken stop) =>
        viewId is null ? Task.CompletedTask : slack.Views.Redraw(viewId, () => Modal(0), stop);

    ModalViewDefinition Modal(int page) => database.Read(db =>
    {
        var all = ListedSource.All(db, known, settings, clock.GetUtcNow());
        page = Math.Clamp(page, 0, Math.Max(0, (all.Count - 1) / OnPage));
        return new ModalViewDefinition
        {
            CallbackId = SourceIds.ListForm,
            Title = "Sources",
            Submit = "New source",
            Close = "Done",
            Blocks =
            [
                .. all.Count == 0
                    ? [new SectionBlock { Text = "Nothing can send alerts yet. *New source* shows what to paste." }]
                    : all.Skip(page * OnPage).Take(OnPage).Select(Row),
                .. Pages(page, all.Count),
            ],
        };
    });

    static SectionBlock Row(ListedSource source) => new()
    {
        Text = source.Lines,
        Accessory = new Button { ActionId = SourceIds.OpenButton, Text = "Open", Value = source.Name },
    };

    static IEnumerable<Block> Pages(int page, int count)
    {
        if (count <= OnPage) yield break;
        yield return new ContextBlock
        {
            Elements = [$"{page * OnPage + 1}–{Math.Min(count, (page + 1) * OnPage)} of {count}"],
        };
        yield return new ActionsBlock
        {
            Elements =
            [
                .. page > 0 ? [Press(SourceIds.EarlierButton, "Back", page - 1)] : Array.Empty<Button>(),
                .. (page + 1) * OnPage < count ? [Press(SourceIds.LaterButton, "More", page + 1)] : Array.Empty<Button>(),
            ],
        };
    }

    static Button Press(string action, string text, int page) =>
        new() { ActionId = action, Text = text, Value = page.ToString(CultureInfo.InvariantCulture) };
}

using System.Globalization;
using Bot.Alerts.Intake;
using Bot.Domain.Alerts;
using Bot.Slack;
using Bot.Storage;
using static Bot.Alerts.Sources.SourceIds;

namespace Bot.Alerts.Sources;

/// <summary>How often a source is expected to post, so that its silence is an alert; proposed from what it did.</summary>
public sealed class ExpectPosts(Database database, ChangeSource change, SourcePage page)
{
    const string Off = "off";

    static readonly Option No = new("Never: its silence tells nobody", Off);

    public Task Open(BlockActionRequest press, CancellationToken stop) => page.Push(press, Form, stop);

    ModalViewDefinition Form(string name) => database.Read(db =>
    {
        var posts = SilentSource.Posts(db, name, Silence.Posts).Select(DateTimeOffset.FromUnixTimeMilliseconds).ToList();
        var (now, proposed) = (SourceStore.Find(db, name)?.Every, Silence.Proposed(posts));
        List<Option> options = [No, .. Silence.Spans.Select(s => new Option($"Every {s.Name}", Value(s.Every)))];
        return new ModalViewDefinition
        {
            CallbackId = ExpectForm,
            Title = Limits.Truncate(name, Limits.ViewTitle),
            Submit = "Save",
            Close = "Cancel",
            PrivateMetadata = name,
            Blocks =
            [
                new InputBlock
                {
                    BlockId = ExpectField,
                    Label = "Expected",
                    Hint = $"After one and a half times as long without a post, its silence is an alert; its next post ends it. "
                        + (proposed is { } every ? $"Its last posts propose every {Silence.Name(every)}."
                            : "It has posted too seldom to propose anything.")
                        + " Choose the longest gap that is well, nights and weekends with it.",
                    Element = new StaticSelectMenu
                    {
                        ActionId = ExpectField,
                        Options = options,
                        InitialOption = options.Find(o => (now ?? proposed) is { } span && o.Value == Value(span)) ?? No,
                    },
                },
            ],
        };
    });

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var (user, name, chosen) = (form.User.Id, form.View.PrivateMetadata, form.View.State.Selected(ExpectField));
        if (Silence.Spans.Select(s => Value(s.Every)).Append(Off).All(value => value != chosen))
            return ViewSubmissionResponse.Errors((ExpectField, "Choose one."));
        TimeSpan? every = chosen == Off ? null
            : TimeSpan.FromMinutes(long.Parse(chosen!, CultureInfo.InvariantCulture));
        await change.Once(form.IdempotencyKey, user, tx =>
        {
            if (page.Find(tx.Db, name) is not { IsRevoked: false } source) return;
            SourceStore.Expect(tx, source.Name, every, user);
            // Whoever takes this change is there to hear it.
            Awake.Look(tx, database.Self);
        });
        return ViewSubmissionResponse.Close() with
        {
            After = after => page.Refresh(form.View.PreviousViewId, name, user, after),
        };
    }

    static string Value(TimeSpan every) => ((long)every.TotalMinutes).ToString(CultureInfo.InvariantCulture);
}

using System.Data;
using System.Text.Json.Nodes;
using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts.Hooks;

/// <summary>
/// How the posts of a source are read, chosen by an admin: a sender that is known, or own expressions, tried on what came last
/// while they are typed.
/// </summary>
public sealed class EditHook(Database database, SlackApi slack, Access access)
{
    const int LongestProblem = 300;

    /// <summary>Opens it, wherever it stands.</summary>
    public static Button Button(string source) => new()
    {
        ActionId = HookIds.EditButton,
        Text = "How it is read",
        Value = source,
    };

    public Task Open(BlockActionRequest press, CancellationToken stop)
    {
        var view = database.Read(db => Refusal(db, press.User.Id) is { } refusal
            ? OpenForm.Done("Not possible", Mrkdwn.Escape(refusal)) : First(db, press.Action.Value ?? ""));
        return press.View is null ? slack.Views.Open(press.TriggerId, view, stop)
            : slack.Views.Push(press.TriggerId, view, stop);
    }

    string? Refusal(IDbConnection db, string user) => access.Refusal(db, user, Act.ChangeTeamSettings);

    static ModalViewDefinition First(IDbConnection db, string source)
    {
        var row = HookStore.Find(db, source);
        return Chosen(db, new(source, Mark(row)), row?.ReadBy ?? HookForms.ByItself);
    }

    static ModalViewDefinition Chosen(IDbConnection db, HookStep step, string chosen)
    {
        var row = HookStore.Find(db, step.Source);
        var reader = chosen switch
        {
            HookForms.ByItself => HookReader.ByItself,
            HookRow.Own => new(null, Mapping.Parse(Begin(db, row)).Mapping),
            _ => new HookReader(chosen, null),
        };
        return HookForms.WhoReads(step, chosen, HookTrial.Shown(step.Source, reader, Bodies(db, row)));
    }

    static List<byte[]> Bodies(IDbConnection db, HookRow? row) => row is null ? [] : HookStore.Bodies(db, row);

    // Own expressions begin with those that read it so far.
    static IReadOnlyDictionary<string, string> Begin(IDbConnection db, HookRow? row)
    {
        if (row is { Texts.Count: > 0 }) return row.Texts;
        var preset = Bodies(db, row).SelectMany(body => AlertBody.Readings(body, null)).Select(one => one.Value)
            .OfType<JsonObject>().Select(Presets.For).FirstOrDefault(p => p is not null);
        return preset?.Mapping.Texts ?? new Dictionary<string, string>
        {
            [Mapping.Title] = "title",
            [Mapping.Status] = "status",
            [Mapping.Key] = "deduplication_key",
            [Mapping.Link] = "source_url",
            [Mapping.Description] = "description",
        };
    }

    /// <summary>Shows what would come of another choice.</summary>
    public Task Choose(BlockActionRequest change, CancellationToken stop) =>
        change.View is not { CallbackId: HookIds.ReaderForm } view ? Task.CompletedTask
        : slack.Views.Redraw(
            change, database.Read(db => Chosen(db, HookStep.Read(view.PrivateMetadata), Choice(view.State))), stop);

    static string Choice(ViewState values) => values.Selected(HookForms.Reader) ?? HookForms.ByItself;

    /// <summary>Shows what would come of what is typed.</summary>
    public Task Try(BlockActionRequest press, CancellationToken stop)
    {
        if (press.View is not { CallbackId: HookIds.WhereForm or HookIds.FieldsForm } view) return Task.CompletedTask;
        var step = HookStep.Read(view.PrivateMetadata);
        var isWhere = view.CallbackId == HookIds.WhereForm;
        var texts = HookForms.Typed(step, view.State);
        return slack.Views.Redraw(press, database.Read(db =>
        {
            var trial = Trial(db, step.Source, texts, isWhere);
            return isWhere ? HookForms.Where(step, texts, trial) : HookForms.What(step, texts, trial);
        }), stop);
    }

    static IEnumerable<Block> Trial(IDbConnection db, string source, IReadOnlyDictionary<string, string> texts, bool isWhere)
    {
        var row = HookStore.Find(db, source);
        // What is not asked for yet is read as before.
        var all = isWhere ? Begin(db, row).Where(t => t.Key is not (Mapping.Unwrap or Mapping.Each)).Concat(texts) : texts;
        var (mapping, problems) = Mapping.Parse(all.ToDictionary());
        return problems.Count == 0 ? HookTrial.Shown(source, new(null, mapping), Bodies(db, row))
            : problems.Select(p => new SectionBlock
            {
                Text = Limits.TruncateEscaped($":warning: *{p.Key}*: {Mrkdwn.Escape(p.Value)}", Limits.Text),
            });
    }

    /// <summary>The first step is done: a sender is saved, own expressions are asked for.</summary>
    public Task<ViewSubmissionResponse?> Chosen(ViewSubmission form, CancellationToken stop)
    {
        var (step, choice) = (HookStep.Read(form.View.PrivateMetadata), Choice(form.View.State));
        if (choice != HookRow.Own)
            return Save(form, step, HookForms.Reader, choice == HookForms.ByItself ? null : choice, texts: null);
        return Task.FromResult<ViewSubmissionResponse?>(ViewSubmissionResponse.Update(database.Read(db =>
        {
            var texts = Begin(db, HookStore.Find(db, step.Source));
            return HookForms.Where(step, texts, Trial(db, step.Source, Of(texts, Mapping.Unwrap, Mapping.Each), isWhere: true));
        })));
    }

    static Dictionary<string, string> Of(IReadOnlyDictionary<string, string> texts, params string[] names) =>
        texts.Where(t => names.Contains(t.Key)).ToDictionary();

    /// <summary>The second step is done: what an alert says is asked for.</summary>
    public Task<ViewSubmissionResponse?> Placed(ViewSubmission form, CancellationToken stop)
    {
        var step = HookStep.Read(form.View.PrivateMetadata);
        var texts = HookForms.Typed(step, form.View.State);
        return Task.FromResult<ViewSubmissionResponse?>(database.Read(db =>
        {
            var row = HookStore.Find(db, step.Source);
            var (mapping, problems) = Mapping.Parse(texts);
            if (problems.Count == 0) problems = HookTrial.Problems(mapping, Bodies(db, row));
            if (problems.Count > 0) return Errors(problems);
            var all = Begin(db, row).Where(t => t.Key is not (Mapping.Unwrap or Mapping.Each)).Concat(texts).ToDictionary();
            var next = step with
            {
                Unwrap = texts.GetValueOrDefault(Mapping.Unwrap),
                Each = texts.GetValueOrDefault(Mapping.Each),
            };
            return ViewSubmissionResponse.Update(HookForms.What(next, all, Trial(db, step.Source, all, isWhere: false)));
        }));
    }

    /// <summary>The last step is done: it is saved, once it makes something of what came last.</summary>
    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var step = HookStep.Read(form.View.PrivateMetadata);
        var texts = HookForms.Typed(step, form.View.State);
        var (mapping, problems) = Mapping.Parse(texts);
        if (problems.Count == 0)
            problems = database.Read(db => HookTrial.Problems(mapping, Bodies(db, HookStore.Find(db, step.Source))));
        return problems.Count > 0 ? Errors(problems) : await Save(form, step, Mapping.Title, HookRow.Own, texts);
    }

    static ViewSubmissionResponse Errors(Dictionary<string, string> problems) => ViewSubmissionResponse.Errors(
        [.. problems.Select(p => (p.Key, Limits.Truncate(p.Value, LongestProblem)))]);

    Task<ViewSubmissionResponse?> Save(
        ViewSubmission form, HookStep step, string field, string? readBy, IReadOnlyDictionary<string, string>? texts) =>
        RefusedFields.Catch(database, form, tx =>
        {
            if (Refusal(tx.Db, form.User.Id) is { } refusal) throw RefusedFields.Of(field, refusal);
            if (Mark(HookStore.Find(tx.Db, step.Source)) != step.Mark)
                throw RefusedFields.Of(field, "Somebody changed how it is read meanwhile. Close this form and open it again.");
            HookStore.Choose(tx, step.Source, readBy, texts, form.User.Id);
        });

    static string Mark(HookRow? row) => ShortMark.Of($"{row?.ReadBy}\n{row?.Fields}");
}

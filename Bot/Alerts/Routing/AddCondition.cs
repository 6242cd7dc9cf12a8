using Bot.Domain.Alerts;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts.Routing;

/// <summary>One condition of a route: which attribute, how it is compared, with what.</summary>
public sealed class AddCondition(Database database, SlackApi slack, EditRoute edit)
{
    const string AttributeField = "attribute", HowField = "how", ValuesField = "values";
    const int LongestValues = 600;

    static readonly Option[] Hows =
    [
        new("is", nameof(Comparison.Is)), new("is not", nameof(Comparison.IsNot)), new("contains", nameof(Comparison.Contains)),
        new("matches a pattern", nameof(Comparison.Matches)), new("is known", nameof(Comparison.Exists)),
        new("is not known", nameof(Comparison.IsMissing)),
    ];

    /// <summary>On top of the route's form, which it carries along.</summary>
    public async Task Open(BlockActionRequest press, CancellationToken stop)
    {
        if (press.View is not { CallbackId: RouteIds.Form } view) return;
        if (RouteDraft.Read(view.PrivateMetadata) is not { } draft) return;
        await slack.Views.Push(press.TriggerId, Modal(draft.With(view.State)), stop);
    }

    ModalViewDefinition Modal(RouteDraft draft) => new()
    {
        CallbackId = RouteIds.ConditionForm,
        Title = "Condition",
        Submit = "Add",
        Close = "Back",
        PrivateMetadata = draft.Carried,
        Blocks =
        [
            new InputBlock
            {
                BlockId = AttributeField,
                Label = "Attribute",
                Element = new StaticSelectMenu
                {
                    ActionId = AttributeField,
                    Options = [.. database.Read(TeamAttributes.Names).Select(name => new Option(name, name))],
                },
            },
            new InputBlock
            {
                BlockId = HowField,
                Label = "Comparison",
                Element = new StaticSelectMenu { ActionId = HowField, Options = Hows, InitialOption = Hows[0] },
            },
            new InputBlock
            {
                BlockId = ValuesField,
                Label = "Values",
                Hint = "One on each line: one of them is enough. impact is customer-facing, internal or unknown.",
                Optional = true,
                Element = new PlainTextInput { ActionId = ValuesField, Multiline = true, MaxLength = LongestValues },
            },
        ],
    };

    public Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        if (RouteDraft.Read(form.View.PrivateMetadata) is not { } draft) return Task.FromResult<ViewSubmissionResponse?>(null);
        var (condition, state) = (Read(form.View.State), form.View.State);
        if (condition.Problem is { } problem)
            return Refused(condition.Attribute.Length == 0 ? AttributeField : ValuesField, problem);
        var (meant, never) = FixedValues.Checked(
            condition, database.Read(db => TeamAttributes.Find(db, condition.Attribute)));
        if (never is not null) return Refused(ValuesField, never);
        var next = draft with { Route = draft.Route with { Conditions = [.. draft.Route.Conditions, meant] } };
        if (next.Carried.Length > RouteDraft.MostCarried)
            return Refused(ValuesField, "With these the route says more than a form can carry. Name fewer, or use a pattern.");
        return Task.FromResult<ViewSubmissionResponse?>(ViewSubmissionResponse.Close() with
        {
            After = after => form.View.PreviousViewId is { } below
                ? slack.Views.Redraw(below, () => database.Read(db => edit.Modal(db, next)), after) : Task.CompletedTask,
        });
    }

    static Condition Read(ViewState state)
    {
        var how = Enum.TryParse<Comparison>(state.Selected(HowField), out var chosen) ? chosen : Comparison.Is;
        var values = state.Text(ValuesField).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var needsNone = how is Comparison.Exists or Comparison.IsMissing;
        return new(state.Selected(AttributeField) ?? "", how, needsNone ? [] : [.. values.Distinct()]);
    }

    static Task<ViewSubmissionResponse?> Refused(string field, string problem) =>
        Task.FromResult<ViewSubmissionResponse?>(ViewSubmissionResponse.Errors((field, problem)));
}

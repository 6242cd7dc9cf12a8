using System.Data;
using System.Globalization;
using System.Text;
using Bot.Delivery;
using Bot.Domain.Alerts;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts.Routing;

/// <summary>Which route takes an alert and why each before it does not: of one that came, or one that is pasted.</summary>
public sealed class ExplainAlert(
    Database database, SlackApi slack, TeamRoutes routes, SourceNames sources, TimeProvider clock)
{
    const string CameField = "came", PastedField = "pasted", SourceField = "source", Pasted = "pasted";
    const int MostOffered = 50, LongestPasted = 3000, LongestTitle = 60, LongestWhy = 250, LongestValue = 80;

    public async Task Open(BlockActionRequest press, CancellationToken stop)
    {
        var form = database.Read(db => routes.Refusal(db, press.User.Id) is { } refusal
            ? OpenForm.Done("Explain", refusal)
            : Form(AlertStore.Failing(db, DateTimeOffset.UnixEpoch, MostOffered), [.. sources.Options(db)]));
        await slack.Views.Push(press.TriggerId, form, stop);
    }

    static ModalViewDefinition Form(List<PastAlert> came, List<Option> sources) => new()
    {
        CallbackId = RouteIds.ExplainForm,
        Title = "Explain an alert",
        Submit = "Explain",
        Close = "Back",
        Blocks =
        [
            .. came.Count == 0 ? Array.Empty<Block>() :
            [
                new InputBlock
                {
                    BlockId = CameField,
                    Label = "One that came",
                    Optional = true,
                    Element = new StaticSelectMenu { ActionId = CameField, Options = [.. came.Select(Offered)] },
                },
            ],
            new InputBlock
            {
                BlockId = PastedField,
                Label = came.Count == 0 ? "The body of an alert" : "Or the body of an alert",
                Hint = "As a sender would post it now.",
                Optional = true,
                Element = new PlainTextInput { ActionId = PastedField, Multiline = true, MaxLength = LongestPasted },
            },
            .. sources.Count == 0 ? Array.Empty<Block>() :
            [
                new InputBlock
                {
                    BlockId = SourceField,
                    Label = "Who would post it",
                    Hint = "What is asked of one source alone fits no other.",
                    Optional = true,
                    Element = new StaticSelectMenu { ActionId = SourceField, Options = sources },
                },
            ],
        ],
    };

    static Option Offered(PastAlert alert) => new(
        Limits.Truncate($"{alert.Title} ({alert.Source})", Limits.OptionText), alert.Id.ToString(CultureInfo.InvariantCulture));

    public Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var state = form.View.State;
        var pasted = state.Text(PastedField);
        if (pasted.Length == 0 && state.Selected(CameField) is null)
            return Task.FromResult<ViewSubmissionResponse?>(ViewSubmissionResponse.Errors(
                (PastedField, "Choose an alert that came, or paste the body of one.")));
        return Task.FromResult<ViewSubmissionResponse?>(ViewSubmissionResponse.Update(
            database.Read(db => routes.Refusal(db, form.User.Id) is { } refusal ? OpenForm.Done("Explain", refusal)
                : pasted.Length > 0 ? OfPasted(db, pasted, state.Selected(SourceField) ?? Pasted)
                : long.TryParse(state.Selected(CameField), CultureInfo.InvariantCulture, out var id)
                    && AlertStore.Find(db, id) is { } past ? OfPast(db, past)
                : OpenForm.Done("Explain", "This alert is not kept any more."))));
    }

    ModalViewDefinition OfPasted(IDbConnection db, string pasted, string source)
    {
        var body = Encoding.UTF8.GetBytes(pasted);
        var alert = AlertBody.Read(source, body)[0].Alert;
        var own = new OwnAttributes(AlertSettings.Attributes.Now(db)).Of(alert, body);
        var moment = new PastMoments(db).At(clock.GetUtcNow().ToUnixTimeMilliseconds());
        return Explained(db, alert, AlertAttributes.Of(alert, own), moment, []);
    }

    static ModalViewDefinition OfPast(IDbConnection db, PastAlert past) => Explained(
        db, past.Alert, past.Known, new PastMoments(db).At(past.At),
        [$"It came {When.At(past.At)}: {AlertTexts.Text(past.Reason, LongestWhy)}"]);

    static ModalViewDefinition Explained(
        IDbConnection db, Alert alert, AlertAttributes known, RouteMoment moment, IReadOnlyList<string> happened)
    {
        var (routes, text) = (TeamRoutes.List(db), RouteText.Of(db, moment.Now));
        var (answers, taken) = (routes.Explain(alert, known, moment), routes.Decide(alert, known, moment));
        return new()
        {
            Title = "Explain an alert",
            Close = "Back",
            Blocks =
            [
                new SectionBlock { Text = $"*{AlertTexts.Text(alert.Title, LongestTitle)}*" },
                .. happened.Select(h => new ContextBlock { Elements = [h] }),
                .. LongText.Lines([.. answers.Select(Line)]),
                new SectionBlock
                {
                    Text = $"→ {(taken.Route is { } route ? text.Does(route) : text.Does(taken.Action))}",
                },
                new ContextBlock
                {
                    Elements = [Limits.TruncateEscaped(string.Join(" · ", known.Known.Select(Shown)), Limits.Text)],
                },
            ],
        };
    }

    static string Line(RouteAnswer answer) => answer.Takes
        ? $":white_check_mark: *{Mrkdwn.Inert(answer.Route, LongestTitle)}* takes it: {Mrkdwn.Inert(answer.Why, LongestWhy)}"
        : $":heavy_minus_sign: {Mrkdwn.Inert(answer.Route, LongestTitle)}: {Mrkdwn.Inert(answer.Why, LongestWhy)}";

    static string Shown(KeyValuePair<string, IReadOnlyList<string>> attribute) =>
        $"{Mrkdwn.Inert(attribute.Key, LongestValue)}: {Mrkdwn.Inert(string.Join(", ", attribute.Value), LongestValue)}";
}

using System.Data;
using System.Text.Json;
using Bot.Alerts.Expressions;
using Bot.Delivery;
using Bot.Domain.Alerts;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts.Routing;

/// <summary>
/// The form of an attribute of the team's own: what it finds in the last alerts is shown before it is saved.
/// </summary>
public sealed class EditAttributes(Database database, TeamRoutes routes, ListAttributes list)
{
    const string NameField = "name", SourceField = "source", ExpressionField = "expression", MappingsField = "mappings",
        OtherwiseField = "otherwise", KindField = "kind", AgainField = "again", Every = "*";

    const int LongestExpression = 1000, LongestMappings = 1200, LongestOtherwise = 100, Tried = 5, LongestShown = 120;

    internal static ModalViewDefinition Form(IDbConnection db, SourceNames sources, AttributeRule? rule) => new()
    {
        CallbackId = AttributeIds.Form,
        Title = rule is null ? "New attribute" : "Change attribute",
        Submit = "Try it",
        Close = "Back",
        PrivateMetadata = rule?.Name ?? "",
        Blocks =
        [
            Text(NameField, "Name", rule?.Name, AttributeRule.LongestName, "Such as team, or one of the built-in names."),
            RouteFields.Choice(
                SourceField, "Of which source", [new("Every source", Every), .. sources.Options(db, rule?.Source)],
                rule?.Source ?? Every),
            Text(
                ExpressionField, "Where it is found", rule?.Expression, LongestExpression,
                "JMESPath over what the sender sent, such as metadata.team or data.tags[0]; or a template such as {repo}/{job}. "
                    + "What was understood stands under alert.", isLong: true),
            Text(
                MappingsField, "What findings stand for", rule is null ? null : AttributeText.Mappings(rule.Mappings),
                LongestMappings,
                "One on each line, the first that fits counts: billing-prod -> billing, or /^stg_/ -> staging.", isLong: true,
                isOptional: true),
            Text(
                OtherwiseField, "Otherwise", rule?.Otherwise, LongestOtherwise, "Where nothing is found or fits. Empty: nothing.",
                isOptional: true),
            RouteFields.Choice(
                KindField, "It is a",
                [.. Enum.GetValues<AttributeKind>().Select(k => new Option(AttributeText.Kind(k), k.ToString()))],
                (rule?.Kind ?? AttributeKind.Text).ToString()),
            RouteFields.Choice(
                AgainField, "When the alert fires again, its incident",
                [.. Enum.GetValues<FiresAgain>().Select(a => new Option(AttributeText.Again(a), a.ToString()))],
                (rule?.Again ?? FiresAgain.TakeLast).ToString()),
        ],
    };

    static InputBlock Text(
        string field, string label, string? value, int longest, string hint, bool isLong = false, bool isOptional = false) =>
        new()
        {
            BlockId = field,
            Label = label,
            Hint = hint,
            Optional = isOptional,
            Element = new PlainTextInput
            {
                ActionId = field,
                InitialValue = value is { Length: > 0 } ? Limits.Truncate(value, longest) : null,
                MaxLength = longest,
                Multiline = isLong ? true : null,
            },
        };

    /// <summary>Says where it is wrong, or shows what it finds.</summary>
    public Task<ViewSubmissionResponse?> Try(ViewSubmission form, CancellationToken stop)
    {
        var state = form.View.State;
        var problems = new Dictionary<string, string>();
        var name = state.Text(NameField);
        if (AttributeRule.NameProblem(name) is { } unnamed) problems[NameField] = unnamed;
        if (Expression.Parse(state.Text(ExpressionField), out var wrong) is null) problems[ExpressionField] = Short(wrong!);
        if (AttributeText.ReadMappings(state.Text(MappingsField), out var unread) is not { } mappings)
            problems[MappingsField] = Short(unread!);
        else if (problems.Count == 0)
            return Task.FromResult<ViewSubmissionResponse?>(database.Read(db => Tries(db, form, Read(state, mappings))));
        return Task.FromResult<ViewSubmissionResponse?>(ViewSubmissionResponse.Errors(problems));
    }

    static string Short(string sentence) => Limits.Truncate(sentence, 150);

    static AttributeRule Read(ViewState state, IReadOnlyList<AttributeMapping> mappings) => new()
    {
        Name = state.Text(NameField),
        Source = state.Selected(SourceField) is { } source && source != Every ? source : null,
        Expression = state.Text(ExpressionField),
        Mappings = mappings,
        Otherwise = state.Text(OtherwiseField) is { Length: > 0 } otherwise ? otherwise : null,
        Kind = Enum.TryParse<AttributeKind>(state.Selected(KindField), out var kind) ? kind : AttributeKind.Text,
        Again = Enum.TryParse<FiresAgain>(state.Selected(AgainField), out var again) ? again : FiresAgain.TakeLast,
    };

    ViewSubmissionResponse Tries(IDbConnection db, ViewSubmission form, AttributeRule rule)
    {
        if (routes.Refusal(db, form.User.Id) is { } refusal)
            return ViewSubmissionResponse.Update(OpenForm.Done("Attributes", refusal));
        var before = form.View.PrivateMetadata;
        if (!TeamAttributes.IsSame(before, rule.Name) && TeamAttributes.Find(db, rule.Name) is not null)
            return ViewSubmissionResponse.Errors((NameField, "Another attribute of the team has this name."));
        var carried = JsonSerializer.Serialize(new[] { before, AttributeJson.Write([rule]) });
        if (carried.Length > RouteDraft.MostCarried)
            return ViewSubmissionResponse.Errors(
                (MappingsField, "This is more than a form can carry. Use patterns, or fewer mappings."));
        return ViewSubmissionResponse.Update(new ModalViewDefinition
        {
            CallbackId = AttributeIds.Check,
            Title = "Check and save",
            Submit = "Save",
            Close = "Cancel",
            PrivateMetadata = carried,
            Blocks =
            [
                new SectionBlock { Text = $"*{Mrkdwn.Inert(rule.Name, AttributeRule.LongestName)}*\n{AttributeText.Of(rule)}" },
                new DividerBlock(),
                .. LongText.Lines([.. Findings(db, rule)]),
            ],
        });
    }

    /// <summary>What it finds in the last alerts of its source.</summary>
    static IEnumerable<string> Findings(IDbConnection db, AttributeRule rule)
    {
        var last = AlertStore.WithBodies(db, rule.Source, Tried);
        if (last.Count == 0)
        {
            yield return "No alert has come yet on which it could be tried.";
            yield break;
        }

        var of = rule.Source is null ? "" : " of this source";
        string From(PastAlert past) => rule.Source is null ? $"{AlertTexts.Text(past.Source, LongestShown)}, " : "";
        yield return $"*In the last {Domain.Alerts.Words.Number(last.Count, "alert", "alerts")}{of}:*";
        var expression = Expression.Parse(rule.Expression, out _)!;
        foreach (var past in last)
            yield return $"{AlertTexts.Text(past.Title, LongestShown)} ({From(past)}{When.At(past.At)})\n      → "
                + Found(rule, expression, past);
    }

    static string Found(AttributeRule rule, Expression expression, PastAlert past)
    {
        try
        {
            var found = expression.Values(OwnAttributes.PayloadOf(past.Alert, past.Body ?? []));
            var values = rule.Of(found);
            return values.Count == 0 ? "_nothing_"
                : string.Join(", ", values.Select(v => $"*{Mrkdwn.Inert(v, LongestShown)}*"));
        }
        catch (ExpressionException e)
        {
            return $":warning: {Mrkdwn.Inert(e.Message, LongestShown)}";
        }
    }

    public async Task<ViewSubmissionResponse?> Save(ViewSubmission form, CancellationToken stop)
    {
        if (JsonSerializer.Deserialize<string[]>(form.View.PrivateMetadata) is not [var before, var kept]
            || !AttributeJson.TryRead(kept, out var rules) || rules is not [var rule]) return null;
        var answer = await RefusedFields.Catch(database, form, tx =>
        {
            if (routes.Refusal(tx.Db, form.User.Id) is { } refusal)
                throw RefusedFields.Anew(OpenForm.Done("Attributes", refusal));
            // Called otherwise, it is still the one that it was.
            if (before.Length > 0 && !TeamAttributes.IsSame(before, rule.Name))
                TeamAttributes.Delete(tx, before, form.User.Id);
            TeamAttributes.Put(tx, rule, form.User.Id);
        });
        return (answer ?? ViewSubmissionResponse.Close()) with { After = after => list.Refresh(form.View.PreviousViewId, after) };
    }
}

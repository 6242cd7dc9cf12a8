using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Alerts;
using Bot.OnCall.Rows;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts.Routing;

/// <summary>
/// The form of a route: which alerts, when, and what becomes of them. What follows a choice is shown once it is made.
/// </summary>
public sealed class EditRoute(
    Database database, SlackApi slack, TeamRoutes routes, RotationChannel channels, TimeProvider clock)
{
    public ModalViewDefinition New(IDbConnection db) => Modal(
        db,
        // What a team adds is mostly about fewer alerts than what stands there, and would get none behind that.
        new(new() { Id = TeamRoutes.NewId(), Name = "", Action = RouteAction.Default with { AtNight = AtNight.Now } }, "")
        {
            Behind = "",
        });

    public ModalViewDefinition Of(IDbConnection db, AlertRoute route) => Modal(db, new(route, TeamRoutes.Mark(route)));

    /// <param name="db">Where rotations and destinations are read.</param>
    /// <param name="draft">What is filled in.</param>
    /// <param name="notice">What the person should know first.</param>
    internal ModalViewDefinition Modal(IDbConnection db, RouteDraft draft, string? notice = null) =>
        Modal(draft, TeamRoutes.All(db), RouteText.Of(db, clock.GetUtcNow()), notice);

    static ModalViewDefinition Modal(RouteDraft draft, IReadOnlyList<AlertRoute> all, RouteText known, string? notice) => new()
    {
        CallbackId = RouteIds.Form,
        Title = draft.Mark.Length == 0 ? "New route" : "Change route",
        Submit = "Next",
        Close = "Cancel",
        PrivateMetadata = draft.Carried,
        Blocks =
        [
            .. notice is null ? Array.Empty<Block>() : [new SectionBlock { Text = Limits.TruncateEscaped(notice, Limits.Text) }],
            RouteFields.Name(draft.Route.Name),
            .. Conditions(draft.Route),
            .. RouteFields.Time(draft.Route.Time, known.Rotations),
            .. RouteFields.Act(draft.Route.Action, known.Rotations),
            .. RouteFields.Forward(draft.Route.ForwardTo, known.Destinations),
            .. RouteFields.Place(draft, all),
            .. draft.Mark.Length == 0 ? Array.Empty<Block>() : [DeleteRoute.Button(draft.Route)],
        ],
    };

    static IEnumerable<Block> Conditions(AlertRoute route)
    {
        yield return new SectionBlock
        {
            Text = route.Conditions.Count == 0 ? "*Which alerts*\nAll of them." : "*Which alerts*",
        };
        foreach (var (place, condition) in route.Conditions.Index())
            yield return new SectionBlock
            {
                BlockId = string.Create(CultureInfo.InvariantCulture, $"condition:{place}"),
                Text = Mrkdwn.Inert(condition.Text, 300),
                Accessory = new Button
                {
                    ActionId = RouteIds.RemoveCondition,
                    Text = "Remove",
                    Value = place.ToString(CultureInfo.InvariantCulture),
                },
            };
        if (route.Conditions.Count > 1) yield return RouteFields.AnyOrAll(route.AnyIsEnough);
        if (route.Conditions.Count < RouteDraft.MostConditions)
            yield return new ActionsBlock
            {
                BlockId = "conditions",
                Elements = [new Button { ActionId = RouteIds.AddCondition, Text = "Add a condition" }],
            };
    }

    /// <summary>Shows what follows a choice.</summary>
    public Task Refresh(BlockActionRequest change, CancellationToken stop) => Redraw(change, draft => draft, stop);

    public Task Remove(BlockActionRequest press, CancellationToken stop) => Redraw(
        press,
        draft => int.TryParse(press.Action.Value, CultureInfo.InvariantCulture, out var place)
            ? draft with { Route = draft.Route with { Conditions = [.. Without(draft.Route.Conditions, place)] } } : draft,
        stop);

    static IEnumerable<Condition> Without(IReadOnlyList<Condition> all, int place) =>
        all.Index().Where(c => c.Index != place).Select(c => c.Item);

    async Task Redraw(BlockActionRequest change, Func<RouteDraft, RouteDraft> next, CancellationToken stop)
    {
        if (change.View is not { CallbackId: RouteIds.Form } view) return;
        if (RouteDraft.Read(view.PrivateMetadata) is not { } draft) return;
        await slack.Views.Redraw(change, database.Read(db => Modal(db, next(draft.With(view.State)))), stop);
    }

    /// <summary>What it would have changed is shown before it is saved.</summary>
    public async Task<ViewSubmissionResponse?> Next(ViewSubmission form, CancellationToken stop)
    {
        if (RouteDraft.Read(form.View.PrivateMetadata) is not { } before) return null;
        var draft = before.With(form.View.State);
        var problems = draft.Problems(form.View.State);
        if (problems.Count == 0 && await OfChannel(draft.Route, form.User.Id, stop) is { } refusal)
            problems[RouteDraft.ChannelField] = refusal;
        return problems.Count > 0 ? ViewSubmissionResponse.Errors(problems)
            : database.Read(db => Checked(db, draft, form.User.Id));
    }

    // Nothing is joined for whoever may not change routes; one that is kept is looked at where the bot speaks.
    async Task<string?> OfChannel(AlertRoute route, string user, CancellationToken stop)
    {
        if (Of(route) is not { } channel) return null;
        var asks = database.Read(db => routes.Refusal(db, user) is null
            && (TeamRoutes.Find(db, route.Id) is not { } kept || Of(kept) != channel));
        return asks ? await channels.Refusal(channel, stop) : null;

        static string? Of(AlertRoute one) => (one.Action as RouteAction.Say)?.Channel;
    }

    ViewSubmissionResponse Checked(IDbConnection db, RouteDraft draft, string user)
    {
        if (routes.Refusal(db, user) is { } refusal) return ViewSubmissionResponse.Update(OpenForm.Done("Routes", refusal));
        if (TeamRoutes.All(db).Any(r => r.Id != draft.Route.Id && IsSame(r.Name, draft.Route.Name)))
            return ViewSubmissionResponse.Errors((RouteDraft.NameField, "Another route has this name. Choose a different one."));
        var text = RouteText.Of(db, clock.GetUtcNow());
        return ViewSubmissionResponse.Update(new ModalViewDefinition
        {
            CallbackId = RouteIds.Check,
            Title = "Check and save",
            Submit = "Save",
            Close = "Cancel",
            PrivateMetadata = draft.Carried,
            Blocks =
            [
                new SectionBlock
                {
                    Text = $"*{RouteText.Name(draft.Route)}*\n{text.Asks(draft.Route)}\n→ {text.Does(draft.Route)}",
                },
                new DividerBlock(),
                new SectionBlock
                {
                    Text = Limits.TruncateEscaped(WhatWouldHappen.With(db, draft, text, clock.GetUtcNow()), Limits.Text),
                },
                .. NeverAsked(TeamRoutes.With(TeamRoutes.All(db), draft.Route, draft.Behind), draft.Route),
            ],
        });
    }

    static IEnumerable<Block> NeverAsked(IReadOnlyList<AlertRoute> all, AlertRoute route)
    {
        var behind = all.SkipWhile(r => r.Id != route.Id).Skip(1).Count(r => r.IsOn);
        if (!route.TakesAll || behind == 0) yield break;
        var them = behind == 1 ? "the route behind it is" : $"the {behind} routes behind it are";
        yield return new SectionBlock { Text = $":warning: It takes all alerts: {them} never asked." };
    }

    static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

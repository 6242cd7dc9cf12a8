using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.Alerts;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts.Routing;

/// <summary>
/// <c>/incident routes</c>: where alerts go, in the order in which routes are asked; what can be done with each stands in its
/// menu.
/// </summary>
public sealed class ListRoutes(
    Database database, SlackApi slack, TeamRoutes routes, EditRoute edit, BotCommands commands, TimeProvider clock)
{
    const string Edit = "edit", Up = "up", Down = "down", Switch = "switch", Copy = "copy";
    const int PerPage = 40;

    public async Task<SlashResponse?> Open(SlashCommand command, CancellationToken stop)
    {
        if (database.Read(db => routes.Refusal(db, command.UserId)) is { } refusal) return refusal;
        await slack.Views.Open(command.TriggerId, database.Read(db => Modal(db)), stop);
        return null;
    }

    /// <summary>The list's only submit: the form of a new one on top of it.</summary>
    public Task<ViewSubmissionResponse?> Add(ViewSubmission pressed, CancellationToken stop) => Task.FromResult(
        database.Read(db => routes.Refusal(db, pressed.User.Id) is { } refusal
            ? ViewSubmissionResponse.Push(OpenForm.Done("Routes", refusal))
            : TeamRoutes.All(db).Count >= TeamRoutes.Most
                ? ViewSubmissionResponse.Push(OpenForm.Done("Routes", $"There are {TeamRoutes.Most} routes, which is the most."))
                : ViewSubmissionResponse.Push(edit.New(db))))!;

    /// <summary>What was chosen in a route's menu.</summary>
    public async Task Choose(BlockActionRequest press, CancellationToken stop)
    {
        if (press.Action.SelectedOption?.Value.Split(':', 2) is not [var verb, var id] || press.View is not { } list) return;
        if (verb == Edit)
        {
            var form = database.Read(db => routes.Refusal(db, press.User.Id) is { } refusal ? OpenForm.Done("Routes", refusal)
                : TeamRoutes.Find(db, id) is { } route ? edit.Of(db, route)
                : OpenForm.Done("Routes", "This route was deleted meanwhile."));
            await slack.Views.Push(press.TriggerId, form, stop);
            return;
        }

        var before = database.Read(TeamRoutes.All);
        await database.Once(press.IdempotencyKey, tx =>
        {
            if (routes.Refusal(tx.Db, press.User.Id) is null && TeamRoutes.Find(tx.Db, id) is { } route)
                Do(tx, verb, route, press.User.Id);
            return null;
        });
        await slack.Views.Redraw(press, database.Read(db => Modal(db, Changed(db, before))), stop);
    }

    /// <summary>What another order, or a route less, would have changed; pressed once more it is as it was.</summary>
    string? Changed(IDbConnection db, IReadOnlyList<AlertRoute> before)
    {
        var now = clock.GetUtcNow();
        return WhatWouldHappen.Between(db, (before, TeamRoutes.All(db)), RouteText.Of(db, now), now);
    }

    static void Do(Tx tx, string verb, AlertRoute route, string by)
    {
        if (verb is Up or Down) TeamRoutes.Move(tx, route, verb == Up ? -1 : 1, by);
        else if (verb == Switch) TeamRoutes.Switch(tx, route, by);
        // A copy is off, as it would be behind what it is a copy of and takes nothing.
        else if (verb == Copy && TeamRoutes.All(tx.Db).Count < TeamRoutes.Most)
            TeamRoutes.Put(
                tx, route with { Id = TeamRoutes.NewId(), Name = TeamRoutes.FreeName(tx.Db, route.Name), IsOn = false },
                behind: route.Id, by);
    }

    /// <summary>Shows the list as it is now, where it lies under a form.</summary>
    public Task Refresh(string? viewId, CancellationToken stop) => viewId is null ? Task.CompletedTask
        : slack.Views.Redraw(viewId, () => database.Read(db => Modal(db)), stop);

    /// <param name="db">Where the routes are read.</param>
    /// <param name="changed">What a change that was just made would have changed.</param>
    public ModalViewDefinition Modal(IDbConnection db, string? changed = null)
    {
        var (all, text) = (TeamRoutes.All(db), RouteText.Of(db, clock.GetUtcNow()));
        return new()
        {
            CallbackId = RouteIds.List,
            Title = "Routes",
            Submit = "New route",
            Close = "Done",
            Blocks =
            [
                new ContextBlock
                {
                    Elements = ["The first route that fits takes an alert. What belongs to an open incident joins it."],
                },
                .. changed is null ? Array.Empty<Block>()
                    : [new SectionBlock { BlockId = "changed", Text = Limits.TruncateEscaped(changed, Limits.Text) }],
                new SectionBlock { Text = $"*{RouteList.BesideProduction}*\n{Beside(db)}" },
                .. all.Take(PerPage).Select((route, place) => Row(text, all, route, place)),
                .. all.Count > PerPage ? [new ContextBlock { Elements = [$"… {all.Count - PerPage} more below these"] }]
                    : Array.Empty<Block>(),
                new SectionBlock { Text = $"*{RouteList.AllOthers}*\n→ {text.Does(RouteAction.Default)}" },
                Buttons(all.Count == 0),
            ],
        };
    }

    string Beside(IDbConnection db) => "Other branches than "
        + $"{Mrkdwn.Inert(string.Join(", ", AlertSettings.Branches.Now(db)), 100)} and other environments than "
        + $"{Mrkdwn.Inert(string.Join(", ", AlertSettings.Environments.Now(db)), 100)}, unless a route asks for them "
        + $"(`{commands.Incident} settings`)\n→ is kept, nobody is told";

    static SectionBlock Row(RouteText text, IReadOnlyList<AlertRoute> all, AlertRoute route, int place)
    {
        List<Option> menu = [new("Change or delete", $"{Edit}:{route.Id}")];
        if (place > 0) menu.Add(new("Move up", $"{Up}:{route.Id}"));
        if (place < all.Count - 1) menu.Add(new("Move down", $"{Down}:{route.Id}"));
        menu.Add(new(route.IsOn ? "Switch off" : "Switch on", $"{Switch}:{route.Id}"));
        menu.Add(new("Duplicate", $"{Copy}:{route.Id}"));
        var (off, never) = (route.IsOn ? "" : " · _off_", Never(all, route, place));
        return new()
        {
            BlockId = $"route:{route.Id}",
            Text = string.Create(
                CultureInfo.InvariantCulture,
                $"*{place + 1}. {RouteText.Name(route)}*{off}\n{text.Asks(route)}\n→ {text.Does(route)}{never}"),
            Accessory = new OverflowMenu { ActionId = RouteIds.Menu, Options = menu },
        };
    }

    /// <summary>It is never asked, as another takes all before it.</summary>
    static string Never(IReadOnlyList<AlertRoute> all, AlertRoute route, int place) =>
        route.IsOn && all.Take(place).FirstOrDefault(r => r.TakesAll)
            is { } before ? $"\n:warning: “{RouteText.Name(before)}” takes all before it" : "";

    static ActionsBlock Buttons(bool isEmpty) => new()
    {
        BlockId = "routes",
        Elements =
        [
            .. isEmpty
                ? [new Button { ActionId = RouteIds.Preset, Text = "Begin with six routes" }] : Array.Empty<BlockElement>(),
            new Button { ActionId = RouteIds.Explain, Text = "Explain an alert" },
        ],
    };
}

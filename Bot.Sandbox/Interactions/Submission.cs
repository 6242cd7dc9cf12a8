using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>
/// A person submits or closes a modal: view_submission and view_closed, and what the app's answer does to the screen.
/// </summary>
sealed class Submission(Workspace workspace)
{
    public async Task Submit(OpenView view)
    {
        workspace.Usage.Note(view.App, "view", view.CallbackId);
        var payload = workspace.Do(() =>
        {
            (view.Errors, view.Trouble) = ([], null);
            var submitted = Payload.Of("view_submission", workspace, view.App, view.Person);
            submitted["trigger_id"] = workspace.Triggers.Give(view.App, view.Person, view.OpenedIn, view.Id);
            submitted["view"] = view.ToJson();
            submitted["response_urls"] = ResponseUrls(view);
            return submitted;
        });
        var reply = await view.App.Sockets.Send(Payload.Interactive(payload, true, $"view_submission {view.CallbackId}"));
        workspace.Do(() =>
        {
            if (!reply.Acked) view.Trouble = BlockActions.Trouble;
            else Apply(view, reply.Payload);
            workspace.Views.Note(view);
        });
    }

    /// <summary>Cancel closes the one view (all of them when it says clear_on_close); the x closes the whole stack.</summary>
    public async Task Close(OpenView view, bool all)
    {
        all |= view.Definition.Is("clear_on_close");
        var told = workspace.Do(() =>
        {
            var stack = workspace.Views.Stack(view.Person);
            var closed = all ? stack[0] : view;
            if (all) workspace.Views.Clear(view.Person);
            else workspace.Views.Close(view);
            return closed;
        });
        if (!told.Definition.Is("notify_on_close")) return;
        var payload = workspace.Do(() => Payload.Of("view_closed", workspace, told.App, told.Person));
        payload["view"] = told.ToJson(withState: false);
        payload["is_cleared"] = all;
        await told.App.Sockets.Send(Payload.Interactive(payload, false, $"view_closed {told.CallbackId}"));
    }

    JsonArray ResponseUrls(OpenView view)
    {
        var urls = new JsonArray();
        var state = InputState.Of(view.Definition, view.Answers);
        foreach (var placed in InputState.Elements(view.Definition)
            .Where(placed => placed.InInput && placed.Element.Is("response_url_enabled")))
        {
            var chosen = state[placed.BlockId]![placed.ActionId]!;
            if ((string?)(chosen["selected_conversation"] ?? chosen["selected_channel"]) is not { } id
                || workspace.Conversations.ById(id) is not { } conversation) continue;
            urls.Add(new JsonObject
            {
                ["block_id"] = placed.BlockId,
                ["action_id"] = placed.ActionId,
                ["channel_id"] = id,
                ["response_url"] = workspace.ResponseUrls.Give(view.App, view.Person, conversation),
            });
        }
        return urls;
    }

    void Apply(OpenView view, JsonElement? answer)
    {
        if (answer is not { } given)
        {
            workspace.Views.Close(view);
            return;
        }
        var problem = given.Text("response_action") switch
        {
            "errors" => ShowErrors(view, given),
            "update" => Show(view, given, definition => workspace.Views.Update(view, definition)),
            "push" => Push(view, given),
            "clear" => Clear(view),
            var other => $"the response_action {other ?? "(none)"} is unknown",
        };
        if (problem is null) return;
        view.Trouble = BlockActions.Trouble;
        workspace.ProblemLog.Add(
            $"{view.App.Name} answered the submission of {view.CallbackId} wrongly: {problem}; the person sees only "
                + $"\"{BlockActions.Trouble}\"");
    }

    static string? ShowErrors(OpenView view, JsonElement answer)
    {
        if (answer.Get("errors") is not { ValueKind: JsonValueKind.Object } errors || !errors.EnumerateObject().Any())
            return "errors is empty";
        var inputs = view.Definition.Items("blocks").Where(block => block.Text("type") == "input")
            .Select(block => block.Text("block_id")).ToHashSet();
        foreach (var error in errors.EnumerateObject())
        {
            if (!inputs.Contains(error.Name)) return $"there is no input block {error.Name}";
            if (error.Value.ValueKind != JsonValueKind.String || error.Value.GetString()!.Length == 0)
                return $"the error of {error.Name} is no text";
        }
        view.Errors = errors.EnumerateObject().ToDictionary(error => error.Name, error => error.Value.GetString()!);
        return null;
    }

    string? Push(OpenView view, JsonElement answer) => workspace.Views.Stack(view.Person).Count >= Views.Deepest
        ? "three views are open already"
        : Show(view, answer, definition => workspace.Views.Push(view.App, view.Person, definition, view.OpenedIn));

    static string? Show(OpenView view, JsonElement answer, Func<JsonElement, OpenView> show)
    {
        if (answer.Get("view") is not { } definition) return "view is missing";
        var problems = ViewLaw.Problems(definition, Surface.Modal);
        if (problems.Count > 0) return string.Join("; ", problems);
        show(definition);
        return null;
    }

    string? Clear(OpenView view)
    {
        workspace.Views.Clear(view.Person);
        return null;
    }
}

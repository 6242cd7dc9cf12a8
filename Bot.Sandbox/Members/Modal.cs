using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>
/// A modal (or Home) on a person's screen. Steps chain and run in order when awaited: <c>await modal.Fill(…).Submit();</c>
/// </summary>
public sealed class Modal
{
    readonly Workspace workspace;
    readonly Member member;
    readonly OpenView view;
    Task steps = Task.CompletedTask;

    internal Modal(Workspace workspace, Member member, OpenView view) =>
        (this.workspace, this.member, this.view) = (workspace, member, view);

    public OpenView View => view;
    public string Title => member.Reader.Text(view.Definition.Get("title"));
    /// <summary>The label of the submit button, null when there is none.</summary>
    public string? SubmitLabel => view.Definition.Get("submit") is { } submit ? member.Reader.Text(submit) : null;
    public bool IsOpen => workspace.Do(() => workspace.Views.ById(view.Id) is not null);
    /// <summary>All that can be read in it, fields as "Label: value".</summary>
    public string Text => workspace.Do(() => member.Reader.Read(view));
    /// <summary>What the client shows when the app did not answer properly; null when all is well.</summary>
    public string? Trouble => view.Trouble;
    /// <summary>Errors under the fields, by label.</summary>
    public IReadOnlyDictionary<string, string> Errors => workspace.Do(() => Form.Errors());
    /// <summary>Labels of the input fields, in order.</summary>
    public IReadOnlyList<string> Fields => workspace.Do(() => Form.Labels());
    /// <summary>Labels of the buttons inside it.</summary>
    public IReadOnlyList<string> Buttons => workspace.Do(() => Form.Buttons());

    /// <summary>The question asked before a button acts, or null when it acts at once.</summary>
    public string? Question(string button) => workspace.Do(() =>
        Form.Button(button).Element.Get("confirm") is { } dialog ? member.Reader.Text(dialog.Get("text")) : null);

    Form Form => new(workspace, view, member.Reader);

    /// <summary>The value of a field in words.</summary>
    public string Value(string field) => workspace.Do(() => Form.Value(field));

    /// <summary>What a field offers, in words.</summary>
    public IReadOnlyList<string> Options(string field) =>
        workspace.Do(
            () => ElementValues.Options(Form.Field(field)).Select(option => member.Reader.Text(option.Get("text"))).ToList());

    /// <summary>Types into a text field and leaves it with Enter.</summary>
    public Modal Fill(string field, string text) =>
        Change(field, placed => placed.Type.EndsWith("_input", StringComparison.Ordinal) && placed.Type != "file_input"
        ? new() { ["value"] = text.Length == 0 ? null : text }
        : throw new SandboxException($"{field} is a {placed.Type}, nothing to type into."));

    /// <summary>
    /// Chooses one option (or several of a multi-select, replacing what was chosen); an external select is typed into first.
    /// </summary>
    public Modal Choose(string field, params string[] options) => Then(async () =>
    {
        var placed = workspace.Do(() => Form.Field(field));
        var several = placed.Type is "checkboxes" || placed.Type.StartsWith("multi_", StringComparison.Ordinal);
        if (options.Length == 0) await Set(placed, several ? ElementValues.Chosen([]) : new() { ["selected_option"] = null });
        var chosen = new List<JsonElement>();
        foreach (var option in options)
        {
            var offered = placed.Type.Contains("external", StringComparison.Ordinal) ? await new BlockActions(workspace)
                .Suggest(view, placed, option) : [.. ElementValues.Options(placed)];
            chosen.Add(workspace.Do(() => ElementValues.Pick(offered, option, member.Reader)));
            await Set(placed, several ? ElementValues.Chosen(chosen) : ElementValues.Chosen(placed, chosen[^1]));
        }
    });

    /// <summary>Types into an external select and returns what it offers.</summary>
    public async Task<IReadOnlyList<string>> Search(string field, string typed)
    {
        await this;
        var offered = await new BlockActions(workspace).Suggest(view, workspace.Do(() => Form.Field(field)), typed);
        return [.. offered.Select(option => member.Reader.Text(option.Get("text")))];
    }

    /// <summary>Chooses people, in that order, in a people picker.</summary>
    public Modal ChoosePeople(string field, params string[] people) => Change(field, placed => placed.Type switch
    {
        "multi_users_select" => new() { ["selected_users"] = Json.Strings(people.Select(who => workspace.People[who].Id)) },
        "users_select" => new() { ["selected_user"] = people.Length == 0 ? null : workspace.People[people.Single()].Id },
        var type => throw new SandboxException($"{field} is a {type}, not a people picker."),
    });

    public Modal ChooseChannel(string field, string channel) => Change(field, placed => placed.Type switch
    {
        "conversations_select" => new() { ["selected_conversation"] = workspace.Conversations[channel].Id },
        "channels_select" => new() { ["selected_channel"] = workspace.Conversations[channel].Id },
        var type => throw new SandboxException($"{field} is a {type}, not a channel picker."),
    });

    /// <summary>Chooses several channels, in the place of those chosen before.</summary>
    public Modal ChooseChannels(string field, params string[] channels) => Change(field, placed => placed.Type switch
    {
        "multi_conversations_select" => new() { ["selected_conversations"] = Ids(channels) },
        "multi_channels_select" => new() { ["selected_channels"] = Ids(channels) },
        var type => throw new SandboxException($"{field} is a {type}, not a picker of several channels."),
    });

    JsonArray Ids(IEnumerable<string> channels) => Json.Strings(channels.Select(c => workspace.Conversations[c].Id));

    /// <summary>A date as yyyy-MM-dd.</summary>
    public Modal PickDate(string field, string date) => Pick(field, "datepicker", "selected_date", date);

    /// <summary>A time as HH:mm.</summary>
    public Modal PickTime(string field, string time) => Pick(field, "timepicker", "selected_time", time);

    Modal Pick(string field, string kind, string name, string value) => Change(field, placed => placed.Type == kind
        ? new() { [name] = value }
        : throw new SandboxException($"{field} is a {placed.Type}, not a {kind}."));

    /// <summary>Attaches a file in a file field, beside those already there.</summary>
    public Modal Attach(string field, string name, ReadOnlyMemory<byte> bytes) => Then(async () =>
    {
        var (placed, value) = workspace.Do(() =>
        {
            var found = Form.Field(field);
            return (
                found,
                new FileField(workspace, found)
                    .With(Form.State(found), workspace.Files.Upload(member.Person, name, bytes), view.App));
        });
        await Set(placed, value);
    });

    /// <summary>Ticks a checkbox by the text beside it; or unticks it.</summary>
    public Modal Tick(string option, bool on = true) => Then(async () =>
    {
        var (placed, value) = workspace.Do(() => Form.Ticked(option, on));
        await Set(placed, value);
    });

    /// <summary>Presses a button inside it.</summary>
    public Modal Press(string button) => Then(async () =>
    {
        var placed = workspace.Do(() => Form.Button(button));
        await new BlockActions(workspace).Act(view, placed, ElementValues.Pressed(placed));
    });

    /// <summary>
    /// Presses submit: Slack's own checks first (then <see cref="Errors"/> says what they found and nothing is sent).
    /// </summary>
    public Modal Submit() => Then(async () =>
    {
        if (SubmitLabel is null) throw new SandboxException($"\"{Title}\" has no submit button.");
        NeedTop();
        if (workspace.Do(() => Form.Check())) await new Submission(workspace).Submit(view);
    });

    /// <summary>Presses Cancel (Close); the view below shows again.</summary>
    public Modal Close() => Then(() => new Submission(workspace).Close(NeedTop(), all: false));

    /// <summary>Presses the x: every modal of the stack goes.</summary>
    public Modal CloseAll() => Then(() => new Submission(workspace).Close(NeedTop(), all: true));

    /// <summary>Runs the steps asked for so far and waits until the workspace has settled.</summary>
    public TaskAwaiter<Modal> GetAwaiter() => Finish().GetAwaiter();

    async Task<Modal> Finish()
    {
        var steps = this.steps;
        this.steps = Task.CompletedTask;
        await steps;
        await workspace.Settled();
        return this;
    }

    Modal Then(Func<Task> step)
    {
        steps = After(steps, step);
        return this;
    }

    static async Task After(Task before, Func<Task> step)
    {
        await before;
        await step();
    }

    Modal Change(string field, Func<PlacedElement, JsonObject> value) => Then(async () =>
    {
        var (placed, given) = workspace.Do(() =>
        {
            var found = Form.Field(field);
            return (found, value(found));
        });
        await Set(placed, given);
    });

    async Task Set(PlacedElement placed, JsonObject value)
    {
        NeedTop();
        if (placed.Element.Get("max_selected_items")?.GetInt32() is { } most
            && value.Any(pair => pair.Value is JsonArray list && list.Count > most))
            throw new SandboxException($"Slack lets people choose at most {most} there.");
        workspace.Do(() =>
        {
            view.Answers[placed.BlockId, placed.ActionId] = ElementValues.State(placed, value);
            view.Errors.Remove(placed.BlockId);
            workspace.Views.Note(view);
        });
        if (!placed.Dispatches) return;
        await new BlockActions(workspace).Act(view, placed, value);
        await workspace.Settled();
    }

    OpenView NeedTop() => view.Type == "home"
        || workspace.Do(() => workspace.Views.Stack(member.Person) is [.., var top] && top == view)
        ? view : throw new SandboxException($"\"{Title}\" is not on top of {member.Person.RealName}'s screen any more.");
}

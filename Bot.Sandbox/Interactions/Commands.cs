using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.Sandbox;

/// <summary>A person's slash command: to the app that declares it, and back to the person what the app or Slack says.</summary>
sealed class Commands(Workspace workspace)
{
    public async Task Run(Person person, Conversation conversation, string line)
    {
        var (command, text) = Split(line);
        var app = workspace.Do(() => workspace.Apps.ByCommand(command));
        if (app is null)
        {
            Tell(
                person, conversation,
                $"`{command}` is not a valid command. In Slack, all messages that start with the \"/\" character are "
                    + "interpreted as commands.");
            return;
        }
        workspace.Usage.Note(app, "command", command);
        var url = new ResponseUrl { Id = "ack", App = app, Person = person, Conversation = conversation, Given = workspace.Now };
        var payload = workspace.Do(() => Describe(app, person, conversation, command, text));
        var reply = await app.Sockets.Send(new Envelope("slash_commands", payload, true, line));
        if (reply.Acked) Show(command, url, reply.Payload);
        else Tell(
            person, conversation,
            $"{command} failed with the error "
                + $"\"{(reply.Outcome == Outcome.NoConnection ? "dispatch_failed" : "operation_timeout")}\"");
    }

    static (string Command, string Text) Split(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (line, "") : (line[..space], line[(space + 1)..].Trim());
    }

    JsonObject Describe(InstalledApp app, Person person, Conversation conversation, string command, string text)
    {
        var escapes = app.Manifest.Commands.First(declared => declared.Command == command).ShouldEscape;
        return new JsonObject
        {
            ["token"] = "sandbox",
            ["team_id"] = workspace.TeamId,
            ["team_domain"] = workspace.Options.Domain,
            ["channel_id"] = conversation.Id,
            ["channel_name"] = Payload.ChannelName(conversation),
            ["user_id"] = person.Id,
            ["user_name"] = person.Handle,
            ["command"] = command,
            ["text"] = new TypedText(workspace).Encode(text, resolve: escapes, labels: true),
            ["api_app_id"] = app.Id,
            ["is_enterprise_install"] = "false",
            ["response_url"] = workspace.ResponseUrls.Give(app, person, conversation),
            ["trigger_id"] = workspace.Triggers.Give(app, person, conversation),
        };
    }

    void Show(string command, ResponseUrl url, JsonElement? payload)
    {
        if (payload is not { } given) return;
        if (given.ValueKind == JsonValueKind.String) given = new JsonObject { ["text"] = given.GetString() }.Element();
        try
        {
            if (given.ValueKind != JsonValueKind.Object) throw new Refusal("invalid_payload");
            workspace.Do(() => CommandReply.Show(workspace, url, given));
        }
        catch (Refusal refusal)
        {
            workspace.ProblemLog.Add($"{url.App.Name} answered {command} with {given}: {Json.Write(refusal.ToJson())}");
            Tell(url.Person, url.Conversation, $"{command} failed with the error \"invalid_command_response\"");
        }
    }

    /// <summary>A line from Slackbot that only this person sees.</summary>
    public void Tell(Person person, Conversation conversation, string text) => workspace.Do(() =>
        workspace.Conversations.Posting.Whisper(new Draft(conversation, workspace.People.Slackbot)
        {
            Text = text,
            OnlyFor = person
        }));
}

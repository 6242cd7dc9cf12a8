using System.ComponentModel;
using Bot.Api.Reading;
using Bot.Api.Writing;
using Bot.Domain.OnCall;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Bot.Api.Assistants;

/// <summary>What assistants can ask and do of follow-ups.</summary>
[McpServerToolType]
public sealed class FollowUpTools(ToolCalls calls, WriteFollowUps write)
{
    [McpServerTool(Name = "follow_ups", Title = "Follow-ups to do", ReadOnly = true, OpenWorld = false)]
    [Description("Lists the follow-ups that are still to be done, the newest first: what, who sees to it, by when, of which "
        + "incident. Needs a token that may read.")]
    public Task<CallToolResult> FollowUps(
        [Description("Only those of this incident: 12 of INC-12.")] long? incident = null,
        [Description("Only those of this person, by their id in Slack.")] string? owner = null,
        [Description("Only those whose day is over.")] bool overdue = false) => calls.Read(look =>
            new FollowUpList().Read(look with
            {
                Asked = FilterValues.With(
                    ("state", "outstanding"), ("incident", incident), ("owner", owner), ("overdue", overdue ? true : null)),
                Most = ToolCalls.MostListed,
            }));

    [McpServerTool(
        Name = "add_follow_up", Title = "Add a follow-up", Destructive = false, Idempotent = true, OpenWorld = false)]
    [Description("Adds a follow-up in the name of whoever made the token, and tells its owner in Slack, so ask before you give "
        + "one to somebody else. Needs a token that may write.")]
    public Task<CallToolResult> Add(
        [Description("What is to be done, in a few words.")] string title, [Description(ToolCalls.KeyOf)] string key,
        [Description("The incident that it is of: 12 of INC-12.")] long? incident = null,
        [Description("Who is to see to it, by their id in Slack; whoever made the token where nothing is said.")]
        string? owner = null,
        [Description("By which day, such as 2026-03-20; chosen by how bad the incident is where nothing is said.")]
        string? due = null,
        CancellationToken stop = default) => calls.Write(
            async token => await write.Make(
                token, $"mcp:{key}", new() { Title = title, Incident = incident, Owner = owner, Due = Day(due) }, stop),
            (look, number) => FollowUpEndpoint.Find(look.Db, look.Viewer, number, look.Now));

    static DateOnly? Day(string? due) => string.IsNullOrEmpty(due) ? null : Days.TryRead(due, out var day) ? day
        : throw ProblemException.Wrong("“due” is no day. Use one such as 2026-03-20.");
}

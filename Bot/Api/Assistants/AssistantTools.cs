using System.ComponentModel;
using Bot.Api.Reading;
using Bot.Api.Writing;
using Bot.Incidents;
using Bot.Incidents.Similar;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Bot.Api.Assistants;

/// <summary>What assistants can ask and do, each with the scope of the token that it needs.</summary>
[McpServerToolType]
public sealed class AssistantTools(
    ToolCalls calls, CauseList causes, WarningList warnings, WholeIncident whole, WriteIncidents write)
{
    const int MostSimilar = 5;

    [McpServerTool(Name = "who_is_on_call", Title = "Who is on call", ReadOnly = true, OpenWorld = false)]
    [Description("Says who is on call in each rotation, until when, who comes next, and who leads what comes up now. "
        + "Needs a token that may read.")]
    public Task<CallToolResult> WhoIsOnCall() => calls.Read(look => OnCallItem.All(look.Db, look.Now));

    [McpServerTool(Name = "open_incidents", Title = "Open incidents", ReadOnly = true, OpenWorld = false)]
    [Description("Lists the incidents that are open, the newest first: number, name, severity, status, who leads. "
        + "Needs a token that may read.")]
    public Task<CallToolResult> OpenIncidents() => calls.Read(look => new IncidentList().Read(look with
    {
        Asked = FilterValues.With("open", true),
        Most = ToolCalls.MostListed,
    }));

    [McpServerTool(Name = "get_incident", Title = "One incident", ReadOnly = true, OpenWorld = false)]
    [Description("Gives one incident whole: what failed, its timeline, its pull requests, what fixed it. "
        + "Needs its number (12 of INC-12) and a token that may read.")]
    public Task<CallToolResult> Incident([Description("Its number: 12 of INC-12.")] long number) => calls.Read(look =>
        whole.Of(look.Db, look.Viewer, number) ?? throw WholeIncident.Missing(number));

    [McpServerTool(Name = "similar_incidents", Title = "Similar incidents", ReadOnly = true, OpenWorld = false)]
    [Description("Finds earlier incidents, and what fixed them: those like a text, such as an error message, or those in which a "
        + "dbt node or a test of it failed. Say one of both. Needs a token that may read.")]
    public Task<CallToolResult> Similar(
        [Description("What is wrong, such as an error message.")] string? text = null,
        [Description("A dbt node by its name or its unique_id, such as stg_orders.")] string? node = null) => calls.Read(look =>
    {
        if (string.IsNullOrWhiteSpace(node) == string.IsNullOrWhiteSpace(text))
            throw ProblemException.Wrong("Say a text or a node: one of both.");
        return string.IsNullOrWhiteSpace(node)
            ? LikeText(look, text!)
            : causes.Read(look with { Asked = FilterValues.With("node", node.Trim()), Most = ToolCalls.MostListed });
    });

    static List<IncidentItem> LikeText(Look look, string text) => IncidentItem.Of(
        look.Db, look.Viewer, FindSimilar.OfText(look.Db, look.Viewer, text, MostSimilar));

    [McpServerTool(Name = "warnings_of_node", Title = "Warnings of a dbt node", ReadOnly = true, OpenWorld = false)]
    [Description("Lists what warns about a dbt node, by itself or by a test of it: since when, how many rows, what was decided. "
        + "Needs the node's name or unique_id, and a token that may read.")]
    public Task<CallToolResult> Warnings([Description("Such as stg_orders.")] string node) => calls.Read(look =>
        warnings.Read(look with { Asked = FilterValues.With("node", node.Trim()), Most = ToolCalls.MostListed }));

    [McpServerTool(
        Name = "declare_incident", Title = "Declare an incident", Destructive = false, Idempotent = true, OpenWorld = false)]
    [Description("Declares an incident in the name of whoever made the token: a channel opens in Slack and people are called, so "
        + "ask before you do. Needs a token that may write.")]
    public Task<CallToolResult> Declare(
        [Description("What is wrong, in a few words.")] string name, [Description(ToolCalls.KeyOf)] string key,
        [Description("minor, major or critical; minor where nothing is said.")] string? severity = null,
        [Description("What is known of it.")] string? known = null) => calls.Write(
            async token => await write.Declare(
                token, $"mcp:{key}", new() { Name = name, Severity = severity, Known = known }),
            Now);

    [McpServerTool(Name = "add_update", Title = "Add an update", Destructive = false, Idempotent = true, OpenWorld = false)]
    [Description("Adds an update to an incident in the name of whoever made the token: all who follow it read it in Slack. "
        + "Needs its number, and a token that may write.")]
    public Task<CallToolResult> Update(
        [Description("Its number: 12 of INC-12.")] long number, [Description("What is new.")] string text,
        [Description(ToolCalls.KeyOf)] string key,
        [Description("Where it stands from now on: triage, investigating, fixing or monitoring.")] string? status = null) =>
        calls.Write(
            async token => await write.Update(token, $"mcp:{key}", number, new() { Text = text, Status = status }), Now);

    [McpServerTool(Name = "recent_runs", Title = "Recent runs", ReadOnly = true, OpenWorld = false)]
    [Description("Lists the last runs in production of a job, or of the jobs in which a dbt node failed, and what failed in "
        + "them: since when, in which incident, whether it still does, what fixed it. Say one of both. "
        + "Needs a token that may read.")]
    public Task<CallToolResult> Runs(
        [Description("A job, as it is called or by its job_key.")] string? job = null,
        [Description("A dbt node by its name or its unique_id, such as stg_orders.")] string? node = null) =>
        calls.Read(look => RecentRuns.Of(look, causes, job, node));

    // It may have become private meanwhile.
    static object? Now(Look look, long number) => IncidentStore.Find(look.Db, look.Viewer, number) is { } row
        ? IncidentItem.Of(look.Db, look.Viewer, [row])[0] : null;
}

namespace Bot.Sandbox;

/// <summary>What the bare Slack answers to each call: as little as an app can work with.</summary>
static class BareSlackAnswers
{
    public const string Person = "U0BENCH01";

    public const string Scopes = "app_mentions:read,channels:history,channels:join,channels:manage,channels:read,chat:write,"
        + "chat:write.public,commands,im:history,im:write,pins:write,reactions:read,usergroups:read,usergroups:write,users:read";

    static long made;

    public static string To(string method) => method switch
    {
        "auth.test" => """
            {"ok":true,"url":"https://bench.slack.com/","team":"Bench","user":"responder","team_id":"T0BENCH01",
            "user_id":"U0BENCHBOT","bot_id":"B0BENCH01","app_id":"A0BENCH01"}
            """,
        "users.info" => $$$"""{"ok":true,"user":{{{Ana}}}}""",
        "users.list" => $$$"""{"ok":true,"members":[{{{Ana}}}],"response_metadata":{"next_cursor":""}}""",
        "views.open" or "views.publish" or "views.update" =>
            """{"ok":true,"view":{"id":"V0BENCH01","type":"modal","hash":"1.a"}}""",
        "chat.postMessage" or "chat.update" =>
            $$"""{"ok":true,"channel":"C0BENCH01","ts":"{{Seconds}}.{{Next():000000}}" }""",
        "conversations.create" or "conversations.join" or "conversations.info" or "conversations.open" or "conversations.invite"
            or "conversations.setTopic" or "conversations.unarchive" => $$$"""
            {"ok":true,"channel":{"id":"C0BENCH{{{Next()}}}","name":"bench-{{{Next()}}}","is_channel":true,"is_member":true}}
            """,
        "conversations.list" or "users.conversations" => """{"ok":true,"channels":[],"response_metadata":{"next_cursor":""}}""",
        "usergroups.list" => """{"ok":true,"usergroups":[]}""",
        "usergroups.create" or "usergroups.users.update" or "usergroups.enable" =>
            """
            {"ok":true,"usergroup":{"id":"S0BENCH01","handle":"data-responder","name":"Data responder","users":["U0BENCH01"]}}
            """,
        "usergroups.users.list" => """{"ok":true,"users":["U0BENCH01"]}""",
        _ => """{"ok":true}""",
    };

    const string Ana = """
        {"id":"U0BENCH01","team_id":"T0BENCH01","name":"ana","real_name":"Ana","tz":"Europe/London","deleted":false,
        "is_admin":true,"is_owner":false,"is_bot":false,"is_restricted":false,"updated":1700000000,
        "profile":{"display_name":"ana","real_name":"Ana"}}
        """;

    static long Seconds => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    static long Next() => Interlocked.Increment(ref made) % 1_000_000;
}

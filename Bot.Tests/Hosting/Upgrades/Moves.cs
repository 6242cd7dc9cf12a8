namespace Bot.Tests.Hosting.Upgrades;

/// <summary>
/// What becomes of rows in an upgrade, beside that they stay as they are: each migration that moves, changes, derives or removes
/// something says here what, and why. Whoever adds one that does adds it here.
/// </summary>
static class Moves
{
    const string First = "01a0386f-1880-79c1-93b6-5bb67c20b5c8", Ended = "01a03800-0000-79c1-93b6-000000000002";

    /// <summary>By the number of the migration; they are done in this order to rows of an older schema.</summary>
    public static readonly SortedDictionary<int, Action<StoredRows>> All = new()
    {
        [11] = LivesBegin,
        [13] = WaitingsAreNumbered,
        // Incidents belong to the rotation that was made first of those that go on.
        [19] = rows => rows.Each("incidents", i => i["rotation"] = First),
        // Who ended a rotation stood in its history alone.
        [21] = rows => rows.Each("rotations", r => r["ended_by"] = r["id"] == Ended ? "U0CHLOE" : null),
        // Each trouble knows by itself when it was told, so the day for all of them goes.
        [22] = rows => rows.Tables["settings"].RemoveAll(s => s["key"] == "trouble_told_on"),
        // Who cannot act here: gone, a guest, of another workspace, an app; but not who is of two, or of whom that is not known.
        [23] = rows => rows.Each("people", p => p["outside"] = p["id"] is "U0DORA" or "U0GUS" or "U0SAM" or "U0APP" ? "1" : "0"),
        [25] = StoresBecomeTwo,
        [31] = AlertsSay,
        // Texts of incidents from before are read once the bot has begun.
        [40] = rows => rows.Each("incidents", i => rows.Add("incident_texts", new()
        {
            ["incident"] = i["number"],
            ["words"] = "",
            ["names"] = "",
            ["stale"] = "1",
            ["counted"] = "0",
        })),
        // A bot that was here before has the permissions of then, so that admins are told what is new since.
        [44] = rows => rows.Add("settings", new() { ["key"] = "manifest_confirmed", ["value"] = Manifest }),
        // What may still become something else is asked about again.
        [46] = rows => rows.Each("pull_requests", p =>
        {
            if (p["state"] is not ("merged" or "deployed")) p["look_at"] ??= "0";
        }),
        // What broke a node is asked by the end of its name.
        [57] = rows => rows.Each("incident_alerts", a => (a["node_end"], a["tested_end"]) =
            a["metadata"]!.Contains("dbt_node", StringComparison.Ordinal) ? ("not_null_orders_id", "fct_orders") : (null, null)),
        // Numbers of covers come from rows too.
        [58] = rows =>
        {
            Count(rows, "cover", "covers");
            Count(rows, "cover_request", "cover_requests");
        },
    };

    const string Manifest =
        "command:/incident command:/cover event:app_home_opened event:member_joined_channel event:message.channels "
            + "event:message.im event:subteam_members_changed event:user_change scope:commands scope:chat:write "
            + "scope:channels:manage scope:channels:read scope:channels:join scope:channels:history scope:im:write "
            + "scope:im:history scope:pins:write scope:bookmarks:read scope:bookmarks:write scope:usergroups:read "
            + "scope:usergroups:write scope:users:read scope:files:read";

    // What was known of an incident's life is read from how it stood; the group that was told is a call like any other.
    static void LivesBegin(StoredRows rows)
    {
        rows.Each("incidents", i =>
        {
            i["since"] = i["opened_at"] = i["declared_at"];
            i["waiting_since"] = i["number"] == "2" ? i["declared_at"] : null;
            i["touched"] = i["number"] == "2" ? "0" : "1";
            i["lead_chosen"] = i["number"] == "3" ? "1" : "0";
            i["fixed_at"] = i["number"] == "3" ? i["resolved_at"] : null;
            i.Remove("told_group", out var told);
            if (told is null) return;
            rows.Add("incident_calls", new()
            {
                ["incident"] = i["number"],
                ["since"] = i["declared_at"],
                ["step"] = "group",
                ["at"] = i["declared_at"],
                ["urgency"] = "urgent",
                ["people"] = "[]",
                ["user_group"] = told,
                ["expanded"] = "1",
                ["dirty"] = "0",
            });
        });
        rows.Each("incident_alerts", a => (a["joined_at"], a["metadata"]) = (a["first_at"], "{}"));
        rows.Each("waiting_alerts", a => a["metadata"] = "{}");
    }

    // Calls belong to the nth waiting of their incident, and not to the moment at which it began.
    static void WaitingsAreNumbered(StoredRows rows)
    {
        rows.Each("incident_calls", c => c["waiting"] = c["since"] == "1772446000000" ? "2" : "1");
        rows.Each("incidents", i => i["waitings"] = i["number"] switch
        {
            "1" => rows.Of("incident_calls").Any(c => c["incident"] == "1") ? "2" : "0",
            "2" => "1",
            _ => "0",
        });
    }

    static void StoresBecomeTwo(StoredRows rows)
    {
        // Numbers that people see come from a row.
        Count(rows, "incident", "incidents");
        // The order of lists stood in the order of rows, which only a file has; and keys were longer there.
        if (!rows.IsPostgres)
        {
            foreach (var table in new[] { "cover_asked", "trouble_lines", "holiday_followers" })
                foreach (var (place, row) in rows.Of(table).Index()) row["place"] = $"{place + 1}";
            foreach (var table in new[] { "alerts", "waiting_alerts", "incident_alerts" })
                rows.Each(table, row => row["key"] = OldStore.Cut(table, row["key"]!));
        }

        // How many kinds of alert there are is counted as they come.
        rows.Each("incidents", i => (i["kinds"], i["firing_kinds"], i["joined_at"]) = i["number"] switch
        {
            "1" => ("1", "0", "1772445600000"),
            "2" => ("2", "2", "1772449200000"),
            "4" => ("1", "0", "1772020000000"),
            _ => ("0", "0", "0"),
        });
        // What senders sent is kept once, apart.
        rows.Each("alerts", a =>
        {
            a["body_hash"] = $"alert:{a["id"]}";
            a.Remove("body", out var body);
            rows.Add("bodies", new() { ["hash"] = a["body_hash"], ["bytes"] = body, ["at"] = a["at"] });
        });
    }

    // An alert says for itself what was known of its incident, since when it is red, and when it was well.
    static void AlertsSay(StoredRows rows) => rows.Each("incident_alerts", a =>
    {
        a["said"] = a["key"] == "circleci/orders" ? "The load stands still" : null;
        a["red_since"] = a["first_at"];
        var wasLeft = a.GetValueOrDefault("left_firing") == "1";
        a["well_at"] = a["firing"] == "0" && !wasLeft ? a["last_at"] : null;
    });

    static void Count(StoredRows rows, string name, string table) => rows.Add("counters", new()
    {
        ["name"] = name,
        ["value"] = $"{rows.Of(table).Select(r => int.Parse(r["number"]!)).DefaultIfEmpty().Max()}",
    });
}

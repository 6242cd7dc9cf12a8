using System.Data;
using System.Reflection;
using System.Text.RegularExpressions;
using Bot.Alerts;
using Bot.Incidents;
using Bot.People;

namespace Bot.Tests.Laws;

/// <summary>Incidents are read for somebody, through one condition: what shows them cannot go round it.</summary>
public sealed partial class ViewerTests
{
    // They do the bot's own work, decide inside a change, or write in channels. What answers a person is none of these.
    static readonly string[] OwnWork =
    [
        "Bot/Alerts/FactsOfAlert.cs", "Bot/Alerts/Outcome.cs", "Bot/Alerts/OvernightLine.cs", "Bot/Handover/Departures.cs",
        "Bot/Incidents/Direct/RemindLead.cs", "Bot/PullRequests/WhatIsLive.cs", "Bot/Requests/AskRotation.cs",
        "Bot/Warnings/Rows/WarningStore.cs",
        .. new[]
        {
            "AlertedIncident", "CallPeople", "ChangeStatus", "ChannelMaker", "ChannelStore", "DeclaredForm", "DressChannel",
            "ExpectAlerts", "FollowRotation",
            "GiveUpdate", "IncidentCard", "IncidentChannel", "PutAwayChannel", "QuietEnd", "ReopenIncident", "ResolveIncident",
            "Said", "SayCalls", "TakeIncident",
        }.Select(name => $"Bot/Incidents/{name}.cs"),
    ];

    // They count, or look for what is due or over: numbers, channels and people, no incident with its name.
    static readonly string[] Counting =
    [
        "Bot/Alerts/FactsOfAlert.cs", "Bot/Alerts/Forwarding/ForwardStore.cs", "Bot/Home/PhoneRows.cs",
        "Bot/Incidents/Timeline/TimelineStore.cs", "Bot/PullRequests/PullStore.cs", "Bot/Reviews/FairnessFacts.cs",
        .. new[]
        {
            "AlertedIncident", "CallPeople", "CallStore", "ExpectStore", "ForgetEnded", "IncidentAlerts", "IncidentChannel",
            "InvitePeople", "PutAwayChannel", "QuietEnd",
        }
            .Select(name => $"Bot/Incidents/{name}.cs"),
    ];

    [Fact]
    public void Rows_of_incidents_are_read_in_one_place_that_ends_in_the_condition()
    {
        var reads = Sources.Of("Bot")
            .SelectMany(f => RowRead().Matches(f.Text).Select(m => (Path: Named(f.Path), m.Value))).ToList();
        var (path, read) = Assert.Single(reads);
        Assert.Equal("Bot/Incidents/IncidentStore.cs", path);
        Assert.Contains("where {Viewer.VisibleTo} and", read, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_queries_of_incidents_end_in_the_condition_or_only_count()
    {
        // One text of SQL each: a condition beside another query is none.
        var wrong = from file in Sources.Of("Bot")
                    let path = Named(file.Path)
                    where path != "Bot/Incidents/IncidentStore.cs" && !Counting.Contains(path)
                    from sql in Sql().Matches(Code.WithoutComments(file.Text)).Select(m => m.Value)
                    where FromIncidents().IsMatch(sql) && !sql.Contains("{Viewer.VisibleTo}", StringComparison.Ordinal)
                    select $"{path}: {sql}";
        Law.Holds(wrong);
    }

    const BindingFlags All = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.DeclaredOnly;

    [Fact]
    public void Every_read_that_gives_incidents_takes_a_viewer()
    {
        var reads = (from type in typeof(BotApp).Assembly.GetTypes()
                     from method in type.GetMethods(All)
                         // A line's own facts are words of its channel.
                     where !method.Name.StartsWith('<') && Gives(method.ReturnType) && type != typeof(IncidentLines)
                     let takes = method.GetParameters().Select(p => p.ParameterType).ToList()
                     where takes.Contains(typeof(IDbConnection))
                     select (Name: $"{type.Name}.{method.Name}", HasViewer: takes.Contains(typeof(Viewer)))).ToList();
        Assert.True(reads.Count >= 7, $"Too few reads to be all: {string.Join(", ", reads)}");
        Law.Holds(reads.Where(r => !r.HasViewer).Select(r => r.Name));
    }

    [Fact]
    public void Only_the_bots_own_work_sees_all()
    {
        var all = Sources.Of("Bot").Where(f => f.Text.Contains("Viewer.Bot", StringComparison.Ordinal));
        Assert.Equal(OwnWork.Order(StringComparer.Ordinal), all.Select(f => Named(f.Path)).Order(StringComparer.Ordinal));
    }

    static bool Gives(Type type) => type == typeof(IncidentRow) || type == typeof(AlertRow) || type == typeof(List<TimelineEntry>)
        || type.IsGenericType && type.GetGenericArguments().Any(of => of == typeof(IncidentRow) || of == typeof(AlertRow));

    static string Named(string path) => Sources.Short(path).Replace(Path.DirectorySeparatorChar, '/');

    [GeneratedRegex(@"Query\w*<IncidentRow\??>\([^;]*;")]
    private static partial Regex RowRead();

    [GeneratedRegex(@"\b(from|join)\s+(\w+(\s+\w+)?\s*,\s*)*incidents\b", RegexOptions.IgnoreCase)]
    private static partial Regex FromIncidents();

    // Texts that are put together from parts are one.
    [GeneratedRegex("(?:\\$*(?:\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\")(?:\\s*\\+\\s*)?)+")]
    private static partial Regex Sql();
}

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
        "Bot/Alerts/FactsOfAlert.cs", "Bot/Alerts/Outcome.cs", "Bot/FollowUps/FollowUpStore.cs",
        "Bot/FollowUps/OfIncident.cs", "Bot/FollowUps/ShowChecklist.cs", "Bot/FollowUps/TellOwner.cs",
        "Bot/Handover/Departures.cs", "Bot/Incidents/Direct/RemindLead.cs", "Bot/Incidents/Private/LeaveOldPlace.cs",
        "Bot/Incidents/Similar/SaySimilar.cs", "Bot/Incidents/Similar/SimilarStore.cs", "Bot/Operating/SayRestored.cs",
        "Bot/Postmortems/BringPostmortem.cs", "Bot/Postmortems/PostmortemCanvas.cs",
        "Bot/Postmortems/PostmortemServices.cs", "Bot/Postmortems/PostmortemStore.cs", "Bot/Postmortems/WritePostmortem.cs",
        "Bot/PullRequests/Issues/HearIssues.cs", "Bot/PullRequests/SaySuspects.cs",
        "Bot/PullRequests/WhatIsLive.cs", "Bot/Requests/AskRotation.cs", "Bot/Requests/MakeRequest.cs",
        "Bot/Summaries/WriteSummary.cs", "Bot/Warnings/Rows/WarningStore.cs",
        .. new[]
        {
            "AdoptChannel", "AlertedIncident", "AskAccess", "CallPeople", "ChannelMaker", "ChannelNews", "ChannelStore",
            "CloseByItself", "DeclaredForm", "DressChannel", "ExpectAlerts", "FollowRotation", "IncidentCard", "IncidentChannel",
            "KeepInside", "PutAwayChannel", "QuietEnd", "RightPlace", "SayCalls", "TakeIncident", "TellByHand", "WhatIsLeft",
            "WhichIncident",
        }.Select(name => $"Bot/Incidents/{name}.cs"),
    ];

    // They count, or look for what is due or over: numbers, channels and people, no incident with its name.
    static readonly string[] Counting =
    [
        "Bot/Alerts/FactsOfAlert.cs", "Bot/Alerts/Forwarding/ForwardStore.cs", "Bot/Home/PhoneRows.cs",
        "Bot/Operating/Gauges.cs",
        "Bot/Incidents/Timeline/TimelineStore.cs", "Bot/Postmortems/PostmortemStore.cs",
        "Bot/PullRequests/PullStore.cs", "Bot/Reviews/FairnessFacts.cs",
        "Bot/Summaries/SummaryStore.cs",
        .. new[]
        {
            "AlertedIncident", "CallPeople", "CallStore", "ChannelStore", "ClosingStore", "ExpectStore", "ForgetEnded",
            "IncidentAlerts", "IncidentChannel", "InvitePeople", "InviteStore", "MergeStore", "PutAwayChannel", "QuietEnd",
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

    // What they write others read, so they see what everybody does.
    static readonly string[] ForPublicPlaces =
    [
        "Bot/Alerts/Forwarding/ForwardStore.cs", "Bot/Alerts/Outcome.cs", "Bot/Alerts/OvernightLine.cs",
        // What a token shows that says nothing of private incidents, whoever has it.
        "Bot/Api/Tokens/ApiToken.cs", "Bot/Api/Webhooks/WebhookRow.cs",
        "Bot/Delivery/SpokenSubject.cs", "Bot/FollowUps/SayOverdue.cs", "Bot/Incidents/Announce.cs",
        "Bot/Incidents/IncidentCard.cs",
        "Bot/Incidents/IncidentChannel.cs",
        "Bot/Incidents/PutAwayChannel.cs", "Bot/Incidents/Said.cs", "Bot/Incidents/Similar/IncidentSigns.cs",
        "Bot/Incidents/Similar/SameIncident.cs", "Bot/Incidents/Similar/SaySimilar.cs",
        "Bot/Incidents/NoticeStore.cs", "Bot/Incidents/Notices/ShowNotice.cs",
        "Bot/Incidents/Similar/SimilarStore.cs", "Bot/Operating/Checks/ChannelCheck.cs", "Bot/Operating/SayRestored.cs",
        "Bot/PullRequests/Issues/KeepIssues.cs",
        "Bot/PullRequests/Issues/TakeToGitHub.cs", "Bot/Reviews/ShownReview.cs",
    ];

    [Fact]
    public void What_is_posted_where_all_read_sees_what_all_see()
    {
        var all = Sources.Of("Bot").Where(f => f.Text.Contains("Viewer.Public", StringComparison.Ordinal));
        Assert.Equal(
            ForPublicPlaces.Order(StringComparer.Ordinal), all.Select(f => Named(f.Path)).Order(StringComparer.Ordinal));
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

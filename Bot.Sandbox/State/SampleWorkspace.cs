namespace Bot.Sandbox;

/// <summary>The people, channels and groups that a sandbox starts with: a data team of five, and those around it.</summary>
static class SampleWorkspace
{
    public const string Announcements = "data-incidents", DataGroup = "data-responder", EngineersGroup = "on-call-engineers";
    public static readonly string[] DataTeam = ["ana", "ben", "chloe", "dev", "emi"];

    /// <summary>Who takes turns at the product's nights, in their order.</summary>
    public static readonly string[] Engineers = ["finn", "gwen", "ivy"];
    static readonly string[] Staff = [.. DataTeam, .. Engineers];

    public static void Fill(Workspace workspace) => workspace.Do(() =>
    {
        AddPeople(workspace.People);
        AddChannels(workspace);
        workspace.Groups.Create(workspace.People["ivy"], "On-call engineers", EngineersGroup, group =>
        {
            group.Description = "Whoever is on call for the product";
            group.Members = [workspace.People["finn"].Id, workspace.People["gwen"].Id];
        });
    });

    /// <summary>
    /// The channel in which the bot announces, made before the bot comes and with people in it, as a team would have it.
    /// </summary>
    public static void AddAnnouncements(Workspace workspace) => workspace.Do(() =>
    {
        if (workspace.Conversations.Find(Announcements) is null) Channel(workspace, Announcements, "ivy", Staff);
    });

    static void AddPeople(People people)
    {
        people.Add("ana", "Ana Moreira", "Europe/London");
        people.Add("ben", "Ben Carter", "America/New_York");
        people.Add("chloe", "Chloé Laurent", "Europe/Paris");
        people.Add("dev", "Dev Patel", "Asia/Kolkata");
        people.Add("emi", "Emi Tanaka", "Asia/Tokyo");
        people.Add("finn", "Finn Doyle", "Europe/Dublin");
        people.Add("gwen", "Gwen Park", "America/Los_Angeles");
        people.Add("ivy", "Ivy Okafor", "Europe/London", person => (person.IsAdmin, person.IsOwner) = (true, true));
        people.Add("gus", "Gus Weber", "Europe/Berlin", person => person.IsGuest = true);
        people.Add("dora", "Dora Klein", "Europe/Berlin", person => person.Deleted = true);
        people.Add("sam", "Sam Rivera", "America/Chicago", stranger: true);
    }

    static void AddChannels(Workspace workspace)
    {
        Channel(workspace, "general", "ivy", [.. Staff, "gus"], general: true);
        Channel(workspace, "random", "ivy", Staff);
        Channel(workspace, "data-team", "ana", DataTeam);
        Channel(workspace, "engineering", "finn", ["finn", "gwen", "ana", "ben"]);
        Channel(workspace, "data-leads", "ana", ["ana", "ben"], isPrivate: true);
        Channel(workspace, "old-migration", "ana", ["ana"]).Archived = true;
    }

    static Conversation Channel(Workspace workspace, string name, string creator, string[] members, bool isPrivate = false,
        bool general = false)
    {
        var channel = workspace.Conversations.Create(workspace.People[creator], name, isPrivate, general);
        foreach (var member in members) workspace.Conversations.Enter(channel, workspace.People[member]);
        return channel;
    }
}

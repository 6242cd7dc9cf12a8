namespace Bot.People;

/// <summary>What somebody is to what they want to do. Somebody can be several of these.</summary>
[Flags]
public enum Roles
{
    /// <summary>A guest, an app, somebody deactivated or of another workspace.</summary>
    None = 0,

    /// <summary>Of the workspace.</summary>
    Member = 1,

    /// <summary>Takes turns in the rotation that it is about.</summary>
    TakesTurns = 2,

    /// <summary>Owns the rotation that it is about.</summary>
    Owner = 4,

    /// <summary>Slack's admins and owners, and those whom the configuration names.</summary>
    Admin = 8,
}

/// <summary>What not everybody may do.</summary>
public enum Act
{
    /// <summary>Declare, list, ask who is on call, join, and run an incident that one can see: history names who did.</summary>
    UseTheBot,

    /// <summary>Take hours of the rotation, or ask for cover of one's own.</summary>
    TakeHours,

    /// <summary>Say that others move up during somebody's leave.</summary>
    PauseTurns,

    /// <summary>Say which holidays are somebody else's, and which days these are.</summary>
    ChangeHolidays,

    /// <summary>Settings of a rotation, its order, putting somebody on call now, deleting it.</summary>
    ChangeRotation,

    /// <summary>Say what becomes of the warnings of the rotation.</summary>
    DecideOnWarnings,

    /// <summary>Say to which channels notices of the rotation go from now on.</summary>
    ChooseNoticeChannels,

    /// <summary>See the hours of each person, not only one's own.</summary>
    SeeEverybodysHours,

    /// <summary>Give what somebody who has left was leading to others.</summary>
    ReassignOfLeaver,

    /// <summary>What concerns the whole team: announcement channel, storm limit, names of channels.</summary>
    ChangeTeamSettings,

    /// <summary>Which alerts go where, and what is known of them by name.</summary>
    ChangeRoutes,

    /// <summary>What is left to be done after the installation.</summary>
    SetUp,

    /// <summary>Who may send alerts: tokens, secrets, what they sent last.</summary>
    ChangeSources,

    /// <summary>Who may read and write over HTTP: tokens of the API.</summary>
    ChangeTokens,

    /// <summary>Which programs are told of changes over HTTP.</summary>
    ChangeWebhooks,
}

/// <summary>Who may do what: one table. Being admin does not make somebody part of a rotation.</summary>
public static class Permissions
{
    const string Ask = "Ask a Slack admin, or be added to ADMIN_USER_IDS.";

    static readonly Dictionary<Act, (Roles Roles, string Refusal)> Table = new()
    {
        [Act.UseTheBot] = (Roles.Member, "People from other workspaces cannot use Data Responder. "
            + "Ask a member of the data team to do it for you."),
        [Act.TakeHours] = (Roles.TakesTurns, "Only members of a rotation can take its hours."),
        [Act.PauseTurns] = (Roles.Owner | Roles.Admin,
            "Only the owners of their rotations and admins may do this for somebody else. Ask for cover instead."),
        [Act.ChangeHolidays] = (Roles.Owner | Roles.Admin,
            "Only the owners of their rotations and admins may change somebody else's holidays."),
        [Act.ChangeRotation] = (Roles.Owner | Roles.Admin, "Only the owners of a rotation and admins may change it."),
        [Act.DecideOnWarnings] = (Roles.TakesTurns | Roles.Owner, "Only members of a rotation decide on its warnings."),
        [Act.ChooseNoticeChannels] = (Roles.TakesTurns | Roles.Owner | Roles.Admin,
            "Only members of a rotation, its owners and admins choose where its notices go from now on."),
        [Act.SeeEverybodysHours] = (Roles.Owner | Roles.Admin, "Owners and admins see everybody's."),
        [Act.ReassignOfLeaver] = (Roles.Owner | Roles.Admin,
            "Only owners of their rotations and admins can reassign what they led."),
        [Act.ChangeTeamSettings] = (Roles.Admin, $"Only admins change these settings. {Ask}"),
        [Act.ChangeRoutes] = (Roles.Admin, $"Only admins say which alerts go where. {Ask}"),
        [Act.ChangeSources] = (Roles.Admin, $"Only admins see and change sources. {Ask}"),
        [Act.ChangeTokens] = (Roles.Admin, $"Only admins make and revoke tokens. {Ask}"),
        [Act.ChangeWebhooks] = (Roles.Admin, $"Only admins say which programs are told of changes. {Ask}"),
        [Act.SetUp] = (Roles.Admin, $"Only admins set the bot up. {Ask}"),
    };

    /// <summary>Whether any of these roles suffices. Who is not of the workspace may nothing, whatever else they are.</summary>
    public static bool May(Act act, Roles roles) => roles.HasFlag(Roles.Member) && (Table[act].Roles & roles) != Roles.None;

    /// <summary>What is said to whoever may not.</summary>
    public static string Refusal(Act act) => Table[act].Refusal;
}

namespace Bot.Slack;

/// <summary>A person or bot of the workspace.</summary>
public sealed record User
{
    public string Id { get; init; } = "";

    /// <summary>Their workspace; in an organisation any one of theirs.</summary>
    public string? TeamId { get; init; }

    /// <summary>What they are in an organisation of Enterprise Grid; null in a workspace of its own.</summary>
    public EnterpriseUser? EnterpriseUser { get; init; }
    public string? Name { get; init; }
    public string? RealName { get; init; }
    public bool Deleted { get; init; }

    /// <summary>An IANA zone; absent for some bots and deactivated people.</summary>
    public string? Tz { get; init; }

    /// <summary>How far their clock is from UTC now, in seconds.</summary>
    public int? TzOffset { get; init; }
    public bool IsAdmin { get; init; }
    public bool IsOwner { get; init; }
    public bool IsPrimaryOwner { get; init; }
    public bool IsBot { get; init; }
    public bool IsStranger { get; init; }

    /// <summary>A guest with several channels, or with one (<see cref="IsUltraRestricted"/>).</summary>
    public bool IsRestricted { get; init; }
    public bool IsUltraRestricted { get; init; }

    /// <summary>When the profile last changed, in unix seconds.</summary>
    public long Updated { get; init; }
    public UserProfile Profile { get; init; } = new();
}

/// <summary>Somebody of an organisation, and the workspaces of it in which they are.</summary>
public sealed record EnterpriseUser
{
    public IReadOnlyList<string>? Teams { get; init; }
}

/// <summary>How a person wants to be called.</summary>
public sealed record UserProfile
{
    public string? DisplayName { get; init; }
    public string? RealName { get; init; }
}

/// <summary>A group that can be mentioned by its handle.</summary>
public sealed record UserGroup
{
    public string Id { get; init; } = "";
    public string Name { get; init; } = "";
    public string Handle { get; init; } = "";
    public string? Description { get; init; }
    public string? CreatedBy { get; init; }

    /// <summary>Who changed its members or its settings last.</summary>
    public string? UpdatedBy { get; init; }

    /// <summary>Unix seconds.</summary>
    public long DateCreate { get; init; }

    /// <summary>Unix seconds at which it was disabled; 0 while it is enabled.</summary>
    public long DateDelete { get; init; }
    public IReadOnlyList<string>? Users { get; init; }
    public bool IsDisabled => DateDelete != 0;
}

/// <summary>A link in a channel's bookmark bar.</summary>
public sealed record Bookmark
{
    public string Id { get; init; } = "";
    public string ChannelId { get; init; } = "";
    public string Title { get; init; } = "";
    public string? Link { get; init; }
    public string? Emoji { get; init; }
    public long DateCreated { get; init; }
}

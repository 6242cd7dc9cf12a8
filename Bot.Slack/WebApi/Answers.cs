namespace Bot.Slack;

// The envelopes around one thing; callers get the thing.
sealed record ChannelAnswer : SlackResponse { public Conversation Channel { get; init; } = new(); }
sealed record UserAnswer : SlackResponse { public User User { get; init; } = new(); }
sealed record PermalinkAnswer : SlackResponse { public string Permalink { get; init; } = ""; }
sealed record EphemeralAnswer : SlackResponse { public string MessageTs { get; init; } = ""; }
sealed record MembersAnswer : SlackResponse { public IReadOnlyList<string> Members { get; init; } = []; }
sealed record BookmarkAnswer : SlackResponse { public Bookmark Bookmark { get; init; } = new(); }
sealed record BookmarksAnswer : SlackResponse { public IReadOnlyList<Bookmark> Bookmarks { get; init; } = []; }
sealed record UserGroupAnswer : SlackResponse { public UserGroup Usergroup { get; init; } = new(); }
sealed record UserGroupsAnswer : SlackResponse { public IReadOnlyList<UserGroup> Usergroups { get; init; } = []; }
sealed record GroupUsersAnswer : SlackResponse { public IReadOnlyList<string> Users { get; init; } = []; }
sealed record ViewAnswer : SlackResponse { public View View { get; init; } = new(); }
sealed record UploadUrlAnswer : SlackResponse
{
    public string UploadUrl { get; init; } = "";
    public string FileId { get; init; } = "";
}

sealed record CanvasAnswer : SlackResponse { public string CanvasId { get; init; } = ""; }
sealed record SectionsAnswer : SlackResponse { public IReadOnlyList<CanvasSection> Sections { get; init; } = []; }

/// <summary>A part of a canvas; Slack says no more of it than its id of that moment.</summary>
sealed record CanvasSection { public string Id { get; init; } = ""; }

/// <summary>What a canvas holds.</summary>
sealed record CanvasContent(string Markdown)
{
    public string Type { get; } = "markdown";
}

/// <summary>One change of a canvas.</summary>
sealed record CanvasChange(string Operation, string? SectionId, CanvasContent DocumentContent);

/// <summary>Which parts of a canvas are looked for.</summary>
sealed record CanvasCriteria(IReadOnlyList<string> SectionTypes, string ContainsText);

/// <summary>A file whose bytes Slack has, to be shared under a title.</summary>
sealed record UploadedFile(string Id, string Title);

sealed record ConnectionAnswer : SlackResponse { public string Url { get; init; } = ""; }

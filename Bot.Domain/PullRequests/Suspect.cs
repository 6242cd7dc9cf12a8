namespace Bot.Domain.PullRequests;

/// <summary>What a file has to do with what fails.</summary>
public enum SuspectBy
{
    /// <summary>A failing node stands in it.</summary>
    Fails,

    /// <summary>A failing test looks at what stands in it.</summary>
    Tested,

    /// <summary>What fails is made from what stands in it.</summary>
    Parent,
}

/// <summary>A file that matters to what fails.</summary>
/// <param name="Path">From the root of the project, which may be a folder of its repository.</param>
/// <param name="Node">The failing node that it matters to.</param>
/// <param name="By">What it has to do with that.</param>
public sealed record SuspectFile(string Path, string Node, SuspectBy By);

/// <summary>A commit as GitHub shows it.</summary>
/// <param name="Sha">The commit.</param>
/// <param name="Title">The first line of what its author wrote.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Files">The files that it changes, from the root of the repository.</param>
public sealed record SeenCommit(string Sha, string Title, string Author, IReadOnlyList<string> Files);

/// <summary>A file that was changed, as its repository calls it, and what it has to do with what fails.</summary>
public sealed record TouchedFile(string Path, string Node, SuspectBy By);

/// <summary>A commit between the last green run and the first red one that touches what fails or its parents.</summary>
public sealed record Suspect(string Sha, string Title, string Author, TouchedFile Touches)
{
    /// <summary>The number of the pull request that it came by; null where none is known.</summary>
    public long? Pull { get; init; }
}

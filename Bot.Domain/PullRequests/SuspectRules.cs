namespace Bot.Domain.PullRequests;

/// <summary>Which commits touch what fails: a match of the files that they change with those that matter.</summary>
public static class SuspectRules
{
    /// <summary>The commits that touch one of the files: what fails itself first, and of each kind the newest.</summary>
    /// <param name="commits">The oldest first, as GitHub lists them.</param>
    /// <param name="files">Those that matter.</param>
    public static IReadOnlyList<Suspect> Of(IReadOnlyList<SeenCommit> commits, IReadOnlyList<SuspectFile> files)
    {
        var known = Known(files);
        return
        [
            .. commits.Reverse()
                .SelectMany(commit => Touched(commit.Files, known).Take(1)
                    .Select(file => new Suspect(commit.Sha, commit.Title, commit.Author, file)))
                .OrderBy(suspect => suspect.Touches.By),
        ];
    }

    /// <summary>Those of the changed files that matter, what fails itself first.</summary>
    public static IReadOnlyList<TouchedFile> Touched(IEnumerable<string> changed, IReadOnlyList<SuspectFile> files) =>
        [.. Touched(changed, Known(files))];

    // Of one file that matters to several, what it has to do with the nearest counts.
    static Dictionary<string, SuspectFile> Known(IReadOnlyList<SuspectFile> files) =>
        files.OrderBy(file => file.By).DistinctBy(file => file.Path).ToDictionary(file => file.Path, StringComparer.Ordinal);

    static IEnumerable<TouchedFile> Touched(IEnumerable<string> changed, Dictionary<string, SuspectFile> known) =>
        changed.Distinct(StringComparer.Ordinal)
            .Select(path => Find(path, known) is { } file ? new TouchedFile(path, file.Node, file.By) : null)
            .OfType<TouchedFile>().OrderBy(file => file.By);

    /// <summary>
    /// A project may lie in a folder of its repository, so the ends of a path are looked up, the longest first; a name alone is
    /// the end of too many.
    /// </summary>
    static SuspectFile? Find(string changed, Dictionary<string, SuspectFile> known)
    {
        if (known.TryGetValue(changed, out var whole)) return whole;
        for (var at = changed.IndexOf('/', StringComparison.Ordinal); at >= 0;
            at = changed.IndexOf('/', at + 1))
            if (changed.IndexOf('/', at + 1) >= 0 && known.TryGetValue(changed[(at + 1)..], out var file)) return file;
        return null;
    }
}

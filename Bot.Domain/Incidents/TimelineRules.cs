namespace Bot.Domain.Incidents;

/// <summary>What somebody wants to see of a timeline.</summary>
public enum TimelineShow
{
    All,

    /// <summary>What people decided and the bot did.</summary>
    Changes,

    /// <summary>What came in.</summary>
    Alerts,

    /// <summary>What people said: messages, notes and updates.</summary>
    Notes,
}

/// <summary>What is on a timeline, and which part of it is shown.</summary>
public static class TimelineRules
{
    /// <summary>
    /// Who has a message on the timeline, with these emoji under it: whoever put it there, as long as theirs is; then whoever of
    /// those who are left put one first. Null where it is on the timeline no more.
    /// </summary>
    /// <param name="addedBy">Who has it there so far.</param>
    /// <param name="isPinned">It is there for the emoji, and not by hand.</param>
    /// <param name="pins">Whose emoji are under it, of those who may put one.</param>
    /// <param name="areAll">There are no others.</param>
    public static string? Holder(string addedBy, bool isPinned, IReadOnlyList<string> pins, bool areAll) =>
        !isPinned || pins.Contains(addedBy) ? addedBy : pins.Count > 0 ? pins[0] : areAll ? null : addedBy;

    /// <summary>
    /// Which of so many entries a page shows, the newest on the first page, each in its order; of a page that is not there the
    /// nearest.
    /// </summary>
    public static (int Page, int Pages, Range Entries) PageOf(int entries, int page, int size)
    {
        var pages = Math.Max(1, (entries + size - 1) / size);
        page = Math.Clamp(page, 1, pages);
        var end = entries - ((page - 1) * size);
        return (page, pages, Math.Max(0, end - size)..end);
    }
}

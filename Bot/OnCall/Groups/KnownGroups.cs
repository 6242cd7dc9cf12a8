using Bot.Domain.OnCall;
using Bot.Slack;

namespace Bot.OnCall.Groups;

/// <summary>
/// The workspace's user groups for the form's menus. Slack is asked at most twice a minute, since a menu asks at every letter.
/// </summary>
public sealed class KnownGroups(SlackApi slack)
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    // A form is answered within Slack's three seconds, whatever becomes of this call.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    (long At, IReadOnlyList<UserGroup> Groups, SlackException? Refusal)? last;

    /// <summary>
    /// Enabled and disabled groups; empty with the refusal where Slack does not tell. What takes long is what was known before.
    /// </summary>
    public async Task<(IReadOnlyList<UserGroup> Groups, SlackException? Refusal)> List(CancellationToken stop)
    {
        if (last is { } known && TimeProvider.System.GetElapsedTime(known.At) < Fresh) return (known.Groups, known.Refusal);
        try
        {
            return await Ask(stop).WaitAsync(Patience, stop);
        }
        catch (TimeoutException)
        {
            return (last?.Groups ?? [], last?.Refusal);
        }
    }

    async Task<(IReadOnlyList<UserGroup>, SlackException?)> Ask(CancellationToken stop)
    {
        IReadOnlyList<UserGroup> groups = [];
        SlackException? refusal = null;
        try
        {
            groups = await slack.UserGroups.List(includeUsers: true, includeDisabled: true, stop: stop);
        }
        catch (SlackException e)
        {
            refusal = e;
        }
        catch (SlackUnreachableException)
        {
            return ([], null);
        }

        last = (TimeProvider.System.GetTimestamp(), groups, refusal);
        return (groups, refusal);
    }

    /// <summary>What the User group menu offers for the letters typed: groups that exist, then one to make, then none.</summary>
    public async Task<IReadOnlyList<Option>> ToKeep(BlockOptionsRequest request, CancellationToken stop)
    {
        var (groups, _) = await List(stop);
        var typed = GroupHandles.Normalise(request.Value);
        var wanted = typed ?? GroupHandles.Default;
        // A disabled one is enabled again when it is chosen: its handle cannot be had any other way.
        var existing = Matching(groups, typed);
        var isNew = GroupHandles.Problem(wanted) is null && groups.All(g => g.Handle != wanted);
        var made = isNew ? [new GroupChoice(wanted).ToOption()] : Array.Empty<Option>();
        return [.. existing, .. made, .. WithNone(existing, GroupChoice.None.ToOption(), request.Value)];
    }

    /// <summary>What a menu of those to be called offers for the letters typed: the groups that exist, then none.</summary>
    /// <param name="none">What the choice of none is called.</param>
    public Func<BlockOptionsRequest, CancellationToken, Task<IReadOnlyList<Option>>> ToTell(string none) =>
        (request, stop) => ToTell(request, none, stop);

    async Task<IReadOnlyList<Option>> ToTell(BlockOptionsRequest request, string none, CancellationToken stop)
    {
        var (groups, _) = await List(stop);
        var existing = Matching(groups.Where(g => !g.IsDisabled), GroupHandles.Normalise(request.Value));
        return [.. existing, .. WithNone(existing, GroupChoice.None.ToOption(none), request.Value)];
    }

    // Enter chooses what stands first, so that none is last, and only there where it can be meant.
    static IEnumerable<Option> WithNone(List<Option> existing, Option none, string? typed)
    {
        var isMeant = string.IsNullOrWhiteSpace(typed) || (existing.Count == 0 && Holds(none.Text.Text, typed.Trim()));
        return isMeant ? [none] : [];
    }

    // Two places are left for one to make and for none.
    static List<Option> Matching(IEnumerable<UserGroup> groups, string? typed) =>
    [
        .. groups.Where(g => typed is null || Holds(g.Handle, typed) || Holds(g.Name, typed))
            .OrderBy(g => g.IsDisabled).ThenBy(g => g.Handle, StringComparer.Ordinal)
            .Select(g => GroupChoice.Of(g).ToOption()).Take(Limits.Options - 2),
    ];

    static bool Holds(string text, string typed) => text.Contains(typed, StringComparison.OrdinalIgnoreCase);
}

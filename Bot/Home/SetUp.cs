using System.Data;
using Bot.Alerts.Intake;
using Bot.Delivery;
using Bot.OnCall.Groups;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Requests;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using Dapper;

namespace Bot.Home;

/// <summary>
/// One step of setting the bot up: done, or what is to do and the button that does it. What is optional holds nothing up.
/// </summary>
public sealed record SetUpStep(bool Done, string Text, Button? Button = null, bool IsOptional = false);

/// <summary>What an admin has still to do before everything works.</summary>
public sealed class SetUp(Database database, KnownSources sources, TroubleMessage trouble, ManifestNews manifest)
{
    const int MostTroubles = 6, MostGroups = 10;

    public static bool IsFinished(IReadOnlyList<SetUpStep> steps) => steps.All(s => s.Done || s.IsOptional);

    public IReadOnlyList<SetUpStep> Steps(IDbConnection db, DateTimeOffset now)
    {
        var rotations = RotationStore.All(db, now);
        return [
            Rotation(rotations), .. Groups(db, rotations), Channel(db, now), FirstAlert(db), Questions(db),
            .. manifest.Step(db), .. Permissions(db), .. Troubles(db)
        ];
    }

    /// <summary>What else Slack refuses. That of groups and of the announcement channel is said above.</summary>
    IEnumerable<SetUpStep> Troubles(IDbConnection db) =>
        trouble.Lines(db, Failing.All(db, database.WireNow).Where(
            f => !f.Subject.StartsWith("group:", StringComparison.Ordinal)
                && f.Subject != AnnouncementChannel.Subject && !AnnouncementChannel.IsRefused(f.Why)))
            .Take(MostTroubles).Select(l => new SetUpStep(false, $"{l.Effect} {l.Remedy}".TrimEnd()));

    static SetUpStep Rotation(List<RotationRow> rotations) => rotations.Count > 0
        ? new(true, $"People take turns in {string.Join(", ", rotations.Take(5).Select(r => $"*{Mrkdwn.Name(r.Name)}*"))}.")
        : new(false, "*Nobody is on call yet.* Choose who takes turns; the rest has defaults.",
            Press(HomeIds.MakeRotation, "Make a rotation"));

    static IEnumerable<SetUpStep> Groups(IDbConnection db, List<RotationRow> rotations)
    {
        if (rotations.Count == 0) return [new(false, "The user group comes with the first rotation.")];
        var handles = rotations.Select(r => r.Rotation.GroupHandle).OfType<string>().Distinct();
        var kept = handles.Select(h => UserGroupRow.Find(db, h)).OfType<UserGroupRow>().ToList();
        return kept.Count == 0 ? [new(true, "No user group is kept; messages name the person on call.")]
            : kept.OrderBy(g => g.TroubleLine is null).Take(MostGroups).Select(Group);
    }

    static SetUpStep Group(UserGroupRow group) => group switch
    {
        { TroubleLine: { } trouble } => new(false, trouble, Press(HomeIds.LookAgain, "Try again")),
        { Id: { } id } => new(true, $"{Mrkdwn.UserGroup(id)} follows whoever is on call."),
        _ => new(false, $"@{Mrkdwn.Name(group.Handle)} is being made."),
    };

    static SetUpStep Channel(IDbConnection db, DateTimeOffset now)
    {
        if (AnnouncementChannel.Kept.Now(db) is not { } channel)
        {
            const string Parked = "select parked from wakes where subject = @Subject";
            var why = db.QueryFirstOrDefault<string>(Parked, new { AnnouncementChannel.Subject }) ?? "It is being made.";
            return new(false, $"*No announcement channel yet.* {Mrkdwn.Escape(Limits.Truncate(why, 300))}",
                Press(HomeIds.ChooseChannel, "Choose a channel"));
        }

        if (JoinedChannels.Refusal(db, channel) is { } refusal)
        {
            var what = SlackException.IsOfArchived(refusal)
                ? $"*{Mrkdwn.Channel(channel)} is archived*, so nothing is announced. Unarchive it, or choose another."
                : $"*The bot is not in {Mrkdwn.Channel(channel)}*, so nothing is announced. Invite it there, or choose another.";
            return new(false, what, Press(HomeIds.ChooseChannel, "Choose a channel"));
        }

        if (ChannelPeople.Any(db) != false) return new(true, $"{Mrkdwn.Channel(channel)} hears of every incident.");
        var alone = $"*Nobody but the bot is in {Mrkdwn.Channel(channel)}*, where incidents and hand-offs are said.";
        return ChannelPeople.Turns(db, now).Count == 0
            ? new(false, $"{alone} The members of a rotation are to be.")
            : new(false, alone, Press(HomeIds.InviteRotation, "Invite the rotation"));
    }

    SetUpStep FirstAlert(IDbConnection db)
    {
        if (db.ExecuteScalar<long>("select exists (select 1 from alerts)") != 0) return new(true, "Alerts come in.");
        var source = sources.All.All(s => s.IsRevoked) ? " Nothing can send one yet." : "";
        return new(false, $"*No alert has come in yet.*{source}", Press(HomeIds.ShowFirstAlert, "Send the first"));
    }

    static SetUpStep Questions(IDbConnection db)
    {
        if (QuestionsChannel.Heard(db) is { } heard)
            return new(true, $"Each new thread in {Mrkdwn.Channel(heard)} is a request.");
        var text = QuestionsChannel.Kept.Now(db) is { } chosen
            ? $"*The bot is not in {Mrkdwn.Channel(chosen)}*, so what is asked there is not heard. Invite it, or choose another."
            : $"People ask in no channel of their own yet. Invite the bot to #{QuestionsChannel.UsualName}, or choose another.";
        return new(false, text, Press(HomeIds.ChooseChannel, "Choose a channel"), IsOptional: true);
    }

    static IEnumerable<SetUpStep> Permissions(IDbConnection db)
    {
        // Slack may not say what it has granted.
        var granted = Installation.Scopes.Now(db);
        if (granted.Count == 0) yield break;
        var missing = AppManifest.Scopes.Except(granted).ToList();
        var without = AppManifest.OptionalScopes.Except(granted).ToList();
        yield return missing.Count == 0
            ? new(true, "Slack has granted what the bot needs.")
            : new(false, $"*Slack has not granted {Named(missing)}.* Give the app the present manifest.yml and install it again.",
                AppPage("Open the app"));
        if (without.Count == 0) yield break;
        var missed = $"Slack has not granted these, each of which one feature misses:\n"
            + string.Join('\n', without.Select(s => $"• {ManifestWords.OfScope(s)}"));
        yield return new(false, missed, AppPage("Open the app"), IsOptional: true);
    }

    static string Named(IEnumerable<string> scopes) => string.Join(", ", scopes.Select(s => $"`{s}`"));

    static Button Press(string action, string text) => new() { ActionId = action, Text = text };

    internal static Button AppPage(string text) =>
        new() { ActionId = HomeIds.AppPage, Text = text, Url = "https://api.slack.com/apps" };

    public static IEnumerable<Block> Blocks(IReadOnlyList<SetUpStep> steps) => steps.Select(s => new SectionBlock
    {
        Text = $"{(s.Done ? ":white_check_mark:" : ":white_circle:")} {s.Text}",
        Accessory = s.Done ? null : s.Button,
    });
}

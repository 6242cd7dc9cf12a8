using Bot.Delivery;
using Bot.Domain.OnCall;
using Bot.OnCall.Rows;
using Bot.Slack;

namespace Bot.OnCall.Rotations;

/// <summary>What saving would change for who is on call, as a form says it before anybody presses Save.</summary>
static class RotationChanges
{
    const int Shown = 6;

    /// <summary>Nothing for a new rotation, which changes nothing for anybody.</summary>
    public static IEnumerable<Block> Blocks(RotationPlan plan) =>
        plan.IsNew
            ? []
            : [new DividerBlock(), new SectionBlock { BlockId = "changes", Text = Limits.Truncate(Text(plan), Limits.Text) }];

    static string Text(RotationPlan plan)
    {
        var zone = plan.Rotation.Zone;
        if (plan.Changes.Count == 0) return $":white_check_mark: Nothing changes for who is on call.{Covers(plan)}";
        var lines = plan.Changes.Take(Shown).Select(c =>
            $"{ShiftText.InForm(new Stretch(c.Starts, c.Ends), plan.Rotation, plan.Now)} · "
            + $"{Name(c.Will)} instead of {Name(c.Was)}");
        var more = plan.Changes.Count > Shown ? $"\n… {plan.Changes.Count - Shown} more" : "";
        var until = When.Day(plan.Changes[^1].Ends, zone, plan.Now);
        var count = plan.Changes.Count == 1 ? "One change" : $"{plan.Changes.Count} changes";
        var stays = plan.Changes[0].Starts > plan.Now ? ", the running shift stays" : "";
        return $"*{count} until {until}*{stays}\n{string.Join('\n', lines)}{more}{Covers(plan)}";
    }

    static string Covers(RotationPlan plan) => string.Concat(plan.Unfit.Take(Shown).Select(c =>
        $"\n:warning: {Mrkdwn.User(c.Covering)} was to cover {Mrkdwn.User(c.Away)} "
        + $"{ShiftText.InForm(new Stretch(c.Starts, c.Ends), plan.Rotation, plan.Now)}: "
        + "not all of these hours would be theirs any more. Both are told."));

    static string Name(string? person) => person is null ? "nobody" : Mrkdwn.User(person);
}

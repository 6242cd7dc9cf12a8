using System.Data;
using Bot.Domain.Reviews;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Reviews;

/// <summary>
/// <c>/cover fairness</c>: how the hours were shared, seen by whoever asked. Members read what is theirs beside the others'
/// average in a line; owners of the rotation and admins see everybody's.
/// </summary>
public sealed class ShowFairness(Database database, SlackApi slack, Access access, BotCommands commands, TimeProvider clock)
{
    const string OwnLegend = "In hours: on call while hours were open. Owners and admins see everybody's.";

    static readonly (PeriodLength Length, string Name)[] Lengths =
        [(PeriodLength.FourWeeks, "4 weeks"), (PeriodLength.Quarter, "Quarter"), (PeriodLength.Year, "Year")];

    public async Task<SlashResponse?> Open(SlashCommand command, CancellationToken stop)
    {
        return database.Read(db =>
        {
            var all = RotationStore.All(db, clock.GetUtcNow());
            if (all.Count == 0) return $"Nobody is on call yet. `{commands.Cover} rota` makes a rotation.";
            var row = Named(all, command.Rest.Trim(), command.UserId);
            return row is null
                ? $"There is no rotation \"{Mrkdwn.Escape(Limits.Truncate(command.Rest.Trim(), 100))}\". "
                    + $"There is {string.Join(", ", all.Take(10).Select(r => Mrkdwn.Name(r.Name)))}."
                : Show(db, all, row, PeriodLength.Quarter, command.UserId);
        });
    }

    /// <summary>Shows another period or rotation in the place of the one before.</summary>
    public async Task Choose(BlockActionRequest press, CancellationToken stop)
    {
        if (press.ResponseUrl is not { } url) return;
        if (press.Action.SelectedOption?.Value.Split('|') is not [var rotation, var length] || !Enum.TryParse<PeriodLength>(
            length, out var chosen)) return;
        var shown = database.Read(db =>
        {
            var all = RotationStore.All(db, clock.GetUtcNow());
            return all.Find(r => r.Id == rotation) is { } row
                ? Show(db, all, row, chosen, press.User.Id)
                : "That rotation is gone.";
        });
        await slack.Respond(url, shown with { ReplaceOriginal = true }, stop);
    }

    // The one that was named, else the first that is theirs.
    static RotationRow? Named(List<RotationRow> all, string name, string user) => name.Length == 0
        ? all.Find(r => r.Rotation.Members.Contains(user)) ?? all[0]
        : all.Find(r => r.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? all.Find(r => r.Name.Contains(name, StringComparison.OrdinalIgnoreCase));

    SlashResponse Show(IDbConnection db, List<RotationRow> all, RotationRow row, PeriodLength length, string user)
    {
        var now = clock.GetUtcNow();
        var seesAll = access.May(db, user, Act.SeeEverybodysHours, RotationAccess.RolesIn(row, user));
        var (running, before) = Period.Of(length, now, row.Rotation.Zone);
        var title = $"*{Mrkdwn.Name(row.Name)}*: how the hours on call were shared";
        return new()
        {
            Text = title,
            Blocks =
            [
                new SectionBlock { Text = title },
                Part(db, row, running, now, seesAll ? null : user),
                Part(db, row, before, now, seesAll ? null : user),
                new ContextBlock { Elements = [new Markdown(seesAll ? FairnessTable.Legend : OwnLegend)] },
                new ActionsBlock { Elements = [.. Menus(all, row, length)] },
            ],
        };
    }

    static SectionBlock Part(IDbConnection db, RotationRow row, Period period, DateTimeOffset now, string? only)
    {
        var loads = FairnessFacts.Count(db, row, period.During, now);
        if (only is not null) return new() { Text = $"*{period.Name}*\n{FairnessWords.OfMine(loads, only)}" };
        var words = FairnessWords.Of(loads, p => Mrkdwn.Name(Person.NameOf(db, p)));
        // Between two fences nothing may be one.
        var rows = FairnessTable.Of(loads, p => Person.NameOf(db, p).Replace('`', '\''));
        var table = Limits.Truncate(Mrkdwn.Escape(rows), Limits.Text - 500);
        return new() { Text = $"*{period.Name}*\n{words}{(words == FairnessWords.Nobody ? "" : $"\n```{table}```")}" };
    }

    static IEnumerable<BlockElement> Menus(List<RotationRow> all, RotationRow row, PeriodLength length)
    {
        yield return Menu(
            ReviewIds.PeriodMenu, "Period", [.. Lengths.Select(l => new Option(l.Name, $"{row.Id}|{l.Length}"))],
            $"{row.Id}|{length}");
        if (all.Count > 1)
            yield return Menu(
                ReviewIds.RotationMenu, "Rotation",
                [.. all.Take(Limits.Options)
                    .Select(r => new Option(Limits.Truncate(r.Name, Limits.OptionText), $"{r.Id}|{length}"))],
                $"{row.Id}|{length}");
    }

    static StaticSelectMenu Menu(string action, string placeholder, List<Option> options, string chosen) =>
        new()
        {
            ActionId = action,
            Placeholder = placeholder,
            Options = options,
            InitialOption = options.Find(o => o.Value == chosen),
        };
}

using System.Data;
using Bot.Domain.Warnings;
using Bot.OnCall.Covers;
using Bot.OnCall.Keep;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Warnings.Rows;

namespace Bot.Home;

/// <summary>What one person's Home shows at a moment; phones first: short lines, buttons below them.</summary>
public sealed class HomePages(SetUp setUp, Access access, RotationAccess rights, BotCommands commands)
{
    const int MostShifts = 3, MostCovers = 5, MostRotations = 10;

    /// <param name="db">Where it is read.</param>
    /// <param name="person">Whose it is.</param>
    /// <param name="now">When.</param>
    /// <param name="ledger">The warning ledger, where several are drawn together.</param>
    public HomeViewDefinition Of(IDbConnection db, string person, DateTimeOffset now, Lazy<List<Warning>>? ledger = null)
    {
        var refusal = Outsiders.Of(db, person) is { } standing ? Access.Problem(standing) : null;
        if (refusal is not null) return new() { Blocks = [Section(refusal)] };
        return new() { Blocks = [.. Blocks(new(db, person, commands, now, ledger ?? Ledger(db, now)))] };
    }

    /// <summary>The warning ledger, read only where somebody's Home shows it.</summary>
    public static Lazy<List<Warning>> Ledger(IDbConnection db, DateTimeOffset now) => new(() => WarningStore.All(db, now));

    IEnumerable<Block> Blocks(HomeReader reader)
    {
        var (db, person, now) = (reader.Db, reader.Person, reader.Now);
        var wanting = WaitsForYou.Wanting(reader);
        var waiting = WaitsForYou.Blocks(reader, wanting);
        return
        [
            new ActionsBlock { Elements = [DeclareButton(ButtonStyle.Primary)] },
            .. SetUpBlocks(db, person, now),
            .. waiting.Count > 0 ? (Block[])[new HeaderBlock { Text = "Waiting for you" }, .. waiting] : [Calm(reader)],
            .. HomeHandover.Blocks(reader),
            .. HomeIncidents.Blocks(reader, WaitsForYou.Said(reader, wanting)),
            .. OnCall(db, person, now),
            .. Shifts(db, person, now),
            .. HomeWarnings.Blocks(reader),
            Grey("Data Responder calls whoever is on call when data breaks. "
                + $"`{commands.Incident} help` · `{commands.Cover} help` · "
                + $"`{commands.FollowUp} help`"),
        ];
    }

    static SectionBlock Calm(HomeReader reader) => Section(
        reader.Open.Count == 0 ? ":white_check_mark: Nothing is open. Nothing waits for you." : "Nothing waits for you.");

    /// <summary>Opens the form that declares an incident.</summary>
    public static Button DeclareButton(ButtonStyle? style = null) =>
        new() { ActionId = HomeIds.Declare, Text = "Declare an incident", Style = style };

    public static Button CoverButton() => new() { ActionId = HomeIds.AskForCover, Text = "Ask for cover" };

    IEnumerable<Block> SetUpBlocks(IDbConnection db, string person, DateTimeOffset now)
    {
        if (!access.May(db, person, Act.SetUp)) return [];
        var steps = setUp.Steps(db, now);
        return SetUp.IsFinished(steps) ? [] : [new HeaderBlock { Text = "Set-up" }, .. SetUp.Blocks(steps)];
    }

    IEnumerable<Block> OnCall(IDbConnection db, string person, DateTimeOffset now)
    {
        yield return new HeaderBlock { Text = "On call now" };
        var rotations = OnCallAnswers.All(db, now);
        var command = commands.Cover;
        foreach (var rotation in rotations.Take(MostRotations))
            yield return Section(WhoIsOnCall.Lines(db, rotation, rights, person, now));
        if (rotations.Count == 0) yield return Section($"Nobody is on call yet. `{command} rota` makes a rotation.");
        if (rotations.Count > MostRotations) yield return Grey($"… {rotations.Count - MostRotations} more: `{command} who`");
    }

    static IEnumerable<Block> Shifts(IDbConnection db, string person, DateTimeOffset now)
    {
        var shifts = ShiftAhead.Of(db, person, now);
        var takeable = ShiftAhead.Takeable(db, person, now).Count > 0;
        if (shifts.Count == 0 && !takeable) yield break;
        yield return new HeaderBlock { Text = "My next shifts" };
        var zone = PersonHours.ZoneOf(db, person);
        var several = shifts.Take(MostShifts).DistinctBy(s => s.Row.Id).Count() > 1;
        var lines = shifts.Take(MostShifts).Select(s => Line(s, several, zone, now));
        yield return Section(shifts.Count == 0 ? "You have no shift ahead." : string.Join('\n', lines));
        var covered = CoverStore.Of(db, person, now).Where(c => c.Away == person).Take(MostCovers).ToList();
        var covers = covered.Select(c => $":left_right_arrow: {CoverLists.Line(db, c, person, zone, now)}");
        if (covered.Count > 0) yield return Section(string.Join('\n', covers));
        yield return new ActionsBlock { Elements = [.. Buttons(shifts.Count > 0, takeable)] };
    }

    static string Line(ShiftAhead ahead, bool named, TimeZoneInfo zone, DateTimeOffset now)
    {
        var covering = ahead.Shift.CoveredFor is { } away ? $" :left_right_arrow: covering for {Mrkdwn.User(away)}" : "";
        var hours = ShiftText.Ahead(ahead.Shift, ahead.Rotation, zone, now);
        var name = named ? $", *{Mrkdwn.Name(ahead.Row.Name)}*" : "";
        return $"{(ahead.Shift.Holds(now) ? ":telephone_receiver: " : "")}{hours}{name}{covering}";
    }

    static IEnumerable<Button> Buttons(bool mine, bool others)
    {
        if (mine) yield return CoverButton();
        if (others) yield return new Button { ActionId = HomeIds.TakeHours, Text = "Take hours" };
    }

    static SectionBlock Section(string text) => new() { Text = Limits.Truncate(text, Limits.Text) };

    static ContextBlock Grey(string text) => new() { Elements = [text] };
}

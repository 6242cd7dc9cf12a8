using System.Data;
using Bot.Delivery;
using Bot.Incidents;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Home;

/// <summary>
/// <em>Handover</em>: what the last one says, whole, and a few lines of each kind of what is open, with how many more there are.
/// </summary>
public sealed class ShowHandover(Database database, SlackApi slack, BotCommands commands, TimeProvider clock)
{
    const int Most = 5, LongestTitle = 80;

    const string Over = "These hours are over, or somebody else has them by now. Home shows what is open.";

    public async Task Open(BlockActionRequest press, CancellationToken stop)
    {
        var form = database.Read(db => Form(db, press.User.Id, press.Action.Value));
        if (form is null) await Tell.Presser(slack, press, Over, stop);
        else await slack.Views.Open(press.TriggerId, form, stop);
    }

    ModalViewDefinition? Form(IDbConnection db, string person, string? rotation)
    {
        var reader = new BriefReader(db, person, commands, clock.GetUtcNow());
        return reader.Running.FirstOrDefault(b => b.Row.Id == rotation) is not { } begun ? null : new()
        {
            Title = "Handover",
            Close = "Done",
            Blocks = [.. Blocks(reader, begun, HandoverPack.Of(reader, begun.Row, begun.Shift))],
        };
    }

    static IEnumerable<Block> Blocks(BriefReader reader, Beginning begun, HandoverPack pack)
    {
        var until = ShiftText.End(begun.Shift.Ends, begun.Rotation, reader.Zone, reader.Now);
        var after = begun.Before is { } before ? $", after {Mrkdwn.User(before)}" : "";
        yield return Text($":telephone_receiver: *{Mrkdwn.Name(begun.Row.Name)}*: you are on call until {until}{after}.");
        foreach (var word in pack.Words.Take(Most))
        {
            yield return Text($":memo: *{Mrkdwn.Name(Person.NameOf(reader.Db, word.Author))}* says, {When.At(word.ChangedAt)}:");
            // As it was typed: nothing in it is a mark, a link or a mention.
            yield return new SectionBlock { Text = new PlainText(Limits.Truncate(word.Words, Limits.Text)) };
        }

        Block?[] parts =
        [
            Part("Open", pack.Incidents, $"`{reader.IncidentCommand} list`",
                i => Lines.Brief(reader.Db, i, (reader.Person, Lines.Whole, false), reader.Now)),
            Part("Over, and not closed", pack.Unclosed, $"`{reader.IncidentCommand} list`", i => Unclosed(reader, i)),
            Part("Warnings that want a decision", pack.Warnings, $"`{reader.IncidentCommand} warnings`",
                w => BriefWarnings.Line(w, reader.Now)),
            Part("Yours to do before your hours end", pack.FollowUps, $"`{reader.FollowUpCommand} mine`",
                f => BriefFollowUps.Line(f, When.Date(reader.Now, reader.Zone))),
            Part("Requests without an answer", pack.Requests, $"`{reader.IncidentCommand} requests`",
                r => BriefRequests.Line(reader, r)),
            Part("Red and green again by itself, in 30 days", pack.Flakes, $"`{reader.IncidentCommand} flakes`",
                f => BriefHandover.Line(f)),
        ];
        foreach (var part in parts.OfType<Block>()) yield return part;
        if (parts.All(part => part is null)) yield return Text(":white_check_mark: Nothing is open.");
    }

    /// <summary>What an incident that is over waits for, and of whom.</summary>
    static string Unclosed(BriefReader reader, IncidentRow incident)
    {
        var left = WhatIsLeft.Of(reader.Db, incident);
        string?[] waits =
        [
            left.IsAnswered ? null : "what it was",
            left.FollowUps > 0 ? Domain.Alerts.Words.Number(left.FollowUps, "follow-up", "follow-ups") : null,
            left.Postmortem ? "its postmortem" : null,
        ];
        var lead = incident.Lead is { } person ? $", led by {Mrkdwn.Name(Person.NameOf(reader.Db, person))}" : "";
        return $"• *{incident.Label}* {Mrkdwn.Inert(IncidentMessages.OneLine(Titles.Of(incident)), LongestTitle)} "
            + $"({incident.Severity}{lead}): waits for {string.Join(", ", waits.OfType<string>())}";
    }

    static SectionBlock? Part<T>(string name, IReadOnlyList<T> all, string where, Func<T, string> line)
    {
        if (all.Count == 0) return null;
        var more = all.Count > Most ? $"\n… {all.Count - Most} more: {where}" : "";
        return Text($"*{name} ({all.Count})*\n{string.Join('\n', all.Take(Most).Select(line))}{more}");
    }

    static SectionBlock Text(string text) => new() { Text = Limits.TruncateEscaped(text, Limits.Text) };

    internal static Button Button(string rotation) =>
        new() { ActionId = HomeIds.ShowHandover, Text = "Handover", Value = rotation };
}

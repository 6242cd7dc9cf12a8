using Bot.Delivery;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents;

/// <summary>
/// <c>/incident resolve</c> and the other verbs: in an incident's channel they mean that incident, elsewhere the one whose
/// number follows; without one they ask which. The words behind go into the form that opens.
/// </summary>
public sealed class IncidentVerbs(
    Database database, SlackApi slack, Access access, DeclareIncident declare, IncidentForms forms, ReopenIncident reopen, TakeIncident take,
    BotSettings settings)
{
    const int MostEnded = 25;

    /// <summary>The command without a verb: in an incident's channel what can be done there, else a new incident.</summary>
    public async Task<SlashResponse?> Open(SlashCommand command, CancellationToken stop)
    {
        var meant = database.Read(db => command.Text.Length == 0
            ? IncidentStore.InChannel(db, command.ChannelId)
            : WhichIncident.Number(command.Text) is { } number ? IncidentStore.Find(db, number) : null);
        if (meant is null) return await declare.Open(command, stop);
        if (await access.Problem(command.UserId, stop) is { } problem) return problem;
        var stands = database.Read(db => LeadWords.Of(db, meant, command.UserId));
        await slack.Views.Open(command.TriggerId, AskWhich.Actions(meant, stands), stop);
        return null;
    }

    /// <summary><c>/incident declare …</c>: whatever follows is a name.</summary>
    public Task<SlashResponse?> Declare(SlashCommand command, CancellationToken stop) =>
        declare.OpenNamed(command, command.Rest, stop);

    public async Task<SlashResponse?> Run(SlashCommand command, CancellationToken stop)
    {
        if (await access.Problem(command.UserId, stop) is { } problem) return problem;
        var here = database.Read(db => IncidentStore.InChannel(db, command.ChannelId));
        var (number, rest) = Named(command.Rest, here);
        var incident = number is { } named ? database.Read(db => IncidentStore.Find(db, named)) : here;
        if (incident is null && number is not null && rest.Length == 0)
            return $"There is no {IncidentRow.LabelOf(number.Value)}. `{command.Command} list` shows what is open.";
        // "resolve 3 failing tests" where there is no INC-3: the number is one of the words.
        var (person, typed) = Whom(command, incident is null ? command.Rest : rest);
        var asked = new Asked(command.Word, incident?.Number, person, typed);
        if (incident is null) return Question(asked, command);
        return await Do(asked, incident, Opening.Of(command), command.IdempotencyKey, stop) is { } said
            ? new SlashResponse { Text = said.Sentence }
            : null;
    }

    /// <summary>In an incident's channel a bare number before more words is one of them: "update 3 of 5 are loaded".</summary>
    static (long? Number, string Behind) Named(string rest, IncidentRow? here)
    {
        var parts = rest.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length > 0 && WhichIncident.Number(parts[0]) is { } number
            && (here is null || parts.Length == 1 || !char.IsAsciiDigit(parts[0][0]))
            ? (number, parts.ElementAtOrDefault(1) ?? "")
            : (null, rest);
    }

    static (string? Person, string Typed) Whom(SlashCommand command, string typed)
    {
        if (command.Word != Verbs.Lead) return (null, typed);
        if (typed.Equals("me", StringComparison.OrdinalIgnoreCase)) return (command.UserId, "");
        var first = command.Mentions.FirstOrDefault(m => typed.StartsWith(m.Shown, StringComparison.Ordinal));
        return first is null ? (null, typed) : (first.Id, typed[first.Shown.Length..].Trim());
    }

    /// <summary>What is to be said where no form opens: that it is done, or why not.</summary>
    sealed record Answer(string Sentence, bool IsDone = false);

    async Task<Answer?> Do(Asked asked, IncidentRow incident, Opening opening, string key, CancellationToken stop)
    {
        if (IncidentForms.Refusal(asked.Verb, incident, settings.IncidentCommand) is { } refusal) return new(refusal);
        if (asked.Verb == Verbs.Acknowledge)
        {
            var not = await take.Take(key, incident.Number, opening.By);
            return not is null ? new($"You lead {incident.Label} now.", IsDone: true) : new(not);
        }

        if (asked.Verb == Verbs.Reopen)
        {
            var not = await reopen.Reopen(key, incident.Number, opening.By, asked.Typed);
            return not is null ? new(OpenAgain(incident), IsDone: true) : new(not);
        }

        await forms.Open(asked, incident, opening, stop);
        return null;
    }

    static string OpenAgain(IncidentRow incident) =>
        $"{incident.Label} is open again.{(incident.ChannelId is { } channel ? $" Go to {Mrkdwn.Channel(channel)}." : "")}";

    SlashResponse Question(Asked asked, SlashCommand command)
    {
        var from = database.Read(db => asked.Verb switch
        {
            Verbs.Reopen => IncidentStore.LatestEnded(db, MostEnded),
            Verbs.Timeline => [.. IncidentStore.Open(db), .. IncidentStore.LatestEnded(db, MostEnded)],
            _ => IncidentStore.Open(db),
        });
        return AskWhich.Question(asked, command.Text, command.Command, from, command.UserId);
    }

    /// <summary>A button of the question, or of what can be done with an incident.</summary>
    public async Task Press(BlockActionRequest press, CancellationToken stop)
    {
        if (await access.Refuses(press, stop)) return;
        var asked = Asked.Read(press.Action.Value);
        var opening = Opening.Of(press);
        if (asked.Verb == Verbs.Declare)
        {
            await declare.OpenForm(opening, asked.Typed, stop);
            await Put(press, null, stop);
            return;
        }

        var chosenNow = press.State?.Selected(IncidentRoutes.WhichMenu, IncidentRoutes.WhichMenu);
        var number = asked.Number ?? WhichIncident.Number(chosenNow);
        var incident = number is { } chosen ? database.Read(db => IncidentStore.Find(db, chosen)) : null;
        var said = incident is null
            ? new("Choose an incident first.")
            : await Do(asked, incident, opening, press.IdempotencyKey, stop);
        if (opening.Pressed is null) await Put(press, said, stop);
        else if (said is not null)
            await opening.Show(slack, OpenForm.Done(incident?.Label ?? "Incident", said.Sentence), stop);
    }

    /// <summary>The question has done its work and goes; what speaks against it is said beside it.</summary>
    async Task Put(BlockActionRequest press, Answer? said, CancellationToken stop)
    {
        if (press.ResponseUrl is not { } url) return;
        SlashResponse answer = said switch
        {
            null => new() { DeleteOriginal = true },
            { IsDone: true } => new() { Text = said.Sentence, ReplaceOriginal = true },
            _ => new() { Text = said.Sentence, ReplaceOriginal = false },
        };
        await slack.Respond(url, answer, stop);
    }
}

using Bot.Delivery;
using Bot.Domain.Incidents;
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
    Database database, SlackApi slack, DeclareIncident declare, IncidentForms forms, ReopenIncident reopen,
    TakeIncident take, UnmergeIncident unmerge, InviteByName invite, Subscribe subscribe,
    TypedChannel channels, TypedGroup groups, KeepInside inside, AdoptChannel adopt, CloseIncident close,
    BotCommands commands, TimeProvider clock)
{
    const int MostEnded = 25;

    /// <summary>
    /// A line that asks for nothing else is the name of a new incident; none at all asks in an incident's channel what can be
    /// done.
    /// </summary>
    public async Task<SlashResponse?> Run(SlashCommand command, CancellationToken stop)
    {
        var viewer = Viewer.Of(command.UserId);
        await inside.Is(command.ChannelId, command.UserId);
        var here = database.Read(db => IncidentStore.OfChannel(db, viewer, command.ChannelId));
        if (command.Text.Length == 0 && here is null && await adopt.Offers(command, stop)) return null;
        var wish = command.Text.Length == 0 && here is not null
            ? new(Verbs.Menu)
            : Wish.Of(channels.AsLabels(command), here is not null);
        if (wish is null or { Verb: Verbs.Declare }) return await Declare(command, wish, here, stop);
        if (wish.Verb == Verbs.Postmortem && NotUnderstood.By(command, wish, Postmortems) is { } unknown) return unknown;
        if (TypedIncident.FirstOfSeveral(command.Rest) is { } first)
            return $"One incident at a time, please: `{command.Command} {wish.Verb} {first}`, then the next.";
        var incident = wish.Number is { } named ? database.Read(db => IncidentStore.Find(db, viewer, named)) : here;
        if (incident is null && wish.Number is { } none)
        {
            return wish.IsNameOtherwise && !wish.IsPlain
                ? await Declare(command, null, here, stop)
                : database.Read(db => AskAccess.Offer(db, viewer, none)) ?? Missing(command, none, wish);
        }

        // To close what is resolved is to answer what is asked then; what is open is resolved first.
        if (incident?.Status == IncidentStatus.Resolved && wish.Verb == Verbs.Resolve && Verbs.SaysClose(command.Text)
            && close.IsAsked(incident))
        {
            await close.Open(incident, Opening.Of(command), stop);
            return null;
        }

        if (wish.Verb == Verbs.Invite) return await invite.Invite(command, incident, stop);
        var group = wish.Verb == Verbs.Lead ? groups.Of(command, SmallWords.Off(wish.Rest)) : null;
        if (group is { Person: null }) return group.Behind;
        var (person, typed) = group is null ? Whom(command, wish) : (group.Person, group.Behind);
        return await Run(command, new(wish.Verb, incident?.Number, person, typed), incident, stop);
    }

    async Task<SlashResponse?> Run(SlashCommand command, Asked asked, IncidentRow? meant, CancellationToken stop)
    {
        if (meant is null && IncidentForms.UnknownValue(asked) is { } unknown) return $"{unknown}: {Known(asked.Verb)}.";
        var from = meant is null ? From(asked.Verb, Viewer.Of(command.UserId)) : [];
        var incident = meant ?? (from is [var only] && IsClear(asked) ? only : null);
        if (incident is null) return AskWhich.Question(asked, command.Text, command.Command, from, command.UserId);
        return await Do(asked, incident, Opening.Of(command), command.IdempotencyKey, stop) is { } said
            ? new SlashResponse { Text = said.Sentence, Blocks = said.Blocks }
            : null;
    }

    async Task<SlashResponse?> Declare(SlashCommand command, Wish? wish, IncidentRow? here, CancellationToken stop)
    {
        var (name, severity) = (wish?.Rest ?? command.Text, wish?.Severity ?? Severity.Minor);
        await declare.OpenForm(Opening.Of(command), name.Trim(), stop, severity, here?.Label ?? "");
        return null;
    }

    static SlashResponse Missing(SlashCommand command, long number, Wish wish)
    {
        var declare = wish.Rest.Length == 0 && !wish.IsNameOtherwise
            ? ""
            : $" `{command.Command} declare {AskWhich.Code(command.Text)}` declares an incident of that name.";
        var none = number == long.MaxValue ? "incident of that number" : IncidentRow.LabelOf(number);
        return $"There is no {none}. `{command.Command} list` shows what is open.{declare}";
    }

    const string Postmortems = "An incident may stand behind it, such as `12`.";

    static string Known(string verb) => verb == Verbs.Severity
        ? "it is critical, major or minor"
        : "it is triage, investigating, fixing, monitoring, resolved or declined";

    /// <summary>A verb alone means the only open incident; with words behind it may begin a name.</summary>
    static bool IsClear(Asked asked) => asked.Typed.Length == 0
        && asked.Verb is not (Verbs.Reopen or Verbs.Timeline or Verbs.Similar or Verbs.Summary or Verbs.Suspects
            or Verbs.Postmortem);

    static (string? Person, string Typed) Whom(SlashCommand command, Wish wish)
    {
        if (wish.Verb != Verbs.Lead) return (null, wish.Rest);
        var typed = SmallWords.Off(wish.Rest).TrimStart('(', '"', '\'');
        var words = typed.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        var (word, rest) = (words.FirstOrDefault(""), words.ElementAtOrDefault(1) ?? "");
        // "me, I know it": without the comma it can be "me and ben".
        if (Verbs.IsSelf(SmallWords.Ended(word)) && (SmallWords.AreAll(rest) || SmallWords.Ended(word) != word))
            return (command.UserId, SmallWords.AreAll(rest) ? "" : SmallWords.Behind(rest));
        var first = command.Mentions.FirstOrDefault(m => typed.StartsWith(m.Shown, StringComparison.Ordinal));
        return first is null ? (null, wish.Rest) : (first.Id, SmallWords.Behind(typed[first.Shown.Length..]));
    }

    /// <summary>What is to be said where no form opens: that it is done, or why not.</summary>
    sealed record Answer(string Sentence, bool IsDone = false)
    {
        public IReadOnlyList<Block>? Blocks { get; init; }
    }

    async Task<Answer?> Do(Asked asked, IncidentRow incident, Opening opening, string key, CancellationToken stop)
    {
        if (IncidentForms.Refusal(asked.Verb, incident, commands.Incident) is { } refusal) return new(refusal);
        if (asked.Verb is Verbs.Acknowledge or Verbs.TakeOver)
        {
            var not = asked.Verb == Verbs.TakeOver
                ? await take.TakeOver(key, incident.Number, opening.By)
                : await take.Take(key, incident.Number, opening.By);
            if (asked.Typed.Length > 0 && incident.IsOpen) return await Tell(asked, incident, opening, stop);
            return not is null ? new($"You lead {incident.Label} now.", IsDone: true) : new(not);
        }

        if (asked.Verb is Verbs.Subscribe or Verbs.Unsubscribe)
        {
            return new((asked.Verb == Verbs.Subscribe
                ? await subscribe.Begin(key, incident.Number, opening.By)
                : await subscribe.End(key, incident, opening.By))!, IsDone: true);
        }

        if (asked.Verb == Verbs.Unmerge)
            return await unmerge.Unmerge(key, incident.Number, opening.By) is { } not
                ? new(not) : OpenAgain(incident, opening);
        if (asked.Verb == Verbs.Reopen)
        {
            var not = await reopen.Reopen(key, incident.Number, opening.By, asked.Typed);
            return not is null ? OpenAgain(incident, opening) : new(not);
        }

        await forms.Open(asked, incident, opening, stop);
        return null;
    }

    // What was said on taking it is news.
    async Task<Answer?> Tell(Asked asked, IncidentRow taken, Opening opening, CancellationToken stop)
    {
        var now = database.Read(db => IncidentStore.Find(db, Viewer.Of(opening.By), taken.Number)) ?? taken;
        await forms.Open(asked with { Verb = Verbs.Update }, now, opening, stop);
        return null;
    }

    Answer OpenAgain(IncidentRow incident, Opening opening)
    {
        var done = $"{incident.Label} is open again."
            + (incident.ChannelId is { } channel && channel != opening.Channel ? $" Go to {Mrkdwn.Channel(channel)}." : "");
        return database.Read(db => new Answer(done, IsDone: true)
        {
            Blocks = ReachAnswer.Blocks(
                db, IncidentStore.Find(db, Viewer.Of(opening.By), incident.Number)!, done, opening.By, clock.GetUtcNow()),
        });
    }

    List<IncidentRow> From(string verb, Viewer viewer) => database.Read(db => verb switch
    {
        Verbs.Reopen => IncidentStore.LatestEnded(db, viewer, MostEnded),
        Verbs.Unmerge => IncidentStore.Where(db, viewer, "number in (select incident from merges) order by number desc"),
        Verbs.Timeline or Verbs.Unsubscribe or Verbs.Similar or Verbs.Summary or Verbs.Suspects
            or Verbs.Postmortem =>
            [.. IncidentStore.Open(db, viewer), .. IncidentStore.LatestEnded(db, viewer, MostEnded)],
        _ => IncidentStore.Open(db, viewer),
    });

    /// <summary>A button that opens a form, of the question or of what can be done with an incident.</summary>
    public async Task Press(BlockActionRequest press, CancellationToken stop) => await (await PressNow(press, stop))(stop);

    /// <summary>One that does it at once: what it came to is said once Slack was told.</summary>
    public async Task<Func<CancellationToken, Task>> PressNow(BlockActionRequest press, CancellationToken stop)
    {
        var asked = Asked.Read(press.Action.Value);
        var opening = Opening.Of(press, press.View?.PrivateMetadata);
        if (asked.Verb == Verbs.Declare)
        {
            await declare.OpenForm(opening, asked.Typed, stop);
            return after => Put(press, null, after);
        }

        var chosenNow = press.State?.Selected(IncidentIds.WhichMenu, IncidentIds.WhichMenu);
        var number = asked.Number ?? WhichIncident.Number(chosenNow);
        var incident = number is { } chosen
            ? database.Read(db => IncidentStore.Find(db, Viewer.Of(press.User.Id), chosen))
            : null;
        var said = incident is null
            ? new("Choose an incident first.")
            : await Do(asked, incident, opening, press.IdempotencyKey, stop);
        if (opening.Pressed is null) return after => Put(press, said, after);
        return after => said is null ? Task.CompletedTask
            : opening.Show(slack, Shown(OpenForm.Done(incident?.Label ?? "Incident", said.Sentence), said), after);
    }

    static ModalViewDefinition Shown(ModalViewDefinition form, Answer said) =>
        said.Blocks is { } blocks ? form with { Blocks = blocks } : form;

    /// <summary>The question has done its work and goes; what speaks against it is said beside it.</summary>
    async Task Put(BlockActionRequest press, Answer? said, CancellationToken stop)
    {
        if (press.ResponseUrl is not { } url) return;
        SlashResponse answer = said switch
        {
            null => new() { DeleteOriginal = true },
            { IsDone: true } => new() { Text = said.Sentence, Blocks = said.Blocks, ReplaceOriginal = true },
            _ => new() { Text = said.Sentence, ReplaceOriginal = false },
        };
        await slack.Respond(url, answer, stop);
    }
}

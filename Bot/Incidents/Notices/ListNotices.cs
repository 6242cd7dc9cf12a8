using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Incidents.Notices;

/// <summary>
/// <c>/incident notice</c>: what readers are told of an incident, each to be changed or cleared; where they are told nothing yet,
/// the form that does.
/// </summary>
public sealed class ListNotices(Database database, SlackApi slack, WhichIncident which, GiveNotice give)
{
    const string Title = "Notices";

    // Each takes two blocks.
    const int Most = 40;

    /// <summary>Why nothing can be told of it, in a sentence; null where it can.</summary>
    internal static string? Refusal(IncidentRow incident) => incident switch
    {
        { IsOpen: false } => $"{incident.Label} is {incident.Standing} already, and readers know that it is over.",
        { Private: true } => $"{incident.Label} is private, so nothing of it is said anywhere else.",
        { Unaccepted: true } => $"Nobody has accepted {incident.Label} yet. Accept it first, then tell readers.",
        _ => null,
    };

    public Task Open(IncidentRow incident, Opening opening, CancellationToken stop) =>
        opening.Show(slack, database.Read(db => Modal(db, incident, opening.By)), stop);

    public async Task OpenByButton(BlockActionRequest press, CancellationToken stop)
    {
        if (await which.OfForm(press) is { } incident) await Open(incident, Opening.Of(press), stop);
    }

    ModalViewDefinition Modal(IDbConnection db, IncidentRow incident, string by)
    {
        if (Refusal(incident) is { } refusal) return OpenForm.Done(Title, refusal);
        var open = NoticeStore.Open(db, incident.Number);
        return open.Count == 0 ? give.Form(db, incident, null, by) : List(incident, open);
    }

    static ModalViewDefinition List(IncidentRow incident, List<NoticeRow> open) => new()
    {
        Title = Title,
        Close = "Done",
        Blocks =
        [
            .. open.Take(Most).SelectMany(notice => Item(incident, notice)),
            new DividerBlock(),
            new ActionsBlock { Elements = [Press(NoticeIds.Another, "Another notice", incident)] },
        ],
    };

    static IEnumerable<Block> Item(IncidentRow incident, NoticeRow notice)
    {
        var places = notice.Places.Where(p => p.RemovedAt is null).ToLookup(p => p.Refusal is null);
        string[] lines =
        [
            NoticeMessage.Said(notice),
            .. places[true].Any() ? [$"In {string.Join(", ", places[true].Select(p => Mrkdwn.Channel(p.Channel)))}"]
                : Array.Empty<string>(),
            .. places[false].Select(
                p => $":information_source: Not in {Mrkdwn.Channel(p.Channel)}: {NoticeMessage.Why(p.Refusal!)}"),
        ];
        yield return new SectionBlock { Text = string.Join('\n', lines) };
        yield return new ActionsBlock
        {
            Elements =
            [
                Press(NoticeIds.Edit, "Change", incident, notice.Id),
                Press(NoticeIds.Clear, "Clear", incident, notice.Id) with
                {
                    Confirm = new()
                    {
                        Title = "Is it over?",
                        Text = new PlainText("Its readers are told that it is, in the same channels."),
                        Confirm = "It is over",
                        Deny = "Not yet",
                    },
                },
            ],
        };
    }

    static Button Press(string action, string text, IncidentRow incident, long? notice = null) => new()
    {
        ActionId = action,
        Text = text,
        Value = string.Create(CultureInfo.InvariantCulture, $"{incident.Number}:{notice}"),
    };

    /// <summary>One more notice.</summary>
    public Task Another(BlockActionRequest press, CancellationToken stop) => Show(
        press, (db, incident) => Refusal(incident) is { } refusal ? OpenForm.Done(Title, refusal)
            : give.Form(db, incident, null, press.User.Id), stop);

    /// <summary>What readers are told becomes a form; what is over by now is listed no more.</summary>
    public Task Edit(BlockActionRequest press, CancellationToken stop) => Show(
        press, (db, incident) => Refusal(incident) is null && Of(db, press) is { IsOpen: true } notice
            ? give.Form(db, incident, notice, press.User.Id) : Modal(db, incident, press.User.Id), stop);

    public async Task<Func<CancellationToken, Task>?> Clear(BlockActionRequest press, CancellationToken stop)
    {
        var by = press.User.Id;
        await database.Once(press.IdempotencyKey, tx =>
        {
            if (Of(tx.Db, press) is not { IsOpen: true } notice) return null;
            NoticeStore.Clear(tx, IncidentStore.Seen(tx.Db, Viewer.Of(by), notice.Incident), notice, by);
            TakeIncident.Appear(tx, notice.Incident, by);
            return null;
        });
        return after => Show(press, (db, incident) => NoticeStore.Open(db, incident.Number) is { Count: > 0 } open
            ? List(incident, open) : OpenForm.Done(Title, "Readers are told that it is over. Nothing else is open."), after);
    }

    async Task Show(
        BlockActionRequest press, Func<IDbConnection, IncidentRow, ModalViewDefinition> form, CancellationToken stop)
    {
        var viewer = Viewer.Of(press.User.Id);
        var shown = database.Read(db => Incident(db, viewer, press) is { } incident ? form(db, incident) : null);
        if (shown is not null) await Opening.Of(press).Show(slack, shown, stop);
    }

    static NoticeRow? Of(IDbConnection db, BlockActionRequest press) =>
        Number(press, 1) is { } id ? NoticeStore.Find(db, id) : null;

    // What was merged meanwhile goes on in the other one.
    static IncidentRow? Incident(IDbConnection db, Viewer viewer, BlockActionRequest press) =>
        (Of(db, press)?.Incident ?? Number(press, 0)) is { } number ? IncidentStore.Find(db, viewer, number) : null;

    static long? Number(BlockActionRequest press, int nth)
    {
        var part = (press.Action.Value ?? "").Split(':').ElementAtOrDefault(nth);
        return long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}

using Bot.Alerts.Forwarding;
using Bot.Alerts.Intake;
using Bot.Domain.Alerts;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts.Destinations;

/// <summary>Sends an alert that says that it is none, and right after it that it is well, and shows what was answered.</summary>
public sealed class TestDestination(
    Database database, DestinationPage page, ListDestinations list, DestinationLine line, SealedSecrets secrets,
    TimeProvider clock)
{
    const int LongestSaid = 400;

    public async Task Press(BlockActionRequest press, CancellationToken stop)
    {
        var (id, user) = (press.Action.Value ?? "", press.User.Id);
        if (list.Refusal(user) is { } refusal) throw new RefusedException(refusal);
        if (database.Read(db => DestinationStore.Find(db, id)) is not { } to) return;
        var notice = SealedAddress.Open(secrets, to) is { } address
            ? await Send(to, address, database.Read(db => Alert(Person.NameOf(db, user))), stop)
            : ":warning: Enter its address and secret again first: *Change*.";
        await page.Refresh(press.View?.Id, id, notice, stop);
    }

    ForwardedAlert Alert(string by) => new()
    {
        Id = ForwardedAlert.NewId(clock.GetUtcNow()),
        IsFiring = true,
        At = clock.GetUtcNow(),
        Title = "A test of Data Responder: nothing is wrong",
        Description = $"{by} tries whether alerts arrive.",
        Source = "data-responder",
        DeduplicationKey = $"test-{Guid.NewGuid():n}",
        Severity = ForwardSeverity.Info,
        IsTest = true,
    };

    async Task<string> Send(DestinationRow to, SealedAddress address, ForwardedAlert alert, CancellationToken stop)
    {
        var answer = await line.Send(to, address, alert, null, stop);
        // What was taken, or may have been, is ended.
        if (answer.Verdict != Verdict.Refused)
        {
            var ended = await line.Send(to, address, alert.Anew(isFiring: false, clock.GetUtcNow()), null, stop);
            if (answer.Verdict == Verdict.Taken) answer = ended;
        }

        if (answer.Verdict == Verdict.Taken)
            await database.Change(tx =>
            {
                DestinationStore.Took(tx, to.Id);
                DestinationStore.Retry(tx, to.Id);
            });
        var said = Mrkdwn.Inert(answer.Said, LongestSaid);
        return answer.Verdict == Verdict.Taken
            ? $":white_check_mark: *The test was taken*, and so was the word that it is well. {said}"
            : $":warning: *The test was not taken.* {said}";
    }
}

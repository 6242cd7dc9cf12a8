using System.Data;
using Bot.Alerts.Routing;
using Bot.Delivery;
using Bot.Domain.Alerts;
using Bot.Incidents;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Requests;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Operating.Checks;

/// <summary>
/// Whether the bot may make channels, public and private, and is in those where it has to speak. It asks for one by a name that
/// is taken, which Slack refuses with that word where it would allow another.
/// </summary>
sealed class ChannelCheck(SlackApi slack, Database database, TimeProvider clock) : ICheck
{
    const int Most = 30;

    const string Invite = "Invite it there: /invite @Data Responder.";

    /// <param name="Channel">Its id; null where there is none.</param>
    /// <param name="What">What it does there, in the middle of a sentence.</param>
    sealed record Place(string? Channel, string What)
    {
        /// <summary>It speaks there by itself, which nobody of another company is to read.</summary>
        public bool IsOwn { get; init; }

        /// <summary>What a private one is called is not told to admins.</summary>
        public bool IsNameHidden { get; init; }
    }

    public string Of => "the channels";

    public async Task<IReadOnlyList<Finding>> Look(CancellationToken stop)
    {
        if (database.Read(AnnouncementChannel.Kept.Now) is not { } id)
            return [Finding.Unknown("There is no announcement channel yet: the bot makes it at its first start.")];
        var (announcements, found) = await Where(new(id, "announces incidents") { IsOwn = true }, stop);
        List<Finding> findings = [found];
        if (announcements is { IsArchived: false })
            findings.AddRange([await MayMake(announcements.Name, false, stop), await MayMake(announcements.Name, true, stop)]);
        var others = database.Read(db => Others(db, id));
        var wrong = new List<Finding>();
        foreach (var other in others.Take(Most))
            if (await Where(other, stop) is (_, { Found: not Found.Well } trouble))
                wrong.Add(trouble);
        if (wrong.Count == 0 && others.Count > 0) wrong.Add(Finding.Well(
            $"It is in the {Math.Min(others.Count, Most)} other channels where it speaks."));
        return [.. findings, .. wrong];
    }

    // Of private incidents nothing is said to admins, who may not be inside.
    List<Place> Others(IDbConnection db, string announcements)
    {
        List<Place> all =
        [
            .. RotationStore.All(db, clock.GetUtcNow())
                .Select(r => new Place(r.Channel, $"speaks for {r.Name}") { IsOwn = true }),
            .. NoticeStore.AllOpen(db).SelectMany(n => n.Channels)
                .Select(c => new Place(c, "tells readers of data") { IsOwn = true, IsNameHidden = true }),
            .. from route in TeamRoutes.All(db)
               where route.IsOn
               select new Place((route.Action as RouteAction.Say)?.Channel, $"says alerts of {route.Name}") { IsOwn = true },
            new(QuestionsChannel.Heard(db), "follows questions"),
            .. IncidentStore.Open(db, Viewer.Public).Select(i => new Place(i.ChannelId, $"works on {i.Label}")),
        ];
        return [.. all.Where(each => each.Channel is not null && each.Channel != announcements).DistinctBy(each => each.Channel)];
    }

    async Task<(Conversation? Channel, Finding Finding)> Where(Place place, CancellationToken stop)
    {
        var (id, what) = (place.Channel!, place.What);
        try
        {
            var channel = await slack.Conversations.Info(id, stop);
            var called = channel.IsPrivate && place.IsNameHidden ? "A private channel" : $"#{channel.Name}";
            var name = $"{called}, where it {what}";
            return (channel, channel.IsArchived ? Finding.Wrong($"{name}, is archived.", "Unarchive it, or choose another.")
                : channel.IsExtShared && place.IsOwn ? Finding.Wrong(
                    $"{name}, is shared with another company, so the bot says nothing there.", "Choose one of your own.")
                : channel.IsMember ? Finding.Well($"It is in {name}.") : Finding.Wrong($"It is not in {name}.", Invite));
        }
        catch (SlackException e) when (e.IsOfNoChannel)
        {
            return (null, Finding.Wrong(
                $"The channel {id}, where it {what}, is gone, or private and without the bot.",
                $"Choose another, or invite the bot to it: /invite @Data Responder."));
        }
    }

    async Task<Finding> MayMake(string taken, bool isPrivate, CancellationToken stop)
    {
        var kind = isPrivate ? "private" : "public";
        try
        {
            await slack.Conversations.Create(taken, isPrivate, stop);
            return Finding.Well($"It may make {kind} channels.");
        }
        catch (SlackException e) when (e.Error == "name_taken")
        {
            return Finding.Well($"It may make {kind} channels.");
        }
        catch (SlackException e)
        {
            return isPrivate
                ? Finding.Unknown(
                    $"It may make no private channels ({e.Error}), so those of private incidents are made by hand.", e.Remedy)
                : Finding.Wrong($"It may make no channels ({e.Error}), so incidents get none.", e.Remedy);
        }
    }
}

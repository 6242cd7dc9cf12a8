using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.OnCall.Covers;
using Bot.OnCall.Rows;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using static Bot.OnCall.Calendar.CalendarIds;

namespace Bot.OnCall.Calendar;

/// <summary>
/// <c>/cover calendar</c>: my secret links to calendar feeds; a new one is shown in full once, an old one can be revoked.
/// </summary>
public sealed class ShareCalendar(
    Database database, SlackApi slack, BotCommands commands, PublicUrl publicUrl, TimeProvider clock)
{
    const string Mine = "mine";
    const int MostLinks = 20;

    string NoAddress =>
        "A calendar reaches the bot by its public address, which is not set. An admin sets PUBLIC_URL, such as "
            + $"https://responder.example.com, starts the bot again, and `{commands.Cover} calendar` makes links.";

    public async Task<SlashResponse?> Open(SlashCommand command, CancellationToken stop)
    {
        var (form, count) = database.Read(db => (Form(db, command.UserId), CalendarLink.Of(db, command.UserId).Count));
        if (publicUrl.Address is null && count == 0) return NoAddress;
        await slack.Views.Open(command.TriggerId, form, stop);
        return null;
    }

    ModalViewDefinition Form(IDbConnection db, string user)
    {
        var links = CalendarLink.Of(db, user);
        var rotations = RotationStore.All(db, clock.GetUtcNow());
        var isFull = links.Count >= MostLinks;
        List<Block> shown = [.. links.Select(l => Line(l, rotations))];
        shown.Add(new SectionBlock
        {
            Text = publicUrl.Address is null ? NoAddress
                : isFull ? $"You have {MostLinks} links. Revoke one to make another."
                : "A link shows who is on call in Google Calendar, Outlook or Apple Calendar, and follows every cover. Whoever "
                    + "has it can read it.",
        });
        if (publicUrl.Address is not null && !isFull) shown.Add(Choice(rotations));
        return new()
        {
            CallbackId = LinkForm,
            Title = "Calendar links",
            Submit = publicUrl.Address is null || isFull ? null : new PlainText("Make link"),
            Close = "Close",
            Blocks = shown,
        };
    }

    static SectionBlock Line(CalendarLink link, List<RotationRow> rotations) => new()
    {
        Text = $"*{Mrkdwn.Name(Name(link.Rotation, rotations))}*\nMade {When.At(link.MadeAt)}, "
            + $"{(link.FetchedAt is { } at ? $"last fetched {When.At(at)}" : "not fetched yet")}",
        Accessory = CoverMessages.Press(RevokeButton, "Revoke", link.Number, ButtonStyle.Danger) with
        {
            Confirm = new()
            {
                Title = "Revoke this link?",
                Text = new PlainText("Calendars that use it are told nothing any more. It cannot be brought back."),
                Confirm = "Revoke",
                Deny = "Keep it",
            },
        },
    };

    static InputBlock Choice(List<RotationRow> rotations)
    {
        var mine = new Option("My shifts", Mine);
        return new()
        {
            BlockId = ForField,
            Label = "New link for",
            Element = new StaticSelectMenu
            {
                ActionId = ForField,
                Options =
                [
                    mine,
                    .. rotations.Take(Limits.Options - 1)
                    .Select(r => new Option(Limits.Truncate(r.Name, Limits.OptionText), r.Id)),
                ],
                InitialOption = mine,
            },
        };
    }

    static string Name(string? rotation, List<RotationRow> rotations) =>
        rotation is null ? "My shifts" : rotations.Find(r => r.Id == rotation)?.Name ?? "A rotation that is gone";

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var user = form.User.Id;
        if (publicUrl.Address is not { } address) return ViewSubmissionResponse.Errors((ForField, NoAddress));
        var (chosen, token) = (form.View.State.Selected(ForField) ?? Mine, CalendarLink.NewToken());
        try
        {
            await database.Once(form.IdempotencyKey, tx => Make(tx, token, user, chosen));
        }
        catch (CoverRefusedException refused)
        {
            return ViewSubmissionResponse.Errors((refused.Block, refused.Message));
        }

        var (name, isFirst) = database.Read(db => (
            Name(chosen == Mine ? null : chosen, RotationStore.All(db, clock.GetUtcNow())),
            CalendarLink.Find(db, token) is not null));
        // The secret is shown by whoever made it and kept nowhere: a repeat of the form has none to show.
        return ViewSubmissionResponse.Update(OpenForm.Done("Calendar links", isFirst
            ? Made(name, new Uri(address, $"calendar/{token}.ics"))
            : $"The link was made, and its address can be shown only once. `{commands.Cover} calendar` revokes it and "
                + "makes another."));
    }

    static string Make(Tx tx, string token, string user, string chosen)
    {
        if (CalendarLink.Of(tx.Db, user).Count >= MostLinks)
            throw new CoverRefusedException(ForField, $"You have {MostLinks} links. Revoke one first.");
        if (chosen != Mine && RotationStore.Find(tx.Db, chosen, tx.Time) is null)
            throw new CoverRefusedException(ForField, "That rotation is gone. Choose another.");
        return CalendarLink.Add(tx, token, user, chosen == Mine ? null : chosen).ToString(CultureInfo.InvariantCulture);
    }

    static string Made(string name, Uri link) =>
        $":white_check_mark: *{Mrkdwn.Name(name)}*: this link is shown once and works for whoever has it, "
        + $"so keep it to yourself.\n```{Mrkdwn.Escape(link.ToString())}```\n"
        + "Copy it and subscribe: in Google Calendar *Other calendars* → *From URL*, in Outlook *Add calendar* → *Subscribe "
        + "from web*, in Apple Calendar *File* → *New Calendar Subscription*.";

    /// <summary>Ends a link and shows those that are left.</summary>
    public async Task<Func<CancellationToken, Task>?> Revoke(BlockActionRequest press, CancellationToken stop)
    {
        var user = press.User.Id;
        if (press.View is not { CallbackId: LinkForm } view) return null;
        if (!long.TryParse(press.Action.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        await database.Once(press.IdempotencyKey, tx =>
        {
            CalendarLink.Revoke(tx, number, user);
            return null;
        });
        return after => slack.Views.Redraw(view.Id, () => database.Read(db => Form(db, user)), after);
    }
}

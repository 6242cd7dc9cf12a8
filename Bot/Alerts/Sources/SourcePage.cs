using System.Data;
using System.Globalization;
using Bot.Alerts.Hooks;
using Bot.Alerts.Intake;
using Bot.Delivery;
using Bot.Domain.Alerts;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using static Bot.Alerts.Sources.SourceIds;

namespace Bot.Alerts.Sources;

/// <summary>One source: how it stands, what to paste, what can be changed, and what it sent last.</summary>
public sealed class SourcePage(
    Database database, SlackApi slack, SourceList list, KnownSources known, IntakeSettings settings, PublicUrl publicUrl,
    TimeProvider clock)
{
    const int Payloads = 10;

    /// <summary>Puts it on top of the list.</summary>
    public Task Open(BlockActionRequest press, CancellationToken stop) =>
        Push(press, name => Modal(name, press.User.Id), stop);

    /// <summary>Puts a form about a source on top of what was pressed, for those who may change it.</summary>
    internal async Task Push(BlockActionRequest press, Func<string, ModalViewDefinition> form, CancellationToken stop)
    {
        if (list.Refusal(press.User.Id) is { } refusal) throw new RefusedException(refusal);
        await slack.Views.Push(press.TriggerId, form(press.Action.Value ?? ""), stop);
    }

    /// <summary>Shows it as it is now, where it lies under a form or had its button pressed.</summary>
    public Task Refresh(string? viewId, string name, string user, CancellationToken stop) =>
        viewId is null ? Task.CompletedTask : slack.Views.Redraw(viewId, () => Modal(name, user), stop);

    /// <summary>It, as it is now; null where it is gone.</summary>
    internal ListedSource? Find(IDbConnection db, string name) =>
        ListedSource.Find(db, name, known, settings, clock.GetUtcNow());

    ModalViewDefinition Modal(string name, string user) => database.Read(db => Find(db, name) is { } source
        ? new()
        {
            CallbackId = Page,
            Title = Limits.Truncate(source.Name, Limits.ViewTitle),
            Close = "Back",
            PrivateMetadata = source.Name,
            Blocks =
            [
                new SectionBlock { Text = source.Lines },
                new ContextBlock { Elements = [Facts(db, source)] },
                .. Paste(source),
                .. Buttons(source) is { Count: > 0 } buttons ? [new ActionsBlock { Elements = buttons }] : Array.Empty<Block>(),
                .. Sent(db, source, Viewer.Of(user)),
            ],
        }
        : OpenForm.Done("Sources", "This source is gone: the configuration names it no more."));

    string Facts(IDbConnection db, ListedSource source)
    {
        List<string> facts = [];
        if (source.Row is { Kind: not null } made)
        {
            facts.Add($"Made by {Mrkdwn.Name(Person.NameOf(db, made.MadeBy))}, {When.At(made.MadeAt)}");
            if (made.SecretAt is { } since) facts.Add($"secret set {When.At(since)}");
            var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
            var old = SourceStore.Tokens(db).Where(t => t.Source == made.Name && t.Until > now).Select(t => t.Until).Max();
            if (old is { } until && !source.IsRevoked) facts.Add($"the old token works until {When.At(until)}");
        }

        if (source.Settings.Count > 0)
            facts.Add(
                $"{string.Join(", ", source.Settings.Select(s => $"`{s}`"))} is set where the bot is started; change it there");
        facts.Add(source.Row?.Every is { } every ? $"expected every {Silence.Name(every)}" : "its silence tells nobody");
        facts.Add((source.Row?.PerMinute ?? settings.PerMinute) is > 0 and var most ? $"at most {most} a minute" : "no limit");
        return string.Join(" · ", facts);
    }

    IEnumerable<Block> Paste(ListedSource source)
    {
        if (source.IsRevoked) yield break;
        var kind = source.Kind ?? (settings.Tokens.ContainsKey(source.Name) ? SourceKind.Alerts : null);
        yield return new SectionBlock
        {
            Text = kind is null ? "What it signs is sent as `docs/alerts.md` of the bot says."
                : new Snippet(publicUrl).Of(kind, source.Name),
        };
    }

    // What can be done with each kind of source; what one kind alone has goes here as well.
    static List<BlockElement> Buttons(ListedSource source)
    {
        if (source.IsRevoked) return [];
        return
        [
            .. source is { IsMade: true, Kind.Proof: SourceProof.Token }
                ? [RotateToken.Button(source.Name)] : Array.Empty<Button>(),
            .. source is { IsMade: true, Kind.MaySign: true } ? [SetSecret.Button(source)] : Array.Empty<Button>(),
            .. source.Kind == SourceKind.Hooks ? [EditHook.Button(source.Name)] : Array.Empty<Button>(),
            Press(ExpectButton, "Expected every", source.Name),
            Press(LimitButton, "Limit", source.Name),
            .. source.IsMade ? [RevokeSource.Button(source.Name)] : Array.Empty<Button>(),
        ];
    }

    static IEnumerable<Block> Sent(IDbConnection db, ListedSource source, Viewer viewer)
    {
        var sent = AlertStore.Latest(db, viewer, source.Name, Payloads);
        if (sent.Count == 0) yield break;
        yield return new DividerBlock();
        foreach (var alert in sent)
            yield return new SectionBlock
            {
                Text = $"{When.At(alert.At)} · *{AlertTexts.Text(alert.Title, 100)}*\n{AlertTexts.Text(alert.Reason, 250)}",
                Accessory = Press(PayloadButton, "Payload", alert.Id.ToString(CultureInfo.InvariantCulture)),
            };
    }

    internal static Button Press(string action, string text, string value) =>
        new() { ActionId = action, Text = text, Value = value };
}

using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Incidents;
using Bot.People;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Api.Tokens;

/// <summary><c>/incident tokens</c>: who reads and writes over HTTP, until when, and when they last did.</summary>
public sealed class TokenList(Database database, SlackApi slack, Access access, TimeProvider clock)
{
    // With a line of how many there are they fit a modal.
    const int Most = 90;

    public async Task<SlashResponse?> Open(SlashCommand command, CancellationToken stop)
    {
        if (NotUnderstood.By(command, Verbs.Tokens) is { } unknown) return unknown;
        if (Refusal(command.UserId) is { } refusal) return refusal;
        await slack.Views.Open(command.TriggerId, Modal(), stop);
        return null;
    }

    /// <summary>Why somebody may not see tokens, or null.</summary>
    public string? Refusal(string user) => database.Read(db => access.Refusal(db, user, Act.ChangeTokens));

    /// <summary>Shows the list as it is now, where it was pressed or lies under a form.</summary>
    public Task Refresh(string? viewId, CancellationToken stop) =>
        viewId is null ? Task.CompletedTask : slack.Views.Redraw(viewId, Modal, stop);

    ModalViewDefinition Modal() => database.Read(db =>
    {
        var (all, now) = (ApiToken.All(db), clock.GetUtcNow().ToUnixTimeMilliseconds());
        return new ModalViewDefinition
        {
            CallbackId = TokenIds.ListForm,
            Title = "Tokens",
            Submit = "New token",
            Close = "Done",
            Blocks =
            [
                .. all.Count == 0
                    ? [new SectionBlock { Text = "No program reads over HTTP yet. *New token* lets one, for a time." }]
                    : all.Take(Most).Select(token => Row(db, token, now)),
                .. all.Count > Most
                    ? [new ContextBlock { Elements = [$"… {all.Count - Most} older ones"] }] : Array.Empty<Block>(),
            ],
        };
    });

    static SectionBlock Row(IDbConnection db, ApiToken token, long now) => new()
    {
        Text = $"*{Mrkdwn.Name(token.Name)}* · {token.Scopes.Replace(" ", ", ", StringComparison.Ordinal)}\n"
            + (token.IsExpiredAt(now) ? ":no_entry: expired" : "Works until") + $" {When.At(token.ExpiresAt)}"
            + $" · {(token.UsedAt is { } used ? $"last used {When.At(used)}" : "never used")}"
            + $"\nMade by {Mrkdwn.Name(Person.NameOf(db, token.MadeBy))}, {When.At(token.MadeAt)}",
        Accessory = new Button
        {
            ActionId = TokenIds.RevokeButton,
            Text = "Revoke",
            Value = token.Number.ToString(CultureInfo.InvariantCulture),
            Style = ButtonStyle.Danger,
            Confirm = new()
            {
                Title = Limits.Truncate($"Revoke {token.Name}?", Limits.ConfirmTitle),
                Text = new PlainText("What uses it is refused from now on. It cannot be brought back."),
                Confirm = "Revoke",
                Deny = "Keep it",
                Style = ButtonStyle.Danger,
            },
        },
    };
}

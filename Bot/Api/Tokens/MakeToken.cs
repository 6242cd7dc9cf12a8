using System.Globalization;
using Bot.Delivery;
using Bot.OnCall.Rows;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;
using static Bot.Api.Tokens.TokenIds;

namespace Bot.Api.Tokens;

/// <summary>A new token: what it is for, what it may, until when. It is shown once.</summary>
public sealed class MakeToken(
    Database database, Access access, TokenList list, PublicUrl publicUrl, TimeProvider clock)
{
    const int LongestName = 60;

    const string Unknown = "https://bot.example.com/";

    static readonly IReadOnlyList<Option> Scopes =
    [
        new("Read what everybody here sees", ApiScopes.Word(ApiScope.Read)),
        new("Write: incidents and follow-ups, in your name", ApiScopes.Word(ApiScope.Write)),
        new("Private incidents and requests that you see", ApiScopes.Word(ApiScope.Private)),
    ];

    static readonly IReadOnlyList<(string Name, int Days)> Lives = [("30 days", 30), ("90 days", 90), ("A year", 365)];

    const int Usual = 1;

    /// <summary>The list's only submit.</summary>
    public Task<ViewSubmissionResponse?> Begin(ViewSubmission pressed, CancellationToken stop) =>
        list.Refusal(pressed.User.Id) is { } refusal
            ? throw new RefusedException(refusal)
            : Task.FromResult<ViewSubmissionResponse?>(ViewSubmissionResponse.Push(
                Form(database.Read(db => PersonHours.ZoneOf(db, pressed.User.Id)), clock.GetUtcNow())));

    static ModalViewDefinition Form(TimeZoneInfo zone, DateTimeOffset now) => new()
    {
        CallbackId = MakeForm,
        Title = "New token",
        Submit = "Make it",
        Close = "Cancel",
        Blocks =
        [
            new InputBlock
            {
                BlockId = NameField,
                Label = "What it is for",
                Element = new PlainTextInput
                {
                    ActionId = NameField,
                    MaxLength = LongestName,
                    Placeholder = "Such as: weekly dashboard",
                },
            },
            new InputBlock
            {
                BlockId = ScopesField,
                Label = "What it may",
                Element = new CheckboxGroup { ActionId = ScopesField, Options = Scopes, InitialOptions = [Scopes[0]] },
            },
            new InputBlock
            {
                BlockId = LifeField,
                Label = "Works for",
                Hint = $"It ends on that day, as it is where you are: {zone.Id}.",
                Element = Life([.. Lives.Select(life => new Option(
                    $"{life.Name}, until {When.Day(now.AddDays(life.Days), zone, now)}", Text(life.Days)))]),
            },
        ],
    };

    static StaticSelectMenu Life(IReadOnlyList<Option> lives) =>
        new() { ActionId = LifeField, Options = lives, InitialOption = lives[Usual] };

    static string Text(int days) => days.ToString(CultureInfo.InvariantCulture);

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var (user, name, token) = (form.User.Id, form.View.State.Text(NameField).Trim(), ApiToken.New());
        var scope = ApiScopes.Of(form.View.State.Ticked(ScopesField));
        if (name.Length == 0) return ViewSubmissionResponse.Errors((NameField, "Say what it is for; a few words are enough."));
        if ((scope & (ApiScope.Read | ApiScope.Write)) == ApiScope.None)
            return ViewSubmissionResponse.Errors((ScopesField, "Let it read or write, or it can do nothing."));
        var days = double.Parse(form.View.State.Selected(LifeField) ?? Text(Lives[Usual].Days), CultureInfo.InvariantCulture);
        await database.Once(form.IdempotencyKey, tx =>
        {
            if (access.Refusal(tx.Db, user, Act.ChangeTokens) is { } refusal) throw new RefusedException(refusal);
            ApiToken.Add(tx, token, name, scope, TimeSpan.FromDays(days), user);
            return null;
        });
        // A repeat of what made it has another one, which is not kept.
        var isKept = database.Read(db => ApiToken.Find(db, token)) is not null;
        return ViewSubmissionResponse.Update(Shown(name, isKept ? token : null)) with
        {
            After = after => list.Refresh(form.View.PreviousViewId, after),
        };
    }

    ModalViewDefinition Shown(string name, string? token) => new()
    {
        Title = Limits.Truncate(name, Limits.ViewTitle),
        Close = "I have it",
        Blocks = token is null
            ? [new SectionBlock { Text = "It was made, and can be shown only once. Revoke it and make another." }]
            :
            [
                new SectionBlock
                {
                    Text = $"*The token, shown this once.* Copy it now:\n```{token}```\n"
                        + "If it gets lost, revoke it and make another.",
                },
                new SectionBlock { Text = $"Try it:\n```{Mrkdwn.Escape(Sample(token))}```{Missing()}" },
            ],
    };

    string Sample(string token) => $"curl \"{Address}v1/incidents?open=true\" \\\n  -H \"Authorization: Bearer {token}\"";

    string Address => publicUrl.Address?.ToString() ?? Unknown;

    string Missing() => publicUrl.Address is null
        ? $"\n`PUBLIC_URL` of the bot is not set, so its address is not known here: put it in the place of `{Unknown}`."
        : $"\nWhat can be asked stands at {Address}docs. Assistants are told {Address}mcp and the token.";
}

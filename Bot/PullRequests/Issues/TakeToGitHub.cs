using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.PullRequests;
using Bot.FollowUps;
using Bot.People;
using Bot.Settings;
using Bot.Slack;
using Bot.Storage;

namespace Bot.PullRequests.Issues;

/// <summary>
/// <c>/followup github 12 acme/dbt</c>, and the button in a follow-up's form: it gets an issue there. What is of a private
/// incident gets none.
/// </summary>
public sealed class TakeToGitHub(
    Database database, SlackApi slack, MakeFollowUp make, IssueLine line, GitHubSettings settings, BotCommands commands)
{
    public const string Word = "github";

    const string IsPrivate = "It is of a private incident, of which nothing is told GitHub.";

    // A form is to be answered within three seconds; what is not known by then shows when the issue is made.
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    static string NoToken => $"Whoever runs the bot sets {GitHubSettings.TokenKey} first, to a token that may write issues.";

    public async Task<SlashResponse?> Typed(SlashCommand command, CancellationToken stop)
    {
        var words = command.Rest.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        // "github is down" is something to be done.
        if (words.Length == 0 || Number(words[0]) is not { } number)
            return await make.Typed(
                command with { Word = "", Rest = $"{command.Text.TrimStart().Split(' ', 2)[0]} {command.Rest}".TrimEnd() }, stop);
        if (!settings.CanAsk) return NoToken;
        var typed = string.Join(' ', words.Skip(1));
        var repository = typed.Length > 0 ? Named(typed) : database.Read(IssueStore.LastRepository);
        if (repository is null)
            return (typed.Length > 0 ? $"“{Mrkdwn.Inert(typed, 60)}” is no repository. " : "")
                + $"Say in which repository, as owner and name: `{commands.FollowUp} {Word} {Text(number)} acme/dbt`.";
        if (database.Read(db => Problem(db, command.UserId, number)) is { } no) return no;
        var (name, problem) = await Asked(repository, stop);
        if (problem is not null) return problem;
        await database.Once(command.IdempotencyKey, tx =>
        {
            Want(tx, number, name, command.UserId);
            return null;
        });
        return $"{FollowUpRow.LabelOf(number)} gets an issue in {name}: `{commands.FollowUp} {Text(number)}` leads there in a "
            + "moment.";
    }

    /// <summary>In the form of a follow-up: where its issue is, or the button that makes one.</summary>
    public IEnumerable<Block> InForm(IDbConnection db, FollowUpRow row)
    {
        if (IssueStore.Find(db, row.Number) is { IsRefused: false } issue)
            return [new ContextBlock { Elements = [Where(issue)] }, .. Warning(issue)];
        if (!settings.CanAsk || Hidden(db, row.Number)) return [];
        return
        [
            .. Warning(IssueStore.Find(db, row.Number)),
            new ActionsBlock
            {
                Elements =
                [
                    new Button { ActionId = IssueIds.OpenButton, Text = "Create GitHub issue", Value = Text(row.Number) },
                ],
            },
        ];
    }

    static string Where(IssueRow issue) =>
        issue.Url is { } url ? $"On GitHub: {Mrkdwn.Link(url, issue.Label)}"
        : issue.IsTriedAgain
            ? $"No issue in {issue.Repository} yet: GitHub does not answer. It is tried again since {When.At(issue.WantedAt)}."
            : $"An issue is being made in {issue.Repository}.";

    static IEnumerable<Block> Warning(IssueRow? issue) => issue?.Trouble is { } trouble
        ? [new ContextBlock { Elements = [$":warning: {Mrkdwn.Escape(trouble)}"] }] : [];

    public async Task Open(BlockActionRequest press, CancellationToken stop)
    {
        if (Number(press.Action.Value ?? "") is not { } number) return;
        var form = database.Read(db => Problem(db, press.User.Id, number) is { } no
            ? OpenForm.Done("GitHub issue", no) : Form(number, IssueStore.LastRepository(db)));
        await slack.Views.Push(press.TriggerId, form, stop);
    }

    static ModalViewDefinition Form(long number, string? repository) => new()
    {
        CallbackId = IssueIds.Form,
        Title = "GitHub issue",
        Submit = "Create it",
        Close = "Cancel",
        PrivateMetadata = Text(number),
        Blocks =
        [
            new InputBlock
            {
                BlockId = IssueIds.RepositoryField,
                Label = "Repository",
                Hint = "The issue has the follow-up's title and labels. Closed there, it is done here, and the other way round.",
                Element = new PlainTextInput
                {
                    ActionId = IssueIds.RepositoryField,
                    InitialValue = repository,
                    Placeholder = "acme/dbt",
                    MaxLength = 200,
                },
            },
        ],
    };

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        if (Number(form.View.PrivateMetadata) is not { } number) return null;
        if (Named(form.View.State.Text(IssueIds.RepositoryField)) is not { } repository)
            return ViewSubmissionResponse.Errors((IssueIds.RepositoryField, "Name it as owner/repository, such as acme/dbt."));
        if (!settings.CanAsk) return ViewSubmissionResponse.Errors((IssueIds.RepositoryField, NoToken));
        var (name, problem) = await Asked(repository, stop);
        if (problem is not null) return ViewSubmissionResponse.Errors((IssueIds.RepositoryField, problem));
        return await RefusedFields.Catch(database, form, tx =>
        {
            if (Problem(tx.Db, form.User.Id, number) is { } no) throw RefusedFields.Anew(OpenForm.Done("GitHub issue", no));
            Want(tx, number, name, form.User.Id);
        });
    }

    async Task<(string Name, string? Problem)> Asked(string repository, CancellationToken stop)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        end.CancelAfter(Soon);
        try
        {
            var answer = await line.Repository(repository, end.Token);
            return answer switch
            {
                { End: GitHubEnd.Said, Value: { } seen } => (seen.Name, seen.Problem),
                _ => (repository, IssueTrouble.Maybe(answer, repository)),
            };
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return (repository, null);
        }
    }

    static void Want(Tx tx, long number, string repository, string by)
    {
        if (Problem(tx.Db, by, number) is { } no) throw new RefusedException(no);
        IssueStore.Want(tx, FollowUpStore.Seen(tx.Db, by, number), repository, by);
    }

    /// <summary>Why somebody cannot take one there, as a sentence; null where they can.</summary>
    static string? Problem(IDbConnection db, string by, long number)
    {
        var row = FollowUpStore.Seen(db, by, number);
        if (Hidden(db, number)) return IsPrivate;
        return IssueStore.Find(db, number) switch
        {
            { Url: { } url } issue => $"{row.Label} is on GitHub already: {Mrkdwn.Link(url, issue.Label)}.",
            { IsRefused: false } issue => $"An issue of {row.Label} is being made in {issue.Repository}.",
            _ => null,
        };
    }

    static bool Hidden(IDbConnection db, long number) => FollowUpStore.Find(db, Viewer.Public, number) is null;

    // A part of dots alone is no name.
    static string? Named(string typed) => PullName.RepositoryOf(typed) is { } name
        && !name.Split('/').Any(part => part.All(c => c == '.')) ? name : null;

    static long? Number(string typed) =>
        long.TryParse(typed.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

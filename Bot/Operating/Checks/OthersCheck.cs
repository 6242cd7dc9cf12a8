using Bot.PullRequests;
using Bot.Summaries;

namespace Bot.Operating.Checks;

/// <summary>The model and GitHub, where they are set.</summary>
sealed class OthersCheck(AskModel model, AiSettings ai, GitHubLine github, GitHubSettings settings) : ICheck
{
    public string Of => "the model and GitHub";

    public Finding Slow(string what) =>
        Finding.Wrong(what, "See that this machine reaches both, by a proxy where it needs one.");

    public async Task<IReadOnlyList<Finding>> Look(CancellationToken stop) => [await Model(stop), .. await GitHub(stop)];

    async Task<Finding> Model(CancellationToken stop)
    {
        if (!model.IsThere) return Finding.Unknown("No model is set: drafts are composed from facts.");
        return await model.Try(stop) is not { } why ? Finding.Well($"The model {ai} answers.")
            : Finding.Wrong(
                $"The model {ai} writes nothing: {why}.",
                "Check AI__Endpoint, AI__Model and AI__ApiKey. Until then drafts are composed from facts.");
    }

    async Task<IReadOnlyList<Finding>> GitHub(CancellationToken stop)
    {
        var secret = settings.Secret is null
            ? Finding.Unknown(
                $"{GitHubSettings.SecretKey} is not set, so GitHub can deliver nothing.",
                "Set it, and make a webhook for it on GitHub: docs/responding.md says how.")
            : Finding.Well($"{GitHubSettings.SecretKey} is set.");
        if (!github.CanAsk)
            return [secret, Finding.Unknown($"{GitHubSettings.TokenKey} is not set, so GitHub is asked nothing.")];
        var said = await github.Ask(asked => asked.RateLimit.GetRateLimits(), stop);
        return
        [
            secret,
            said.End switch
            {
                // A server of one's own may count no calls, and says so.
                GitHubEnd.Said or GitHubEnd.Unseen => Finding.Well($"{settings.Host} takes {GitHubSettings.TokenKey}."),
                GitHubEnd.Refused => Finding.Wrong(
                    $"{settings.Host} does not take {GitHubSettings.TokenKey} ({said.Why.TrimEnd('.')}).",
                    "Make a new token that may read pull requests, checks and contents of your repositories."),
                _ => Finding.Wrong(
                    $"{settings.Host} does not answer ({said.Why.TrimEnd('.')}).",
                    "See that this machine reaches it, by a proxy where it needs one."),
            },
        ];
    }
}

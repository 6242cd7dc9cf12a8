using Bot.Home;
using Bot.Settings;
using Bot.Slack;

namespace Bot.Operating.Checks;

/// <summary>Each permission of the manifest, and what stops without it.</summary>
sealed class ScopeCheck(SlackApi slack) : ICheck
{
    const string Add = "Add it under OAuth & Permissions of the app, or paste the manifest that `Bot manifest` prints, and "
        + "install the app again.";

    public string Of => "the permissions";

    public async Task<IReadOnlyList<Finding>> Look(CancellationToken stop)
    {
        var granted = (await slack.Auth.Test(stop)).Scopes;
        if (granted.Count == 0) return [Finding.Open("Slack does not say which permissions the app has.")];
        var all = AppManifest.Scopes.Concat(AppManifest.OptionalScopes).ToList();
        var missing = all.Except(granted).ToList();
        if (missing.Count == 0) return [Finding.Well($"The app has all {all.Count} permissions of the manifest.")];
        return [.. missing.Select(scope => AppManifest.Scopes.Contains(scope)
            ? Finding.Wrong($"The app lacks {Without(scope)}", Add)
            : Finding.Open($"The app lacks the optional {Without(scope)}", Add))];
    }

    static string Without(string scope) => $"{ManifestWords.OfScope(scope)}, which it cannot do now.";
}

using Bot.Home;
using Bot.Settings;

namespace Bot.Operating.Checks;

/// <summary>Each permission of the manifest, and what stops without it.</summary>
static class GrantedScopes
{
    const string Add = "Add it under OAuth & Permissions of the app, or paste the manifest that `Bot manifest` prints, and "
        + "install the app again.";

    /// <param name="granted">What Slack says that the app has; nothing where it does not say.</param>
    public static IReadOnlyList<Finding> Of(IReadOnlyList<string> granted)
    {
        if (granted.Count == 0) return [Finding.Unknown("Slack does not say which permissions the app has.")];
        var all = AppManifest.Scopes.Concat(AppManifest.OptionalScopes).ToList();
        var missing = all.Except(granted).ToList();
        if (missing.Count == 0) return [Finding.Well($"The app has all {all.Count} permissions of the manifest.")];
        return [.. missing.Select(scope => AppManifest.Scopes.Contains(scope)
            ? Finding.Wrong($"The app lacks {Without(scope)}", Add)
            : Finding.Unknown($"The app lacks the optional {Without(scope)}", Add))];
    }

    static string Without(string scope) => $"{ManifestWords.OfScope(scope)}, which it cannot do now.";
}

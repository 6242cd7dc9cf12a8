using Bot.Home;
using Bot.Settings;
using Bot.Storage;

namespace Bot.Operating.Checks;

/// <summary>
/// Commands, shortcuts and events. Of these Slack says nothing to an app, so what counts is what an admin said last that the app
/// has.
/// </summary>
sealed class ManifestCheck(Database database, ManifestNews news) : ICheck
{
    public string Of => "the manifest";

    public Finding Slow(string what) => StoreCheck.Busy(what);

    public Task<IReadOnlyList<Finding>> Look(CancellationToken stop)
    {
        var (lacking, isKnown) = database.Read(db => (news.New(db), ManifestNews.Confirmed.Now(db) is not null));
        var others = lacking.Where(item => item.Kind != ManifestItem.Scope).ToList();
        return Task.FromResult<IReadOnlyList<Finding>>(
        [
            others.Count > 0
                ? Finding.Wrong(
                    $"The app may lack {string.Join(", ", ManifestWords.Of(others)).TrimEnd('.')}.",
                    "Paste the manifest that `Bot manifest` prints under App Manifest, save it, and press Done in the message "
                        + "about it.")
                : isKnown ? Finding.Well(
                    "Commands, shortcuts and events are those of the first start, or as an admin confirmed them last; Slack does "
                        + "not say.")
                : Finding.Unknown("Which commands, shortcuts and events the app has is known once the bot has run."),
        ]);
    }
}

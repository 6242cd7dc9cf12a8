using System.Data;
using Bot.People;
using Bot.Slack;

namespace Bot.Delivery;

/// <summary>Sends somebody files in a direct message. A courtesy: whoever gets none is told so, and may ask again.</summary>
public sealed class SendFiles(SlackApi slack, DirectMessages direct, ILogger<SendFiles> log)
{
    const string Scope = "files:write";

    /// <summary>What is said where the app may send none.</summary>
    public const string Cannot = $"The bot sends no files, as the app lacks `{Scope}`: an admin adds that to the app.";

    /// <summary>Whether the app may.</summary>
    public static bool May(IDbConnection db) => Installation.Scopes.Now(db).Contains(Scope);

    /// <param name="person">Who gets them.</param>
    /// <param name="comment">What stands above them.</param>
    /// <param name="files">Which.</param>
    /// <param name="stop">Ends the call.</param>
    /// <returns>False where Slack did not take them.</returns>
    public async Task<bool> To(string person, string comment, IReadOnlyList<NewFile> files, CancellationToken stop)
    {
        try
        {
            await slack.Files.Upload(await direct.With(person, stop), comment, files, stop);
            return true;
        }
        catch (Exception e) when (e is SlackException or SlackUnreachableException)
        {
            log.LogWarning("{Files} could not be sent: {Reason}", string.Join(", ", files.Select(file => file.Name)), e.Message);
            return false;
        }
    }
}

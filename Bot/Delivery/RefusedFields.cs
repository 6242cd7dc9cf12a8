using Bot.Slack;
using Bot.Storage;

namespace Bot.Delivery;

/// <summary>A form was refused. Thrown inside the change, so that nothing is written and the form can be sent again.</summary>
sealed class RefusedFields(ViewSubmissionResponse response) : Exception
{
    public static RefusedFields Of(string field, string sentence) => new(ViewSubmissionResponse.Errors((field, sentence)));

    /// <summary>The form is drawn anew with what is now, and what was filled in; sent again it will do.</summary>
    public static RefusedFields Anew(ModalViewDefinition form) => new(ViewSubmissionResponse.Update(form));

    /// <summary>Runs a form's change once; what it refuses is said in the form.</summary>
    public static async Task<ViewSubmissionResponse?> Catch(Database database, ViewSubmission form, Action<Tx> change)
    {
        try
        {
            await database.Once(form.IdempotencyKey, tx =>
            {
                change(tx);
                return null;
            });
            return null;
        }
        catch (RefusedFields refused)
        {
            return refused.Response;
        }
    }

    public ViewSubmissionResponse Response => response;
}

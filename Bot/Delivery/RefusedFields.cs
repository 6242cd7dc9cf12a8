using System.Text.Json;
using Bot.Domain.OnCall;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Delivery;

/// <summary>A form was refused. Thrown inside the change, so that nothing is written and the form can be sent again.</summary>
sealed class RefusedFields(ViewSubmissionResponse response) : Exception
{
    public static RefusedFields Of(string field, string sentence) => new(ViewSubmissionResponse.Errors((field, sentence)));

    /// <summary>The form is drawn anew with what is now, and what was filled in; sent again it will do.</summary>
    public static RefusedFields Anew(ModalViewDefinition form) => new(ViewSubmissionResponse.Update(form));

    /// <summary>
    /// Runs a form's change once; what it refuses is said in the form. Who presses again because no answer came may have changed
    /// something in it meanwhile: that is not saved, and they are told.
    /// </summary>
    public static async Task<ViewSubmissionResponse?> Catch(Database database, ViewSubmission form, Action<Tx> change)
    {
        try
        {
            var sent = ShortMark.Of(JsonSerializer.Serialize(form.View.State.Values));
            var first = await database.Once(form.IdempotencyKey, tx =>
            {
                change(tx);
                return sent;
            });
            // What an older version kept has no mark.
            return first is null || first == sent || FirstInput(form.View) is not { } field ? null : Of(field, WasSaved).Response;
        }
        catch (RefusedFields refused)
        {
            return refused.Response;
        }
    }

    const string WasSaved = "What you sent first is saved; what you changed in it since is not. Close this and look at it.";

    static string? FirstInput(View view) => view.Blocks.ValueKind != JsonValueKind.Array ? null
        : view.Blocks.EnumerateArray().Where(block => block.GetProperty("type").GetString() == "input")
            .Select(block => block.GetProperty("block_id").GetString()).FirstOrDefault();

    public ViewSubmissionResponse Response => response;
}

using Bot.Hosting;
using Bot.Slack;

namespace Bot.OnCall;

/// <summary><c>/cover rota</c>: the form of the only rotation or of the first, and where there are several, which one first.</summary>
public sealed class ChooseRotation(Database database, SlackApi slack, Access access, RotationAccess rotations, EditRotation edit, TimeProvider clock)
{
    const string New = "new";

    public async Task<SlashResponse?> Open(SlashCommand command, CancellationToken stop)
    {
        if (await access.Problem(command.UserId, stop) is { } problem) return problem;
        var all = database.Read(db => RotationStore.All(db, clock.GetUtcNow()));
        if (all.Count == 0 || command.Rest.Trim() == New)
        {
            await slack.Views.Open(command.TriggerId, await edit.Form(null, command.UserId, stop), stop);
            return null;
        }

        if (all.Count == 1 && await rotations.Problem(all[0].Id, command.UserId, stop) is { } refusal) return refusal;
        await slack.Views.Open(command.TriggerId, all.Count == 1 ? await edit.Form(all[0].Id, command.UserId, stop) : Menu(all), stop);
        return null;
    }

    static ModalViewDefinition Menu(List<RotationRow> all) => new()
    {
        CallbackId = OnCallRoutes.ChooseForm,
        Title = "Rotations",
        Submit = "Next",
        Close = "Cancel",
        Blocks =
        [
            new InputBlock
            {
                BlockId = OnCallRoutes.ChooseField,
                Label = "Rotation",
                Element = new StaticSelectMenu
                {
                    ActionId = OnCallRoutes.ChooseField,
                    Options = [.. all.Take(Limits.Options - 1).Select(Option), new Option("New rotation", New)],
                    InitialOption = Option(all[0]),
                },
            },
        ],
    };

    static Option Option(RotationRow row) => new(Limits.Truncate(row.Name, Limits.OptionText), row.Id);

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var chosen = form.View.State.Selected(OnCallRoutes.ChooseField) ?? New;
        if (await rotations.Problem(chosen, form.User.Id, stop) is { } problem) return ViewSubmissionResponse.Errors((OnCallRoutes.ChooseField, problem));
        return ViewSubmissionResponse.Update(await edit.Form(chosen == New ? null : chosen, form.User.Id, stop));
    }
}

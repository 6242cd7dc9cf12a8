using System.Data;
using Bot.Delivery;
using Bot.Domain.Alerts;
using Bot.OnCall.Groups;
using Bot.OnCall.Rows;
using Bot.Slack;
using Bot.Storage;

namespace Bot.Alerts.Routing;

/// <summary>Six routes to begin with: by whom an alert is felt, and by day or by night.</summary>
public sealed class UsePreset(Database database, SlackApi slack, TeamRoutes routes, ListRoutes list, TimeProvider clock)
{
    internal const string NoGroup = "Whom the rotation calls out of hours";

    const string RotationField = "rotation", GroupField = "group", JobsField = "jobs";
    const int LongestJobs = 500;

    public async Task Open(BlockActionRequest press, CancellationToken stop)
    {
        var form = database.Read(db => routes.Refusal(db, press.User.Id) is { } refusal
            ? OpenForm.Done("Routes", refusal) : Form(db));
        await slack.Views.Push(press.TriggerId, form, stop);
    }

    ModalViewDefinition Form(IDbConnection db)
    {
        var rotations = RotationStore.All(db, clock.GetUtcNow());
        return new()
        {
            CallbackId = RouteIds.PresetForm,
            Title = "Begin with six routes",
            Submit = "Make them",
            Close = "Back",
            Blocks =
            [
                new SectionBlock
                {
                    Text = "What *customers* feel opens a Major at once; at night the on-call engineers are called.\n"
                        + "What is *internal* opens a Minor, at night when hours open.\n"
                        + "What nobody can tell (*unknown*) is treated as what customers feel.",
                },
                .. rotations.Count > 1
                    ? [RouteFields.Rotation(RotationField, "The data team's rotation", rotations, null)] : Array.Empty<Block>(),
                new InputBlock
                {
                    BlockId = GroupField,
                    Label = "On-call engineers",
                    Hint = rotations.Exists(r => r.Rotation.AlertGroup is null)
                        ? "The user group that is called at night. Choose one: a rotation without its own calls nobody then."
                        : "The user group that is called at night.",
                    Optional = true,
                    Element = new ExternalSelectMenu
                    {
                        ActionId = RouteIds.PresetGroup,
                        InitialOption = GroupChoice.None.ToOption(NoGroup),
                        MinQueryLength = 0,
                    },
                },
                new InputBlock
                {
                    BlockId = JobsField,
                    Label = "Internal jobs",
                    Hint = "Jobs whose failure nobody outside feels, with commas between them.",
                    Optional = true,
                    Element = new PlainTextInput { ActionId = JobsField, MaxLength = LongestJobs },
                },
            ],
        };
    }

    public async Task<ViewSubmissionResponse?> Submit(ViewSubmission form, CancellationToken stop)
    {
        var state = form.View.State;
        var rotation = state.Selected(RotationField) is { } chosen && chosen != RouteDraft.First ? chosen : null;
        var group = GroupChoice.Read(state.Selected(GroupField)).Id;
        var made = RoutePreset.Of(rotation, group, Jobs(state.Text(JobsField)), TeamRoutes.NewId);
        var answer = await RefusedFields.Catch(database, form, tx =>
        {
            if (routes.Refusal(tx.Db, form.User.Id) is { } refusal) throw RefusedFields.Anew(OpenForm.Done("Routes", refusal));
            if (TeamRoutes.All(tx.Db).Count > 0)
                throw RefusedFields.Anew(OpenForm.Done("Routes", "Somebody has made routes meanwhile. Change those instead."));
            foreach (var route in made) TeamRoutes.Put(tx, route, behind: null, form.User.Id);
        });
        return (answer ?? ViewSubmissionResponse.Close()) with { After = after => list.Refresh(form.View.PreviousViewId, after) };
    }

    // The name of a job may have a space in it.
    static IReadOnlyList<string> Jobs(string typed) =>
    [
        .. typed.Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];
}

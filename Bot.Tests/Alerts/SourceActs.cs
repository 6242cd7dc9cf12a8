using System.Text.RegularExpressions;
using Bot.Sandbox;

namespace Bot.Tests.Alerts;

/// <summary>What an admin does with sources.</summary>
static partial class SourceActs
{
    /// <summary>Makes one through the forms and gives what is shown once; null where nothing is.</summary>
    public static async Task<string?> MakesSource(this Member admin, string kind, string name)
    {
        await admin.Slash("/incident sources");
        await admin.Modal.Submit();
        await admin.Modal.Choose("What sends", kind).Submit();
        await admin.Modal.Fill("Name", name).Submit();
        var shown = Shown(admin.Modal);
        await admin.Modal.CloseAll();
        return shown;
    }

    /// <summary>Opens the page of the source that stands first in the list.</summary>
    public static async Task<Modal> OpensSource(this Member admin)
    {
        if (admin.ModalOrNone is { } open) await open.CloseAll();
        await admin.Slash("/incident sources");
        await admin.Modal.Press("Open");
        return admin.Modal;
    }

    /// <summary>The token or the secret that a modal shows.</summary>
    public static string? Shown(Modal modal) => Proof().Match(modal.Text) is { Success: true } found ? found.Value : null;

    [GeneratedRegex("(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")]
    private static partial Regex Proof();
}

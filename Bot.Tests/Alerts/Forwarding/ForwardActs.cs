using System.Text.RegularExpressions;
using Bot.Alerts.Forwarding;
using Bot.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Alerts.Forwarding;

/// <summary>What an admin does so that alerts are sent on, and what came of them.</summary>
static partial class ForwardActs
{
    public const string Key = "0123456789abcdef0123456789abcdef";

    /// <summary>Waits that a test can wait for; an alert does not wait for its channel.</summary>
    public static readonly ForwardOptions Quick = new()
    {
        Patience = TimeSpan.FromSeconds(2),
        First = TimeSpan.FromMilliseconds(50),
        Longest = TimeSpan.FromMilliseconds(100),
        ChannelWithin = TimeSpan.Zero,
    };

    public static async Task<Afternoon> Begin(ForwardOptions? options = null, Dictionary<string, string?>? settings = null)
    {
        // With a store on a server there is no place beside it.
        var all = new Dictionary<string, string?>(settings ?? [])
        {
            ["DataProtection:Keys"] = settings?.GetValueOrDefault("DataProtection:Keys")
                ?? Path.Combine(AppContext.BaseDirectory, "keys-of-tests"),
        };
        var afternoon = await Afternoon.Begin(settings: all, services: services => services.AddSingleton(options ?? Quick));
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.Close();
        await afternoon.Ivy.OpensHome(afternoon.App);
        return afternoon;
    }

    /// <summary>Makes one through the forms and gives the secret that is shown; null where none is.</summary>
    public static async Task<string?> MakesDestination(this Member admin, string kind, string name, string address)
    {
        await admin.Slash("/incident destinations");
        await admin.Modal.Submit();
        await admin.Modal.Choose("Where alerts are sent on to", kind).Submit();
        var form = admin.Modal.Fill("Name", name).Fill("Address", address);
        if (kind == "PagerDuty") form = form.Fill("Integration key", Key);
        await form.Submit();
        var shown = ShownSecret(admin.Modal);
        await admin.Modal.CloseAll();
        return shown;
    }

    /// <summary>The secret that a modal shows.</summary>
    public static string? ShownSecret(Modal modal) =>
        Secret().Match(modal.Text) is { Success: true } found ? found.Value : null;

    /// <summary>Opens the page of the destination that stands first in the list.</summary>
    public static async Task<Modal> OpensDestination(this Member admin)
    {
        if (admin.ModalOrNone is { } open) await open.CloseAll();
        await admin.Slash("/incident destinations");
        await admin.Modal.Press("Open");
        return admin.Modal;
    }

    /// <summary>A route that takes one job and sends it on.</summary>
    /// <param name="admin">Who makes it.</param>
    /// <param name="job">Whose alerts.</param>
    /// <param name="to">The destination's name.</param>
    /// <param name="act">What becomes of them here.</param>
    /// <param name="more">What else is chosen.</param>
    public static async Task SendsOn(
        this Member admin, string job, string to, string? act = null, Func<Modal, Modal>? more = null)
    {
        var form = await MadeRoutes.NewRoute(admin, $"Jobs of {job}", "job", "is", job);
        if (act is not null) await form.Choose("What becomes of it", act);
        form = admin.Modal.Choose("Also send it on to", to);
        await (more?.Invoke(form) ?? form).Submit();
        await admin.Modal.Submit();
        await admin.Modal.CloseAll();
    }

    public const string Quietly = "Keep it, tell nobody";

    /// <summary>A destination of PagerDuty's kind, and a route that keeps a job's alerts and sends them on.</summary>
    public static async Task SendsOrdersOn(this Member admin, FakeDestination to)
    {
        await admin.MakesDestination("PagerDuty", "Pager", to.Url);
        await admin.SendsOn("orders", "Pager", Quietly);
    }

    [GeneratedRegex("whsec_[A-Za-z0-9+/=]+")]
    private static partial Regex Secret();
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Bot.Api.Webhooks;
using Bot.FollowUps;
using Bot.Sandbox;
using Bot.Storage;
using Bot.Tests.Alerts.Forwarding;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Bot.Tests.Api.Webhooks;

/// <summary>What an admin does so that programs are told of changes, and what came of it.</summary>
static class WebhookActs
{
    public const string OfIncidents = "Incidents", OfFollowUps = "Follow-ups", OfOnCall = "On-call",
        Private = "Also private incidents that I see";

    /// <summary>Waits that a test can wait for.</summary>
    public static readonly WebhookOptions Quick = new() { Waits = ForwardActs.Quick };

    /// <summary>What fails is tried again long after the test.</summary>
    public static readonly WebhookOptions Patient =
        new() { Waits = new() { Patience = TimeSpan.FromSeconds(2), First = TimeSpan.FromHours(1) } };

    /// <summary>Ana is on call, Ben is next; webhooks may go to this machine.</summary>
    public static async Task<Afternoon> Begin(WebhookOptions? options = null, string? inside = "127.0.0.1", bool isShared = false)
    {
        var afternoon = await Afternoon.Begin(
            settings: new()
            {
                ["Webhooks:Inside"] = inside,
                // With a store on a server there is no place beside it.
                ["DataProtection:Keys"] = Path.Combine(AppContext.BaseDirectory, "keys-of-tests"),
            },
            services: services => services.AddSingleton(options ?? Quick), isShared: isShared);
        await afternoon.Rotation("ana", "ben");
        await afternoon.Ana.Modal.CloseAll();
        return afternoon;
    }

    /// <summary>Opens the form of a new one.</summary>
    public static async Task<Modal> NewWebhook(this Member admin)
    {
        if (admin.ModalOrNone is { } open) await open.CloseAll();
        await admin.Slash("/incident webhooks");
        await admin.Modal.Submit();
        return admin.Modal;
    }

    /// <summary>Makes one through the forms and gives the secret that is shown.</summary>
    /// <param name="told">Of what it is told; of incidents where nothing is said.</param>
    public static async Task<string> MakesWebhook(this Member admin, string address, params string[] told)
    {
        var form = (await admin.NewWebhook()).Fill("Name", "Status page").Fill("Address", address);
        if (told.Length > 0 && !told.Contains(OfIncidents)) form = form.Tick(OfIncidents, on: false);
        foreach (var kind in told.Where(t => t != OfIncidents)) form = form.Tick(kind);
        await form.Submit();
        var secret = ForwardActs.ShownSecret(admin.Modal);
        await admin.Modal.CloseAll();
        return secret!;
    }

    /// <summary>Opens the page of the only one.</summary>
    public static async Task<Modal> OpensWebhook(this Member admin)
    {
        if (admin.ModalOrNone is { } open) await open.CloseAll();
        await admin.Slash("/incident webhooks");
        await admin.Modal.Press("Open");
        return admin.Modal;
    }

    /// <summary>The only one, as it is stored.</summary>
    public static WebhookRow Webhook(this Afternoon afternoon) => afternoon.Get<Database>().Read(WebhookStore.All).Single();

    /// <summary>Something to be told of, at once and without waiting for who is told.</summary>
    public static Task FollowsUp(this Afternoon afternoon, params string[] titles) => afternoon.Get<Database>().Change(tx =>
    {
        foreach (var title in titles)
            FollowUpStore.Make(tx, new(title, afternoon.Ana.Id, new(2026, 3, 20)), afternoon.Ana.Id);
    });

    /// <summary>What came, as "incident.opened 1".</summary>
    public static string[] Told(this FakeDestination hook) =>
        [.. hook.All.Select(g => $"{g["type"]} {g["data", "number"]}".TrimEnd())];

    public static JsonNode Data(this Got got) => JsonNode.Parse(got.Body)!["data"]!;

    public static long Count(this Afternoon afternoon, string which) => afternoon.Get<Database>().Read(db =>
        db.ExecuteScalar<long>($"select count(*) from webhook_events where {which}"));

    /// <summary>Waits until nothing waits any more.</summary>
    public static Task AllTold(this Afternoon afternoon) =>
        Wait.Until(() => afternoon.Count("taken_at is null and gave_up_at is null") == 0);

    /// <summary>As a reader of the page would check it.</summary>
    public static void IsSigned(this Got got, string secret)
    {
        var (id, seconds) = (got.Headers["webhook-id"], got.Headers["webhook-timestamp"]);
        using var hmac = new HMACSHA256(Convert.FromBase64String(secret["whsec_".Length..]));
        var right = Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{id}.{seconds}.{got.Body}")));
        Assert.Contains($"v1,{right}", got.Headers["webhook-signature"].Split(' '));
        var sent = DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds, CultureInfo.InvariantCulture));
        Assert.InRange(TimeProvider.System.GetUtcNow() - sent, TimeSpan.FromMinutes(-5), TimeSpan.FromMinutes(5));
    }
}

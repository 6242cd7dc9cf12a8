using System.Text.Json;
using Bot.Domain.OnCall;

namespace Bot.Api.Webhooks;

/// <summary>
/// A webhook as its form showed it when it was opened: what others have changed since is not lost without a word.
/// </summary>
/// <param name="Id">Which.</param>
/// <param name="Name">What it was called.</param>
/// <param name="Kinds">Of what it was told.</param>
/// <param name="Seer">Whose private incidents it was told of.</param>
/// <param name="Mark">By which another address or secret is known.</param>
public sealed record ShownWebhook(string Id, string Name, string Kinds, string? Seer, string Mark)
{
    public static ShownWebhook Of(WebhookRow row) => new(row.Id, row.Name, row.Kinds, row.Seer, ShortMark.Of(row.Sealed));

    public static ShownWebhook Read(string metadata) => JsonSerializer.Deserialize<ShownWebhook>(metadata)!;

    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>What was changed in the form is as the form says; all else is as it is now.</summary>
    public WantedWebhook Merged(WantedWebhook filled, WebhookRow now) => filled with
    {
        Name = filled.Name == Name ? now.Name : filled.Name,
        Kinds = WebhookKinds.Keys(filled.Kinds) == Kinds ? now.KindList : filled.Kinds,
    };

    /// <summary>
    /// What the form is compared with when it is saved again: what was changed in it has been seen as it is now, while a field
    /// that was left alone still shows what it was.
    /// </summary>
    public ShownWebhook Known(WantedWebhook filled, WebhookRow now) => Of(now) with
    {
        Name = filled.Name == Name ? Name : now.Name,
        Kinds = WebhookKinds.Keys(filled.Kinds) == Kinds ? Kinds : now.Kinds,
    };

    /// <summary>
    /// What both have changed, each otherwise. Who gives private incidents has seen where they go, and nobody takes back unseen
    /// what somebody else has ticked.
    /// </summary>
    public List<string> Lost((WantedWebhook Wanted, string? Address) filled, WebhookRow now, string by)
    {
        var (wanted, kinds) = (filled.Wanted, WebhookKinds.Keys(filled.Wanted.Kinds));
        var seer = wanted.IsPrivate ? by : null;
        List<string> lost = [];
        if (wanted.Name != Name && now.Name != Name && now.Name != wanted.Name) lost.Add("its name");
        if (kinds != Kinds && now.Kinds != Kinds && now.Kinds != kinds) lost.Add("what it is told of");
        if (now.Seer != Seer && now.Seer != seer) lost.Add("whose private incidents it is told of");
        if (ShortMark.Of(now.Sealed) != Mark && (filled.Address is not null || wanted.IsPrivate))
            lost.Add("its address or secret");
        return lost;
    }
}

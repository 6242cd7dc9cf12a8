using System.Text.Encodings.Web;
using System.Text.Json;
using Bot.Domain.Incidents;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>What a form showed of an incident when it was drawn, carried in the form.</summary>
/// <param name="Number">The incident.</param>
/// <param name="Values">What its fields showed.</param>
/// <param name="Draft">
/// How often others had changed the same meanwhile. Slack keeps what stands in a field for as long as the field has its name, so
/// each time the fields get new ones.
/// </param>
sealed record ShownIncident(long Number, FormEdit.Values Values, int Draft = 0)
{
    // Letters of any alphabet count once: Slack takes 3,000 characters.
    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ShownIncident Of(IncidentRow incident) => new(incident.Number, Present(incident));

    public static FormEdit.Values Present(IncidentRow incident) => FormEdit.Values.Of(incident.State(firing: false));

    public static ShownIncident Of(View view) => JsonSerializer.Deserialize<ShownIncident>(view.PrivateMetadata)!;

    /// <summary>The name under which Slack knows a field of this form.</summary>
    public string Block(string field) => Draft == 0 ? field : $"{field}.{Draft}";

    /// <summary>What was filled in, by the fields' own names.</summary>
    public static ViewState Filled(View view) =>
        view.State with { Values = view.State.Values.ToDictionary(block => block.Key.Split('.')[0], block => block.Value) };

    /// <summary>The form with all that is needed to read it when it comes back.</summary>
    public ModalViewDefinition Carried(ModalViewDefinition form) => form with
    {
        PrivateMetadata = JsonSerializer.Serialize(this, Plain),
        Blocks =
        [
            .. form.Blocks.Select(block => block is InputBlock input ? input with { BlockId = Block(input.BlockId!) } : block),
        ],
    };
}

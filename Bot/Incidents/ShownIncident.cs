using System.Text;
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
public sealed record ShownIncident(long Number, FormEdit.Values Values, int Draft = 0)
{
    // It leaves Base64 as it is. Astral characters, such as emoji, it would write as twelve: 250 of them fill what Slack takes.
    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ShownIncident Of(IncidentRow incident) => new(incident.Number, Present(incident));

    public static FormEdit.Values Present(IncidentRow incident) => FormEdit.Values.Of(incident.State(firing: false));

    public static ShownIncident Of(View view) => Read(view.PrivateMetadata);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ShownIncident Read(string metadata)
    {
        var shown = JsonSerializer.Deserialize<ShownIncident>(metadata)!;
        return shown.Name is { } name
            ? shown with
            {
                Name = null,
                Values = shown.Values with { Name = Encoding.UTF8.GetString(Convert.FromBase64String(name)) },
            }
            : shown;
    }

    /// <summary>In a form of 3,000 characters at most, whatever stands in the name.</summary>
    public string Write() => JsonSerializer.Serialize(
        this with
        {
            Name = Values.Name is { } name ? Convert.ToBase64String(Encoding.UTF8.GetBytes(name)) : null,
            Values = Values with { Name = null },
        },
        Plain);

    /// <summary>The lead that the form chose by itself for another team; null while none has been chosen in it.</summary>
    public string? Offered { get; init; }

    /// <summary>When the next update is due as the form showed it, in minutes; null where the severity decides.</summary>
    public int? Next { get; init; }

    /// <summary>The name as the form carries it: its bytes, which any name has few of.</summary>
    public string? Name { get; init; }

    /// <summary>The name under which Slack knows a field of this form.</summary>
    public string Block(string field) => Draft == 0 ? field : $"{field}.{Draft}";

    /// <summary>What was filled in, by the fields' own names.</summary>
    public static ViewState Filled(View view) =>
        view.State with { Values = view.State.Values.ToDictionary(block => block.Key.Split('.')[0], block => block.Value) };

    /// <summary>The form with all that is needed to read it when it comes back.</summary>
    public ModalViewDefinition Carried(ModalViewDefinition form) => form with
    {
        PrivateMetadata = Write(),
        Blocks =
        [
            .. form.Blocks.Select(block => block is InputBlock input ? input with { BlockId = Block(input.BlockId!) } : block),
        ],
    };
}

using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Bot.Sandbox.Page.Blocks;

/// <summary>Typing, arrows, Enter and Escape of a searching select.</summary>
public partial class Picker
{
    IReadOnlyList<Choice> _chosen = [];
    IReadOnlyList<Choice> _offered = [];
    string _typed = "";
    bool _open;
    bool _searching;
    bool _asking;
    int _at;

    [CascadingParameter] public BlockHost Host { get; set; } = null!;
    [Parameter, EditorRequired] public required PlacedElement Placed { get; set; }
    [Parameter] public string Label { get; set; } = "";
    [Parameter] public string? InputId { get; set; }
    [Parameter] public string? Described { get; set; }

    Picking Picking => new(Host, Placed);
    string ListId => $"{Host.Key}-{Placed.BlockId}-{Placed.ActionId}-list".Replace('.', '-');
    string Typed => _searching ? _typed : "";
    int Least => Placed.Type.EndsWith("external_select", StringComparison.Ordinal)
        ? Placed.Element.Get("min_query_length")?.GetInt32() ?? 3 : 0;
    string Placeholder => Host.Words(Placed.Element.Get("placeholder")) is { Length: > 0 } given ? given : "Type to search";

    protected override void OnParametersSet()
    {
        _chosen = Picking.Chosen();
        if (!_searching) _typed = Picking.Several ? "" : Name(_chosen);
    }

    async Task Open()
    {
        if (_open) return;
        _open = true;
        await Search();
    }

    async Task Type(string? text)
    {
        (_typed, _searching, _open) = (text ?? "", true, true);
        await Search();
    }

    async Task Search()
    {
        var asked = Typed;
        _asking = true;
        var offered = await Picking.Offer(asked);
        if (asked != Typed) return; // A later keystroke has asked again.
        (_offered, _asking, _at) = (offered, false, 0);
    }

    async Task Key(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "ArrowDown" when !_open:
                await Open();
                break;
            case "ArrowDown":
                _at = Math.Min(_at + 1, Math.Max(0, _offered.Count - 1));
                break;
            case "ArrowUp":
                _at = Math.Max(_at - 1, 0);
                break;
            case "Enter" when _open && _at < _offered.Count:
                await Pick(_offered[_at]);
                break;
            case "Escape":
                Leave();
                break;
            case "Backspace" when Picking.Several && _typed.Length == 0 && _chosen.Count > 0:
                await Remove(_chosen[^1]);
                break;
        }
    }

    Task Pick(Choice choice)
    {
        Leave();
        if (Picking.Several && _chosen.Any(each => each.Id == choice.Id)) return Remove(choice);
        return Set(Picking.Several ? [.. _chosen, choice] : [choice]);
    }

    Task Remove(Choice choice) => Set([.. _chosen.Where(each => each.Id != choice.Id)]);

    async Task Set(IReadOnlyList<Choice> chosen)
    {
        _chosen = chosen;
        _typed = Picking.Several ? "" : Name(chosen);
        await Host.Set(Placed, Picking.Value(chosen));
    }

    static string Name(IReadOnlyList<Choice> chosen) => chosen is [var one, ..] ? one.Name : "";

    void Leave()
    {
        (_open, _searching) = (false, false);
        _typed = Picking.Several ? "" : Name(_chosen);
    }
}

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
    bool _moved;
    int _at;

    [CascadingParameter] public BlockHost Host { get; set; } = null!;
    [Parameter, EditorRequired] public required PlacedElement Placed { get; set; }
    /// <summary>What is picked from, where that is not what the element's kind says.</summary>
    [Parameter] public IChoices? From { get; set; }
    [Parameter] public string Label { get; set; } = "";
    [Parameter] public string? InputId { get; set; }
    [Parameter] public string? Described { get; set; }

    IChoices Choices => From ?? new Picking(Host, Placed);
    string ListId => $"{Host.Key}-{Placed.BlockId}-{Placed.ActionId}-list".Replace('.', '-');
    string Typed => _searching ? _typed : "";
    string Placeholder => Host.Words(Placed.Element.Get("placeholder")) is { Length: > 0 } given ? given : "Type to search";

    protected override void OnParametersSet()
    {
        _chosen = Choices.Chosen();
        if (!_searching) _typed = Choices.Several ? "" : Name(_chosen);
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
        var offered = await Choices.Offer(asked);
        if (asked != Typed) return; // A later keystroke has asked again.
        (_offered, _asking) = (offered, false);
        // Who types means the first that fits; who only looks stands on what is chosen.
        _moved = asked.Length > 0 && offered.Count > 0;
        _at = _moved ? 0 : offered.Select(choice => choice.Id).ToList().IndexOf(_chosen is [var one, ..] ? one.Id : "");
    }

    async Task Key(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "ArrowDown" or "ArrowUp" when !_open:
                await Open();
                break;
            case "ArrowDown":
                Move(_at + 1);
                break;
            case "ArrowUp":
                Move(_at - 1);
                break;
            case "Enter" when _open && _moved && !_asking:
                await Pick(_offered[_at]);
                break;
            case "Enter" or "Escape":
                Leave();
                break;
            case "Backspace" when Choices.Several && _typed.Length == 0 && _chosen.Count > 0:
                await Remove(_chosen[^1]);
                break;
        }
    }

    void Move(int to)
    {
        if (_asking || _offered.Count == 0) return;
        (_at, _moved) = (Math.Clamp(to, 0, _offered.Count - 1), true);
    }

    Task Pick(Choice choice)
    {
        Leave();
        if (Choices.Several && _chosen.Any(each => each.Id == choice.Id)) return Remove(choice);
        return Set(Choices.Several ? [.. _chosen, choice] : [choice]);
    }

    Task Remove(Choice choice) => Set([.. _chosen.Where(each => each.Id != choice.Id)]);

    async Task Set(IReadOnlyList<Choice> chosen)
    {
        _chosen = chosen;
        _typed = Choices.Several ? "" : Name(chosen);
        await Host.Set(Placed, Choices.Value(chosen));
    }

    static string Name(IReadOnlyList<Choice> chosen) => chosen is [var one, ..] ? one.Name : "";

    /// <summary>Whoever goes on to the next field meant what stands in this one, where that is clear.</summary>
    Task Left()
    {
        if (_searching && Choices.Meant(_typed) is { } choice) return Pick(choice);
        Leave();
        return Task.CompletedTask;
    }

    void Leave()
    {
        (_open, _searching) = (false, false);
        _typed = Choices.Several ? "" : Name(_chosen);
    }
}

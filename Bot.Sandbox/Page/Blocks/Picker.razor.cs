using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Bot.Sandbox.Page.Blocks;

/// <summary>Typing, arrows, Enter and Escape of a searching select.</summary>
public partial class Picker
{
    IReadOnlyList<Choice> chosen = [];
    IReadOnlyList<Choice> offered = [];
    string typed = "";
    bool open;
    bool searching;
    bool asking;
    bool moved;
    int at;

    [CascadingParameter] public BlockHost Host { get; set; } = null!;
    [Parameter, EditorRequired] public required PlacedElement Placed { get; set; }
    /// <summary>What is picked from, where that is not what the element's kind says.</summary>
    [Parameter] public IChoices? From { get; set; }
    [Parameter] public string Label { get; set; } = "";
    [Parameter] public string? InputId { get; set; }
    [Parameter] public string? Described { get; set; }

    IChoices Choices => From ?? new Picking(Host, Placed);
    string ListId => $"{Host.Key}-{Placed.BlockId}-{Placed.ActionId}-list".Replace('.', '-');
    string Typed => searching ? typed : "";
    string Placeholder => Host.Words(Placed.Element.Get("placeholder")) is { Length: > 0 } given ? given : "Type to search";

    protected override void OnParametersSet()
    {
        chosen = Choices.Chosen();
        if (!searching) typed = Choices.Several ? "" : Name(chosen);
    }

    async Task Open()
    {
        if (open) return;
        open = true;
        await Search();
    }

    async Task Type(string? text)
    {
        (typed, searching, open) = (text ?? "", true, true);
        await Search();
    }

    async Task Search()
    {
        var asked = Typed;
        asking = true;
        var offered = await Choices.Offer(asked);
        if (asked != Typed) return; // A later keystroke has asked again.
        (this.offered, asking) = (offered, false);
        // Who types means the first that fits; who only looks stands on what is chosen.
        moved = asked.Length > 0 && offered.Count > 0;
        at = moved ? 0 : offered.Select(choice => choice.Id).ToList().IndexOf(chosen is [var one, ..] ? one.Id : "");
    }

    async Task Key(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "ArrowDown" or "ArrowUp" when !open:
                await Open();
                break;
            case "ArrowDown":
                Move(at + 1);
                break;
            case "ArrowUp":
                Move(at - 1);
                break;
            case "Enter" when open && moved && !asking:
                await Pick(offered[at]);
                break;
            case "Enter" or "Escape":
                Leave();
                break;
            case "Backspace" when Choices.Several && typed.Length == 0 && chosen.Count > 0:
                await Remove(chosen[^1]);
                break;
        }
    }

    void Move(int to)
    {
        if (asking || offered.Count == 0) return;
        (at, moved) = (Math.Clamp(to, 0, offered.Count - 1), true);
    }

    Task Pick(Choice choice)
    {
        Leave();
        if (Choices.Several && chosen.Any(each => each.Id == choice.Id)) return Remove(choice);
        return Set(Choices.Several ? [.. chosen, choice] : [choice]);
    }

    Task Remove(Choice choice) => Set([.. chosen.Where(each => each.Id != choice.Id)]);

    async Task Set(IReadOnlyList<Choice> chosen)
    {
        this.chosen = chosen;
        typed = Choices.Several ? "" : Name(chosen);
        await Host.Set(Placed, Choices.Value(chosen));
    }

    static string Name(IReadOnlyList<Choice> chosen) => chosen is [var one, ..] ? one.Name : "";

    /// <summary>Whoever goes on to the next field meant what stands in this one, where that is clear.</summary>
    Task Left()
    {
        if (searching && Choices.Meant(typed) is { } choice) return Pick(choice);
        Leave();
        return Task.CompletedTask;
    }

    void Leave()
    {
        (open, searching) = (false, false);
        typed = Choices.Several ? "" : Name(chosen);
    }
}

using System.Data;
using Bot.Domain.Incidents;
using Bot.People;
using Bot.Slack;

namespace Bot.Incidents;

/// <summary>What an incident's forms say of who is called when they are sent, and the box that calls the lead at night.</summary>
static class ReachLine
{
    const string Line = "reach", Box = "call_now";

    /// <summary>For a form that changes an incident; what ends it calls nobody.</summary>
    public static IEnumerable<Block> Of(
        IDbConnection db, IncidentRow incident, FormEdit edit, (string Action, bool IsTicked) box, string reader,
        DateTimeOffset now)
    {
        if (edit.Sent.Lead != edit.Shown.Lead && Access.CannotLead(db, edit.Sent.Lead) is { } cannot) return [Says(cannot)];
        var step = Called(Transitions.Change(IncidentStore.State(db, incident), edit, reader, now), box.IsTicked);
        return step.After.IsOpen ? Of(db, CallPreview.Of(db, incident, step, now), box, reader) : [];
    }

    /// <param name="db">Where names are read.</param>
    /// <param name="reach">Who would be called.</param>
    /// <param name="box">The action of the box, and whether it is ticked already.</param>
    /// <param name="reader">Who fills the form in.</param>
    public static IEnumerable<Block> Of(IDbConnection db, CallPreview reach, (string Action, bool IsTicked) box, string reader)
    {
        var name = Person.Names(db, [reach.Lead]);
        yield return Says(reach.Sentence(reader, name));
        if (!reach.OffersCall(box.IsTicked)) yield break;
        var call = new Option(Limits.Truncate($"Call {name(reach.Lead!)} now", Limits.OptionText), "yes");
        var group = new CheckboxGroup { ActionId = box.Action, Options = [call], InitialOptions = box.IsTicked ? [call] : null };
        yield return Asking(Box, "Out of hours", group) with { Optional = true };
    }

    /// <summary>Instead of who is called, why nobody can be.</summary>
    public static ContextBlock Says(string sentence) => new() { BlockId = Line, Elements = [sentence] };

    /// <summary>A field whose every change draws the line anew.</summary>
    public static InputBlock Asking(string id, string label, BlockElement element) =>
        new() { BlockId = id, Label = label, DispatchAction = true, Element = element };

    public static bool IsTicked(ViewState state) => state.Ticked(Box).Count > 0;

    /// <summary>A change with the box ticked calls the lead at once, where it is urgent.</summary>
    public static Transition Called(Transition step, bool isTicked) =>
        isTicked && step.Refusal == Refusal.None && step.After.Urgency == Urgency.Urgent
            ? step with { After = Transitions.CallNow(step.After).After }
            : step;
}

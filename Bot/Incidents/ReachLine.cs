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
        // Whoever led all along may be gone, and the form is not about them.
        var cannot = edit.Sent.Lead == edit.Shown.Lead ? null : Access.CannotLead(db, edit.Sent.Lead);
        var sent = Called(Answering.Changed(db, incident, edit, reader, now), box.IsTicked);
        var step = box.IsTicked ? sent : Answering.Acted(sent, reader);
        return step.After.IsOpen ? Of(db, CallPreview.Of(db, incident, step, reader, now), box, reader, cannot) : [];
    }

    /// <param name="db">Where names are read.</param>
    /// <param name="reach">Who would be called.</param>
    /// <param name="box">The action of the box, and whether it is ticked already.</param>
    /// <param name="reader">Who fills the form in.</param>
    /// <param name="cannot">Why whoever is chosen cannot lead, so that the form cannot be sent.</param>
    public static IEnumerable<Block> Of(
        IDbConnection db, CallPreview reach, (string Action, bool IsTicked) box, string reader, string? cannot)
    {
        if (cannot is not null)
        {
            yield return new SectionBlock { BlockId = Line, Text = $":warning: {cannot}" };
            yield break;
        }

        var (name, isOffered) = (Person.Names(db, reach.People), reach.OffersCall(box.IsTicked));
        var said = reach.Sentence(reader, name, isOffered ? who => $"Tick the box to call {who} now." : null);
        // What somebody's night depends on is no small print.
        yield return reach.IsWaiting
            ? new SectionBlock { BlockId = Line, Text = said }
            : new ContextBlock { BlockId = Line, Elements = [said] };
        if (!isOffered) yield break;
        var call = new Option(Limits.Truncate($"Call {Names.All(reach.ToCall, name)} now", Limits.OptionText), "yes");
        var group = new CheckboxGroup { ActionId = box.Action, Options = [call], InitialOptions = box.IsTicked ? [call] : null };
        yield return Asking(Box, "Out of hours", group) with { Optional = true };
    }

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

using System.Data;
using System.Globalization;
using Bot.Delivery;
using Bot.Domain.FollowUps;
using Bot.Domain.Warnings;
using Bot.FollowUps;
using Bot.OnCall.Rows;
using Bot.Slack;
using Words = Bot.Domain.Alerts.Words;

namespace Bot.Warnings;

/// <summary>What can become of warnings.</summary>
enum WarningChoice
{
    Assign,
    Snooze,
    Accept,
    Fix,
    Adopt,

    /// <summary>Fix as well, by a day and not at once.</summary>
    FollowUp,
}

/// <summary>What a form of the second step is about.</summary>
sealed record WarningStep(WarningTarget Target, WarningChoice Choice);

/// <summary>
/// The forms in which somebody decides on warnings: what is to become of them first, then the one thing that this needs to know.
/// </summary>
sealed class DecideForms(IDbConnection db, string reader, DateTimeOffset now)
{
    public const string Choice = "choice", Person = "person", Until = "until", Why = "why", Name = "name", Due = "due";

    const int LongestWhy = 300, LongestName = 150, TwoWeeks = 14;

    readonly WarningText text = new(db, reader, now);

    /// <summary>The first step; a sentence where there is nothing to decide any more.</summary>
    public ModalViewDefinition Choose(WarningTarget target, IReadOnlyList<Warning> warnings)
    {
        if (warnings.Count == 0) return OpenForm.Done("Warnings", "They are fixed, or others have decided on them.");
        return new()
        {
            CallbackId = WarningIds.ChooseForm,
            Title = Titled(warnings),
            Submit = "Next",
            Close = "Cancel",
            PrivateMetadata = Carried.Write(target),
            Blocks =
            [
                About(warnings),
                new InputBlock
                {
                    BlockId = Choice,
                    Label = warnings.Count == 1 ? "What becomes of it?" : "What becomes of them?",
                    Element = new RadioButtonGroup { ActionId = Choice, Options = [.. Choices(warnings)] },
                },
            ],
        };
    }

    static string Titled(IReadOnlyCollection<Warning> warnings) =>
        warnings.Count == 1 ? "A warning" : Words.Number(warnings.Count, "warning", "warnings");

    SectionBlock About(IReadOnlyList<Warning> warnings) => new()
    {
        Text = Limits.TruncateEscaped(text.Of(warnings), Limits.Text),
    };

    static IEnumerable<Option> Choices(IReadOnlyCollection<Warning> warnings)
    {
        Option Of(WarningChoice choice, string said) => new(said, choice.ToString());
        yield return Of(WarningChoice.Assign, "Assign: somebody sees to it");
        yield return Of(WarningChoice.Snooze, "Snooze: ask again on a later day");
        yield return Of(WarningChoice.Accept, "Accept: it may stay as it is");
        yield return Of(WarningChoice.Fix, "Fix: open an incident");
        yield return Of(WarningChoice.FollowUp, "Fix: make a follow-up, due on a day");
        if (warnings.Any(w => w.IsBaseline)) yield return Of(WarningChoice.Adopt, "Adopt: ask about it from now on");
    }

    /// <summary>The second step.</summary>
    public ModalViewDefinition Ask(WarningStep step, IReadOnlyList<Warning> warnings) => new()
    {
        CallbackId = WarningIds.DecideForm,
        Title = Titled(warnings),
        Submit = step.Choice == WarningChoice.FollowUp ? "Create" : step.Choice.ToString(),
        Close = "Cancel",
        PrivateMetadata = Carried.Write(step),
        Blocks = [About(warnings), .. Fields(step.Choice, warnings)],
    };

    IEnumerable<Block> Fields(WarningChoice choice, IReadOnlyList<Warning> warnings)
    {
        switch (choice)
        {
            case WarningChoice.Assign:
                yield return Field(Person, "Who", new UserSelectMenu { InitialUser = PersonOf(warnings) ?? reader });
                break;
            case WarningChoice.Snooze:
                var zone = PersonHours.ZoneOf(db, reader);
                yield return Field(
                    Until, "Until", new DatePicker { InitialDate = When.Date(now, zone).AddDays(TwoWeeks) },
                    "It is asked about again on that day, or as soon as its rows have doubled.");
                yield return Reason();
                break;
            case WarningChoice.FollowUp:
                var owner = PersonOf(warnings) ?? reader;
                var days = OwnerDays.Of(db, owner, now);
                yield return Field(Person, "Who sees to it", new UserSelectMenu { InitialUser = owner });
                yield return Field(
                    Due, "Due", new DatePicker { InitialDate = FollowUpDays.DueBy(null, days.On, days.Today) });
                yield return Named("What is to be done", Title(warnings));
                break;
            case WarningChoice.Accept:
                yield return Reason();
                break;
            default:
                yield return Named("Name of the incident", NameOf(warnings));
                yield return new ContextBlock { Elements = ["It is Minor, and goes to whoever sees to the warnings."] };
                break;
        }
    }

    /// <summary>Who sees to all of them; null where that is not one person.</summary>
    public static string? PersonOf(IReadOnlyList<Warning> warnings) =>
        warnings.Select(w => w.Person).Distinct().ToList() is [var one] ? one : null;

    static string NameOf(IReadOnlyList<Warning> warnings) => warnings is [var one] ? one.About.Title
        : string.Create(CultureInfo.InvariantCulture, $"{warnings[0].About.Title} and {warnings.Count - 1} more warnings");

    static string Title(IReadOnlyList<Warning> warnings) => $"Fix {NameOf(warnings)}";

    static InputBlock Named(string label, string name) => Field(
        Name, label, new PlainTextInput { InitialValue = Limits.First(name, LongestName), MaxLength = LongestName });

    static InputBlock Reason() =>
        Field(Why, "Reason", new PlainTextInput { MaxLength = LongestWhy, Placeholder = "In a few words" });

    static InputBlock Field(string id, string label, BlockElement element, string? hint = null) =>
        new()
        {
            BlockId = id,
            Label = label,
            Element = element with { ActionId = id },
            Hint = hint is null ? null : (PlainText)hint,
        };
}

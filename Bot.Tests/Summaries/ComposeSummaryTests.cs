using Bot.Domain.Incidents;
using CsCheck;

namespace Bot.Tests.Summaries;

/// <summary>The rules of summaries: what is composed, cut, checked and edited.</summary>
public sealed class ComposeSummaryTests
{
    static readonly DateTimeOffset Ten = new(2026, 3, 3, 10, 0, 0, TimeSpan.Zero);

    static SummarySource Source(string id, SourceKind kind, string text, int minute = 0, string? who = null) =>
        new(id, kind, Ten.AddMinutes(minute), who, text) { Link = $"https://sandbox.slack.com/archives/C1/{id}" };

    static SummaryGround Known(params SummarySource[] sources) => new()
    {
        Name = "Orders are late",
        Status = IncidentStatus.Fixing,
        Severity = Severity.Major,
        Affected = Affected.Customers,
        Lead = "ana",
        Card = Source("card", SourceKind.Card, "Orders are late"),
        Sources = sources,
    };

    [Fact]
    public void What_still_fired_at_the_end_is_not_said_to_be_over()
    {
        var said = ComposeSummary.Of(Known() with { Status = IncidentStatus.Resolved, Alerts = 2, LeftFiring = 1 });
        Assert.Contains("1 of its 2 alerts was still firing when it ended", Texts(said, SummaryPart.Problem));
        Assert.Equal(
            ["It ended while an alert was firing: see whether that is well by now"], Texts(said, SummaryPart.Next));
    }

    [Fact]
    public void What_was_merged_before_it_began_is_no_step()
    {
        var pull = Source("s1", SourceKind.Pull, "acme/dbt#12 Fix the cast: deployed");
        Assert.Contains("acme/dbt#12 Fix the cast: deployed", Texts(ComposeSummary.Of(Known(pull)), SummaryPart.Steps));
        Assert.DoesNotContain(
            "acme/dbt#12 Fix the cast: deployed",
            Texts(ComposeSummary.Of(Known(pull with { About = SummaryPart.Causes })), SummaryPart.Steps));
    }

    static string[] Texts(IEnumerable<SummarySentence> sentences, SummaryPart part) =>
        [.. sentences.Where(s => s.Part == part).Select(s => s.Text)];

    [Fact]
    public void It_says_what_is_known_part_by_part()
    {
        var said = ComposeSummary.Of(Known(
            Source("s1", SourceKind.Alert, "stg_orders failed: division by zero") with
            {
                About = SummaryPart.Causes,
                IsLeft = true,
            },
            Source("s2", SourceKind.Alert, "It reaches Revenue") with { About = SummaryPart.Impact },
            Source("s3", SourceKind.Update, "We roll the loader back", 5, "ana"),
            Source("s4", SourceKind.Message, "Loader 2.1 divides by the wrong column", 3, "ben") with { IsPinned = true },
            Source("s5", SourceKind.Message, "Coffee?", 4, "finn"),
            Source("s6", SourceKind.Message, "It began with the deploy", 2, "finn") with { Reactions = 3 },
            Source("s7", SourceKind.Pull, "acme/dbt#12 Fix the cast: open", 9) with { IsLeft = true }) with
        {
            Alerts = 3,
            Firing = 2,
        });
        Assert.Equal(["Orders are late", "2 of its 3 alerts still fire"], Texts(said, SummaryPart.Problem));
        Assert.Equal(["Major, customers are affected", "It reaches Revenue"], Texts(said, SummaryPart.Impact));
        Assert.Equal(["stg_orders failed: division by zero"], Texts(said, SummaryPart.Causes));
        Assert.Equal(
            ["finn: It began with the deploy", "ben: Loader 2.1 divides by the wrong column", "ana: We roll the loader back"],
            Texts(said, SummaryPart.Steps));
        Assert.Equal(["acme/dbt#12 Fix the cast: open", "ana leads it (fixing)"], Texts(said, SummaryPart.Next));
        Assert.All(said, s => Assert.NotNull(s.Link));
    }

    [Fact]
    public void What_is_over_says_what_fixed_it_and_what_is_left()
    {
        var said = ComposeSummary.Of(Known() with { Status = IncidentStatus.Resolved, Fix = "a retry" });
        Assert.Equal(["Fix: a retry"], Texts(said, SummaryPart.Steps));
        Assert.Equal(["It is over; nothing is known to be left"], Texts(said, SummaryPart.Next));
    }

    [Theory]
    [InlineData("<!channel> look", "look")]
    [InlineData("<@U123|ana> and <@U456>", "ana and")]
    [InlineData("see <https://evil.example/x|the runbook> now", "see the runbook now")]
    [InlineData("see https://evil.example/x?a=b now", "see (link) now")]
    [InlineData("javascript://x and HTTP://EVIL.example", "(link) and (link)")]
    [InlineData("@channel @here ＠everyone", "channel here everyone")]
    [InlineData("mail ana@example.com", "mail ana at example.com")]
    [InlineData("mailto:ana@example.com", "(link)")]
    [InlineData("<<!here>!channel> and <\u0000!channel>", "and < !channel>")]
    [InlineData("two\nlines\tand\u0000more", "two lines and more")]
    [InlineData("a < b and b > c", "a < b and b > c")]
    public void Words_of_others_neither_link_nor_mention(string text, string plain) =>
        Assert.Equal(plain, SummaryText.Plain(text));

    static readonly string[] Parts =
    [
        "<!channel>", "<@U1>", "@here", "https://evil.example", "<https://x|", "|y>", "<", ">", "&lt;!here>", "www.evil.example",
        "mailto:", "\n", "javascript:", "://", "@",
    ];

    static readonly Gen<string> Hostile = Gen.OneOf(
        Gen.String, Gen.OneOf([.. Parts.Select(Gen.Const)]))
        .Array[0, 12].Select(parts => string.Concat(parts));

    [Fact]
    public void Whatever_was_written_is_one_short_line_without_a_mention() => Hostile.Sample(text =>
    {
        var plain = SummaryText.Plain(text);
        Assert.True(plain.Length <= SummaryText.Longest);
        Assert.DoesNotContain('\n', plain);
        Assert.DoesNotContain('@', plain);
        Assert.DoesNotMatch("<[@#!][^<>|]+([|][^<>]*)?>", plain);
    });

    [Fact]
    public void What_is_given_to_a_model_fits_whatever_was_said_and_what_people_wrote_down_goes_first()
    {
        var sources = Gen.Select(Gen.Enum<SourceKind>(), Gen.String[0, 4000], Gen.Int[0, 500], Gen.Int[0, 9], Gen.Bool)
            .Array[0, 60].Select(all => all.Select((s, nth) => Source($"s{nth}", s.Item1, s.Item2, s.Item3) with
            {
                Reactions = s.Item4,
                IsPinned = s.Item5,
            }).ToList());
        Gen.Select(sources, Gen.Int[0, 20_000]).Sample((all, most) =>
        {
            var chosen = SummaryBudget.Choose(all, most);
            Assert.True(chosen.Sum(s => SummaryBudget.Tokens(s.Text)) <= most);
            Assert.Equal(all.Where(s => chosen.Any(c => c.Id == s.Id)).Select(s => s.Id), chosen.Select(s => s.Id));
        });
        List<SummarySource> talk =
            [.. Enumerable.Range(0, 500).Select(n => Source($"s{n}", SourceKind.Message, new('x', 150), n))];
        talk[3] = talk[3] with { IsPinned = true };
        talk.Insert(5, Source("update", SourceKind.Update, "We roll back", 5));
        var kept = SummaryBudget.Choose(talk, 3000).Select(s => s.Id).ToList();
        Assert.Contains("s3", kept);
        Assert.Contains("update", kept);
        Assert.Contains("s499", kept);
        Assert.DoesNotContain("s10", kept);
    }

    [Fact]
    public void Of_a_models_answer_only_what_rests_on_something_is_taken()
    {
        var sources = new[] { Source("s1", SourceKind.Message, "Loader broke"), Source("s2", SourceKind.Update, "Rolled back") };
        var taken = SummaryCheck.Of(
            [
                new("steps", "It was rolled back", "s2"), new("Problem", "The loader broke, see https://evil.example", "s1"),
                new("problem", "Invented", "s9"), new("gossip", "x", "s1"), new(null, "x", "s1"), new("next", null, "s1"),
                new("next", " <!channel> ", "s1"), new("0", "x", "s1"), new("steps", "It was rolled back", " s2 "),
            ],
            sources);
        Assert.Equal(
            [(SummaryPart.Problem, "The loader broke, see (link)"), (SummaryPart.Steps, "It was rolled back")],
            taken.Select(s => (s.Part, s.Text)));
        Assert.Equal(sources.Select(s => s.Link), taken.Select(s => s.Link));
        Assert.Empty(SummaryCheck.Of([new("problem", "Invented", "s3")], sources));
    }

    [Fact]
    public void An_edited_sentence_keeps_what_it_rests_on_and_a_new_one_has_nothing()
    {
        var before = new[]
        {
            new SummarySentence(SummaryPart.Steps, "One", SourceKind.Update, "a"),
            new SummarySentence(SummaryPart.Steps, "Two", SourceKind.Note, "b"),
        };
        string[] Edited(string typed)
        {
            var fields = new Dictionary<SummaryPart, string> { [SummaryPart.Steps] = typed };
            return [.. SummaryEdit.Of(before, fields).Select(s => $"{s.Text} {s.Link}")];
        }

        Assert.Equal(["One a", "Two b"], Edited(SummaryEdit.Lines(before, SummaryPart.Steps)));
        Assert.Equal(["One a", "Two and more b"], Edited("One\nTwo and more"));
        Assert.Equal(["Two b"], Edited("Two"));
        Assert.Equal(["Two b", "One a"], Edited("Two\nOne"));
        Assert.Equal(["One a", "New ", "Two b"], Edited("One\n\nNew\nTwo"));
        Assert.Empty(Edited(" \n "));
    }
}

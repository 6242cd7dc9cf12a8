using System.Globalization;
using System.Text;
using Bot.Operating.Export;
using CsCheck;

namespace Bot.Tests.Operating;

/// <summary>A file of settings that is wrong is refused with the line and what to do, whatever it holds.</summary>
public sealed class SettingsProblemsTests
{
    [Fact]
    public async Task All_that_is_wrong_is_told_at_once_with_its_line()
    {
        await using var afternoon = await Afternoon.Begin();
        var here = new SettingsRun(afternoon, afternoon.Store.ConnectionString);
        var before = await here.Export();
        var old = afternoon.Workspace.Conversations["old-migration"].Id;
        var text = Wrong(afternoon, old);
        var (code, said) = await here.Import(text, "--apply");
        Assert.Equal(1, code);
        var lines = text.Split('\n').Select((line, at) => (line.Trim(), at + 1)).ToLookup(l => l.Item1, l => l.Item2);
        foreach (var (line, problem) in ToldOf(afternoon, old))
            Assert.True(
                lines[line].Any(at => said.Split('\n').Any(s =>
                    s.StartsWith($"line {at.ToString(CultureInfo.InvariantCulture)}: ", StringComparison.Ordinal)
                    && s.Contains(problem, StringComparison.Ordinal))),
                $"“{problem}” is not said of {line}:\n{said}");
        Assert.EndsWith("Nothing was changed.", said.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(before, await here.Export());
    }

    static string Wrong(Afternoon afternoon, string old) => WrongPeople(afternoon, old) + WrongRoutes;

    static string WrongPeople(Afternoon afternoon, string old) =>
        $$"""
            format: 1
            setings: {}
            settings:
              storm_limit: many
              storm_limits: 5
              announcement_channel: ""
              review_week_time: Monday 09:00
              questions_channel: {{old}}
            rotations:
              - name: A
                owners: [{{afternoon.Gus.Person.Id}}]
                members: [U0NOBODY1, ana]
                hand_off: "61 9 * * 1"
                zone: Europe/Nowhere
                days: [Montag]
                from: 9
                to: "17:00"
                own_zones: maybe
                group_out_of_hours: sometimes
              - name: a
              - members: []
            holidays:
              - name: England
                days: [Christmas]
            sources:
              - name: a b
                kind: dbt
              - name: x
                kind: fax
              - name: y
              - name: circleci
                kind: dbt
              - name: z
                kind: hooks
                alerts_per_minute: -1
                expected_every: now and then
                read_by: own
                expressions: {title: "a[", headline: b}
            attributes:
              - name: two words
                expression: "foo("
                kind: blob

            """;

    const string WrongRoutes = """
            routes:
              - name: R
                conditions:
                  - attribute: colour
                    values: [red]
                  - attribute: impact
                    values: [huge]
                  - attribute: branch
                    comparison: matches
                    values: ["("]
                time: {when: inside, rotation: Nobody}
                action: {does: open, severity: dire, minutes_to_recover_first: 1000}
                forward_to: Pager
              - name: r
              - name: S
                action: {does: say, channel: general}
            notices:
              - about: x
            """;

    static (string Line, string Problem)[] ToldOf(Afternoon afternoon, string old) =>
    [
        ("setings: {}", "Nothing is called “setings” here."), ("storm_limit: many", "Use a whole number from 0"),
        ("storm_limits: 5", "Nothing is called “storm_limits” here."), ("announcement_channel: \"\"", "Choose a channel."),
        ("review_week_time: Monday 09:00", "Name the time zone"), ($"questions_channel: {old}", "is archived"),
        ($"owners: [{afternoon.Gus.Person.Id}]", "cannot be an owner"), ("members: [U0NOBODY1, ana]", "“ana” is no member id"),
        ("members: [U0NOBODY1, ana]", "Slack knows nobody with the id U0NOBODY1"), ("hand_off: \"61 9 * * 1\"", ""),
        ("zone: Europe/Nowhere", "There is no time zone"), ("days: [Montag]", "“Montag” is no day."),
        ("from: 9", "from is a time between quotes"), ("own_zones: maybe", "own_zones is true or false."),
        ("group_out_of_hours: sometimes", "group_out_of_hours is one of next_responder, keep_last, named."),
        ("- name: a", "Another rotation is called “a”."), ("- members: []", "A rotation needs name."),
        ("days: [Christmas]", "does not begin with a date"), ("- name: a b", "Use letters, digits"),
        ("kind: fax", "kind is one of alerts"), ("- name: y", "There is no source y here."),
        ("alerts_per_minute: -1", "Use a whole number"), ("expected_every: now and then", "expected_every is one of"),
        ("expressions: {title: \"a[\", headline: b}", "Nothing is called “headline” here."),
        ("- name: two words", "Use letters"), ("expression: \"foo(\"", ""), ("kind: blob", "kind is one of text"),
        ("- attribute: colour", "There is no attribute “colour”."), ("values: [huge]", "impact is"), ("values: [\"(\"]", ""),
        ("time: {when: inside, rotation: Nobody}", "There is no rotation “Nobody”."),
        ("action: {does: open, severity: dire, minutes_to_recover_first: 1000}", "severity is one of"),
        ("action: {does: open, severity: dire, minutes_to_recover_first: 1000}", "Use whole minutes up to 720."),
        ("forward_to: Pager", "There is no destination “Pager” here."), ("- name: r", "Another route is called “r”."),
        ("action: {does: say, channel: general}", "“general” is no channel id"), ("- about: x", "A notice needs channels."),
    ];

    static readonly (string Text, string Told)[] NoSettings =
    [
        ("", "line 1: The file is empty"),
        ("# nothing\n", "line 1: The file is empty"),
        ("hello\n", "line 1: The file begins with a key"),
        ("format: 1\nformat: 1\n", "line 2: “format” stands here twice."),
        ("settings: {}\n", "line 1: The file does not say its format."),
        ("format: 2\n", "line 1: This version reads format 1."),
        ("format: 1\n---\nformat: 1\n", "A second document begins here."),
        ("format: 1\nsettings: &all {}\n", "line 2: Anchors (&name) are not read"),
        ("format: 1\nsettings: *all\n", "line 2: Aliases (*name) are not read"),
        ("format: !!str 1\n", "line 1: Tags (!name) are not read"),
        ("format: 1\nroutes: [\n", "This is no YAML"),
        ("format: 1\nroutes:\n\t- name: x\n", "This is no YAML"),
        ("format: 1\nroutes: text\n", "line 2: A list belongs here"),
        ("format: 1\nroutes:\n  - [a, b]\n", "line 3: A route has keys and values here"),
        ("format: 1\nroutes:\n  - name: [a]\n", "line 3: name is one text."),
    ];

    [Fact]
    public async Task What_is_no_settings_file_is_told_by_its_line()
    {
        await using var afternoon = await Afternoon.Begin();
        var here = new SettingsRun(afternoon, afternoon.Store.ConnectionString);
        foreach (var (text, told) in NoSettings)
        {
            var (code, said) = await here.Import(text);
            Assert.Equal(1, code);
            Assert.Contains(told, said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_bomb_of_anchors_and_what_is_nested_deeply_are_refused_before_anything_is_made_of_them()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var n = 1; n < 40; n++)
            bomb.Append(CultureInfo.InvariantCulture, $"a{n}: &a{n} [{string.Join(", ", Enumerable.Repeat($"*a{n - 1}", 9))}]\n");
        var deep = $"format: 1\nroutes: {new string('[', 1_000_000)}";
        var wide = $"format: 1\nroutes: [{string.Concat(Enumerable.Repeat("a, ", 1_000_000))}]\n";
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var (text, told) in new[]
        {
            (bomb.ToString(), "Anchors (&name) are not read"), (deep, "nested deeper"), (wide, "more values than settings"),
        })
        {
            var problems = new Problems();
            Assert.Null(ReadYaml.Read(text, problems));
            Assert.Contains(told, string.Join('\n', problems.Lines()), StringComparison.Ordinal);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400_000_000);
    }

    [Fact]
    public async Task A_file_that_is_too_large_or_no_text_is_refused_unread()
    {
        await using var afternoon = await Afternoon.Begin();
        var here = new SettingsRun(afternoon, afternoon.Store.ConnectionString);
        var large = await Assert.ThrowsAsync<CannotStartException>(() => here.Import(new('a', 10_000_000)));
        Assert.Contains("larger than 4 MB", large.Message, StringComparison.Ordinal);
        var file = Path.Combine(here.Folder, "bytes");
        await File.WriteAllBytesAsync(file, [0xff, 0xfe, 0x41, 0x00, 0xc3], TestContext.Current.CancellationToken);
        var bytes = await Assert.ThrowsAsync<CannotStartException>(() => here.Run("import", file));
        Assert.Contains("is no text in UTF-8", bytes.Message, StringComparison.Ordinal);
        var none = await Assert.ThrowsAsync<CannotStartException>(() => here.Run("import", file + "2"));
        Assert.Contains("could not be read", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_Slack_would_have_to_say_is_not_guessed()
    {
        await using var afternoon = await Afternoon.Begin();
        var away = new SettingsRun(afternoon, afternoon.Store.ConnectionString) { ApiUrl = "http://127.0.0.1:1/api/" };
        var wrong = await Assert.ThrowsAsync<CannotStartException>(() => away.Import(SettingsRun.Rich(afternoon)));
        Assert.Contains("Slack has to say", wrong.Message, StringComparison.Ordinal);
        // Its own export asks for nothing, and names what it knows without Slack.
        Assert.Equal("Nothing to change.", (await away.Import(await away.Export())).Said.TrimEnd());
    }

    [Theory]
    [InlineData("export")]
    [InlineData("export", "a", "b")]
    [InlineData("export", "--apply")]
    [InlineData("import")]
    [InlineData("import", "--apply")]
    [InlineData("import", "a", "--force")]
    public async Task A_word_too_many_or_too_few_is_a_sentence(params string[] args)
    {
        var wrong = await Assert.ThrowsAsync<CannotStartException>(() => SettingsVerbs.Run(args, TextWriter.Null));
        Assert.StartsWith($"{args[0]} wants to know ", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_a_text_holds_it_is_read_back_as_it_was()
    {
        var piece = Gen.OneOf(
            "a", "\"", "'", "\\", ":", ": ", "- ", "# ", " #", "!!tag", "&a", "*a", "🙂", "é", "e\u0301", "\n", "\n\n", "\r", "\t",
            " ",
            "|", ">", "%", "@", "`", "{", "}", "[", "]", ",", "?", "~", "null", "true", "---", "...", "0x1", "1e3", "\u0085",
            "\u2028",
            "\uFEFF", "\u202E", "\u0000", "\u001b", "<<", "=");
        piece.Array[0, 8].Select(string.Concat).Array[1, 5].Sample(texts =>
        {
            var yaml = new WriteYaml();
            yaml.Items("items", texts, text =>
            {
                yaml.Text("name", text, text);
                yaml.List("list", [text, text], t => t);
                yaml.Map("map", () => yaml.Text("x", text));
            });
            var problems = new Problems();
            var map = ReadYaml.Read(yaml.ToString(), problems);
            Assert.True(map is not null, $"{string.Join('\n', problems.Lines())}\n{yaml}");
            var items = Assert.IsType<YamlList>(map.Entries["items"].Value).Items.Cast<YamlMap>().ToList();
            Assert.Equal(texts, items.Select(i => Text(i.Entries["name"].Value)));
            Assert.Equal(texts, items.Select(i => Text(((YamlMap)i.Entries["map"].Value).Entries["x"].Value)));
            Assert.Equal(
                texts.SelectMany(t => new[] { t, t }),
                items.SelectMany(i => ((YamlList)i.Entries["list"].Value).Items.Select(Text)));
        });
    }

    [Fact]
    public void What_turns_a_line_round_comes_raw_into_no_terminal_and_no_file()
    {
        const string Turned = "main\u202Eniam \u2066x\u001b[31m";
        Assert.Equal("main niam  x [31m", Problems.Shown(Turned));
        var yaml = new WriteYaml();
        yaml.Text("name", Turned, Turned);
        yaml.List("list", [Turned], text => text);
        Assert.DoesNotContain(yaml.ToString(), c => c is '\u202E' or '\u2066' or '\u001b');
    }

    static string Text(YamlValue value) => Assert.IsType<YamlText>(value).Text;
}

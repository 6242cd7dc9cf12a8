using Bot.Alerts.Dbt;

namespace Bot.Tests.Alerts.Dbt;

/// <summary>What an error shows of a company's data is not for a chat; what names a thing is.</summary>
public sealed class MaskedTests
{
    [Theory]
    [InlineData("invalid input syntax for type integer: \"ana@example.com\"", "invalid input syntax for type integer: …")]
    [InlineData("Failing row contains (1, ana@example.com, 4111).", "Failing row contains …")]
    [InlineData("DML Row Values: [12345, \"ana@example.com\"]", "DML Row Values: …")]
    [InlineData("Bad int64 value: ana", "Bad int64 value: …")]
    [InlineData("Can't parse value 'ana'", "Can't parse …")]
    [InlineData("LINE 3: insert into a values ('finn')\nno such table", "no such table")]
    [InlineData("It can't be 'ana'", "It can't be '…'")]
    [InlineData("Key (name)=(Smith (UK) 12) already exists.", "Key (name)=(…) already exists.")]
    [InlineData(
        "Key (id)=(5) is not present in table \"orders\".\nin function f(x)",
        "Key (id)=(…) is not present in table \"orders\".\nin function f(x)")]
    [InlineData("mail of ana@example.com bounced", "mail of … bounced")]
    [InlineData("password expired for user 'ana'", "password expired for user '…'")]
    [InlineData("invalid identifier 'AMOUNT_EUR'", "invalid identifier 'AMOUNT_EUR'")]
    [InlineData("Object 'RAW.ORDERS' does not exist", "Object 'RAW.ORDERS' does not exist")]
    [InlineData("column \"amount_eur\" does not exist", "column \"amount_eur\" does not exist")]
    [InlineData("Timestamp '2021-13-01' is not recognized", "Timestamp …")]
    [InlineData("Invalid date: \"ana\"", "Invalid date: …")]
    [InlineData("DATE 2021-99-01 is none", "DATE …")]
    [InlineData("Numeric value 'ana' is not recognized", "Numeric value …")]
    [InlineData("Duplicate key \"name: ana\" violates primary key constraint", "Duplicate key …")]
    [InlineData(
        "duplicate key value violates unique constraint \"orders_pkey\"",
        "duplicate key value violates unique constraint \"orders_pkey\"")]
    [InlineData("name 'O'Brien' or 'O''Brien' is taken", "name '…' or '…' is taken")]
    [InlineData("column \"updated_at\" does not exist", "column \"updated_at\" does not exist")]
    [InlineData("column \"date\" does not exist", "column \"date\" does not exist")]
    [InlineData("column \"order_timestamp\" does not exist", "column \"order_timestamp\" does not exist")]
    [InlineData("relation \"raw.candidates\" does not exist", "relation \"raw.candidates\" does not exist")]
    [InlineData("relation \"raw.date\" does not exist", "relation \"raw.date\" does not exist")]
    [InlineData("Name order_date not found inside o at [12:5]", "Name order_date not found inside o at [12:5]")]
    [InlineData(
        "could not validate the profile of target prod", "could not validate the profile of target prod")]
    [InlineData("numeric value out of range", "numeric value out of range")]
    [InlineData("invalid identifier value_eur in m", "invalid identifier value_eur in m")]
    [InlineData("cannot cast type text to integer", "cannot cast type text to integer")]
    [InlineData("type date does not go with text", "type date does not go with text")]
    [InlineData("\"orders\"'s columns are unknown", "\"orders\"'s columns are unknown")]
    public void Values_are_left_out_and_names_stay(string said, string shown) => Assert.Equal(shown, Masked.Of(said, 500));

    // What a row holds may look like the end of the row, and the message may break off within it.
    static readonly string[] Rows =
    [
        "Ana Moreira\nSecret street 5\nIBAN 123456", "Ana [VIP]\nSecret street 5", "Ana (x)\r\nSecret street 5",
        "Ana \"the best\"\n\nSecret street 5", "Ana's\nSecret street 5", "Ana\nLINE 1: x\nSecret street 5",
        "O'Brien\nSecret street 5",
    ];

    static readonly string[] Around =
    [
        "Duplicate row detected during DML action\n  Row Values: [12, \"{0}\", 3]", "Row Values:\n[12, \"{0}\", 3]",
        "Failing row contains (1, {0}, 4111).", "Original Line: 1,{0},4111", "Row: {0}",
        "invalid input syntax for type integer: \"{0}\"", "Bad int64 value: {0}", "Could not parse \"{0}\" as a number",
        "Numeric value '{0}' is not recognized", "Timestamp '{0}' is not recognized", "Invalid date: \"{0}\"",
        "value out of range: \"{0}\"", "Key (name)=({0}) already exists.", "The name '{0}' is too long", "bind variables: {0}",
    ];

    public static TheoryData<string> WithLineEnds() => [.. Around.SelectMany(_ => Rows, (around, row) =>
        around.Replace("{0}", row, StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(WithLineEnds))]
    public void No_line_of_a_value_is_shown(string said)
    {
        foreach (var message in new[] { said, said[..(said.IndexOf("street", StringComparison.Ordinal) + 8)] })
        {
            var all = $"Database Error in model m5 (m/m5.sql)\n  {message}";
            foreach (var shown in new[] { Masked.Of(all, 500), Masked.FirstLine(all, 500)! })
            {
                Assert.DoesNotContain("Secret", shown, StringComparison.Ordinal);
                Assert.DoesNotContain("IBAN", shown, StringComparison.Ordinal);
                Assert.DoesNotContain("4111", shown, StringComparison.Ordinal);
            }

            Assert.Contains("…", Masked.Of(all, 500), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_stands_in_front_of_a_row_is_shown() => Assert.Equal(
        "100090 (42P18): Duplicate row detected during DML action\nRow Values: …",
        Masked.Of(
            "Database Error in model m5 (m/m5.sql)\n  100090 (42P18): Duplicate row detected during DML action\n"
                + "  Row Values: [12, \"Ana Moreira\nSecret street 5\nIBAN 123456\", 3]", 500));

    [Theory]
    [InlineData(
        "000904 (42000): SQL compilation error: error line 3 at position 9\n  invalid identifier 'X'",
        "000904 (42000): SQL compilation error: invalid identifier 'X'")]
    [InlineData(
        "002003 (42S02): SQL compilation error:\n  Object 'RAW.X' does not exist or not authorized.",
        "002003 (42S02): SQL compilation error: Object 'RAW.X' does not exist or not aut…")]
    [InlineData(
        "001003 (42000): SQL compilation error:\n  syntax error line 3 at position 9 unexpected ')'.",
        "001003 (42000): SQL compilation error: syntax error unexpected '…'.")]
    [InlineData("on-run-end failed, error:\n relation \"x\" is missing", "on-run-end failed, error: relation \"x\" is missing")]
    [InlineData(
        "on-run-end failed, error:\n Database Error\n   no such table: x",
        "on-run-end failed, error: Database Error: no such table: x")]
    [InlineData("SQL compilation error:", "SQL compilation error")]
    [InlineData("permission denied\n  ask ana", "permission denied")]
    [InlineData(null, null)]
    public void A_title_says_what_is_wrong(string? said, string? title) => Assert.Equal(
        title, Masked.FirstLine(said is null ? null : $"Database Error in model m1 (m/m1.sql)\n  {said}", 80));

    [Fact]
    public void A_title_is_as_long_as_there_is_room() => Assert.Equal(
        $"error: {new string('x', 72)}…", Masked.FirstLine($"error:\n{new string('x', 100)}\nmore", 80));

    [Fact]
    public void Where_the_code_lies_is_left_out_too() => Assert.Equal(
        "syntax error",
        Masked.Of("Database Error in model a (models/a.sql)\n  syntax error\n    ^\n  compiled SQL at target/a.sql", 500));
}

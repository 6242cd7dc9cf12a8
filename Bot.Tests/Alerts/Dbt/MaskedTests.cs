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
    [InlineData("mail of ana@example.com bounced", "mail of … bounced")]
    [InlineData("password expired for user 'ana'", "password expired for user '…'")]
    [InlineData("invalid identifier 'AMOUNT_EUR'", "invalid identifier 'AMOUNT_EUR'")]
    [InlineData("Object 'RAW.ORDERS' does not exist", "Object 'RAW.ORDERS' does not exist")]
    [InlineData("column \"amount_eur\" does not exist", "column \"amount_eur\" does not exist")]
    public void Values_are_left_out_and_names_stay(string said, string shown) => Assert.Equal(shown, Masked.Of(said, 500));

    [Fact]
    public void Where_the_code_lies_is_left_out_too() => Assert.Equal(
        "syntax error",
        Masked.Of("Database Error in model a (models/a.sql)\n  syntax error\n    ^\n  compiled SQL at target/a.sql", 500));
}

namespace Bot.Slack;

/// <summary>Slack's limits, in characters or items unless named otherwise.</summary>
public static class Limits
{
    public const int Text = 3000;
    public const int Header = 150;
    public const int SectionFields = 10;
    public const int SectionField = 2000;
    public const int ContextElements = 10;
    public const int ActionsElements = 25;
    public const int Label = 2000;
    public const int Hint = 2000;
    public const int Id = 255;
    public const int ButtonText = 75;
    public const int ButtonValue = 2000;
    public const int Url = 3000;
    public const int AltText = 2000;
    public const int Placeholder = 150;
    public const int Options = 100;
    public const int OptionText = 75;
    public const int OptionValue = 150;
    public const int OptionDescription = 75;
    public const int OptionGroupLabel = 75;
    public const int OverflowOptions = 5;
    public const int CheckboxOptions = 10;
    public const int ConfirmTitle = 100;
    public const int ConfirmText = 300;
    public const int ConfirmButton = 30;
    public const int InputText = 3000;
    public const int ViewTitle = 24;
    public const int ViewBlocks = 100;
    public const int ViewBytes = 250_000;
    public const int PrivateMetadata = 3000;
    public const int MessageBlocks = 50;

    /// <summary>Slack refuses a message whose blocks hold about 12,000 characters or more; ours stay below this.</summary>
    public const int MessageBlockText = 11_000;

    /// <summary>chat.update refuses a longer text.</summary>
    public const int MessageText = 4000;
    public const int ChannelName = 80;
    public const int Topic = 250;
    public const int BookmarkTitle = 256;
    public const int BookmarkLink = 2048;

    /// <summary>Bytes of one frame that Slack reads from us.</summary>
    public const int AckFrame = 20_480;

    /// <summary>Cuts text for show to max characters and says how many are missing: "… 214 more".</summary>
    public static string Truncate(string text, int max) => Truncation.Cut(text, max);

    /// <summary>The same for mrkdwn: an escape counts as the one character that somebody typed.</summary>
    public static string TruncateEscaped(string text, int max) => Truncation.CutEscaped(text, max);

    /// <summary>The text's beginning in whole characters, saying nothing of the rest: for what is stored or filled in.</summary>
    public static string First(string text, int max) => text[..Truncation.Character(text, Math.Min(max, text.Length))];
}

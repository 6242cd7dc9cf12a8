namespace Bot.Sandbox;

/// <summary>Slack's rules for channel names: they are checked, never repaired.</summary>
static class ChannelName
{
    const int Longest = 80;

    public static string Checked(string name)
    {
        if (name.Length == 0) throw new Refusal("invalid_name_required");
        if (name.Length > Longest) throw new Refusal("invalid_name_maxlength");
        if (name.All(letter => letter is '-' or '_')) throw new Refusal("invalid_name_punctuation");
        if (!name.All(Allowed)) throw new Refusal("invalid_name_specials");
        return name;
    }

    // Letters of other scripts are allowed at Slack as long as they have no upper case.
    static bool Allowed(char letter) => letter is '-' or '_' || (char.IsLetterOrDigit(letter) && !char.IsUpper(letter));
}

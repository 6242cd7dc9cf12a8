using System.Text;

namespace Bot.Tests.Laws;

/// <summary>Takes what is typed into a shell apart.</summary>
static class Shell
{
    /// <summary>Each command as its words, without quotes and comments.</summary>
    public static List<string[]> Commands(string text)
    {
        List<string[]> commands = [];
        List<string> words = [];
        StringBuilder? word = null;
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter is '\'' or '"')
            {
                var end = text.IndexOf(letter, at + 1);
                (word ??= new()).Append(text, at + 1, end - at - 1);
                at = end;
            }
            else if (letter == '\\' && at + 1 < text.Length)
            {
                if (text[++at] != '\n') (word ??= new()).Append(text[at]);
            }
            else if (letter == '#' && word is null)
            {
                while (at + 1 < text.Length && text[at + 1] != '\n') at++;
            }
            else if (letter is '\n' or ';' or '|' or '&')
            {
                EndWord();
                EndCommand();
            }
            else if (char.IsWhiteSpace(letter))
            {
                EndWord();
            }
            else
            {
                (word ??= new()).Append(letter);
            }
        }

        EndWord();
        EndCommand();
        return commands;

        void EndWord()
        {
            if (word is not null) words.Add(word.ToString());
            word = null;
        }

        void EndCommand()
        {
            if (words.Count > 0) commands.Add([.. words]);
            words.Clear();
        }
    }
}

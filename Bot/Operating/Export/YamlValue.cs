namespace Bot.Operating.Export;

/// <summary>What stands in a file of settings, with the line on which it begins.</summary>
public abstract record YamlValue(int Line);

/// <summary>A text; numbers and yes or no are texts as well until somebody reads them.</summary>
public sealed record YamlText(int Line, string Text) : YamlValue(Line);

/// <summary>Several of one kind, in their order.</summary>
public sealed record YamlList(int Line, IReadOnlyList<YamlValue> Items) : YamlValue(Line);

/// <summary>Values by their keys, each once.</summary>
public sealed record YamlMap(int Line, IReadOnlyDictionary<string, YamlEntry> Entries) : YamlValue(Line);

/// <summary>A value with the line of its key.</summary>
public sealed record YamlEntry(int Line, YamlValue Value);

using System.Xml.Linq;

namespace Bot.Sandbox;

/// <summary>A package as its own description has it.</summary>
/// <param name="Name">As its maker writes it.</param>
/// <param name="Version">The one in use.</param>
/// <param name="Licence">By its name of SPDX.</param>
/// <param name="Project">Where its source is.</param>
/// <param name="IsTool">It is there while the bot is built, and not with it afterwards.</param>
sealed record Package(string Name, string Version, string Licence, string Project, bool IsTool)
{
    // Of before packages named their licence: what stands at the address.
    static readonly Dictionary<string, string> AtAddress = new()
    {
        ["https://github.com/jdevillard/JmesPath.Net/blob/master/LICENSE"] = "Apache-2.0",
    };

    /// <summary>Throws <see cref="SandboxException"/> where it is not on this machine, or says no licence.</summary>
    public static Package Read(string name, string version)
    {
        var id = name.ToLowerInvariant();
        var folder = Path.Combine(Folder(), id, version.ToLowerInvariant());
        var file = Path.Combine(folder, $"{id}.nuspec");
        if (!File.Exists(file))
            throw new SandboxException($"{name} {version} is not on this machine: run dotnet restore, then this again.");
        var said = XDocument.Load(file).Descendants().ToLookup(element => element.Name.LocalName);
        var licence = said["license"].FirstOrDefault() is { } named && (string?)named.Attribute("type") == "expression"
            ? named.Value
            : AtAddress.GetValueOrDefault(said["licenseUrl"].FirstOrDefault()?.Value ?? "");
        return new(
            said["id"].First().Value, version,
            licence ?? throw new SandboxException(
                $"{name} {version} names no licence: look for it, and add it to {nameof(Package)}.cs."),
            Address(said), !Directory.Exists(Path.Combine(folder, "lib")) && !Directory.Exists(Path.Combine(folder, "runtimes")));
    }

    static string Address(ILookup<string, XElement> said)
    {
        var source = (string?)said["repository"].FirstOrDefault()?.Attribute("url");
        var address = source ?? said["projectUrl"].First().Value;
        address = address.Replace("git://", "https://", StringComparison.Ordinal);
        return address.EndsWith(".git", StringComparison.Ordinal) ? address[..^".git".Length] : address;
    }

    static string Folder() => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set
        ? set
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}

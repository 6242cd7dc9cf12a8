using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Npgsql;

namespace Bot.Storage;

/// <summary>
/// Where a PostgreSQL database is and how it is reached: a connection string of Npgsql's, or an address as hosts hand it out.
/// </summary>
public static partial class PostgresAddress
{
    const string Use =
        "Use \"Host=db.example.com;Database=bot;Username=bot;Password=…\", or \"postgres://bot:…@db.example.com:5432/bot\".";

    const int FewestConnections = 5;
    const string Mind = "In an address, a % in a password is written %25, and a ? is written %3F. See docs/postgres.md.";

    const string Take = "Take it out; those that it knows are in docs/postgres.md.";
    const string Modes = "Use disable, allow, prefer, require, verify-ca or verify-full.";

    // What libpq and Npgsql name differently.
    static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["user"] = "Username",
        ["dbname"] = "Database",
        ["sslmode"] = "SSL Mode",
        ["sslrootcert"] = "Root Certificate",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslpassword"] = "SSL Password",
        ["connect_timeout"] = "Timeout",
        ["target_session_attrs"] = "Target Session Attributes",
        ["gssencmode"] = "GSS Encryption Mode",
    };

    // The driver's keepalive is the kernel's own where nothing is set: two hours.
    static readonly (string Name, object Value)[] Ours =
    [
        // Statements that come again are prepared once per connection.
        ("Max Auto Prepare", 400),
        ("Timeout", 5),
        ("Command Timeout", 5),
        // Whoever has waited so long for an answer waits no longer for that of the request to stop it.
        ("Cancellation Timeout", 500),
        // Three replicas, a fourth while it takes the place of one, and whoever looks after the server fit into the hundred
        // connections of one as it is installed.
        ("Maximum Pool Size", 20),
        // A server whose machine went dark says nothing.
        ("Tcp Keepalive", true),
        ("Tcp Keepalive Time", 30),
        ("Tcp Keepalive Interval", 5),
        ("Application Name", "data-responder"),
    ];

    /// <summary>Whether a connection string is one of PostgreSQL's.</summary>
    public static bool IsMeant(string text) => Url().IsMatch(text) || Host().IsMatch(text) || OfLibpq().IsMatch(text);

    /// <summary>
    /// Reads it; throws <see cref="CannotStartException"/> with what is wrong and what to write. No value of it is ever said, nor
    /// a name that is not known: either may be a piece of a password.
    /// </summary>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        var url = Url().Match(text);
        var parts = url.Success ? OfUrl(text.Trim()[url.Value.Trim().Length..]) : OfPairs(text);
        if (parts.Host is null or "") throw new CannotStartException($"{Store.Setting} names no host. {Use}");
        if (!url.Success) RefuseSpaces(parts);
        if (Blank().IsMatch(parts.Host))
            throw new CannotStartException($"{Store.Setting} names a host with a space in it. {Use}");
        var given = Given(parts);
        foreach (var (name, value) in Ours)
            if (!given.ContainsKey(name)) parts[name] = value;
        RefuseUnfit(parts);
        try
        {
            using var fits = NpgsqlDataSource.Create(parts.ConnectionString);
            return parts;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or InvalidOperationException)
        {
            throw new CannotStartException($"{Store.Setting} has options that do not go together. {Use}", e);
        }
    }

    /// <summary>What people know it by.</summary>
    public static string Where(NpgsqlConnectionStringBuilder parts)
    {
        var host = parts.Host!;
        var port = host.Contains(',') || host.StartsWith('/') || HasPort(host)
            ? "" : string.Create(CultureInfo.InvariantCulture, $":{parts.Port}");
        if (IsBare(host)) host = $"[{host}]";
        return $"{host}{port}/{parts.Database ?? parts.Username}";
    }

    /// <summary>How the database is made, for a shell.</summary>
    public static string CreateDb(NpgsqlConnectionStringBuilder parts)
    {
        var first = parts.Host!.Split(',')[0].Trim();
        var (host, port) = PortOf(first) is { Length: > 0 } own
            ? (OneHost().Match(first).Groups["host"].Value, own)
            : (first, parts.Port.ToString(CultureInfo.InvariantCulture));
        return $"createdb -h {Quoted(host)} -p {port} {Quoted(parts.Database ?? parts.Username ?? "bot")}";
    }

    static string Quoted(string word) =>
        Plain().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    static DbConnectionStringBuilder Given(NpgsqlConnectionStringBuilder parts) =>
        new() { ConnectionString = parts.ConnectionString };

    static NpgsqlConnectionStringBuilder OfPairs(string text)
    {
        DbConnectionStringBuilder given;
        try
        {
            given = new() { ConnectionString = text };
        }
        catch (ArgumentException)
        {
            // Its message may hold a piece of a password.
            throw new CannotStartException(
                OfLibpq().IsMatch(text) ? Spaces : $"{Store.Setting} is not a connection string: each option is name=value, with "
                    + $"; between them, and a value with ; or quotes in it stands in quotes. {Use}");
        }

        var parts = new NpgsqlConnectionStringBuilder();
        var behind = "";
        foreach (var name in given.Keys!.Cast<string>())
        {
            if (given[name] is not string value) continue;
            Set(parts, name, value, behind);
            behind = name;
        }

        return parts;
    }

    static string Spaces =>
        $"{Store.Setting} separates its options by spaces, as psql takes them. Put ; between them. {Use}";

    // What stands behind the first space is all part of the value before it, such as of the host's name.
    static void RefuseSpaces(NpgsqlConnectionStringBuilder parts)
    {
        var given = Given(parts);
        foreach (var name in given.Keys!.Cast<string>())
        {
            var isName = name.ToUpperInvariant() is "HOST" or "DATABASE" or "USERNAME";
            var mayHold = name.ToUpperInvariant() is "PASSWORD" or "SSL PASSWORD" or "OPTIONS";
            if (given[name] is not string value || mayHold) continue;
            if (Another().Matches(value).Any(m => isName || parts.ContainsKey(Known(m.Groups[1].Value))))
                throw new CannotStartException(Spaces);
            if (isName && value.AsSpan().ContainsAny('=', ';'))
                throw new CannotStartException($"{Store.Setting} has a = or a ; in the value of {name}. {Use}");
        }
    }

    static void RefuseUnfit(NpgsqlConnectionStringBuilder parts)
    {
        if (parts.Port > 65_535 || parts.Host!.Split(',').Any(HasWrongPort))
            throw new CannotStartException($"{Store.Setting} has a port that is not a number from 1 to 65535. {Mind}");
        if (parts.MinPoolSize > parts.MaxPoolSize)
            throw new CannotStartException($"{Store.Setting} has a Minimum Pool Size above its Maximum Pool Size.");
        if (parts.Pooling && parts.MaxPoolSize < FewestConnections)
            throw new CannotStartException(
                $"{Store.Setting} sets Maximum Pool Size to {parts.MaxPoolSize}. The bot needs {FewestConnections} "
                    + "connections at least: one to write, one to listen, and the others to read.");
        if (parts.Multiplexing)
            throw new CannotStartException(
                $"{Store.Setting} has Multiplexing, by which no connection is the bot's own for a whole change. Take it out.");
        const string Sessions = "Target Session Attributes";
        if (parts.TargetSessionAttributes is not { } wanted) return;
        if (wanted.ToUpperInvariant() is "STANDBY" or "PREFER-STANDBY" or "PREFERSTANDBY" or "READ-ONLY" or "READONLY")
            throw new CannotStartException(
                $"{Store.Setting} looks for a standby ({Sessions}), and the bot writes. Use primary, or take it out.");
        // Of one host nothing can be chosen, and one that takes no changes is refused by its name.
        if (!parts.Host!.Contains(',')) parts.Remove(Sessions);
    }

    static bool HasPort(string host) => PortOf(host) is { Length: > 0 };

    static bool HasWrongPort(string host) =>
        HasPort(host)
        && !(ushort.TryParse(PortOf(host), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0);

    static string PortOf(string host) =>
        IsBare(host.Trim()) ? "" : OneHost().Match(host.Trim()).Groups["port"].Value;

    // An address of IPv6, whose colons are no port's.
    static bool IsBare(string host) => !host.StartsWith('[') && host.Contains(':') && IPAddress.TryParse(host, out _);

    // By hand, as people write passwords into it as they are: the last @ ends them.
    static NpgsqlConnectionStringBuilder OfUrl(string rest)
    {
        var parts = new NpgsqlConnectionStringBuilder();
        var (address, query) = Cut(rest, '?');
        var at = address.LastIndexOf('@');
        var options = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => Cut(pair, '=')).ToList();
        if (at < 0 ? query.Contains('@') : options.Exists(o => o.Before.Contains('@')))
            throw new CannotStartException($"{Store.Setting} has its first ? before its @. {Mind}");
        var (hosts, database) = Cut(address[(at + 1)..], '/');
        if (at >= 0)
        {
            var (user, password) = Cut(address[..at], ':');
            Set(parts, "user", Uri.UnescapeDataString(user), "");
            Set(parts, "password", Uri.UnescapeDataString(password), "");
        }
        else if (!query.Contains("user=", StringComparison.OrdinalIgnoreCase) && hosts.Split(',').Any(HasPort))
        {
            throw new CannotStartException(
                $"{Store.Setting} is an address without a user, in which a : may stand before a port or before a password. "
                    + Use);
        }

        if (OneHost().Match(hosts) is { Success: true } one)
        {
            Set(parts, "host", Uri.UnescapeDataString(one.Groups["host"].Value), "");
            Set(parts, "port", Uri.UnescapeDataString(one.Groups["port"].Value), "");
        }
        else
        {
            Set(parts, "host", Uri.UnescapeDataString(hosts), "");
        }

        Set(parts, "dbname", Uri.UnescapeDataString(database), "");
        foreach (var (name, value) in options)
            Set(parts, name, Uri.UnescapeDataString(value), "?");
        return parts;
    }

    /// <param name="parts">Take it.</param>
    /// <param name="name">As it was written.</param>
    /// <param name="value">As it is meant.</param>
    /// <param name="behind">What it stands behind, which is known.</param>
    static void Set(NpgsqlConnectionStringBuilder parts, string name, string value, string behind)
    {
        if (value.Length == 0) return;
        var known = Known(name);
        if (!parts.ContainsKey(known))
            throw new CannotStartException(
                $"{Store.Setting} has an option {(behind == "" ? "at its beginning" : $"behind {behind}")} that the bot does not "
                    + $"know. {(behind == "?" ? Take : Use)}");
        try
        {
            parts[known] = known == "SSL Mode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException)
        {
            var advice = known.ToUpperInvariant() switch { "SSL MODE" => Modes, "PORT" => Mind, _ => "See docs/postgres.md." };
            throw new CannotStartException($"{Store.Setting} has a value of {name} that the bot cannot use. {advice}", e);
        }
    }

    static string Known(string name) => Names.GetValueOrDefault(name) ?? name.Replace('_', ' ');

    static (string Before, string After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var place ? (text[..place], text[(place + 1)..]) : (text, "");

    [GeneratedRegex(@"^\s*postgres(?:ql)?://", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Url();

    [GeneratedRegex(@"(?:^|;)\s*(?:host|server)\s*=", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Host();

    // The name of an option with a space before it, and another before that.
    [GeneratedRegex(@"(?:^|\s)(?:host|hostaddr|dbname|user|port|password)\s*=[^;]*\s[a-z_]+\s*=", RegexOptions.IgnoreCase
        | RegexOptions.NonBacktracking)]
    private static partial Regex OfLibpq();

    [GeneratedRegex(@"\s([A-Za-z_]+)\s*=", RegexOptions.NonBacktracking)]
    private static partial Regex Another();

    [GeneratedRegex(@"[^\s,]\s+[^\s,]", RegexOptions.NonBacktracking)]
    private static partial Regex Blank();

    [GeneratedRegex(@"^[A-Za-z0-9_./-]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(?:\[(?<host>[^\]]+)\]|(?<host>[^:,\[\]]+))(?::(?<port>[^,]*))?$", RegexOptions.NonBacktracking)]
    private static partial Regex OneHost();
}

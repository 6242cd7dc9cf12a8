using System.Data.Common;
using System.Globalization;
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

    /// <summary>Whether a connection string is one of PostgreSQL's.</summary>
    public static bool IsMeant(string text) => Url().IsMatch(text) || Host().IsMatch(text);

    /// <summary>Reads it; throws <see cref="CannotStartException"/> with what is wrong and what to write.</summary>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        try
        {
            var parts = Url().Match(text) is { Success: true } url ? OfUrl(text.Trim()[url.Value.Trim().Length..]) : new(text);
            if (parts.Host is null or "") throw new CannotStartException($"{Store.Setting} names no host. {Use}");
            return WithOurs(parts);
        }
        catch (ArgumentException e)
        {
            throw new CannotStartException(
                $"{Store.Setting} is not a connection string of PostgreSQL ({e.Message.TrimEnd('.')}). {Use}", e);
        }
    }

    /// <summary>What people know it by.</summary>
    public static string Where(NpgsqlConnectionStringBuilder parts)
    {
        var port = parts.Host!.Contains(',') || parts.Host.StartsWith('/')
            ? "" : string.Create(CultureInfo.InvariantCulture, $":{parts.Port}");
        return $"{parts.Host}{port}/{parts.Database ?? parts.Username}";
    }

    static NpgsqlConnectionStringBuilder WithOurs(NpgsqlConnectionStringBuilder parts)
    {
        var given = new DbConnectionStringBuilder { ConnectionString = parts.ConnectionString };
        void Unless(string name, object value)
        {
            if (!given.ContainsKey(name)) parts[name] = value;
        }

        // Statements that come again are prepared once per connection.
        Unless("Max Auto Prepare", 400);
        Unless("Timeout", 5);
        Unless("Command Timeout", 10);
        // Three replicas fit into the hundred connections of a server as it is installed.
        Unless("Maximum Pool Size", 30);
        // A server whose machine went dark says nothing.
        Unless("Tcp Keepalive", true);
        Unless("Application Name", "data-responder");
        return parts.Pooling && parts.MaxPoolSize < FewestConnections
            ? throw new CannotStartException(
                $"{Store.Setting} sets Maximum Pool Size to {parts.MaxPoolSize}. The bot needs {FewestConnections} connections "
                    + "at least: one to write, one to listen, and the others to read.")
            : parts;
    }

    // By hand, as people write passwords into it as they are: the last @ ends them.
    static NpgsqlConnectionStringBuilder OfUrl(string rest)
    {
        var parts = new NpgsqlConnectionStringBuilder();
        var (address, query) = Cut(rest, '?');
        var at = address.LastIndexOf('@');
        var (hosts, database) = Cut(address[(at + 1)..], '/');
        if (at >= 0)
        {
            var (user, password) = Cut(address[..at], ':');
            Set(parts, "user", user);
            Set(parts, "password", password);
        }

        if (OneHost().Match(hosts) is { Success: true } one)
        {
            Set(parts, "host", one.Groups["host"].Value);
            Set(parts, "port", one.Groups["port"].Value);
        }
        else
        {
            Set(parts, "host", hosts);
        }

        Set(parts, "dbname", database);
        foreach (var (name, value) in query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => Cut(pair, '=')))
            Set(parts, name, value);
        return parts;
    }

    static void Set(NpgsqlConnectionStringBuilder parts, string name, string encoded)
    {
        if (encoded.Length == 0) return;
        var value = Uri.UnescapeDataString(encoded);
        var known = Names.GetValueOrDefault(name) ?? name.Replace('_', ' ');
        try
        {
            parts[known] = known == "SSL Mode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException)
        {
            throw new CannotStartException(
                name is "password" ? $"{Store.Setting} holds a password that cannot be used. {Use}"
                    : $"{Store.Setting} is an address with {name}={value}, which the bot cannot use. Take it out, or see "
                        + "docs/postgres.md for what there is.",
                e);
        }
    }

    static (string Before, string After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var place ? (text[..place], text[(place + 1)..]) : (text, "");

    [GeneratedRegex(@"^\s*postgres(?:ql)?://", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Url();

    [GeneratedRegex(@"(?:^|;)\s*(?:host|server)\s*=", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Host();

    [GeneratedRegex(@"^(?:\[(?<host>[^\]]+)\]|(?<host>[^:,\[\]]+))(?::(?<port>[^,]*))?$", RegexOptions.NonBacktracking)]
    private static partial Regex OneHost();
}

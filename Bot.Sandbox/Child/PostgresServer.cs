using Dapper;
using Npgsql;

namespace Bot.Sandbox;

/// <summary>A PostgreSQL server where databases are made for a while: by tests, benches and chaos.</summary>
/// <param name="ConnectionString">Of whoever may make them.</param>
sealed record PostgresServer(string ConnectionString)
{
    /// <summary>The environment variable that names it.</summary>
    public const string Variable = "TEST_POSTGRES";

    /// <summary>The one that is named; null where none is.</summary>
    public static PostgresServer? Named =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? new(named) : null;

    /// <summary>How a database of it is reached.</summary>
    public string Of(string database) =>
        new NpgsqlConnectionStringBuilder(ConnectionString) { Database = database, IncludeErrorDetail = true }.ConnectionString;

    /// <param name="database">Its name.</param>
    /// <param name="template">What is in it from the beginning; nobody else may be at that.</param>
    public void Make(string database, string template = "template1") => Do($"create database {database} template {template}");

    /// <summary>With UTF-8 and nothing in it, whatever the server gives otherwise.</summary>
    public void MakeEmpty(string database) => Do($"create database {database} template template0 encoding 'UTF8'");

    /// <summary>Also while somebody is at it; where there is none, nothing happens.</summary>
    public void Drop(string database) => Do($"drop database if exists {database} with (force)");

    void Do(string sql)
    {
        using var db = new NpgsqlConnection($"{ConnectionString};Pooling=false");
        db.Execute(sql);
    }
}

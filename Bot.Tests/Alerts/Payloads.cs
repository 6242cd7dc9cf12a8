namespace Bot.Tests.Alerts;

/// <summary>Bodies as they arrive.</summary>
static class Payloads
{
    /// <summary>A CircleCI step's, with its trailing comma and its commit message as the shell puts it in.</summary>
    public const string CircleCi = """
        {
          "title": "acme/dbt dbt_build failure",
          "description": "dbt_build failed on main",
          "status": "firing",
          "metadata": {
            "source_url": "https://circleci.example/jobs/4711",
            "repository": "acme/dbt",
            "branch": "main",
            "github_commit_url": "https://github.com/acme/dbt/commit/0a1b2c3",
            "github_commit_message": "Revert "Add refunds to orders"

        This reverts commit 9f8e7d6.",
          }
        }
        """;
}

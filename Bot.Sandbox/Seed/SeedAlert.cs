using System.Text.Json.Nodes;

namespace Bot.Sandbox.Seed;

/// <summary>An alert as the demo's CI sends it.</summary>
static class SeedAlert
{
    public static string Body(string job, string says, string status, string branch = "main") => Json.Write(new JsonObject
    {
        ["title"] = $"{job} failed",
        ["description"] = says,
        ["status"] = status,
        ["metadata"] = new JsonObject
        {
            ["source_url"] = $"https://circleci.example/jobs/{job}",
            ["repository"] = "acme/dbt",
            ["branch"] = branch,
            ["environment"] = "production",
            ["job"] = job,
        },
    });
}

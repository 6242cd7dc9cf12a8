namespace Bot;

/// <summary>The whole bot as one web application that a program or a test can embed.</summary>
public static class BotApp
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        configure?.Invoke(builder);
        var app = builder.Build();
        app.MapGet("/health/live", () => "alive");
        return app;
    }
}

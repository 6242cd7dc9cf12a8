using Bot;

await BotApp.Build(args).RunAsync();

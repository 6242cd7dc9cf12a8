using Bot.Sandbox;

if (args is [BotChild.Word, .. var rest]) return await BotChild.Run(rest);
if (SandboxArguments.Parse(args) is not { } arguments)
{
    await Console.Error.WriteLineAsync(SandboxArguments.Usage);
    return 2;
}
await using var playground = new Playground(arguments);
await playground.Run();
return 0;

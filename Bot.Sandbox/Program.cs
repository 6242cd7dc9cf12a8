using Bot.Sandbox;
using Bot.Sandbox.Chaos;

if (args is [BotChild.Word, .. var rest]) return await BotChild.Run(rest);
if (args is [BenchCommand.Word, .. var which]) return await BenchCommand.Run(which);
if (args is [ChaosCommand.Word, .. var how]) return await ChaosCommand.Run(how);
if (args is [SoakCommand.Word, .. var soak]) return await SoakCommand.Run(soak);
if (args is [LicencesCommand.Word, .. var licences]) return await LicencesCommand.Run(licences);
if (args is [NoStore.Word, var port]) return await NoStore.Run(port);
if (args is [OneByOne.Word]) return await OneByOne.Run();
if (args is ["--help" or "-h"])
{
    Console.WriteLine(SandboxArguments.Usage);
    return 0;
}

if (SandboxArguments.Parse(args) is not { } arguments)
{
    await Console.Error.WriteLineAsync(SandboxArguments.Usage);
    return 2;
}
await using var playground = new Playground(arguments);
try
{
    await playground.Run();
    return 0;
}
catch (Exception trouble) when (
    trouble is SandboxException || (trouble is IOException && arguments.App is not null && !File.Exists(arguments.App)))
{
    await Console.Error.WriteLineAsync(trouble.Message);
    return 2;
}

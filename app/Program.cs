using Kith.App;

// `kith serve` is the server; every other verb speaks to the API of the folder, through a server if one holds it.
var catalogues = Catalogues.Load(KithHost.AssembliesOf(Modules.All));
await using var cli = new CliSession(
    async folder => await KithHost.Start(new KithOptions(folder, Port: null) { LogLevel = LogLevel.Error }, Modules.All), catalogues);
return await KithCommand.Make(cli, Modules.All).Parse(args).InvokeAsync();

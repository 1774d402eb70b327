using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;

namespace Kith.Shell;

/// <summary>The command line: `serve` and the verbs of the modules.</summary>
public static class KithCommand
{
    private const int DefaultPort = 5080;

    /// <summary>Runs one command line. What can't be understood is refused in one line, with exit code 2.</summary>
    public static async Task<int> Run(CliSession cli, IReadOnlyList<IModule> modules, string[] args)
    {
        // What the parser says comes in the language of the words.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(cli.Words.Language);
        var call = Make(cli, modules).Parse(args);
        if (call.Errors is [var first, ..] && call.Action is not (HelpAction or null))
        {
            var what = call.CommandResult.Command is RootCommand && call.UnmatchedTokens is [var verb, ..] ? cli.Words.Say("cli.no-verb", ("verb", verb)) : first.Message;
            await Console.Error.WriteLineAsync($"{what} {cli.Words["cli.see-help"]}");
            return CliSession.RefusedExit;
        }

        return await call.InvokeAsync();
    }

    public static RootCommand Make(CliSession cli, IReadOnlyList<IModule> modules)
    {
        var root = new RootCommand(cli.Words["cli.kith"]) { cli.DataOption, cli.JsonOption };
        root.Add(Serve(cli, modules));
        foreach (var verb in KithHost.PartsOf(modules).Verbs)
        {
            root.Add(verb(cli));
        }

        Describe(root, cli.Words);
        return root;
    }

    private static Command Serve(CliSession cli, IReadOnlyList<IModule> modules)
    {
        var port = new Option<int>("--port") { DefaultValueFactory = _ => DefaultPort };
        return cli.Verb("serve", "cli.serve", async call =>
        {
            var folder = cli.FolderOf(call);
            await using var host = await KithHost.Start(new KithOptions(folder, call.GetValue(port)), modules);
            Console.WriteLine(cli.Words.Say("cli.serving", ("address", host.Address), ("folder", folder.Path)));
            await host.WaitForShutdown();
            return CliSession.Done;
        }, port);
    }

    /// <summary>Options and arguments have no text of their own: it comes from the words, by verb and name.</summary>
    private static void Describe(Command command, Words words, string path = "cli")
    {
        foreach (var option in command.Options.Where(option => option is not (HelpOption or VersionOption)))
        {
            option.Description ??= words[$"{path}.{option.Name}"];
        }

        foreach (var argument in command.Arguments)
        {
            argument.Description ??= words[$"{path}.{argument.Name}"];
        }

        foreach (var sub in command.Subcommands)
        {
            Describe(sub, words, $"{path}.{sub.Name}");
        }
    }
}

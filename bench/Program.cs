using System.Globalization;
using Kith.Bench;

var rows = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100_000;
var rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 3;
switch (args.FirstOrDefault())
{
    case "import":
        await ImportBench.Run(rows, rounds);
        return 0;
    default:
        Console.Error.WriteLine("usage: bench import [ROWS [ROUNDS]]");
        return 2;
}

using Kith.Bench;

// The floors run as processes of their own, so that their memory and their time are counted as the product's are.
if (args is [Floors.Verb, .. var floor])
{
    Floors.Run(floor);
    return 0;
}

if (BenchOptions.Read(args) is not { } options)
{
    Console.Error.WriteLine(BenchOptions.Usage);
    return 2;
}

using var scene = new Scene(options);
var report = new Report(options);
foreach (var scenario in options.Scenarios)
{
    await Scenarios.All[scenario](scene, report.Begin(scenario));
    report.Print();
}

return report.Save() ? 0 : 1;

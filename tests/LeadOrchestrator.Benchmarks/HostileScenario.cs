using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using LeadOrchestrator.Api;
using LeadOrchestrator.Api.Imports;
using LeadOrchestrator.Hostile;
using LeadOrchestrator.Local.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LeadOrchestrator.Benchmarks;

/// <summary>Attacks the real local host, in a process of its own, on all of its routes, and looks what became of the sound leads among it.</summary>
internal static class HostileScenario
{
    private const int AtOnce = 32, MaxMegabytes = 1024, ShownFailures = 50;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private static readonly string Executable = typeof(HostileScenario).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "LocalHost").Value!;

    /// <returns>0 if nothing was found.</returns>
    public static async Task<int> RunAsync(int requests, int seed)
    {
        Console.WriteLine($"hostile: seed {seed}; the same seed makes the same requests again");
        using var folder = new TempFolder();
        var routes = await RoutesAsync(folder.File("data"));
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        using var host = await StartAsync(address, folder.File("data"));
        try
        {
            var begin = Stopwatch.GetTimestamp();
            var result = await new HostileCampaign(address, routes, seed).RunAsync(requests, AtOnce, number =>
            {
                if (number % 10_000 == 0) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {number,7:N0} requests, {Megabytes(host).Now:N0} MB"));
            });
            var seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            var memory = Megabytes(host);
            foreach (var failure in result.Failures.Take(ShownFailures)) Console.WriteLine($"  {failure}");
            foreach (var lost in result.Lost.Take(ShownFailures)) Console.WriteLine($"  lost: {lost}");
            Console.WriteLine($"  answers: {string.Join(", ", result.Answers.Select(answer => $"{answer.Value} × {answer.Key}"))}");
            Report.Print(string.Create(CultureInfo.InvariantCulture, $"hostile ({requests:#,0} requests on {routes.Count} routes, {AtOnce} at once, seed {seed})"),
            [
                new("answers that blame the host, or none in time", result.Failures.Count, "", "0"),
                new("sound leads accepted", result.Sound, ""),
                new("sound leads lost", result.Lost.Count, "", "0"),
                new("answered 503 with Retry-After", result.Overloaded, ""),
                new($"other answers of the thinnest route, {result.Thinnest.Key.Method} {result.Thinnest.Key.Pattern}", result.Thinnest.Value, ""),
                new("connections closed without an answer", result.Unanswered, ""),
                new("connections reset", result.Reset, ""),
                new("resident, peak", memory.Peak, "MB", $"≤ {MaxMegabytes}"),
                new("resident, at the end", memory.Now, "MB"),
                new("requests a second", requests / seconds, "1/s"),
            ]);
            return host.HasExited || result.Failures.Count + result.Lost.Count > 0 || memory.Peak > MaxMegabytes ? 1 : 0;
        }
        finally
        {
            if (!host.HasExited) host.Kill();
            await host.WaitForExitAsync();
        }
    }

    /// <summary>As the host maps them, without starting one.</summary>
    private static async Task<IReadOnlyList<HostileRoute>> RoutesAsync(string folder)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting();
        builder.Services.AddLocalHost(builder.Configuration, folder);
        await using var app = builder.Build();
        app.MapLeadApi();
        app.MapMappings(folder);
        return HostileRoute.Of(((IEndpointRouteBuilder)app).DataSources);
    }

    private static async Task<Process> StartAsync(Uri address, string folder)
    {
        var start = new ProcessStartInfo("dotnet", [Executable, "serve", "--sample-rules", "--urls", address.GetLeftPart(UriPartial.Authority), "--data", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment.Remove("LEAD_API_KEY");
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) => Heard(line.Data);
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException("The host ended before it listened."));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await ready.Task.WaitAsync(StartLimit);
        return process;

        void Heard(string? line)
        {
            if (line?.Contains("is listening on", StringComparison.Ordinal) == true) ready.TrySetResult();
            else if (line?.Contains("fail:", StringComparison.Ordinal) == true) Console.WriteLine($"  {line}");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static (double Now, double Peak) Megabytes(Process process)
    {
        process.Refresh();
        return process.HasExited ? (0, double.PositiveInfinity) : (process.WorkingSet64 / 1e6, process.PeakWorkingSet64 / 1e6);
    }
}

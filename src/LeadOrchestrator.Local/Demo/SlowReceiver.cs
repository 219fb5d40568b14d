namespace LeadOrchestrator.Local.Demo;

/// <summary>A receiver of webhooks on loopback that answers after a known time: a remote system, simulated.</summary>
internal sealed class SlowReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SlowReceiver(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public static async Task<SlowReceiver> StartAsync(TimeSpan latency)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Run(async context =>
        {
            await Task.Delay(latency, context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        await app.StartAsync();
        return new SlowReceiver(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

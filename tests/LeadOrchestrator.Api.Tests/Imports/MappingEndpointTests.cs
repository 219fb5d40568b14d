using System.Net;
using LeadOrchestrator.Api.Imports;
using LeadOrchestrator.Api.Tests.Hosting;

namespace LeadOrchestrator.Api.Tests.Imports;

public sealed class MappingEndpointTests : IAsyncLifetime
{
    private const string Mapping = """{ "columns": { "Key": "id" } }""";
    private ApiHost _host = null!;

    private string Folder => Path.Combine(_host.Folder, "mappings");

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync(routes: (app, folder) => app.MapMappings(folder));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Put_AMapping_ReplacesTheOneBeforeAsAWhole()
    {
        await PutAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync()).Status);

        Assert.Equal([Path.Combine(Folder, "mine.json")], Directory.GetFileSystemEntries(Folder));
        Assert.Equal(Mapping, await File.ReadAllTextAsync(Path.Combine(Folder, "mine.json")));
    }

    [Fact]
    public async Task Put_ItCannotBeStored_Is503AndNothingIsLeftBehind()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "mine.json")); // what stands in its way, as a full disk would

        var answer = await PutAsync();

        answer.IsProblem(HttpStatusCode.ServiceUnavailable, "could not be stored");
        Assert.Equal([Path.Combine(Folder, "mine.json")], Directory.GetFileSystemEntries(Folder));
    }

    private Task<Answer> PutAsync() => _host.SendAsync(HttpMethod.Put, "/api/imports/mappings/mine", Mapping);
}

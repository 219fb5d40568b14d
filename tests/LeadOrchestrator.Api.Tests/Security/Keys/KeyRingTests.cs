using LeadOrchestrator.Api.Security;
using LeadOrchestrator.Api.Security.Keys;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LeadOrchestrator.Api.Tests.Security.Keys;

public sealed class KeyRingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("keys-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Find_FileBecomesReadableWithoutBeingWritten_IsTakenUp() // as after a chown: neither time nor length change
    {
        var file = new KeyFile(_folder);
        var key = file.Create("rep", Scopes.Read, DateTimeOffset.UnixEpoch);
        var ring = new KeyRing(Options.Create(new LeadApiOptions()), NullLogger<KeyRing>.Instance, file);
        Assert.True(file.Revoke("rep", DateTimeOffset.UnixEpoch));
        var revoked = File.ReadAllBytes(file.FullPath);
        var written = File.GetLastWriteTimeUtc(file.FullPath);

        Write(new byte[revoked.Length]);
        Assert.NotNull(ring.Find(key));
        Write(revoked);
        Assert.Null(ring.Find(key));
        Assert.False(ring.IsOpen);

        void Write(byte[] content)
        {
            File.WriteAllBytes(file.FullPath, content);
            File.SetLastWriteTimeUtc(file.FullPath, written);
        }
    }
}

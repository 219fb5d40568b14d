using System.Text;
using CsCheck;
using LeadOrchestrator.Engine.History;

namespace LeadOrchestrator.Engine.Tests.History;

public sealed class StoredPayloadTests
{
    [Fact]
    public void Unpack_OfAnyPackedJson_GivesItBack() =>
        Gen.Select(Gen.String, Gen.Int[1, 3000]).Sample((text, repeat) =>
        {
            var json = Encoding.UTF8.GetBytes("\"" + string.Concat(Enumerable.Repeat(text, 1 + (repeat / (text.Length + 1)))) + "\"");
            Assert.Equal(json, StoredPayload.Unpack(StoredPayload.Pack(json)));
        });

    [Fact]
    public void Pack_JsonThatRepeatsItself_TakesAFifthOfTheSpace()
    {
        var json = Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Range(0, 50).Select(i => $$"""{"rep":"rep-{{i}}","reason":"outsideWorkingHours"}""")) + "]");

        Assert.True(StoredPayload.Pack(json)!.Length < json.Length / 5);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{\"id\":1}")]
    public void Pack_SomethingSmall_LeavesItAsItIs(string? json)
    {
        var bytes = json is null ? null : Encoding.UTF8.GetBytes(json);

        Assert.Same(bytes, StoredPayload.Pack(bytes));
        Assert.Same(bytes, StoredPayload.Unpack(bytes));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    public void Unpack_CutOff_SaysThatItIsDamaged(int length)
    {
        var packed = StoredPayload.Pack(Encoding.UTF8.GetBytes("\"" + new string('x', 5000) + "\""))!;

        Assert.Throws<InvalidDataException>(() => StoredPayload.Unpack(packed[..Math.Min(length, packed.Length - 1)]));
    }
}

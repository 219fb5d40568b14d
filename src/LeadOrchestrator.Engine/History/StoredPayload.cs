using System.Buffers.Binary;
using System.IO.Compression;

namespace LeadOrchestrator.Engine.History;

/// <summary>
/// Payloads as the file keeps them: small ones as they are, larger ones compressed (Brotli), because most of a
/// finished instance is JSON that repeats itself. A compressed one begins with a zero byte, which no JSON does, then its
/// length in bytes (4, little endian).
/// </summary>
internal static class StoredPayload
{
    private const int SmallestCompressed = 512, Header = 5, Quality = 2, Window = 16;
    private const byte Compressed = 0;

    public static byte[]? Pack(byte[]? json)
    {
        if (json is null || json.Length < SmallestCompressed) return json;
        var packed = new byte[json.Length];
        packed[0] = Compressed;
        BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(1), json.Length);
        return BrotliEncoder.TryCompress(json, packed.AsSpan(Header), out var length, Quality, Window) ? packed[..(Header + length)] : json;
    }

    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public static byte[]? Unpack(byte[]? stored)
    {
        if (stored is null or [] || stored[0] != Compressed) return stored;
        var length = stored.Length < Header ? -1 : BinaryPrimitives.ReadInt32LittleEndian(stored.AsSpan(1));
        if (length < 0) throw Damaged();
        var json = new byte[length];
        return BrotliDecoder.TryDecompress(stored.AsSpan(Header), json, out var written) && written == length ? json : throw Damaged();
    }

    private static InvalidDataException Damaged() => new("A compressed payload is damaged.");
}

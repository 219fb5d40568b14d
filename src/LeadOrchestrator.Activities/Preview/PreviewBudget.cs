using System.Buffers;
using System.Text.Json;

namespace LeadOrchestrator.Activities.Preview;

/// <summary>
/// Bounds a preview's answer while it grows. A lead of a hundred bytes is answered with every candidate that was looked at and why, which
/// may be a thousand times as much.
/// </summary>
internal sealed class PreviewBudget(long maxBytes, int leads)
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private long _bytes;
    private int _decided;

    /// <summary>Counts the decisions on one lead, and hands them back.</summary>
    /// <exception cref="PreviewTooLongException">They are too many.</exception>
    public PreviewedDecisions Take(PreviewedDecisions decisions)
    {
        if (maxBytes == long.MaxValue) return decisions;
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer)) JsonSerializer.Serialize(json, decisions, PreviewJson.Default.PreviewedDecisions);
        _bytes += _buffer.WrittenCount;
        if (_bytes > maxBytes) throw new PreviewTooLongException(Math.Min(_decided, leads), leads, maxBytes);
        _decided++;
        return decisions;
    }
}

/// <summary>What would be decided is more than an answer may hold.</summary>
/// <param name="fit">How many leads fitted.</param>
/// <param name="leads">How many there are.</param>
/// <param name="maxBytes">How much an answer may hold.</param>
public sealed class PreviewTooLongException(int fit, int leads, long maxBytes) : Exception(
    $"The answer would be longer than {maxBytes / (1 << 20)} MiB: {fit} of {leads} leads fill it. Send {Math.Max(1, fit / 2)} at once, or raise Api:MaxPreviewAnswerBytes.");

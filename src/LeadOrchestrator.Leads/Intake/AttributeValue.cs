using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LeadOrchestrator.Leads.Intake;

/// <summary>The value of a lead's own attribute: a text, a number, or true/false; exactly one is set.</summary>
[JsonConverter(typeof(AttributeValueConverter))]
public sealed record AttributeValue
{
    private AttributeValue()
    {
    }

    /// <summary>The text, if it is one.</summary>
    public string? Text { get; private init; }

    /// <summary>The number, if it is one.</summary>
    public decimal? Number { get; private init; }

    /// <summary>True or false, if it is that.</summary>
    public bool? Flag { get; private init; }

    /// <summary>A text.</summary>
    public static AttributeValue Of(string text) => new() { Text = text };

    /// <summary>A number.</summary>
    public static AttributeValue Of(decimal number) => new() { Number = number };

    /// <summary>True or false.</summary>
    public static AttributeValue Of(bool flag) => new() { Flag = flag };

    /// <summary>The value as people write it.</summary>
    public override string ToString() =>
        Text ?? Number?.ToString(CultureInfo.InvariantCulture) ?? (Flag == true ? "true" : "false");
}

/// <summary>Writes an attribute as the bare text, number or true/false that it is.</summary>
public sealed class AttributeValueConverter : JsonConverter<AttributeValue>
{
    /// <inheritdoc/>
    public override AttributeValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => AttributeValue.Of(reader.GetString()!),
        JsonTokenType.Number when reader.TryGetDecimal(out var number) => AttributeValue.Of(number),
        JsonTokenType.True => AttributeValue.Of(true),
        JsonTokenType.False => AttributeValue.Of(false),
        _ => throw new JsonException("An attribute is a text, a number, or true/false."),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, AttributeValue value, JsonSerializerOptions options)
    {
        if (value.Text is { } text) writer.WriteStringValue(text);
        else if (value.Number is { } number) writer.WriteNumberValue(number);
        else writer.WriteBooleanValue(value.Flag == true);
    }
}

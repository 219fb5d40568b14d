using System.Globalization;
using System.Text.RegularExpressions;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Leads.Rules;

/// <summary>One test of a field's value.</summary>
internal abstract record FieldTest
{
    public virtual bool Holds(RuleField field, RuleSubject subject) => field.Read(subject) is { } value && Holds(value);

    public abstract string Describe();

    protected abstract bool Holds(FieldValue value);
}

/// <summary>The field has a value, or has none.</summary>
internal sealed record ExistsTest(bool Expected) : FieldTest
{
    public override bool Holds(RuleField field, RuleSubject subject) => field.Exists(subject) == Expected;

    public override string Describe() => Expected ? "is known" : "is not known";

    protected override bool Holds(FieldValue value) => Expected;
}

/// <summary>The value is one of some; texts whatever the case, countries and languages whether by name or code.</summary>
internal sealed record OneOfTest : FieldTest
{
    /// <summary>How many values a description names: reasons are kept with every lead.</summary>
    private const int Named = 4;

    private readonly HashSet<string> _texts;
    private readonly HashSet<decimal> _numbers;
    private readonly HashSet<bool> _flags;
    private readonly RuleFieldKind _kind;
    private readonly string _description;

    public OneOfTest(RuleFieldKind kind, IReadOnlyList<FieldValue> operands)
    {
        _kind = kind;
        _texts = operands.Where(operand => operand.Text is not null).Select(operand => Fold(operand.Text!)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _numbers = [.. operands.Select(operand => operand.Number).OfType<decimal>()];
        _flags = [.. operands.Select(operand => operand.Flag).OfType<bool>()];
        var list = string.Join(", ", operands.Take(Named).Select(operand => operand.AsText()));
        if (operands.Count > Named) list = $"{list} and {operands.Count - Named} more";
        _description = operands.Count == 1 ? $"is {list}" : $"is one of {list}";
    }

    public override string Describe() => _description;

    protected override bool Holds(FieldValue value) =>
        (_texts.Count > 0 && _texts.Contains(Fold(value.AsText())))
        || (_numbers.Count > 0 && value.AsNumber() is { } number && _numbers.Contains(number))
        || (_flags.Count > 0 && value.AsFlag() is { } flag && _flags.Contains(flag));

    private string Fold(string text) => _kind switch
    {
        RuleFieldKind.Country => Countries.CodeOf(text) ?? text.Trim(),
        RuleFieldKind.Language => Languages.CodeOf(text) ?? text.Trim(),
        _ => text.Trim(),
    };
}

/// <summary>How a number is compared.</summary>
internal enum Comparison
{
    GreaterThan,
    AtLeast,
    LessThan,
    AtMost,
}

/// <summary>The value is a number that is greater or less.</summary>
internal sealed record NumberTest(Comparison Comparison, decimal Bound) : FieldTest
{
    public override string Describe() => string.Create(CultureInfo.InvariantCulture, $"{Words} {Bound}");

    protected override bool Holds(FieldValue value) => value.AsNumber() is { } number && Comparison switch
    {
        Comparison.GreaterThan => number > Bound,
        Comparison.AtLeast => number >= Bound,
        Comparison.LessThan => number < Bound,
        _ => number <= Bound,
    };

    private string Words => Comparison switch
    {
        Comparison.GreaterThan => "is greater than",
        Comparison.AtLeast => "is at least",
        Comparison.LessThan => "is less than",
        _ => "is at most",
    };
}

/// <summary>The value contains, begins with or ends with a text, whatever the case.</summary>
internal sealed record PartTest(string Where, string Part) : FieldTest
{
    public override string Describe() => $"{Where} {Part}";

    protected override bool Holds(FieldValue value) => Where switch
    {
        "contains" => value.AsText().Contains(Part, StringComparison.OrdinalIgnoreCase),
        "starts with" => value.AsText().StartsWith(Part, StringComparison.OrdinalIgnoreCase),
        _ => value.AsText().EndsWith(Part, StringComparison.OrdinalIgnoreCase),
    };
}

/// <summary>A regular expression finds something in the value. Its engine does not backtrack, so its time is linear.</summary>
internal sealed record PatternTest(Regex Pattern) : FieldTest
{
    public override string Describe() => "fits the rule's pattern"; // who reads why a lead scored as it did reads no regular expressions

    protected override bool Holds(FieldValue value) => Pattern.IsMatch(value.AsText());
}

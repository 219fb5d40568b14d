using System.Buffers;
using System.Text.Json;
using LeadOrchestrator.Activities.Importing.Rows;
using LeadOrchestrator.Leads;
using LeadOrchestrator.Leads.Intake;

namespace LeadOrchestrator.Activities.Importing.Mapping;

/// <summary>Makes leads of rows, by a plan. What a lead may hold is decided by <see cref="LeadReader"/>, the same as for any other lead.</summary>
internal sealed class RowToLead(ColumnPlan plan)
{
    /// <summary>
    /// Reads one row that has exactly the header's columns. Never throws: trying again cannot mend what a row says, and would hold up
    /// all the rows behind it.
    /// </summary>
    public RowReading Read(IReadOnlyList<string> cells)
    {
        try
        {
            return ReadCells(cells);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException or InvalidOperationException)
        {
            return RowReading.Rejected($"The row holds a value that cannot be read: {exception.Message}");
        }
    }

    private RowReading ReadCells(IReadOnlyList<string> cells)
    {
        var draft = new LeadDraft(plan);
        for (var index = 0; index < cells.Count; index++)
            if (draft.Add(plan.Columns[index], Clean(cells[index])) is { } problem) return RowReading.Rejected(problem.Message, problem.Path);

        foreach (var activity in plan.Activities)
            if (draft.Add(activity, place => place < 0 ? null : Clean(cells[place])) is { } problem) return RowReading.Rejected(problem.Message, problem.Path);

        var reading = LeadReader.Read(Write(draft));
        return reading.Lead is { } lead
            ? new(lead, null, null, null)
            : RowReading.Rejected(string.Join(" ", reading.Errors.Select(Describe)), reading.Errors[0].Path);
    }

    private string? Clean(string cell)
    {
        var text = cell.Trim();
        return text.Length == 0 || plan.Empty.Contains(text) ? null : text;
    }

    /// <summary>Errors name a field, unless they are about the whole row; who sees the file knows its column.</summary>
    private string Describe(FieldError error)
    {
        if (error.Path == "$") return error.Message;
        var columns = plan.Columns.Where(column => column.Fields.Any(field => error.Path == $"$.{field.Field}")).Select(column => $"'{column.Name}'");
        var named = string.Join(" or ", columns);
        return named.Length == 0 ? $"{error.Path}: {error.Message}" : $"{error.Path} (column {named}): {error.Message}";
    }

    private static ReadOnlySpan<byte> Write(LeadDraft draft)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer);
        draft.WriteTo(json);
        json.Flush();
        return buffer.WrittenSpan;
    }
}

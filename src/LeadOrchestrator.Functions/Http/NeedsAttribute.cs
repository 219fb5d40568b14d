using System.Reflection;
using LeadOrchestrator.Api.Contract;
using LeadOrchestrator.Api.Security;
using Microsoft.Azure.Functions.Worker;

namespace LeadOrchestrator.Functions.Http;

/// <summary>What a function's caller must be allowed to do, as the local host's routes declare it.</summary>
/// <param name="scope">One scope.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsAttribute(Scopes scope) : Attribute
{
    /// <summary>The scope.</summary>
    public Scopes Scope { get; } = scope;
}

/// <summary>The HTTP functions by the name of their method.</summary>
internal static class FunctionRoutes
{
    private static readonly Dictionary<string, FunctionRoute> Routes = typeof(FunctionRoutes).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .Select(method => (method.Name, Function: method.GetCustomAttribute<FunctionAttribute>()?.Name, Needs: method.GetCustomAttribute<NeedsAttribute>(), Trigger: TriggerOf(method)))
        .Where(function => function.Needs is not null && function.Trigger is not null)
        .ToDictionary(function => function.Name, function => new FunctionRoute($"/api/{function.Trigger!.Route}", function.Needs!.Scope, ApiOperations.Find(function.Function ?? "")), StringComparer.Ordinal);

    /// <summary>What a method serves; whoever declares nothing serves administrators alone.</summary>
    public static FunctionRoute Of(string method) => Routes.GetValueOrDefault(method) ?? new("(no route)", Scopes.Admin, Operation: null);

    private static HttpTriggerAttribute? TriggerOf(MethodInfo method) =>
        method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(trigger => trigger is not null);
}

/// <summary>What a function serves.</summary>
/// <param name="Pattern">Its route.</param>
/// <param name="Scope">What it needs.</param>
/// <param name="Operation">What it promises: the operation of the function's name.</param>
internal sealed record FunctionRoute(string Pattern, Scopes Scope, ApiOperation? Operation);

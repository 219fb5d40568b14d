using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using LeadOrchestrator.Activities;
using LeadOrchestrator.Api.Contract;
using LeadOrchestrator.Api.Jobs;
using LeadOrchestrator.Api.Security;
using LeadOrchestrator.Durability;
using LeadOrchestrator.Functions.Http;
using LeadOrchestrator.Orchestration;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace LeadOrchestrator.Functions.Tests;

/// <summary>The triggers as the host sees them. A name that drifts from its token would leave running leads without their activity.</summary>
public sealed partial class TriggerTests
{
    private static readonly string[] DashboardFiles = ["Dashboard", "DashboardFile"];

    private static readonly string[] WithoutKey = [.. DashboardFiles, "OpenApi"];

    private static readonly (string Name, MethodInfo Method)[] Functions =
    [
        .. typeof(ActivityFunctions).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Select(method => (method.GetCustomAttribute<FunctionAttribute>()?.Name, method))
            .Where(function => function.Name is not null).Select(function => (function.Name!, function.method)),
    ];

    [Fact]
    public void Activities_EveryToken_HasAFunctionOfItsNameAndTypes()
    {
        var tokens = typeof(LeadActivities).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)!).ToList();
        Assert.NotEmpty(tokens);

        foreach (var token in tokens)
        {
            var name = (string)token.GetType().GetProperty("Name")!.GetValue(token)!;
            var types = token.GetType().GetGenericArguments();
            var method = Functions.Single(function => function.Name == name).Method;
            var input = method.GetParameters().Single(parameter => parameter.GetCustomAttribute<ActivityTriggerAttribute>() is not null);
            Assert.Equal((types[0], typeof(Task<>).MakeGenericType(types[1])), (input.ParameterType, method.ReturnType));
        }
    }

    [Fact]
    public void Orchestrations_EveryDefinition_HasAFunctionOfItsNameAndOutput()
    {
        var definitions = typeof(LeadOrchestration).Assembly.GetExportedTypes().SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.FieldType.IsGenericType && field.FieldType.GetGenericTypeDefinition() == typeof(Orchestration<,>)).ToList();
        Assert.NotEmpty(definitions);

        var functions = Functions.Where(function => Has<OrchestrationTriggerAttribute>(function.Method)).ToDictionary(function => function.Name, function => function.Method.ReturnType);

        Assert.Equal(
            definitions.ToDictionary(
                field => (string)field.FieldType.GetProperty("Name")!.GetValue(field.GetValue(null))!,
                field => typeof(Task<>).MakeGenericType(field.FieldType.GetGenericArguments()[1])),
            functions);
    }

    [Fact]
    public void Orchestrations_AllOfTheLocalHost_AreHereToo()
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, "src", "LeadOrchestrator.Local", "Hosting", "LocalServices.cs"));
        var local = Registration().Matches(source).Select(match => match.Groups["name"].Value).ToList();
        Assert.NotEmpty(local);

        Assert.Equal(local.Order(), Functions.Where(function => Has<OrchestrationTriggerAttribute>(function.Method)).Select(function => function.Name).Order());
    }

    [Fact]
    public void Activities_AllThatAHostRegisters_AreHereToo()
    {
        var registered = new List<string>();
        LeadActivityRegistration.Register(new NameCollector(registered));

        Assert.Equal(registered.Order(), Functions.Where(function => Has<ActivityTriggerAttribute>(function.Method)).Select(function => function.Name).Order());
    }

    [Fact]
    public void Jobs_Each_HasATimerWithItsScheduleFromASetting()
    {
        var timers = Functions.Where(function => Has<TimerTriggerAttribute>(function.Method)).ToDictionary(
            function => function.Name, function => Attribute<TimerTriggerAttribute>(function.Method).Schedule);

        Assert.Equal(new[] { nameof(DailyDigest), nameof(RetentionPurge), nameof(UnassignedSweep) }, timers.Keys.Order());
        Assert.All(timers, timer => Assert.Equal($"%{timer.Key}Schedule%", timer.Value));
    }

    [Fact]
    public void HttpTriggers_AllButTheDashboardsFilesAndTheContract_AskForAFunctionKeyAndBindTheirClient()
    {
        var http = Functions.Where(function => Has<HttpTriggerAttribute>(function.Method) && !WithoutKey.Contains(function.Name)).ToList();

        Assert.NotEmpty(http);
        Assert.All(http, function => Assert.Equal(AuthorizationLevel.Function, Attribute<HttpTriggerAttribute>(function.Method).AuthLevel));
        Assert.All(http, function => Assert.Contains(
            function.Method.GetParameters(), parameter => parameter.ParameterType == typeof(DurableTaskClient) && parameter.GetCustomAttribute<DurableClientAttribute>() is not null));
    }

    [Fact]
    public void HttpTriggers_TheDashboardsFilesAndTheContract_HoldNoDataAndAskForNoKey() => Assert.All(
        WithoutKey,
        name => Assert.Equal(AuthorizationLevel.Anonymous, Attribute<HttpTriggerAttribute>(Functions.Single(function => function.Name == name).Method).AuthLevel));

    [Fact]
    public void HttpTriggers_AllButTheDashboardsFiles_DeclareTheScopeThatTheLocalHostDeclares()
    {
        var http = Functions.Where(function => Has<HttpTriggerAttribute>(function.Method) && !WithoutKey.Contains(function.Name)).ToList();

        Assert.All(http, function => Assert.True(function.Method.GetCustomAttribute<NeedsAttribute>() is { } needs && Enum.IsDefined(needs.Scope) && needs.Scope != Scopes.None, function.Name));
        Assert.Equal(http.Count, http.Select(function => function.Method.Name).Distinct().Count()); // they are found by it
        Assert.Equal(
            ["Audit Admin", "EraseImport Admin", "EraseLead Admin", "ExportLead Admin", "RaiseLeadEvent Work", "SubmitImport Submit", "SubmitLead Submit"],
            http.Select(function => $"{function.Name} {function.Method.GetCustomAttribute<NeedsAttribute>()!.Scope}").Where(line => !line.EndsWith(" Read", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void HttpTriggers_Routes_AreThoseOfTheLocalHost()
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, "src", "LeadOrchestrator.Api", "LeadApiEndpoints.cs"));
        var local = Group().Matches(source).SelectMany(group => Route().Matches(group.Groups["body"].Value).Select(route =>
            (Method(route.Groups["verb"].Value), (Prefix(group.Groups["name"].Value) + route.Groups["route"].Value).Trim('/'))));

        var functions = Functions.Where(function => Has<HttpTriggerAttribute>(function.Method) && !DashboardFiles.Contains(function.Name))
            .Select(function => Attribute<HttpTriggerAttribute>(function.Method)).Select(trigger => (trigger.Methods![0], trigger.Route!));

        Assert.Equal(local.Order(), functions.Order());
    }

    [Fact]
    public async Task HttpTriggers_Each_IsADocumentedOperationOfItsNameAndRoute()
    {
        var paths = JsonDocument.Parse(await LeadContract.ReadAsync()).RootElement.GetProperty("paths");
        var http = Functions.Where(function => Has<HttpTriggerAttribute>(function.Method)).Select(function => (function.Name, Trigger: Attribute<HttpTriggerAttribute>(function.Method))).ToList();

        Assert.All(http, function => Assert.Equal(
            function.Name,
            paths.GetProperty($"/api/{function.Trigger.Route}").GetProperty(function.Trigger.Methods![0]).GetProperty("operationId").GetString()));
    }

    [Fact]
    public void Names_OfAllFunctions_AreUnique() =>
        Assert.Equal(Functions.Length, Functions.Select(function => function.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());

    private static bool Has<TAttribute>(MethodInfo method) where TAttribute : Attribute =>
        method.GetParameters().Any(parameter => parameter.GetCustomAttribute<TAttribute>() is not null);

    private static TAttribute Attribute<TAttribute>(MethodInfo method) where TAttribute : Attribute =>
        method.GetParameters().Select(parameter => parameter.GetCustomAttribute<TAttribute>()).OfType<TAttribute>().Single();

    private static string Method(string verb) => verb switch { "Post" => "post", "Delete" => "delete", _ => "get" };

    private static string Prefix(string group) => group switch { "Leads" => "leads", "Imports" => "imports", _ => "" };

    // What the local host registers is code that needs a whole host to be asked; its source is as good.
    [GeneratedRegex(@"\.AddOrchestration\((?<name>\w+)\.Definition,")]
    private static partial Regex Registration();

    // The local host's route table is code that needs a whole host to be asked; its source is as good.
    [GeneratedRegex(@"void Map(?<name>Leads|Imports|Decisions)\(RouteGroupBuilder \w+\)\s*\{(?<body>.*?)\n    \}", RegexOptions.Singleline)]
    private static partial Regex Group();

    [GeneratedRegex(@"\.Map(?<verb>Post|Read|Open|GetAndHead|Delete)\(""(?<route>[^""]*)""")]
    private static partial Regex Route();

    private sealed class NameCollector(List<string> names) : IActivityRegistrar
    {
        public void Add<TInput, TOutput, TActivity>(Activity<TInput, TOutput> token) where TActivity : class, IActivity<TInput, TOutput> => names.Add(token.Name);
    }
}

using System.Xml.Linq;
using CsCheck;
using LeadOrchestrator.Leads.Processes;
using LeadOrchestrator.Leads.Processes.Drawing;
using static LeadOrchestrator.Leads.Tests.Processes.Maps;

namespace LeadOrchestrator.Leads.Tests.Processes;

public sealed class FlowDrawingTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Render_Process_IsAccessibleAndSelfContained()
    {
        var text = FlowSvg.Render(ProcessAnalysis.Of(SixEqual()));
        var svg = XDocument.Parse(text).Root!;

        Assert.Equal("img", svg.Attribute("role")!.Value);
        Assert.Equal("Process", svg.Element(Svg + "title")!.Value);
        Assert.Contains("Stage 4, y: 100 ms, on the critical path, needs c.", svg.Element(Svg + "desc")!.Value, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme:dark", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Render_Process_MarksBranchesCriticalPathAndFalseWaits()
    {
        var map = Of(Step("a", 10), Step("long", 90, ["a"]), Step("short", 10, ["a"], ["long"]));
        var (with, without) = (Classes(falseDependencies: true), Classes(falseDependencies: false));

        Assert.Equal(1, with["lo-link-critical"]);
        Assert.Equal(1, with["lo-link"]);
        Assert.Equal(2 + 1, with["lo-box-critical"]); // and one in the legend
        Assert.True(with.ContainsKey("lo-false"));
        Assert.False(without.ContainsKey("lo-false"));
        Assert.Contains("2 at once", FlowSvg.Render(ProcessAnalysis.Of(map)), StringComparison.Ordinal);

        Dictionary<string, int> Classes(bool falseDependencies) =>
            XDocument.Parse(FlowSvg.Render(ProcessAnalysis.Of(map), falseDependencies: falseDependencies)).Descendants()
                .Select(element => (string?)element.Attribute("class")).OfType<string>().CountBy(css => css).ToDictionary();
    }

    [Fact]
    public void Render_Badges_AreDrawnOnTheirSteps()
    {
        var svg = XDocument.Parse(FlowSvg.Render(ProcessAnalysis.Of(SixEqual()), "t", new Dictionary<string, string> { ["b"] = "12", ["unknown"] = "3" }));

        var badge = Assert.Single(svg.Descendants(Svg + "text"), text => (string?)text.Attribute("class") == "lo-badge-text");
        Assert.Equal("12", badge.Value);
        Assert.Equal("b", (string?)badge.Parent!.Attribute("data-step"));
    }

    [Fact]
    public void Render_HostileNames_StayText() => Gen.String.Sample(text =>
    {
        var hostile = "<script>alert(1)</script>\"'&]]>\u0000\ud800" + text;
        var map = new ProcessMap(hostile, [new(hostile, hostile, [], new StepDuration.Fixed(1), Owner: hostile)], hostile);

        var svg = XDocument.Parse(FlowSvg.Render(ProcessAnalysis.Of(map), badges: new Dictionary<string, string> { [hostile] = hostile }));

        Assert.DoesNotContain(svg.Descendants(), element => element.Name.LocalName is "script" or "foreignObject");
    });

    [Fact]
    public void Render_TenThousandSteps_DrawsTheMostCriticalAndSaysSo()
    {
        var map = Of([.. Enumerable.Range(0, 10_000).Select(i => Step($"s{i}", i % 50, i >= 100 ? [$"s{i - 100}"] : []))]);

        var svg = FlowSvg.Render(ProcessAnalysis.Of(map));

        Assert.Contains("9,760 more steps are not drawn", svg, StringComparison.Ordinal);
        Assert.True(svg.Length < 500_000);
    }

    [Fact]
    public void Layout_AnyMap_BoxesNeverOverlapAndLinesGoRight() => Small.Sample(map =>
    {
        var selection = FlowSelection.Of(ProcessAnalysis.Of(map));
        var layout = FlowLayout.Of(selection, 80);

        foreach (var column in layout.Boxes.GroupBy(box => box.Column))
        {
            var boxes = column.OrderBy(box => box.Middle).ToList();
            Assert.All(boxes.Zip(boxes.Skip(1)), pair => Assert.True(pair.First.Top + pair.First.Height <= pair.Second.Top + 1e-6));
        }

        Assert.All(layout.Lines, line => Assert.All(line.Zip(line.Skip(1)), pair => Assert.Equal(pair.First.Column + 1, pair.Second.Column)));
        Assert.All(layout.Boxes, box => Assert.True(box.Top >= -1e-6 && box.Top + box.Height <= layout.Height + 1e-6));
    });

    [Fact]
    public void Selection_NeedsThatOthersImply_AreNotDrawn()
    {
        var selection = FlowSelection.Of(ProcessAnalysis.Of(Of(Step("a", 1), Step("b", 1, ["a"]), Step("c", 1, ["a", "b"]))));

        Assert.Equal([(0, 1), (1, 2)], selection.Needs);
    }

    [Fact]
    public void Mermaid_SixEqualSteps_ReadsAsAFlowChart()
    {
        var text = MermaidText.Render(ProcessAnalysis.Of(SixEqual()));

        Assert.StartsWith("flowchart LR\n", text, StringComparison.Ordinal);
        Assert.Contains("    s0[\"a<br/>100 ms\"]:::critical\n", text, StringComparison.Ordinal);
        Assert.Contains("  subgraph stage4 [\"3 at once\"]\n", text, StringComparison.Ordinal);
        Assert.Contains("  s0 ==> s1\n", text, StringComparison.Ordinal);
        Assert.Contains("  s3 -. \"not needed\" .-> s4\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Mermaid_HostileNames_CannotEndTheirLabel()
    {
        var map = new ProcessMap("p", [new("a", "x\"] --> b\nclick a \"javascript:alert(1)\" <img src=x>", [], new StepDuration.Fixed(1))]);

        var label = MermaidText.Render(ProcessAnalysis.Of(map)).Split('\n')[1];

        Assert.Equal(2, label.Count(letter => letter == '"'));
        Assert.DoesNotContain("<img", label, StringComparison.Ordinal);
    }
}

namespace LeadOrchestrator.Leads.Processes.Drawing;

/// <summary>
/// Places steps in columns by stage (after Sugiyama): lines over several stages get a place in each column they cross,
/// columns are ordered so that few lines cross, and then shifted so that lines are as straight as they can be.
/// </summary>
internal sealed class FlowLayout
{
    public const double BoxWidth = 176, ColumnGap = 76, RowGap = 16, LineRoom = 14;

    private const int Sweeps = 8;

    private readonly List<Item>[] _columns;

    private FlowLayout(FlowSelection selection, double boxHeight)
    {
        var columns = selection.Steps.Count == 0 ? 0 : selection.Steps.Max(step => step.Stage);
        _columns = [.. Enumerable.Range(0, columns).Select(_ => new List<Item>())];
        Boxes = [.. selection.Steps.Select(step => Add(step.Stage - 1, boxHeight, step.Critical ? 4 : 1))];
        Lines = [.. selection.Needs.Select(need => Connect(selection, need))];
        for (var sweep = 0; sweep < Sweeps; sweep++) Order(forward: sweep % 2 == 0);
        foreach (var column in _columns) Stack(column);
        for (var sweep = 0; sweep < Sweeps; sweep++) Align(forward: sweep % 2 == 0);
        var top = _columns.SelectMany(column => column).Select(item => item.Top).DefaultIfEmpty(0).Min();
        foreach (var item in _columns.SelectMany(column => column)) item.Middle -= top;
        Height = _columns.SelectMany(column => column).Select(item => item.Middle + (item.Height / 2)).DefaultIfEmpty(0).Max();
    }

    /// <summary>Where each step is, as the selection has them; a place is its vertical middle.</summary>
    public IReadOnlyList<Item> Boxes { get; }

    /// <summary>For each need of the selection, the places it goes through, from box to box.</summary>
    public IReadOnlyList<IReadOnlyList<Item>> Lines { get; }

    public double Height { get; }

    public int Columns => _columns.Length;

    public double Width => (Columns * (BoxWidth + ColumnGap)) - ColumnGap;

    public static FlowLayout Of(FlowSelection selection, double boxHeight) => new(selection, boxHeight);

    public static double Left(int column) => column * (BoxWidth + ColumnGap);

    private Item Add(int column, double height, double weight)
    {
        var item = new Item(column, height, weight);
        _columns[column].Add(item);
        return item;
    }

    private List<Item> Connect(FlowSelection selection, (int From, int To) need)
    {
        var weight = selection.Steps[need.From].Critical && selection.Steps[need.To].Critical ? 4 : 1;
        List<Item> places = [Boxes[need.From]];
        for (var column = Boxes[need.From].Column + 1; column < Boxes[need.To].Column; column++)
            places.Add(Add(column, LineRoom, weight));
        places.Add(Boxes[need.To]);
        foreach (var (one, next) in places.Zip(places.Skip(1)))
        {
            one.Right.Add(next);
            next.Left.Add(one);
        }

        return places;
    }

    private void Order(bool forward)
    {
        foreach (var column in _columns)
            for (var i = 0; i < column.Count; i++) column[i].Rank = i - ((column.Count - 1) / 2.0);

        foreach (var column in forward ? _columns : _columns.Reverse())
        {
            var sorted = column.OrderBy(item => item.Pull(forward, neighbour => neighbour.Rank) ?? item.Rank).ToList();
            for (var i = 0; i < sorted.Count; i++) sorted[i].Rank = i - ((sorted.Count - 1) / 2.0);
            column.Clear();
            column.AddRange(sorted);
        }
    }

    private static void Stack(List<Item> column)
    {
        var at = 0.0;
        foreach (var item in column)
        {
            item.Middle = at + (item.Height / 2);
            at += item.Height + RowGap;
        }

        foreach (var item in column) item.Middle -= (at - RowGap) / 2;
    }

    private void Align(bool forward)
    {
        foreach (var column in forward ? _columns : _columns.Reverse())
        {
            var wished = column.Select(item => item.Pull(forward, neighbour => neighbour.Middle) ?? item.Middle).ToArray();
            var places = Spread(column, wished);
            for (var i = 0; i < column.Count; i++) column[i].Middle = places[i];
        }
    }

    /// <summary>The places nearest to those wished for that keep order and room: an isotonic regression, pooling neighbours that collide.</summary>
    private static double[] Spread(List<Item> column, double[] wished)
    {
        var offsets = new double[column.Count];
        for (var i = 1; i < column.Count; i++)
            offsets[i] = offsets[i - 1] + ((column[i - 1].Height + column[i].Height) / 2) + RowGap;

        var pools = new List<(double Sum, double Weight, int Count)>();
        for (var i = 0; i < column.Count; i++)
        {
            var pool = (Sum: (wished[i] - offsets[i]) * column[i].Weight, column[i].Weight, Count: 1);
            while (pools.Count > 0 && pools[^1].Sum / pools[^1].Weight > pool.Sum / pool.Weight)
            {
                pool = (pools[^1].Sum + pool.Sum, pools[^1].Weight + pool.Weight, pools[^1].Count + pool.Count);
                pools.RemoveAt(pools.Count - 1);
            }

            pools.Add(pool);
        }

        return [.. pools.SelectMany(pool => Enumerable.Repeat(pool.Sum / pool.Weight, pool.Count)).Select((place, i) => place + offsets[i])];
    }

    /// <summary>A box, or the room for a line that passes through a column.</summary>
    internal sealed class Item(int column, double height, double weight)
    {
        public int Column => column;

        public double Height => height;

        public double Weight => weight;

        public List<Item> Left { get; } = [];

        public List<Item> Right { get; } = [];

        public double Rank { get; set; }

        public double Middle { get; set; }

        public double Top => Middle - (height / 2);

        /// <summary>Where its neighbours want it; null without any.</summary>
        public double? Pull(bool fromLeft, Func<Item, double> of)
        {
            var neighbours = fromLeft ? Left : Right;
            if (neighbours.Count == 0) return null;
            return neighbours.Sum(item => of(item) * item.Weight) / neighbours.Sum(item => item.Weight);
        }
    }
}

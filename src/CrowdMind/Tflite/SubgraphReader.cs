namespace CrowdMind.Tflite;

/// <summary>Reads a graph, table SubGraph: its tensors first, then the operators that use them.</summary>
internal sealed class SubgraphReader(int index, ModelParts parts)
{
    private readonly List<int> _calls = [];
    private Lifetimes _lifetimes = new([], 0);

    public Subgraph Read(FlatTable graph)
    {
        var tensors = graph.Vector(Fields.Subgraph.Tensors);
        var operators = graph.Vector(Fields.Subgraph.Operators);
        var reader = new TensorReader(index, tensors.Count, parts);
        var facts = new TensorFacts[tensors.Count];
        for (var tensor = 0; tensor < facts.Length; tensor++)
            facts[tensor] = reader.Read(tensors.Table(tensor), tensor);
        _lifetimes = new Lifetimes(facts, operators.Count);
        ReadEnds(graph, Fields.Subgraph.Inputs, "takes", step: 0);
        for (var step = 0; step < operators.Count; step++)
            ReadOperator(operators.Table(step), step);
        ReadEnds(graph, Fields.Subgraph.Outputs, "gives", step: int.MaxValue);
        graph.CheckText(Fields.Subgraph.Name);
        return _lifetimes.Close(_calls);
    }

    private void ReadEnds(FlatTable graph, int field, string verb, int step)
    {
        var ends = graph.Vector(field);
        for (var at = 0; at < ends.Count; at++)
        {
            var tensor = ends.Int32(at);
            if (tensor >= 0 && tensor < _lifetimes.Tensors)
                _lifetimes.Need(tensor, step);
            else
                graph.Refuse($"subgraph {index} {verb} tensor {tensor}, but it has {_lifetimes.Tensors}");
        }
    }

    private void ReadOperator(FlatTable table, int step)
    {
        var kind = table.UInt32(Fields.Operator.CodeIndex);
        if (kind < parts.Kinds)
            parts.UseKind(kind);
        else
            table.Refuse($"operator {step} of subgraph {index} is of kind {kind}, but the model names {parts.Kinds}");
        Use(table, Fields.Operator.Inputs, "takes", step, isHeld: true);
        Use(table, Fields.Operator.Outputs, "gives", step, isHeld: true);
        Use(table, Fields.Operator.Intermediates, "works with", step, isHeld: false);
        table.Check(Fields.Operator.CustomOptions, sizeof(byte));
        table.Check(Fields.Operator.MutatingInputs, sizeof(byte));
        table.Outside(Fields.Operator.LargeOptionsOffset, Fields.Operator.LargeOptionsSize);
        ReadOptions(
            table.Union(Fields.Operator.OptionsType, Fields.Operator.Options),
            OptionLayouts.Of(table.Byte(Fields.Operator.OptionsType)));
        ReadOptions(
            table.Union(Fields.Operator.Options2Type, Fields.Operator.Options2),
            OptionLayouts.OfSecond(table.Byte(Fields.Operator.Options2Type)));
    }

    /// <summary>Notes the tensors of an operator; -1 stands for one that is left out.</summary>
    private void Use(FlatTable table, int field, string verb, int step, bool isHeld)
    {
        var tensors = table.Vector(field);
        for (var at = 0; at < tensors.Count; at++)
        {
            var tensor = tensors.Int32(at);
            if (tensor < -1 || tensor >= _lifetimes.Tensors)
                table.Refuse($"operator {step} of subgraph {index} {verb} tensor {tensor}, but there are {_lifetimes.Tensors}");
            else if (tensor >= 0 && isHeld)
                _lifetimes.Need(tensor, step);
        }
    }

    private void ReadOptions(FlatTable options, string layout)
    {
        for (var field = 0; field < layout.Length && options.IsThere; field++)
        {
            switch (layout[field])
            {
                case 'b': options.Check(field, sizeof(byte)); break;
                case 'i': options.Check(field, sizeof(int)); break;
                case 'l': options.Check(field, sizeof(long)); break;
                case 't': options.CheckText(field); break;
                case 'g': Call(options, options.Int32(field)); break;
                case 'G': CallEach(options, options.Vector(field)); break;
            }
        }
    }

    private void CallEach(FlatTable options, FlatVector graphs)
    {
        for (var at = 0; at < graphs.Count; at++)
            Call(options, graphs.Int32(at));
    }

    private void Call(FlatTable options, int graph)
    {
        if (graph < 0 || graph >= parts.Subgraphs)
            options.Refuse($"an operator of subgraph {index} runs subgraph {graph}, but there are {parts.Subgraphs}");
        else if (_calls.Count == 0 || _calls[^1] != graph)
            _calls.Add(graph);
    }
}

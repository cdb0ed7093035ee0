using CrowdMind.Schemas;

namespace CrowdMind.Synthesis;

/// <summary>Makes the writers of a schema's fields.</summary>
/// <param name="schema">The schema.</param>
/// <param name="vocabulary">The words of its languages.</param>
internal sealed class WriterFactory(DatasetSchema schema, Vocabulary vocabulary)
{
    private readonly ClassSpace? _space = schema.Classes is { } design ? new ClassSpace(design, schema.Labels.Count) : null;
    private readonly List<FieldWriter> _all = [];
    private int _fields;

    /// <summary>Every field that is a column of its own.</summary>
    public IReadOnlyList<FieldWriter> Columns => _all;

    /// <summary>Writers for the fields of one object.</summary>
    public IReadOnlyList<FieldWriter> Make(IReadOnlyList<Field> fields) => [.. fields.Select(field => Make(field, inList: false))];

    private FieldWriter Make(Field field, bool inList)
    {
        // Numbered before what is inside, in the order of the schema.
        var stream = Streams.Field(_fields++);
        var writers = new ValueWriter[schema.Labels.Count];
        var made = new Dictionary<Recipe, ValueWriter>(ReferenceEqualityComparer.Instance);
        var structure = MakeStructure(field, inList);
        for (var label = 0; label < writers.Length; label++)
        {
            var recipe = field.Recipes[label];
            var generator = recipe.Generator;
            if (generator is FieldGenerator.Words or FieldGenerator.Feature || !made.TryGetValue(recipe, out var writer))
                made[recipe] = writer = structure?.Invoke(generator) ?? Make(field.Type, generator, label);
            writers[label] = writer;
        }

        var fieldWriter = new FieldWriter(field, stream, writers);
        if (field.Column >= 0)
            _all.Add(fieldWriter);
        return fieldWriter;
    }

    /// <summary>What holds other fields, which are made once for all labels.</summary>
    private Func<FieldGenerator, ValueWriter>? MakeStructure(Field field, bool inList)
    {
        if (field.Type == FieldType.Object)
        {
            FieldWriter[] fields = [.. field.Fields.Select(nested => Make(nested, inList))];
            return _ => new GroupWriter(fields, inList);
        }

        if (field.Type != FieldType.Array)
            return null;
        var items = Make(field.Items!, inList: true);
        return generator => new ListWriter((FieldGenerator.List)generator, items);
    }

    private ValueWriter Make(FieldType type, FieldGenerator generator, int label) => generator switch
    {
        FieldGenerator.Uniform uniform => new UniformWriter(type, uniform),
        FieldGenerator.Normal normal => new NormalWriter(type, normal),
        FieldGenerator.LogNormal logNormal => new LogNormalWriter(type, logNormal),
        FieldGenerator.Exponential exponential => new ExponentialWriter(type, exponential),
        FieldGenerator.Poisson poisson => new PoissonWriter(type, poisson),
        FieldGenerator.Sequence sequence => new SequenceWriter(type, sequence),
        FieldGenerator.Computed computed when type == FieldType.Boolean => new ConditionWriter(computed),
        FieldGenerator.Computed computed => new ComputedWriter(type, computed),
        FieldGenerator.Feature feature => new FeatureWriter(feature, _space!, label),
        FieldGenerator.Categorical categorical => new ChoiceWriter(type, categorical),
        FieldGenerator.Bernoulli bernoulli => new BernoulliWriter(bernoulli),
        FieldGenerator.Faker faker => new FakerWriter(Fakes.Of(faker.Provider, faker.Locale, vocabulary)),
        FieldGenerator.Words words => new WordsWriter(words, label, schema.Labels.Count, vocabulary),
        FieldGenerator.Template template => new TemplateWriter(template, vocabulary),
        _ => throw new InvalidOperationException($"No writer for {generator.GetType().Name}."),
    };
}

/** A schema to begin with. */
export interface Preset {
  readonly name: string;
  readonly about: string;
  readonly labels: readonly string[];
  readonly schema: object;
}

const bell = (mean: number, stddev: number, other: object): object => ({ kind: 'normal', mean, stddev, by_label: other });

/** Schemas to begin with, the simplest first. */
export const presets: readonly Preset[] = [
  {
    name: 'Features',
    about: 'Eight numbers whose classes lie apart, as scikit-learn’s make_classification: a first thing to train on.',
    labels: ['calm', 'curious', 'angry'],
    schema: {
      features: Array.from({ length: 8 }, (_, index) => `feature_${index + 1}`),
      class_sep: 1.5, flip_y: 0.01,
    },
  },
  {
    name: 'Sensor',
    about: 'What a small device measures: temperature, vibration, a battery that runs down.',
    labels: ['normal', 'fault'],
    schema: {
      label_weights: [0.9, 0.1],
      fields: [
        { name: 'temperature', type: 'number', generator: bell(22, 2.5, { fault: { mean: 31 } }) },
        { name: 'vibration', type: 'number', generator: { kind: 'lognormal', mu: -1.2, sigma: 0.4, by_label: { fault: { mu: 0.1 } } } },
        { name: 'battery', type: 'number', generator: { kind: 'uniform', min: 0, max: 1 } },
        { name: 'room', type: 'string', generator: { kind: 'categorical', values: ['hall', 'stage', 'gate'], weights: [0.6, 0.3, 0.1] } },
        { name: 'at', type: 'datetime', generator: { kind: 'uniform', min: '2026-01-01T00:00:00Z', max: '2026-12-31T23:59:59Z' } },
      ],
    },
  },
  {
    name: 'Visitors',
    about: 'People at an event: who stays, who leaves.',
    labels: ['stays', 'leaves'],
    schema: {
      fields: [
        { name: 'name', type: 'string', generator: { kind: 'faker', provider: 'first_name' } },
        { name: 'age', type: 'integer', generator: bell(34, 9, { leaves: { mean: 48 } }), constraints: { minimum: 0, maximum: 110 } },
        { name: 'visits', type: 'integer', generator: { kind: 'poisson', mean: 4, by_label: { leaves: { mean: 1.2 } } } },
        { name: 'with_friends', type: 'boolean', generator: { kind: 'bernoulli', probability: 0.7, by_label: { leaves: { probability: 0.35 } } } },
      ],
    },
  },
  {
    name: 'Texts',
    about: 'Short texts whose words tell their label, with who wrote them and where: the default rows.',
    labels: ['positive', 'negative', 'neutral'],
    schema: {
      fields: [
        { name: 'text', type: 'string', generator: { kind: 'words', min: 5, max: 20 } },
        { name: 'user_id', type: 'string', generator: { kind: 'faker', provider: 'uuid' } },
        { name: 'source', type: 'string', generator: { kind: 'categorical', values: ['web', 'mobile', 'api'] } },
      ],
    },
  },
];

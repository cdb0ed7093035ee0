"""A small classifier in numpy: one hidden layer, or none, trained with Adam (Kingma & Ba 2015, arXiv:1412.6980)."""

import numpy as np

BATCH = 64
LEARNING_RATE = 0.01
WEIGHT_DECAY = 1e-4


class Classifier:
    """Layers of (weights, bias), weights with a row for each output; they take the features as they are."""

    def __init__(self, layers):
        self.layers = layers

    def probabilities(self, rows):
        """What the .tflite file computes, in the same 32 bits."""
        values = rows.astype(np.float32)
        for weights, bias in self.layers[:-1]:
            values = np.maximum(values @ weights.T + bias, 0)
        return softmax(values @ self.layers[-1][0].T + self.layers[-1][1])

    def accuracy(self, rows, classes):
        return float(np.mean(self.probabilities(rows).argmax(axis=1) == classes))


def train(rows, classes, check_rows, check_classes, labels, hidden, epochs, seed):
    """The classifier that did best on the rows to check with, over all epochs."""
    chance = np.random.default_rng(seed)
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    spread[spread == 0] = 1
    layers = first_layers(chance, [rows.shape[1]] + ([hidden] if hidden else []) + [labels])
    adam = Adam(layers)
    best, least = None, np.inf
    for _ in range(epochs):
        order = chance.permutation(len(rows))
        for start in range(0, len(rows), BATCH):
            batch = order[start:start + BATCH]
            adam.step(gradients(layers, (rows[batch] - mean) / spread, classes[batch]))
        now = Classifier(on_plain_features(layers, mean, spread))
        loss = cross_entropy(now.probabilities(check_rows), check_classes)
        if loss < least:
            best, least = now, loss
    return best


def first_layers(chance, widths):
    """He et al. 2015, arXiv:1502.01852: draws that keep the spread of values from layer to layer."""
    return [[chance.normal(0, np.sqrt(2 / ins), (outs, ins)), np.zeros(outs)] for ins, outs in zip(widths, widths[1:])]


def gradients(layers, rows, classes):
    """Of the mean cross entropy, by back propagation."""
    values = [rows]
    for weights, bias in layers[:-1]:
        values.append(np.maximum(values[-1] @ weights.T + bias, 0))
    error = softmax(values[-1] @ layers[-1][0].T + layers[-1][1])
    error[np.arange(len(classes)), classes] -= 1
    error /= len(classes)
    found = []
    for (weights, _), value in zip(reversed(layers), reversed(values)):
        found.insert(0, [error.T @ value + WEIGHT_DECAY * weights, error.sum(axis=0)])
        error = (error @ weights) * (value > 0)
    return found


class Adam:
    def __init__(self, layers):
        self.layers = layers
        self.means = [[np.zeros_like(part) for part in layer] for layer in layers]
        self.squares = [[np.zeros_like(part) for part in layer] for layer in layers]
        self.steps = 0

    def step(self, found):
        self.steps += 1
        for layer, means, squares, slopes in zip(self.layers, self.means, self.squares, found):
            for part, mean, square, slope in zip(layer, means, squares, slopes):
                mean += 0.1 * (slope - mean)
                square += 0.001 * (slope**2 - square)
                rate = LEARNING_RATE * np.sqrt(1 - 0.999**self.steps) / (1 - 0.9**self.steps)
                part -= rate * mean / (np.sqrt(square) + 1e-8)


def on_plain_features(layers, mean, spread):
    """The same layers for features that are not standardised: whoever runs the model need not know mean and spread."""
    (weights, bias), *others = layers
    scaled = weights / spread
    plain = [(scaled, bias - scaled @ mean)] + [(w.copy(), b.copy()) for w, b in others]
    return [(w.astype(np.float32), b.astype(np.float32)) for w, b in plain]


def softmax(values):
    raised = np.exp(values - values.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def cross_entropy(probabilities, classes):
    return -float(np.mean(np.log(probabilities[np.arange(len(classes)), classes] + 1e-9)))

"""Writes a classifier as a .tflite file: dense layers, RELU between them, SOFTMAX at the end, all float32.

The numbers of fields, operators and options are those of the public schema, version 3 (tensorflow/lite/schema/schema.fbs)
and of TFLite Metadata (tensorflow_lite_support/metadata/metadata_schema.fbs).
"""

import io
import zipfile

from flatbuffer import Scalar, Table, Tables, Text, Vector, write

FULLY_CONNECTED, SOFTMAX = 9, 25
FULLY_CONNECTED_OPTIONS, SOFTMAX_OPTIONS = 8, 9
NO_ACTIVATION, RELU = 0, 1
AXIS_LABELS, VOCABULARY = 2, 4
WEIGHTS_ALIGN = 16


def model(layers, description, inputs, labels):
    """The file's bytes.

    layers: (weights, bias) of each layer, weights with a row for each of its outputs.
    inputs: the input's name, and the name and the lines of the file that says what its numbers stand for: features.txt
        or vocabulary.txt.
    labels: what the classes are called, in the order of the output.
    """
    name, file, lines = inputs
    files = {file: lines, "labels.txt": labels}
    about = metadata(description, name, *files)
    graph = Graph(layers, name)
    buffers = graph.buffers + [about]
    root = Table({
        0: Scalar("I", 3),
        1: Tables([operator_code(FULLY_CONNECTED), operator_code(SOFTMAX)]),
        2: Tables([graph.table()]),
        3: Text(description),
        4: Tables([Table({0: Vector("B", data, WEIGHTS_ALIGN) if data else None}) for data in buffers]),
        6: Tables([Table({0: Text("TFLITE_METADATA"), 1: Scalar("I", len(buffers) - 1)})]),
    })
    return with_files(write(root, "TFL3"), files)


def operator_code(code):
    return Table({0: Scalar("b", code), 2: Scalar("i", 1), 3: Scalar("i", code)})


class Graph:
    """The tensors and operators of the one subgraph."""

    def __init__(self, layers, name):
        self.buffers = [b""]  # the schema wants the first one empty; tensors without data have it
        self.tensors = []
        self.operators = []
        at = self.first = self.tensor(name, [1, layers[0][0].shape[1]])
        for number, (weights, bias) in enumerate(layers):
            last = number == len(layers) - 1
            name = "logits" if last else f"hidden_{number + 1}"
            ins = [at, self.constant(f"{name}/weights", weights), self.constant(f"{name}/bias", bias)]
            at = self.tensor(name, [1, len(bias)])
            options = Table({0: Scalar("b", NO_ACTIVATION if last else RELU)})
            self.operator(0, ins, at, FULLY_CONNECTED_OPTIONS, options)
        self.last = self.tensor("probabilities", [1, len(layers[-1][1])])
        self.operator(1, [at], self.last, SOFTMAX_OPTIONS, Table({0: Scalar("f", 1.0)}))

    def table(self):
        return Table({
            0: Tables(self.tensors),
            1: Vector("i", [self.first]),
            2: Vector("i", [self.last]),
            3: Tables(self.operators),
            4: Text("main"),
        })

    def tensor(self, name, shape, buffer=0):
        self.tensors.append(Table({
            0: Vector("i", shape), 1: Scalar("b", 0), 2: Scalar("I", buffer), 3: Text(name), 8: Scalar("?", True)}))
        return len(self.tensors) - 1

    def constant(self, name, values):
        self.buffers.append(values.astype("<f4").tobytes())
        return self.tensor(name, list(values.shape), len(self.buffers) - 1)

    def operator(self, code, inputs, output, options_type, options):
        self.operators.append(Table({
            0: Scalar("I", code),
            1: Vector("i", inputs),
            2: Vector("i", [output]),
            3: Scalar("B", options_type),
            4: options,
        }))


def metadata(description, name, input_file, label_file):
    """Says which packed file names the inputs and which the classes."""
    kind = VOCABULARY if input_file == "vocabulary.txt" else AXIS_LABELS
    subgraph = Table({
        2: Tables([tensor_metadata(name, input_file, kind)]),
        3: Tables([tensor_metadata("probabilities", label_file, AXIS_LABELS)]),
    })
    return write(Table({0: Text("classifier"), 1: Text(description), 3: Tables([subgraph])}), "M001")


def tensor_metadata(name, file, kind):
    return Table({0: Text(name), 6: Tables([Table({0: Text(file), 2: Scalar("b", kind)})])})


def with_files(data, files):
    """Packed files are a zip behind the model; stored as they are, so that small devices can read them."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_STORED) as archive:
        for name, lines in files.items():
            archive.writestr(zipfile.ZipInfo(name), "".join(line + "\n" for line in lines))
    return out.getvalue()

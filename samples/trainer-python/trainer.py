#!/usr/bin/env python3
"""Trains a small classifier on a CrowdMind dataset and brings it back as a .tflite model.

Needs numpy only. It learns on the train split, chooses by the validation split, and is judged on the test split, which
it has never seen.
"""

import argparse
import json
import os
import sys
import time
import urllib.parse

import numpy as np

import tflite
from api import Api, Refused
from classifier import train
from rows import CannotLearn, encoder

EXAMPLE = {"name": "trainer-python", "labels": ["calm", "excited", "angry"],
           "schema": {"features": ["noise", "movement", "density", "heat"], "label_column": "mood"}}


def load(api, dataset, encode, split):
    """The rows of a split that can be used, and what they are labelled."""
    rows = [row for row in api.lines(f"datasets/{dataset['id']}/export?split={split}") if encode is None or encode.takes(row)]
    labels = {label: number for number, label in enumerate(dataset["labels"])}
    return rows, np.array([labels[row["label"]] for row in rows], dtype=int)


def find_dataset(api, given):
    """The dataset to train on; without one, an example is made."""
    if given.dataset:
        return api.get(f"datasets/{urllib.parse.quote(given.dataset, safe='')}")
    made = api.post("datasets", EXAMPLE)
    api.post(f"datasets/{made['id']}/generate?n=3000&seed={given.seed}")
    return api.get(f"datasets/{made['id']}")


def learn(api, dataset, given):
    """The classifier, what its inputs stand for, and how good it is."""
    rows, classes = load(api, dataset, None, "train")
    if not rows:
        raise CannotLearn(f"Dataset {dataset['id']} has {dataset['row_count']} rows; generate some hundred first.")
    encode = encoder(rows, given.text)
    kept = [number for number, row in enumerate(rows) if encode.takes(row)]
    rows, classes = [rows[number] for number in kept], classes[kept]
    check_rows, check_classes = load(api, dataset, encode, "validation")
    test_rows, test_classes = load(api, dataset, encode, "test")
    if not rows or not check_rows or not test_rows:
        raise CannotLearn(f"Of {dataset['row_count']} rows {len(rows)} to train on, {len(check_rows)} to choose by and "
                          f"{len(test_rows)} to judge by can be used; generate some hundred more.")
    numbers, check, test = (encode.numbers(some) for some in (rows, check_rows, test_rows))
    classifier = train(
        numbers, classes, check, check_classes, len(dataset["labels"]), given.hidden, given.epochs, given.seed)
    profile = api.get(f"datasets/{dataset['id']}/profile")
    metrics = {
        "test_accuracy": round(classifier.accuracy(test, test_classes), 4),
        "validation_accuracy": round(classifier.accuracy(check, check_classes), 4),
        "train_accuracy": round(classifier.accuracy(numbers, classes), 4),
        "test_rows": len(test_rows),
        "baseline_accuracy": profile.get("baseline_accuracy"),
        "attainable_accuracy": (profile.get("certificate") or {}).get("attainable_accuracy"),
    }
    if given.predictions:
        note_predictions(given.predictions, dataset["labels"], test_rows, classifier.probabilities(test))
    return classifier, encode, metrics


def note_predictions(path, labels, rows, probabilities):
    """What the trainer itself says of the test split, one line a row, to compare a device with."""
    with open(path, "w", encoding="utf-8") as file:
        for row, scores in zip(rows, probabilities):
            said = {"row": row["id"], "label": labels[int(scores.argmax())], "truth": row["label"],
                    "scores": [float(score) for score in scores]}
            file.write(json.dumps(said) + "\n")


def publish(api, dataset, data, given, metrics):
    """Makes the model known, uploads it, and assigns it if that is wanted."""
    model = api.post("models", {
        "name": given.name or dataset["name"],
        "version": given.version or time.strftime("%Y%m%d-%H%M%S", time.gmtime()),
        "description": f"{'Softmax regression' if not given.hidden else f'{given.hidden} hidden units'}, "
                       f"trained by samples/trainer-python",
        "labels": dataset["labels"], "dataset_id": dataset["id"], "metrics": metrics})
    uploaded = api.upload(f"models/{model['id']}/upload", "model.tflite", data)
    if given.assign:
        api.post(f"agents/{urllib.parse.quote(given.assign, safe='')}/assign-model/{model['id']}")
    return model, uploaded


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", default="http://localhost:8000/api/v1", help="the API with its prefix (%(default)s)")
    parser.add_argument("--dataset", metavar="ID", help="what to train on; without it an example is made and used")
    parser.add_argument("--text", metavar="FIELD", help="learn from the words of this field")
    parser.add_argument("--hidden", type=int, default=16, help="hidden units; 0 for softmax regression (%(default)s)")
    parser.add_argument("--epochs", type=int, default=40, help="how often all rows are gone through (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same model (%(default)s)")
    parser.add_argument("--name", help="the model's name (the dataset's)")
    parser.add_argument("--version", help="the model's version (the time)")
    parser.add_argument("--assign", metavar="AGENT", help="the agent that is to run it")
    parser.add_argument("--file", metavar="PATH", help="keep the .tflite file here, too")
    parser.add_argument("--predictions", metavar="PATH", help="write what the model says of each row of the test split")
    given = parser.parse_args()
    for name, least in (("hidden", 0), ("epochs", 1), ("seed", 0)):
        if getattr(given, name) < least:
            parser.error(f"--{name} must be {least} or more, not {getattr(given, name)}")
    return given


def main():
    given = arguments()
    api = Api(given.url, os.environ.get("CROWDMIND_KEY"))
    try:
        dataset = find_dataset(api, given)
        classifier, encode, metrics = learn(api, dataset, given)
        description = f"CrowdMind dataset {dataset['id']}, {len(encode.names)} inputs"
        data = tflite.model(
            classifier.layers, description, (encode.input, encode.file, encode.names), dataset["labels"])
        if given.file:
            with open(given.file, "wb") as file:
                file.write(data)
        model, uploaded = publish(api, dataset, data, given, metrics)
    except (Refused, CannotLearn, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"dataset   {dataset['id']}, {dataset['row_count']} rows")
    print(f"accuracy  {metrics['test_accuracy']} on {metrics['test_rows']} rows of the test split "
          f"(attainable: {metrics['attainable_accuracy']}, with the most frequent label alone: {metrics['baseline_accuracy']})")
    print(f"model     {model['id']}, {model['name']} {model['version']}, {uploaded['size']} bytes, "
          f"sha256 {uploaded['checksum']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What a training program does with versions of datasets and models, written from the table of calls alone.

Arguments: the API's address, and a .tflite file."""
import hashlib
import io
import sys
import threading
import uuid

import pandas
import requests

api, tflite = sys.argv[1], sys.argv[2]
name = f"crowd-{uuid.uuid4()}"


def check(answer, status):
    assert answer.status_code == status, (answer.request.method, answer.request.url, answer.status_code, answer.text[:500])
    return answer


def post(path, status, **how):
    return check(requests.post(api + path, timeout=120, **how), status).json()


def get(path, status=200):
    return check(requests.get(api + path, timeout=120), status)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def download(path):
    url = get(path + "?expires=300").json()["url"]
    return check(requests.get(url, timeout=120), 200), url


def datasets():
    dataset = post("/datasets", 201, json={
        "name": name, "dataset_type": "synthetic", "created_by": "training program", "description": "a first try"})
    assert dataset["version"] == "1.0"
    assert get(f"/datasets/{dataset['id']}/versions").json() == []

    version = post(f"/datasets/{dataset['id']}/generate", 201, json={"version": "1.0", "n": 5000, "seed": 42})
    assert set(version) >= {"id", "dataset_id", "version", "file_path", "format", "checksum", "size_kb", "row_count",
                            "schema", "stats", "created_at"}
    assert (version["dataset_id"], version["version"], version["format"]) == (dataset["id"], "1.0", "csv")
    assert version["row_count"] == 5000 and version["stats"]["rows"] == 5000
    post(f"/datasets/{dataset['id']}/generate", 409, json={"version": "1.0", "n": 5000})

    answer, url = download(f"/datasets/versions/{version['id']}/download")
    assert sha256(answer.content) == version["checksum"]
    assert -(-len(answer.content) // 1024) == version["size_kb"]
    part = check(requests.get(url, headers={"Range": "bytes=100-199"}, timeout=60), 206)
    assert part.content == answer.content[100:200]
    check(requests.get(url, headers={"If-None-Match": answer.headers["ETag"]}, timeout=60), 304)

    table = pandas.read_csv(io.BytesIO(answer.content))
    assert list(table.columns) == [f"feature_{i}" for i in range(1, 6)] + ["label"]
    assert len(table) == 5000 and not table.isna().any().any()
    assert all(pandas.api.types.is_numeric_dtype(table[column]) for column in table.columns[:-1])
    assert set(table["label"]) == set(dataset["labels"])

    labelled = post(f"/datasets/{dataset['id']}/generate", 201,
                    json={"version": "1.1", "n": 800, "labels": ["calm", "curious"]})
    table = pandas.read_csv(io.BytesIO(download(f"/datasets/versions/{labelled['id']}/download")[0].content))
    assert set(table["label"]) == {"calm", "curious"}

    own = pandas.DataFrame({"age": [31, 44, None], "mood": ["up, and \"down\"", "ünï", None], "label": ["a", "b", "a"]})
    sent = own.to_csv(index=False).encode()
    uploaded = post(f"/datasets/{dataset['id']}/versions?version=2.0&format=csv", 201, files={"file": ("own.csv", sent)})
    assert uploaded["checksum"] == sha256(sent) and uploaded["row_count"] == 3
    assert download(f"/datasets/versions/{uploaded['id']}/download")[0].content == sent
    post(f"/datasets/{dataset['id']}/versions?version=2.0&format=csv", 409, files={"file": ("own.csv", sent)})
    refused = post(f"/datasets/{dataset['id']}/versions?version=2.1&format=csv", 422,
                   files={"file": ("bad.csv", b"age,label\n1,a\n2\n")})
    assert "Line 3" in refused["errors"]["file"][0]
    lines = own.to_json(orient="records", lines=True).encode()
    post(f"/datasets/{dataset['id']}/versions?version=2.2&format=jsonl", 201, files={"file": ("own.jsonl", lines)})

    listed = get(f"/datasets/{dataset['id']}/versions?limit=2")
    assert [one["version"] for one in listed.json()] == ["2.2", "2.0"]
    assert listed.headers["X-Total-Count"] == "4" and 'rel="next"' in listed.headers["Link"]
    assert requests.get(requests.compat.urljoin(api, listed.links["next"]["url"]), timeout=60).json()[0]["version"] == "1.1"

    drift = get(f"/datasets/{version['id']}/diff/{labelled['id']}").json()
    assert drift["rows"] == {"a": 5000, "b": 800, "difference": -4200} and drift["schema"]["same"]
    race(f"/datasets/{dataset['id']}/generate", lambda: {"json": {"version": "3.0", "n": 2000}})
    return version["id"]


def models(trained_on):
    model = post("/models", 201, json={"name": name, "framework": "tflite", "description": "learnt from it"})
    assert model["version"] is None
    post("/models", 409, json={"name": name, "framework": "tflite"})
    assert get(f"/models/{model['id']}/versions").json() == []
    data = open(tflite, "rb").read()
    version = post(f"/models/{model['id']}/versions?version=1.0", 201, files={"file": ("model.tflite", data)})
    assert set(version) >= {"id", "model_id", "version", "checksum", "size_kb", "file_path", "signature", "created_at"}
    assert version["model_id"] == model["id"] and version["checksum"] == sha256(data)
    assert version["signature"]["inputs"]
    post(f"/models/{model['id']}/versions?version=1.0", 409, files={"file": ("model.tflite", data)})
    post(f"/models/{model['id']}/versions?version=1.1", 422, files={"file": ("model.tflite", b"not a model")})
    race(f"/models/{model['id']}/versions?version=1.2", lambda: {"files": {"file": ("model.tflite", data)}})
    found = get(f"/models/{model['id']}/versions").json()
    assert [one["version"] for one in found] == ["1.2", "1.0"]
    assert download(f"/models/versions/{version['id']}/download")[0].content == data
    assert download(f"/models/versions/{found[0]['id']}/download")[0].content == data

    # A version's id is good wherever an id is.
    check(requests.put(f"{api}/models/{name}/aliases/champion", json={"model_id": found[0]["id"]}, timeout=60), 200)
    agent = post("/agents", 201, json={"name": "porch", "type": "physical"})
    post(f"/agents/{agent['id']}/assign-model/{found[0]['id']}", 200)
    assert get(f"/agents/{agent['id']}/model").json()["checksum"] == sha256(data)
    later = post("/models", 201, json={"name": name, "version": "9", "dataset_id": trained_on})
    assert len(later["dataset_checksum"]) == 64


def race(path, body):
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(requests.post(api + path, timeout=120, **body()).status_code))
               for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [201, 409], answers


models(datasets())
print("fine")

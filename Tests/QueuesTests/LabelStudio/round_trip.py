"""Sends items through a real Label Studio and home again.

Starts the server on loopback with its own SQLite, imports the tasks that `faultline queue export` wrote over the API,
labels them as two people (one of them skips, one changes a label), exports, and imports with `faultline queue import`.

    python round_trip.py PATH_OF_FAULTLINE PATH_OF_LABEL_STUDIO WORK_FOLDER

Seen with label-studio 1.23.2; needs nothing but the standard library beside it.
"""

import http.cookiejar
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

PASSWORD = "correct horse battery"
ANN, BEA = "ann@example.org", "bea@example.org"


class Person:
    """Someone who is signed in."""

    def __init__(self, base):
        self.base = base
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def token(self):
        return next((c.value for c in self.cookies if c.name == "csrftoken"), "")

    def ask(self, method, path, body=None, form=None):
        headers = {"X-CSRFToken": self.token(), "Referer": self.base + path}
        data = None
        if form is not None:
            data = urllib.parse.urlencode(form).encode()
        elif body is not None:
            data = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        request = urllib.request.Request(self.base + path, data=data, headers=headers, method=method)
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            raise SystemExit(f"{method} {path}: {error.code} {error.read().decode()[:400]}")

    def json(self, method, path, body=None):
        text = self.ask(method, path, body)
        return json.loads(text) if text else None

    def enter(self, path, email):
        page = self.ask("GET", path)
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        form = {"email": email, "password": PASSWORD, "csrfmiddlewaretoken": found.group(1) if found else self.token()}
        self.ask("POST", path, form=form)
        if self.json("GET", "/api/current-user/whoami")["email"] != email:
            raise SystemExit(f"{email} could not sign in")


def start_server(program, folder):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = dict(os.environ, COLLECT_ANALYTICS="False", LATEST_VERSION_CHECK="False", SENTRY_DSN="")
    log = open(os.path.join(folder, "server.log"), "w")
    server = subprocess.Popen(
        [program, "start", "--no-browser", "--internal-host", "127.0.0.1", "--port", str(port), "--data-dir",
         os.path.join(folder, "data"), "--username", ANN, "--password", PASSWORD],
        stdout=log, stderr=log, env=environment)
    base = f"http://127.0.0.1:{port}"
    for _ in range(240):
        if server.poll() is not None:
            raise SystemExit("Label Studio ended; see " + log.name)
        try:
            urllib.request.urlopen(base + "/health", timeout=2).read()
            return server, base
        except OSError:
            time.sleep(1)
    server.terminate()
    raise SystemExit("Label Studio did not start within four minutes; see " + log.name)


def answer(person, task, label=None, severity=None, why=None):
    """Answers the question of a task, or skips it; gives the id of the annotation."""

    def region(name, kind, value):
        return {"from_name": name, "to_name": "dialogue", "type": kind, "value": value}

    result = []
    if label:
        result.append(region("overall", "choices", {"choices": [label]}))
    if severity:
        result.append(region("severity", "choices", {"choices": [severity]}))
    if why:
        result.append(region("rationale", "textarea", {"text": [why]}))
    body = {"result": result, "was_cancelled": label is None, "lead_time": 30}
    return person.json("POST", f"/api/tasks/{task}/annotations/", body)["id"]


def label_all(base, tasks, config, folder):
    """Labels the tasks as two people; gives a function that exports, and one that changes a label."""
    ann, bea = Person(base), Person(base)
    ann.enter("/user/login/", ANN)
    invitation = ann.json("GET", "/api/invite")["token"]
    bea.enter(f"/user/signup/?token={invitation}", BEA)
    project = ann.json("POST", "/api/projects", {"title": "review", "label_config": config})["id"]
    ann.json("POST", f"/api/projects/{project}/import", tasks)
    rows = ann.json("GET", f"/api/tasks?project={project}&fields=all&page_size=100")["tasks"]
    ids = {row["data"]["item_id"]: row["id"] for row in rows}
    order = [ids[task["data"]["item_id"]] for task in tasks]
    assert len(order) == len(tasks) > 3, "not all tasks were imported"
    first = [answer(ann, task, "fail", "high", "it was refused: \"twice\"") for task in order[:-1]]
    answer(ann, order[-1])
    for place, task in enumerate(order):
        answer(bea, task, "pass" if place == 0 else "fail")

    def export(name):
        path = os.path.join(folder, name)
        text = ann.ask("GET", f"/api/projects/{project}/export?exportType=JSON&download_all_tasks=true")
        with open(path, "w") as file:
            file.write(text)
        return path

    def change():
        body = {"result": [{"from_name": "overall", "to_name": "dialogue", "type": "choices",
                            "value": {"choices": ["pass"]}}]}
        ann.json("PATCH", f"/api/annotations/{first[0]}/", body)

    return export, change


def main(tool, program, folder):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)

    def faultline(*arguments):
        ran = subprocess.run([tool, *arguments], cwd=folder, capture_output=True, text=True)
        if ran.returncode != 0:
            raise SystemExit(f"faultline {' '.join(arguments)}: {ran.returncode}\n{ran.stdout}{ran.stderr}")
        return ran.stdout

    faultline("init", "w")
    faultline("demo", "--weeks", "--corpus-only", "--traces", "300", "--modes", "18", "--mean-bytes", "3000",
              "--out", "made")
    faultline("mine", "made-corpus/week-1.jsonl", "--workspace", "w", "--quiet")
    faultline("queue", "export", "--to", "label-studio", "--budget", "5", "--out", "out", "--workspace", "w")
    with open(os.path.join(folder, "out/tasks.json")) as file:
        tasks = json.load(file)
    with open(os.path.join(folder, "out/config.xml")) as file:
        config = file.read()
    server, base = start_server(program, folder)
    try:
        export, change = label_all(base, tasks, config, folder)
        exported = export("export.json")
        told = faultline("queue", "import", exported, "--workspace", "w")
        # Four labels of one, who skipped the last, and five of the other.
        assert "9 new labels, 0 changed, 0 known" in told and "left out: 1 skipped" in told, told
        told = faultline("queue", "import", exported, "--workspace", "w")
        assert "0 new labels, 0 changed, 9 known" in told, told
        change()
        told = faultline("queue", "import", export("changed.json"), "--workspace", "w")
        assert "0 new labels, 1 changed, 8 known" in told, told
    finally:
        server.terminate()
        server.wait(30)
    status = faultline("queue", "status", "--workspace", "w")
    # This export names people by number.
    assert "label-studio user 1: 4" in status and "label-studio user 2: 5" in status, status
    assert "Items: 5, of which 0 open." in status, status
    # After the change both say pass of the first; they agree on three of the others.
    assert "100" in status and "of 4 pairs" in status, status
    labels = faultline("labels", "show", "--workspace", "w")
    assert "it was refused: \\\"twice\\\"" in labels and '"severity":"high"' in labels, labels
    print("Label Studio: tasks out, nine labels of two people home, imported twice, one changed.")


if __name__ == "__main__":
    main(*[os.path.abspath(path) for path in sys.argv[1:4]])

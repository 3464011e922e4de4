"""Measures how fast exports are read, beside a loop in Python over orjson that does the same join.

Usage: reading.py FAULTLINE FOLDER [MEGABYTES]
Makes an export for each format in FOLDER once, of some 200 MB, and prints a Markdown table. Needs orjson.
"""

import json
import os
import random
import subprocess
import sys
import time

import orjson

from peer import record_formats

THREADS = 2
WORDS = "order refund card booking seat flight account late please could you check the a to for my it again".split()


def conversation(dice):
    """Messages with calls and results, in the OpenAI shape."""
    say = lambda count: " ".join(dice.choice(WORDS) for _ in range(count))
    messages = [{"role": "system", "content": say(60)}, {"role": "user", "content": say(20)}]
    for turn in range(dice.randint(2, 5)):
        call = f"call_{dice.getrandbits(48):x}"
        messages.append({"role": "assistant", "content": say(8), "tool_calls": [
            {"id": call, "type": "function", "function": {
                "name": "get_" + dice.choice(WORDS), "arguments": json.dumps({"id": dice.getrandbits(20)})}}]})
        result = "Error: not found" if dice.random() < 0.1 else json.dumps({"text": say(60), "ok": True})
        messages.append({"role": "tool", "tool_call_id": call, "content": result})
    messages.append({"role": "assistant", "content": say(30)})
    return messages


def steps(messages):
    """The calls of models and of tools that a conversation is made of: (input, output), (call, result)."""
    for place, message in enumerate(messages):
        if message["role"] == "assistant":
            yield "model", messages[:place], message
        elif message["role"] == "tool":
            yield "tool", messages[place - 1]["tool_calls"][0], message["content"]


def clock(second):
    return f"2026-01-05T{second // 3600 % 24:02}:{second // 60 % 60:02}:{second % 60:02}.000000"


def nanoseconds(second):
    return str((1_767_571_200 + second) * 10**9)


def langsmith(trace, messages, second):
    root = f"{trace}-root"
    yield {"id": root, "trace_id": root, "name": "agent", "run_type": "chain", "start_time": clock(second),
           "end_time": clock(second + 90), "inputs": {"messages": messages[1:2]}, "outputs": None, "error": None}
    for place, (kind, given, came) in enumerate(steps(messages)):
        run = {"id": f"{trace}-{place}", "trace_id": root, "parent_run_id": root, "start_time": clock(second + place + 1),
               "end_time": clock(second + place + 2), "error": None, "status": "success"}
        if kind == "model":
            run |= {"name": "chat", "run_type": "llm", "inputs": {"messages": given},
                    "outputs": {"choices": [{"message": came}]}}
        else:
            run |= {"name": given["function"]["name"], "run_type": "tool",
                    "inputs": json.loads(given["function"]["arguments"]), "outputs": {"output": came}}
        yield run


def langfuse(trace, messages, second):
    for place, (kind, given, came) in enumerate(steps(messages)):
        is_model = kind == "model"
        yield {"id": f"{trace}-{place}", "trace_id": trace, "type": "GENERATION" if is_model else "TOOL",
               "name": "chat" if is_model else given["function"]["name"], "parent_observation_id": None,
               "start_time": clock(second + place).replace("T", " "), "level": "DEFAULT", "status_message": None,
               "input": json.dumps(given) if is_model else given["function"]["arguments"],
               "output": json.dumps(came) if is_model else came}


def part(message):
    if message["role"] == "tool":
        return {"role": "tool", "parts": [{"type": "tool_call_response", "id": message["tool_call_id"],
                                           "response": message["content"]}]}
    parts = [{"type": "text", "content": message["content"]}]
    for call in message.get("tool_calls", []):
        parts.append({"type": "tool_call", "id": call["id"], "name": call["function"]["name"],
                      "arguments": json.loads(call["function"]["arguments"])})
    return {"role": message["role"], "parts": parts}


def otlp(trace, messages, second):
    for place, (kind, given, came) in enumerate(steps(messages)):
        if kind == "model":
            attributes = {"gen_ai.operation.name": "chat", "gen_ai.input.messages": json.dumps([part(m) for m in given]),
                          "gen_ai.output.messages": json.dumps([part(came)])}
        else:
            attributes = {"gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": given["function"]["name"],
                          "gen_ai.tool.call.id": given["id"],
                          "gen_ai.tool.call.arguments": given["function"]["arguments"], "gen_ai.tool.call.result": came}
        span = {"traceId": trace, "spanId": f"{place:016x}", "name": kind, "startTimeUnixNano": nanoseconds(second + place),
                "endTimeUnixNano": nanoseconds(second + place + 1), "status": {},
                "attributes": [{"key": key, "value": {"stringValue": value}} for key, value in attributes.items()]}
        yield {"resourceSpans": [{"resource": {"attributes": []}, "scopeSpans": [{"scope": {}, "spans": [span]}]}]}


def phoenix(trace, messages, second):
    def flat(prefix, messages):
        for place, message in enumerate(messages):
            start = f"{prefix}.{place}.message."
            yield start + "role", message["role"]
            yield start + "content", message["content"]
            if "tool_call_id" in message:
                yield start + "tool_call_id", message["tool_call_id"]
            for index, call in enumerate(message.get("tool_calls", [])):
                inner = f"{start}tool_calls.{index}.tool_call."
                yield inner + "id", call["id"]
                yield inner + "function.name", call["function"]["name"]
                yield inner + "function.arguments", call["function"]["arguments"]

    for place, (kind, given, came) in enumerate(steps(messages)):
        if kind == "model":
            attributes = {"openinference.span.kind": "LLM"} | dict(flat("llm.input_messages", given))
            attributes |= dict(flat("llm.output_messages", [came]))
        else:
            attributes = {"openinference.span.kind": "TOOL", "tool.name": given["function"]["name"],
                          "input.value": given["function"]["arguments"], "output.value": came}
        yield {"name": kind, "context": {"trace_id": trace, "span_id": f"{trace}-{place}"}, "span_kind": kind,
               "parent_id": None, "start_time": clock(second + place) + "+00:00",
               "end_time": clock(second + place + 1) + "+00:00", "status_code": "OK", "attributes": attributes,
               "events": []}


def chat(trace, messages, second):
    yield {"id": trace, "messages": messages, "outcome": {"passed": second % 3 > 0}, "started_at": clock(second) + "Z"}


def export(folder, name, write, byte_count):
    """An export whose traces lie some hundred records apart, as a collector leaves them."""
    path = os.path.join(folder, f"reading-{name}.jsonl")
    if not os.path.exists(path):
        dice = random.Random(7)
        (size, trace, waiting) = (0, 0, [])
        with open(path + ".part", "w") as file:
            while size < byte_count or waiting:
                if size < byte_count and len(waiting) < 100:
                    waiting.append(write(f"{dice.getrandbits(120):032x}", conversation(dice), trace % 80_000))
                    trace += 1
                source = waiting[dice.randrange(len(waiting))]
                record = next(source, None)
                if record is None:
                    waiting.remove(source)
                    continue
                size += file.write(json.dumps(record, separators=(",", ":")) + "\n")
        os.rename(path + ".part", path)
    return path


def sessions(folder, byte_count):
    """Sessions of Codex, each a file of its own, in a folder."""
    path = os.path.join(folder, "reading-codex")
    if not os.path.exists(path):
        os.makedirs(path + ".part", exist_ok=True)
        dice = random.Random(7)
        (size, number) = (0, 0)
        while size < byte_count:
            # A session is as long as forty conversations.
            messages = [message for _ in range(40) for message in conversation(dice)]
            with open(f"{path}.part/rollout-{number:06}.jsonl", "w") as file:
                for line in record_formats.codex(f"{number:032x}", messages):
                    size += file.write(json.dumps(line, separators=(",", ":")) + "\n")
            number += 1
        os.rename(path + ".part", path)
    return path


def openinference(attributes, prefix):
    messages = {}
    for name, value in attributes.items():
        if name.startswith(prefix):
            place, _, rest = name[len(prefix):].partition(".message.")
            messages.setdefault(int(place), {})[rest] = value
    for _, fields in sorted(messages.items()):
        calls = [value for key, value in sorted(fields.items()) if key.startswith("tool_calls.")]
        yield fields["role"], str(fields.get("content")), str(calls)


def plain(message):
    if "parts" in message:
        text = "".join(str(part.get("content") or part.get("response") or "") for part in message["parts"])
        return message["role"], text, str([part for part in message["parts"] if part["type"] == "tool_call"])
    return message["role"], message["content"], str(message.get("tool_calls", []))


def span(record):
    """The trace, start and messages or tool of a record in any of the span formats."""
    if "resourceSpans" in record:
        for resource in record["resourceSpans"]:
            for scope in resource["scopeSpans"]:
                for one in scope["spans"]:
                    held = {entry["key"]: entry["value"]["stringValue"] for entry in one["attributes"]}
                    given, came = held.get("gen_ai.input.messages"), held.get("gen_ai.output.messages")
                    messages = [plain(m) for text in (given, came) if text for m in orjson.loads(text)]
                    yield one["traceId"], one["startTimeUnixNano"], messages, held.get("gen_ai.tool.name")
    elif "context" in record:
        held = record["attributes"]
        messages = [*openinference(held, "llm.input_messages."), *openinference(held, "llm.output_messages.")]
        yield record["context"]["trace_id"], record["start_time"], messages, held.get("tool.name")
    elif "run_type" in record:
        messages = []
        if record["run_type"] == "llm":
            messages = [plain(m) for m in record["inputs"]["messages"]]
            messages += [plain(choice["message"]) for choice in record["outputs"]["choices"]]
        yield record["trace_id"], record["start_time"], messages, record["name"] if record["run_type"] == "tool" else None
    else:
        messages = []
        if record["type"] == "GENERATION":
            messages = [plain(m) for m in orjson.loads(record["input"])] + [plain(orjson.loads(record["output"]))]
        yield record["trace_id"], record["start_time"], messages, record["name"] if record["type"] == "TOOL" else None


def by_hand(path):
    """Reads an export as one would by hand: traces and turns."""
    (traces, turns, spans, lines) = (0, 0, {}, {})
    if os.path.isdir(path):
        for name in os.listdir(path):
            with open(os.path.join(path, name), "rb") as file:
                turns += record_formats.codex_by_hand([orjson.loads(line) for line in file])
                traces += 1
        return traces, turns
    with open(path, "rb") as file:
        for line in file:
            record = orjson.loads(line)
            if "outcome" not in record and not {"resourceSpans", "context", "run_type", "trace_id"} & record.keys():
                held = record_formats.turns_by_hand(record, lines)
                if held is not None:
                    traces, turns = traces + 1, turns + held
                continue
            if "messages" in record:
                traces += 1
                turns += len(record["messages"])
                calls = {call["id"]: None for m in record["messages"] for call in m.get("tool_calls", [])}
                for message in record["messages"]:
                    if message["role"] == "tool":
                        calls[message["tool_call_id"]] = message["content"]
                continue
            for trace, start, messages, tool in span(record):
                spans.setdefault(trace, []).append((start, messages, tool))
    for parts in lines.values():
        traces += 1
        turns += len(sorted(parts, key=lambda part: part[0]))
    for parts in spans.values():
        traces += 1
        seen = {}
        for _, messages, _ in sorted(parts, key=lambda part: part[0]):
            counts = {}
            for message in messages:
                counts[message] = counts.get(message, 0) + 1
                if counts[message] > seen.get(message, 0):
                    seen[message] = counts[message]
                    turns += 1
    return traces, turns


def main(tool, folder, megabytes="200"):
    os.makedirs(folder, exist_ok=True)
    print(f"| export | MB | faultline, {THREADS} threads | 1 thread | orjson and a loop |")
    print("|---|---|---|---|---|")
    for write in (chat, langsmith, langfuse, phoenix, otlp, *record_formats.WRITERS, sessions):
        name = "codex" if write == sessions else write.__name__
        if write == sessions:
            path = sessions(folder, int(megabytes) * 1_000_000)
            size = sum(os.path.getsize(os.path.join(path, one)) for one in os.listdir(path)) / 1e6
        else:
            path = export(folder, name, write, int(megabytes) * 1_000_000)
            size = os.path.getsize(path) / 1e6
        rates = []
        for threads in (THREADS, 1):
            best = 1e9
            for _ in range(3):
                run = subprocess.run([tool, "inspect", path, "--json", "--counts-only", "--threads", str(threads)],
                                     capture_output=True, text=True)
                if run.returncode != 0:
                    sys.exit(run.stderr)
                result = json.loads(run.stdout)
                best = min(best, result["seconds"]["read"])
            rates.append(size / best)
        start = time.perf_counter()
        traces, turns = by_hand(path)
        peer = size / (time.perf_counter() - start)
        if (result["traces"], result["turns"]) != (traces, turns):
            sys.exit(f"{path}: {result['traces']} traces, {result['turns']} turns; by hand {traces}, {turns}")
        print(f"| {name} | {size:.0f} | {rates[0]:.0f} MB/s | {rates[1]:.0f} MB/s | {peer:.0f} MB/s |", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

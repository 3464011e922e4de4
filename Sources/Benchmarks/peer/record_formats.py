"""Exports of the formats whose records are whole traces or lines of sessions, and a loop that reads each by hand.

Each writer makes the records of one conversation; each reader gives the traces and turns of a file's records.
"""

import json


def tau_bench(trace, messages, second):
    yield {"task_id": trace, "trial": 0, "reward": second % 3 > 0, "info": {"task": {"user_id": "u"}}, "traj": messages}


def tau2(trace, messages, second):
    written = []
    for message in messages:
        message = dict(message)
        if "tool_calls" in message:
            message["tool_calls"] = [
                {"id": call["id"], "name": call["function"]["name"], "requestor": "assistant",
                 "arguments": json.loads(call["function"]["arguments"])} for call in message["tool_calls"]]
        elif message["role"] == "tool":
            message = {"id": message["tool_call_id"], "role": "tool", "content": message["content"], "error": False}
        written.append(message)
    yield {"id": trace, "task_id": "7", "trial": 0, "start_time": "2026-01-05T10:00:00", "termination_reason": "user_stop",
           "reward_info": {"reward": 1.0 if second % 3 else 0.0}, "messages": written}


def inspect(trace, messages, second):
    yield {"id": trace, "epoch": 1, "uuid": trace, "input": messages[1]["content"], "target": "x",
           "messages": [dict(message) for message in messages], "scores": {"match": {"value": "C" if second % 3 else "I"}}}


def swe_agent(trace, messages, second):
    history = []
    for message in messages:
        if message["role"] == "tool":
            history.append({"role": "user", "content": message["content"], "message_type": "observation", "agent": "main"})
        elif "tool_calls" in message:
            call = message["tool_calls"][0]["function"]
            history.append({"role": "assistant", "content": message["content"], "thought": message["content"],
                            "action": f"{call['name']} {call['arguments']}", "agent": "main", "message_type": "action"})
        else:
            history.append({"role": message["role"], "content": message["content"], "agent": "main"})
    yield {"environment": "swe_main", "trajectory": [], "history": history, "info": {"exit_status": "exit_cost"}}


def mini_swe_agent(trace, messages, second):
    written = []
    for message in messages:
        message = dict(message)
        if message["role"] == "tool":
            message["extra"] = {"returncode": 0, "raw_output": ""}
        written.append(message)
    yield {"trajectory_format": "mini-swe-agent-1.1", "info": {"exit_status": "LimitsExceeded"}, "messages": written}


def atif(trace, messages, second):
    steps = []
    for place, message in enumerate(messages):
        if message["role"] == "tool":
            result = {"source_call_id": message["tool_call_id"], "content": message["content"]}
            steps[-1]["observation"] = {"results": [result]}
            continue
        source = {"assistant": "agent"}.get(message["role"], message["role"])
        step = {"step_id": place + 1, "source": source, "message": message["content"]}
        if "tool_calls" in message:
            step["tool_calls"] = [
                {"tool_call_id": call["id"], "function_name": call["function"]["name"],
                 "arguments": json.loads(call["function"]["arguments"])} for call in message["tool_calls"]]
        steps.append(step)
    yield {"schema_version": "ATIF-v1.6", "session_id": trace, "agent": {"name": "a", "version": "1"}, "steps": steps}


def who_and_when(trace, messages, second):
    yield {"question_ID": trace, "question": messages[1]["content"], "mistake_agent": "agent", "is_correct": False,
           "history": [{"role": "assistant", "name": m["role"], "content": m["content"]} for m in messages]}


def claude_code(trace, messages, second):
    for place, message in enumerate(messages[1:]):
        line = {"type": "assistant" if message["role"] == "assistant" else "user", "uuid": f"{trace}-{place}",
                "sessionId": trace, "timestamp": f"2026-01-05T10:{place // 60:02}:{place % 60:02}.000Z", "cwd": "/"}
        content = [{"type": "text", "text": message["content"]}]
        if message["role"] == "tool":
            content = [{"type": "tool_result", "tool_use_id": message["tool_call_id"], "content": message["content"]}]
        for call in message.get("tool_calls", []):
            content.append({"type": "tool_use", "id": call["id"], "name": call["function"]["name"],
                            "input": json.loads(call["function"]["arguments"])})
        role = "assistant" if message["role"] == "assistant" else "user"
        yield line | {"message": {"id": f"m{trace}{place}", "role": role, "content": content}}


WRITERS = (tau_bench, tau2, inspect, swe_agent, mini_swe_agent, atif, who_and_when, claude_code)


def codex(trace, messages):
    """A session, which is a file of its own."""
    lines = [{"type": "session_meta", "payload": {"id": trace, "cwd": "/"}}]
    for message in messages:
        if message["role"] == "tool":
            lines.append({"type": "response_item", "payload": {
                "type": "function_call_output", "call_id": message["tool_call_id"], "output": message["content"]}})
            continue
        kind = "output_text" if message["role"] == "assistant" else "input_text"
        role = {"system": "developer"}.get(message["role"], message["role"])
        lines.append({"type": "response_item", "payload": {
            "type": "message", "role": role, "content": [{"type": kind, "text": message["content"]}]}})
        for call in message.get("tool_calls", []):
            lines.append({"type": "response_item", "payload": {
                "type": "function_call", "call_id": call["id"], **call["function"]}})
    return [line | {"timestamp": f"2026-01-05T10:{place // 60:02}:{place % 60:02}.000Z"} for place, line in enumerate(lines)]


def turns_by_hand(record, sessions):
    """The turns of a record that is a trace; lines of sessions are kept in order, and give theirs at the end."""
    if "sessionId" in record:
        sessions.setdefault(record["sessionId"], []).append((record["timestamp"], record["message"]["content"]))
        return None
    if "steps" in record:
        return sum(1 + len(step.get("observation", {}).get("results", ())) for step in record["steps"])
    (messages, calls, turns) = (record.get("messages") or record.get("traj") or record["history"], {}, 0)
    for message in messages:
        for call in message.get("tool_calls", ()):
            calls[call["id"]] = None
        if message["role"] == "tool":
            calls[message.get("tool_call_id") or message["id"]] = message["content"]
        turns += 1
    return turns


def codex_by_hand(lines):
    """The turns of a session: a call goes on with the message before it."""
    calls, turns = {}, 0
    for line in lines:
        payload = line["payload"]
        if payload.get("type") == "function_call_output":
            calls[payload["call_id"]] = payload["output"]
        if payload.get("type") in ("message", "function_call_output"):
            turns += 1
    return turns

"""Holds what `faultline queue export` writes against the models of the tools' own clients.

    python check.py FOLDER    # holds the folders argilla, langsmith, langfuse and phoenix, one an export

Seen with argilla 2.8.0, langsmith 0.14.17, langfuse 5.0.4 and arize-phoenix-client 3.5.0.
"""

import json
import os
import sys
from typing import List

import argilla
from argilla._models import DatasetModel
from langfuse.api.annotation_queues.types.create_annotation_queue_item_request import CreateAnnotationQueueItemRequest
from langfuse.api.annotation_queues.types.create_annotation_queue_request import CreateAnnotationQueueRequest
from langfuse.api.score_configs.types.create_score_config_request import CreateScoreConfigRequest
from langfuse.api.scores.types.create_score_request import CreateScoreRequest
from langsmith.schemas import FeedbackConfig
from langsmith.types.annotation_queue_annotation_queues_params import AnnotationQueueAnnotationQueuesParams
from langsmith.types.annotation_queues.item_create_params import ItemCreateParams
from phoenix.client.__generated__ import v1 as phoenix
from pydantic import TypeAdapter


def main(folder):
    def read(*path):
        with open(os.path.join(folder, *path)) as file:
            return json.load(file)

    def fits(kind, value):
        TypeAdapter(kind).validate_python(value, strict=False)

    def names(kind, value):
        unknown = set(value) - set(kind.__annotations__)
        assert not unknown, f"{kind.__name__} has no {unknown}"
        fits(kind, value)

    settings = argilla.Settings.from_json(os.path.join(folder, "argilla/.argilla/settings.json"))
    settings.validate()
    DatasetModel(**read("argilla", ".argilla", "dataset.json"))
    records = [argilla.Record.from_dict(record) for record in read("argilla", "records.json")]
    questions = {question.name for question in settings.questions}
    assert records and {"severity", "rationale"} < questions, questions
    for record in records:
        assert record.id.startswith("item-") and record.metadata["shown_sha256"]
        assert all(turn["role"] and isinstance(turn["content"], str) for turn in record.fields["conversation"])
        assert {suggestion.question_name for suggestion in record.suggestions} <= questions

    names(AnnotationQueueAnnotationQueuesParams, read("langsmith", "queue.json"))
    names(ItemCreateParams, read("langsmith", "items.json"))
    for configuration in read("langsmith", "feedback-configs.json"):
        names(FeedbackConfig, configuration["feedback_config"])

    for configuration in read("langfuse", "score-configs.json"):
        CreateScoreConfigRequest(**configuration)
        assert len(configuration["name"]) <= 35
    CreateAnnotationQueueRequest(**read("langfuse", "queue.json"))
    fits(List[CreateAnnotationQueueItemRequest], read("langfuse", "items.json"))
    fits(List[CreateScoreRequest], read("langfuse", "scores.json"))

    for configuration in read("phoenix", "annotation-configs.json"):
        names(phoenix.CategoricalAnnotationConfigData, configuration)
    names(phoenix.AnnotateTracesRequestBody, read("phoenix", "trace-annotations.json"))
    for annotation in read("phoenix", "trace-annotations.json")["data"]:
        names(phoenix.TraceAnnotationData, annotation)
    print(f"{len(records)} items fit the models of argilla, langsmith, langfuse and phoenix")


if __name__ == "__main__":
    main(sys.argv[1])

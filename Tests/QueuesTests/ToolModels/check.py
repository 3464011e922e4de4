"""Holds what `faultline queue export` writes against the models of the tools' own clients.

    python check.py FOLDER    # holds the folders argilla, langsmith, langfuse and phoenix, one an export

Seen with argilla 2.8.0, langsmith 0.14.17, langfuse 5.0.4 and arize-phoenix-client 3.5.0.
"""

import json
import os
import sys
from typing import List, get_type_hints
from unittest.mock import MagicMock

import argilla
from argilla._models import DatasetModel
from langfuse.api.annotation_queues.types.create_annotation_queue_item_request import CreateAnnotationQueueItemRequest
from langfuse.api.annotation_queues.types.create_annotation_queue_request import CreateAnnotationQueueRequest
from langfuse.api.score_configs.types.create_score_config_request import CreateScoreConfigRequest
from langfuse.api.core.pydantic_utilities import parse_obj_as
from langfuse.api.scores.types.create_score_request import CreateScoreRequest
from langsmith.schemas import FeedbackConfig
from langsmith.types.annotation_queue_annotation_queues_params import AnnotationQueueAnnotationQueuesParams
from langsmith.types.annotation_queues.item_create_params import ItemCreateParams
from phoenix.client.__generated__ import v1 as phoenix


def main(folder):
    def read(*path):
        with open(os.path.join(folder, *path)) as file:
            return json.load(file)

    def fits(kind, value):
        """Whether a body has the fields that its type asks for and no others."""
        known, needed = set(get_type_hints(kind)), set(kind.__required_keys__)
        assert needed <= set(value) <= known, f"{kind.__name__}: lacks {needed - set(value)}, adds {set(value) - known}"

    # Settings ask for a server even to be read; none is asked anything here.
    argilla.Argilla._default_client = MagicMock()
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

    fits(AnnotationQueueAnnotationQueuesParams, read("langsmith", "queue.json"))
    fits(ItemCreateParams, read("langsmith", "items.json"))
    for configuration in read("langsmith", "feedback-configs.json"):
        fits(FeedbackConfig, configuration["feedback_config"])

    for configuration in read("langfuse", "score-configs.json"):
        parse_obj_as(CreateScoreConfigRequest, configuration)
        assert len(configuration["name"]) <= 35
    parse_obj_as(CreateAnnotationQueueRequest, read("langfuse", "queue.json"))
    parse_obj_as(List[CreateAnnotationQueueItemRequest], read("langfuse", "items.json"))
    parse_obj_as(List[CreateScoreRequest], read("langfuse", "scores.json"))

    for configuration in read("phoenix", "annotation-configs.json"):
        fits(phoenix.CategoricalAnnotationConfigData, configuration)
    fits(phoenix.AnnotateTracesRequestBody, read("phoenix", "trace-annotations.json"))
    for annotation in read("phoenix", "trace-annotations.json")["data"]:
        fits(phoenix.TraceAnnotationData, annotation)
    print(f"{len(records)} items fit the models of argilla, langsmith, langfuse and phoenix")


if __name__ == "__main__":
    main(sys.argv[1])

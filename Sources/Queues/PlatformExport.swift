internal import Labels
internal import Reports

/// The bodies of requests to platforms that hold the traces themselves: LangSmith, Langfuse and Phoenix.
///
/// They know a trace by its own id, so that labels come back by trace; what a request cannot know (the ids that the
/// server gives) is left to the one who sends it.
extension QueueExport {
  // MARK: LangSmith

  /// `POST /api/v1/annotation-queues`, then its items; feedback of judges apart.
  var langSmithFiles: [Page] {
    let rubric = criteria.map { criterion in
      JSONText.object([
        ("feedback_key", .string(criterion.name)), ("description", .string(criterion.fullQuestion)),
        (
          "value_descriptions",
          .object(criterion.scale.labels.map { ($0, .string(Self.meaning(of: $0, criterion))) })
        ), ("is_required", .bool(true)),
      ])
    }
    let queue = JSONText.object([
      ("name", .string(name)), ("description", .string("Items of a Faultline review sample")),
      ("rubric_instructions", .string("Read the run, then answer each question; say why in the comment.")),
      ("rubric_items", .array(rubric + [Self.severityRubric])),
      ("metadata", .object([("criterion_versions", versions)])),
    ])
    let configurations = criteria.map { criterion in
      JSONText.object([
        ("feedback_key", .string(criterion.name)),
        (
          "feedback_config",
          .object([("type", .string("categorical")), ("categories", Self.categories(criterion))])
        ),
      ])
    }
    let entries = items.map { item in
      JSONText.object([("item_type", .string("RUN")), ("run_id", .string(item.traceID))])
    }
    let feedback = items.flatMap { item in
      verdicts(of: item).map { verdict in
        JSONText.object([
          ("run_id", .string(item.traceID)), ("key", .string(verdict.criterion)),
          ("value", .string(verdict.label)), ("score", JSONText(verdict.score)),
          (
            "feedback_source",
            .object([("type", .string("model")), ("metadata", .object([("judge", .string(verdict.judge))]))])
          ),
        ])
      }
    }
    return [
      Page(path: "queue.json", text: queue.page),
      Page(path: "feedback-configs.json", text: JSONText.array(configurations).page),
      Page(path: "items.json", text: JSONText.object([("items", .array(entries))]).page), itemsFile,
    ] + (feedback.isEmpty ? [] : [Page(path: "feedback.json", text: JSONText.array(feedback).page)])
  }

  private static var severityRubric: JSONText {
    .object([
      ("feedback_key", .string("severity")), ("description", .string("Severity, if it failed")),
      ("value_descriptions", .object(Criterion.grades.map { ($0, .string($0)) })),
      ("is_required", .bool(false)),
    ])
  }

  private static func meaning(of label: String, _ criterion: Criterion) -> String {
    let place = criterion.scale.labels.firstIndex(of: label)
    guard let pass = criterion.scale.passPosition else { return label }
    return (place == pass ? criterion.passMeaning : criterion.failMeaning) ?? label
  }

  /// The labels with their places on the scale, from 0 to 1.
  private static func categories(_ criterion: Criterion) -> JSONText {
    .array(
      criterion.scale.labels.map { label in
        .object([("label", .string(label)), ("value", .number(criterion.score(of: label)))])
      })
  }

  // MARK: Langfuse

  /// The most letters of a score's name in Langfuse.
  static let langfuseNameLimit = 35

  /// Score configurations, the queue, its items, and the scores that prefill it once the server's `configId` is put in.
  var langfuseFiles: [Page] {
    let configurations = criteria.map { criterion in
      JSONText.object([
        ("name", .string(String(criterion.name.prefix(Self.langfuseNameLimit)))),
        ("dataType", .string("CATEGORICAL")), ("categories", Self.categories(criterion)),
        ("description", .string(criterion.fullQuestion)),
      ])
    }
    let severity = JSONText.object([
      ("name", .string("severity")), ("dataType", .string("CATEGORICAL")),
      (
        "categories",
        .array(
          Criterion.grades.enumerated().map { place, grade in
            .object([("label", .string(grade)), ("value", .integer(place))])
          })
      ), ("description", .string("Severity, if it failed")),
    ])
    // The ids of the score configurations are the server's: whoever sends the queue puts them in.
    let queue = JSONText.object([
      ("name", .string(name)), ("description", .string("Items of a Faultline review sample")),
      ("scoreConfigIds", .array([])),
    ])
    let entries = items.map { item in
      JSONText.object([
        ("objectId", .string(item.traceID)), ("objectType", .string("TRACE")), ("status", .string("PENDING")),
      ])
    }
    let scores = items.flatMap { item in verdicts(of: item).map { langfuseScore($0, of: item) } }
    return [
      Page(path: "score-configs.json", text: JSONText.array(configurations + [severity]).page),
      Page(path: "queue.json", text: queue.page),
      Page(path: "items.json", text: JSONText.array(entries).page), itemsFile,
    ] + (scores.isEmpty ? [] : [Page(path: "scores.json", text: JSONText.array(scores).page)])
  }

  private func langfuseScore(_ verdict: Verdict, of item: QueueItem) -> JSONText {
    .object([
      ("id", .string("\(item.id)-\(verdict.criterion)-\(verdict.judge)")), ("traceId", .string(item.traceID)),
      ("name", .string(String(verdict.criterion.prefix(Self.langfuseNameLimit)))),
      ("value", .string(verdict.label)), ("dataType", .string("CATEGORICAL")),
      ("source", .string("ANNOTATION")),
      ("metadata", .object([("judge", .string(verdict.judge)), ("item_id", .string(item.id))])),
    ])
  }

  // MARK: Phoenix

  /// Annotation configurations and the verdicts of judges; the traces are filtered by the ids in `items.jsonl`.
  var phoenixFiles: [Page] {
    let configurations = criteria.map { criterion in
      JSONText.object([
        ("name", .string(criterion.name)), ("type", .string("CATEGORICAL")),
        ("description", .string(criterion.fullQuestion)), ("optimization_direction", .string("MAXIMIZE")),
        (
          "values",
          .array(
            criterion.scale.labels.map { label in
              .object([("label", .string(label)), ("score", .number(criterion.score(of: label)))])
            })
        ),
      ])
    }
    let annotations = items.flatMap { item in
      verdicts(of: item).map { verdict in
        // Phoenix takes no null for a score.
        let score = verdict.score.map { [("score", JSONText.number($0))] } ?? []
        return JSONText.object([
          ("trace_id", .string(item.traceID)), ("name", .string(verdict.criterion)),
          ("annotator_kind", .string("LLM")), ("identifier", .string(verdict.judge)),
          ("result", .object([("label", .string(verdict.label))] + score)),
          ("metadata", .object([("item_id", .string(item.id))])),
        ])
      }
    }
    let body = JSONText.object([("data", .array(annotations))])
    return [
      Page(path: "annotation-configs.json", text: JSONText.array(configurations).page), itemsFile,
    ] + (annotations.isEmpty ? [] : [Page(path: "trace-annotations.json", text: body.page)])
  }

  /// The items as we know them, beside requests that name traces alone.
  private var itemsFile: Page {
    Page(path: "items.jsonl", text: items.map { $0.json.line + "\n" }.joined())
  }
}

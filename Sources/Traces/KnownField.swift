internal import JSONBytes

/// The names of the top-level fields by which formats are told apart.
package enum KnownField: String, CaseIterable, Sendable {
  // Chats and benchmarks.
  case messages, contents, conversations, conversation, traj, trajectory, history, info, simulations,
    environment
  case messagesDisplay = "messages_display"
  case trajectoryFormat = "trajectory_format"
  case simulationIndex = "simulation_index", tasks, files
  case terminationReason = "termination_reason"
  case rewardInfo = "reward_info"
  case question, questionID = "question_ID", mistakeAgent = "mistake_agent", isCorrect = "is_correct"
  case schemaVersion = "schema_version"
  case steps, events
  case stepNumber = "step_number", task
  case trialName = "trial_name", taskName = "task_name", verifierResult = "verifier_result"
  case exceptionInfo = "exception_info"
  case testCases
  case eval, samples, status, epoch, target, input, output, scores, stats

  // Answers of models with what was asked.
  case request, response, result, object, choices
  case litellmCallID = "litellm_call_id", proxyServerRequest = "proxy_server_request"
  case rootSpanID = "root_span_id", opName = "op_name"
  case customID = "custom_id"

  // Ids and times.
  case id, name, type, value, key, level, data, runs, traces, spans, items, timestamp
  case uuid, sessionId, message, payload, instructions
  case recordType = "record_type"
  case role, content, parts, summary, leafUuid, operation
  case callID = "call_id"
  case item
  case runID = "run_id"
  case runType = "run_type"
  case subtype
  case childRuns = "child_runs"
  case traceID = "trace_id"
  case traceId
  case sessionID = "session_id"
  case projectID = "project_id"
  case projectId
  case userID = "user_id"
  case userId
  case inputs, outputs, score
  case feedbackSource = "feedback_source"
  case feedbackStats = "feedback_stats"
  case parentObservationId
  case parentObservationID = "parent_observation_id"
  case startTime
  case startTimeSnake = "start_time"
  case observations, observationId
  case observationID = "observation_id"
  case bookmarked, release, dataType
  case dataTypeSnake = "data_type"
  case subject, error, snapshot, parentUuid
  case dottedOrder = "dotted_order"
  case parentID = "parent_id"
  case stringValue, stringValueSnake = "string_value"
  case source

  // Spans.
  case context
  case spanKind = "span_kind"
  case contextTraceID = "context.trace_id", contextSpanID = "context.span_id"
  case attributes
  case resourceSpans
  case resourceSpansSnake = "resource_spans"
  case resourceLogs
  case resourceLogsSnake = "resource_logs"
  case log
  case spanId
  case spanID = "span_id"
  case startTimeUnixNano
  case startTimeUnixNanoSnake = "start_time_unix_nano"

  /// Its place among all, by which it has a bit in the masks.
  var index: Int { Self.indexes[self] ?? 0 }

  private static let indexes = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })

  /// Names that stand for a known field as well, since what has one is told apart by its values.
  private static let otherNames: [(String, KnownField)] = [
    ("test_results", .testCases), ("turns", .conversation),
  ]

  /// The places of the fields by their names, plus one.
  static let table: ByteTable = {
    precondition(allCases.count <= UInt128.bitWidth, "\(allCases.count) fields do not fit a mask")
    let own = allCases.enumerated().map { (name: $1.rawValue.lowercased(), value: UInt8($0 + 1)) }
    return ByteTable(own + otherNames.map { (name: $0.0, value: UInt8($0.1.index + 1)) })
  }()
}

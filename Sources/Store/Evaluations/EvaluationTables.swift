/// What is kept of evaluations: the third step of the schema.
enum EvaluationTables {
  static let sql = """
    CREATE TABLE evaluation (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,
      startedAt TEXT NOT NULL,
      title TEXT NOT NULL,
      version TEXT NOT NULL,
      labelSet TEXT,
      folder TEXT NOT NULL,
      inputKey TEXT NOT NULL,
      isBaseline INTEGER NOT NULL
    ) STRICT;

    -- Every version of an evaluator that ever scored, as its file had it.
    CREATE TABLE evaluatorVersion (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      version TEXT NOT NULL,
      criterion TEXT NOT NULL,
      criterionVersion TEXT NOT NULL,
      content TEXT NOT NULL,
      firstUsedAt TEXT NOT NULL,
      UNIQUE (name, version, criterionVersion)
    ) STRICT;

    -- An evaluator in an evaluation; `fitness` is what was found of it on a label set, as JSON.
    CREATE TABLE evaluationMember (
      evaluationID INTEGER NOT NULL REFERENCES evaluation(id) ON DELETE CASCADE,
      evaluatorVersionID INTEGER NOT NULL REFERENCES evaluatorVersion(id),
      agreement REAL,
      fitness TEXT,
      PRIMARY KEY (evaluationID, evaluatorVersionID)
    ) STRICT, WITHOUT ROWID;

    -- What many scores have in common; empty text where there is none.
    CREATE TABLE scoreOrigin (
      id INTEGER PRIMARY KEY,
      evaluatorVersionID INTEGER NOT NULL REFERENCES evaluatorVersion(id),
      judgeModel TEXT NOT NULL,
      calibration TEXT NOT NULL,
      labelSet TEXT NOT NULL,
      UNIQUE (evaluatorVersionID, judgeModel, calibration, labelSet)
    ) STRICT;

    CREATE TABLE score (
      id INTEGER PRIMARY KEY,
      evaluationID INTEGER NOT NULL REFERENCES evaluation(id) ON DELETE CASCADE,
      originID INTEGER NOT NULL REFERENCES scoreOrigin(id),
      code TEXT NOT NULL,
      traceID TEXT NOT NULL,
      traceHash TEXT NOT NULL,
      shownHash TEXT NOT NULL,
      promptHash TEXT,
      agent TEXT,
      signatureID TEXT,
      traceStartedAt REAL,
      isCanary INTEGER NOT NULL,
      label TEXT,
      mappedLabel TEXT,
      value REAL,
      passed INTEGER,
      rationale TEXT,
      failure TEXT
    ) STRICT;
    CREATE INDEX scoreOfEvaluation ON score (evaluationID);
    CREATE INDEX scoreOfCode ON score (code);

    CREATE TRIGGER scoreStays BEFORE UPDATE ON score
      BEGIN SELECT RAISE(ABORT, 'a score never changes'); END;
    CREATE TRIGGER evaluatorVersionStays BEFORE UPDATE ON evaluatorVersion
      BEGIN SELECT RAISE(ABORT, 'a version of an evaluator never changes'); END;
    """
}

/// What is kept of watched traces: the fourth step of the schema.
enum WatchTables {
  static let sql = """
    CREATE TABLE watchPass (
      id INTEGER PRIMARY KEY,
      startedAt TEXT NOT NULL,
      evaluationID INTEGER REFERENCES evaluation(id) ON DELETE CASCADE,
      share REAL NOT NULL,
      changedShare REAL NOT NULL,
      traceCount INTEGER NOT NULL,
      drawnCount INTEGER NOT NULL,
      clusters TEXT NOT NULL
    ) STRICT;

    -- The hashed names of the traces that a pass met, drawn or not, eight bytes each, ascending.
    CREATE TABLE watchNames (
      passID INTEGER NOT NULL REFERENCES watchPass(id) ON DELETE CASCADE,
      week INTEGER NOT NULL,
      count INTEGER NOT NULL,
      names BLOB NOT NULL,
      PRIMARY KEY (passID, week)
    ) STRICT;

    -- The week that a watched score counts in, and the chance that its trace had of being drawn.
    CREATE TABLE watchedScore (
      scoreID INTEGER PRIMARY KEY REFERENCES score(id) ON DELETE CASCADE,
      week INTEGER NOT NULL,
      inclusionProbability REAL NOT NULL
    ) STRICT;

    -- Traces that evaluators failed, by their hashed names: the next mining run takes them for failures.
    CREATE TABLE watchFailure (
      name INTEGER PRIMARY KEY,
      passID INTEGER NOT NULL REFERENCES watchPass(id) ON DELETE CASCADE,
      traceID TEXT NOT NULL,
      evaluator TEXT NOT NULL
    ) STRICT;

    -- A drift is told once.
    CREATE TABLE toldDrift (
      evaluator TEXT NOT NULL,
      version TEXT NOT NULL,
      week INTEGER NOT NULL,
      passID INTEGER NOT NULL REFERENCES watchPass(id) ON DELETE CASCADE,
      PRIMARY KEY (evaluator, version, week)
    ) STRICT, WITHOUT ROWID;
    """
}

internal import GRDB

/// The schema of the database, as the steps that made it.
///
/// A step that was released is never changed: the next one changes what it made. Tables without row ids begin with
/// the columns of their key: where they do not, `integrity_check` of SQLite 3.40 takes sound rows for damaged ones.
enum MemorySchema {
  /// Tells our databases from those of others; "FLTL".
  static let applicationID = 0x464C_544C

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 runs, signatures, changes") { database in
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(sql: firstTables)
    }
    migrator.registerMigration("2 items, labels, label sets") { database in
      try database.execute(sql: ReviewTables.sql)
    }
    migrator.registerMigration("3 evaluations, scores") { database in
      try database.execute(sql: EvaluationTables.sql)
    }
    migrator.registerMigration("4 watched traces, drifts") { database in
      try database.execute(sql: WatchTables.sql)
    }
    return migrator
  }

  private static let firstTables = """
    CREATE TABLE run (
      id INTEGER PRIMARY KEY,
      inputKey TEXT NOT NULL UNIQUE,
      planKey TEXT NOT NULL,
      version TEXT NOT NULL,
      recordedAt TEXT NOT NULL,
      title TEXT NOT NULL
    ) STRICT;

    CREATE TABLE agent (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE
    ) STRICT;

    -- The hashed names of the traces counted, eight bytes each, ascending: a row for each trace would make a
    -- week's recording as slow as its mining.
    CREATE TABLE traceNames (
      runID INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
      week INTEGER NOT NULL,
      count INTEGER NOT NULL,
      names BLOB NOT NULL,
      PRIMARY KEY (runID, week)
    ) STRICT;

    -- Traces by agent.
    CREATE TABLE traceCount (
      runID INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
      week INTEGER NOT NULL,
      agentID INTEGER NOT NULL REFERENCES agent(id),
      count INTEGER NOT NULL,
      PRIMARY KEY (runID, week, agentID)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE signature (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE,
      minedName TEXT NOT NULL,
      minedSeverity TEXT NOT NULL,
      name TEXT,
      severity TEXT,
      owner TEXT,
      note TEXT,
      criterion TEXT
    ) STRICT;

    CREATE TABLE sighting (
      runID INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
      signatureID INTEGER NOT NULL REFERENCES signature(id),
      evidenceID TEXT NOT NULL,
      name TEXT NOT NULL,
      severity TEXT NOT NULL,
      support INTEGER NOT NULL,
      similarity REAL,
      profile BLOB NOT NULL,
      PRIMARY KEY (runID, signatureID)
    ) STRICT;
    CREATE INDEX sightingOfSignature ON sighting (signatureID, runID);

    CREATE TABLE support (
      runID INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
      week INTEGER NOT NULL,
      signatureID INTEGER NOT NULL REFERENCES signature(id),
      agentID INTEGER NOT NULL REFERENCES agent(id),
      count INTEGER NOT NULL,
      PRIMARY KEY (runID, week, signatureID, agentID)
    ) STRICT, WITHOUT ROWID;

    -- Pairs so alike that traces may have moved between them.
    CREATE TABLE kinship (
      runID INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
      signatureID INTEGER NOT NULL REFERENCES signature(id) ON DELETE CASCADE,
      otherID INTEGER NOT NULL REFERENCES signature(id) ON DELETE CASCADE,
      week INTEGER NOT NULL,
      PRIMARY KEY (runID, signatureID, otherID)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE change (
      week INTEGER NOT NULL,
      signatureID INTEGER NOT NULL REFERENCES signature(id) ON DELETE CASCADE,
      kind TEXT NOT NULL,
      pValue REAL,
      adjustedPValue REAL,
      ratio REAL,
      PRIMARY KEY (week, signatureID)
    ) STRICT, WITHOUT ROWID;
    """
}

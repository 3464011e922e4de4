/// What is kept of reviews: the second step of the schema.
enum ReviewTables {
  static let sql = """
    -- The latest text of each item; `content` is its line of a queue file.
    CREATE TABLE item (
      code TEXT NOT NULL PRIMARY KEY,
      traceID TEXT NOT NULL,
      shownHash TEXT NOT NULL,
      content TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Every version of a criterion that was ever asked, as its file had it.
    CREATE TABLE criterion (
      name TEXT NOT NULL,
      version TEXT NOT NULL,
      content TEXT NOT NULL,
      firstAskedAt TEXT NOT NULL,
      PRIMARY KEY (name, version)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE sending (
      itemCode TEXT NOT NULL REFERENCES item(code),
      criterionName TEXT NOT NULL,
      criterionVersion TEXT NOT NULL,
      tool TEXT NOT NULL,
      sentAt TEXT NOT NULL,
      PRIMARY KEY (itemCode, criterionName, criterionVersion, tool),
      FOREIGN KEY (criterionName, criterionVersion) REFERENCES criterion(name, version)
    ) STRICT, WITHOUT ROWID;

    -- Every label that ever came home; what was changed later stays, and is current no more.
    CREATE TABLE label (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      itemCode TEXT NOT NULL REFERENCES item(code),
      criterionName TEXT NOT NULL,
      criterionVersion TEXT NOT NULL,
      annotator TEXT NOT NULL,
      isAnonymous INTEGER NOT NULL,
      label TEXT NOT NULL,
      severity TEXT,
      rationale TEXT,
      labelledAt REAL,
      durationSeconds REAL,
      shownHash TEXT NOT NULL,
      tool TEXT NOT NULL,
      sourceID TEXT,
      importedAt TEXT NOT NULL,
      isCurrent INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX labelOfItem ON label (itemCode, criterionName);
    CREATE INDEX labelOfSource ON label (sourceID);

    CREATE TABLE labelSet (
      hash TEXT NOT NULL PRIMARY KEY,
      madeAt TEXT NOT NULL,
      count INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE labelSetMember (
      setHash TEXT NOT NULL REFERENCES labelSet(hash),
      labelID INTEGER NOT NULL REFERENCES label(id),
      PRIMARY KEY (setHash, labelID)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER labelSetStays BEFORE UPDATE ON labelSet
      BEGIN SELECT RAISE(ABORT, 'a label set never changes'); END;
    CREATE TRIGGER labelSetIsKept BEFORE DELETE ON labelSet
      BEGIN SELECT RAISE(ABORT, 'a label set is never removed'); END;
    CREATE TRIGGER labelSetMemberStays BEFORE UPDATE ON labelSetMember
      BEGIN SELECT RAISE(ABORT, 'a label set never changes'); END;
    CREATE TRIGGER labelSetMemberIsKept BEFORE DELETE ON labelSetMember
      BEGIN SELECT RAISE(ABORT, 'a label set never changes'); END;
    CREATE TRIGGER labelStays BEFORE UPDATE OF
      key, itemCode, criterionName, criterionVersion, annotator, label, severity, rationale, shownHash ON label
      BEGIN SELECT RAISE(ABORT, 'a label never changes; a new one takes its place'); END;
    CREATE TRIGGER labelIsKept BEFORE DELETE ON label
      BEGIN SELECT RAISE(ABORT, 'a label is never removed'); END;

    -- What came home and could not be taken, so that nothing is lost.
    CREATE TABLE labelRejection (
      id INTEGER PRIMARY KEY,
      file TEXT NOT NULL,
      place TEXT NOT NULL,
      reason TEXT NOT NULL,
      record TEXT NOT NULL,
      importedAt TEXT NOT NULL,
      UNIQUE (file, place, reason, record)
    ) STRICT;
    """
}

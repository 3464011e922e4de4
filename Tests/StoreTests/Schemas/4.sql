PRAGMA application_id = 1179407436;
BEGIN TRANSACTION;
CREATE TABLE agent (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO "agent" VALUES(1,'bot');
CREATE TABLE change (
  week INTEGER NOT NULL,
  signatureID INTEGER NOT NULL REFERENCES signature(id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  pValue REAL,
  adjustedPValue REAL,
  ratio REAL,
  PRIMARY KEY (week, signatureID)
) STRICT, WITHOUT ROWID;
INSERT INTO "change" VALUES(2880,1,'first',NULL,NULL,NULL);
INSERT INTO "change" VALUES(2880,2,'first',NULL,NULL,NULL);
INSERT INTO "change" VALUES(2881,1,'steady',1.0,1.0,1.0);
INSERT INTO "change" VALUES(2881,2,'steady',1.0,1.0,1.0);
CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
INSERT INTO "grdb_migrations" VALUES('1 runs, signatures, changes');
CREATE TABLE kinship (
  runID INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
  signatureID INTEGER NOT NULL REFERENCES signature(id) ON DELETE CASCADE,
  otherID INTEGER NOT NULL REFERENCES signature(id) ON DELETE CASCADE,
  week INTEGER NOT NULL,
  PRIMARY KEY (runID, signatureID, otherID)
) STRICT, WITHOUT ROWID;
CREATE TABLE run (
  id INTEGER PRIMARY KEY,
  inputKey TEXT NOT NULL UNIQUE,
  planKey TEXT NOT NULL,
  version TEXT NOT NULL,
  recordedAt TEXT NOT NULL,
  title TEXT NOT NULL
) STRICT;
INSERT INTO "run" VALUES(1,'ba0b2a2321c70f61b6d31fae7af9b89afcc5ac56aa419d6e9f2e53751fbfe0c4','8ecd1aff4ecc953a509aacc4a1c75b8eccb12cddc27dcdfdb5d8d4884fd2b235','0.1.0','2026-11-21T08:07:13Z','Failure signatures');
INSERT INTO "run" VALUES(2,'916c28b05bc04977cade2d99d959d8f52b4ad7f835f0a4216c49c071fdbe23ad','8ecd1aff4ecc953a509aacc4a1c75b8eccb12cddc27dcdfdb5d8d4884fd2b235','0.1.0','2026-11-21T08:07:13Z','Failure signatures');
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
INSERT INTO "sighting" VALUES(1,1,'F-sw5ywj','issue_refund fails with a permission error','high',6,0.0,X'0B247809AE43223E40A0F00A9DB7C23D10365F0CAE43A23E47FB8B0CAE43A23EEEA8620EAE43A23EB7E00E14AE43223E1B785F14AE43223EE8149915AE43223EF0384F16AE43223E0C4F3B19AE43A23EB03A071CAE43A23E4C06081E9DB7C23D7D843C1EAE43A23E9A80C533B0B0843E2A2B6641535B203E298331490FFD6D3E088B0A530FFD6D3E76A5845D0FFD6D3EC02417C00000803F635CCAF00000803F');
INSERT INTO "sighting" VALUES(1,2,'F-avaana','get_order fails with a timeout error','medium',6,0.0,X'B97B0704CD0B423ECFE64607F6DAE83D82287E0CCD0BC23EFF259510CD0BC23E5FD79D11CD0BC23EF74DB513F6DAE83D3DA19714CD0B423EFC012615CD0B423ECE96C31ACD0BC23EEDFDFC1DCD0B423E40D0351ECD0BC23E2A2B6641CBC33F3E566A3A43094D8E3EDC4E87DC0000803F635CCAF00000803F');
INSERT INTO "sighting" VALUES(2,1,'F-sw5ywj','issue_refund fails with a permission error','high',8,0.999984936570031,X'0B247809AE43223E40A0F00A9DB7C23D10365F0CAE43A23E47FB8B0CAE43A23EEEA8620EAE43A23EB7E00E14AE43223E1B785F14AE43223EE8149915AE43223EF0384F16AE43223E0C4F3B19AE43A23EB03A071CAE43A23E4C06081E9DB7C23D7D843C1EAE43A23E9A80C533B0B0843E2A2B664173D21B3E298331498EFD6E3E088B0A538EFD6E3E76A5845D8EFD6E3EC02417C00000803F635CCAF00000803F');
INSERT INTO "sighting" VALUES(2,2,'F-avaana','get_order fails with a timeout error','medium',8,9.99967236653143243252e-01,X'B97B0704352C423ECFE64607DC01E93D82287E0C352CC23EFF259510352CC23E5FD79D11352CC23EF74DB513DC01E93D3DA19714352C423EFC012615352C423ECE96C31A352CC23EEDFDFC1D352C423E40D0351E352CC23E2A2B6641AD763A3E566A3A4346FE8E3EDC4E87DC0000803F635CCAF00000803F');
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
INSERT INTO "signature" VALUES(1,'SIG-SW5Y','issue_refund fails with a permission error','high','refunds refused',NULL,'ann',NULL,NULL);
INSERT INTO "signature" VALUES(2,'SIG-AVAA','get_order fails with a timeout error','medium',NULL,NULL,NULL,NULL,NULL);
CREATE TABLE support (
  runID INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
  week INTEGER NOT NULL,
  signatureID INTEGER NOT NULL REFERENCES signature(id),
  agentID INTEGER NOT NULL REFERENCES agent(id),
  count INTEGER NOT NULL,
  PRIMARY KEY (runID, week, signatureID, agentID)
) STRICT, WITHOUT ROWID;
INSERT INTO "support" VALUES(1,2880,1,1,6);
INSERT INTO "support" VALUES(1,2880,2,1,6);
INSERT INTO "support" VALUES(2,2881,1,1,8);
INSERT INTO "support" VALUES(2,2881,2,1,8);
CREATE TABLE traceCount (
  runID INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
  week INTEGER NOT NULL,
  agentID INTEGER NOT NULL REFERENCES agent(id),
  count INTEGER NOT NULL,
  PRIMARY KEY (runID, week, agentID)
) STRICT, WITHOUT ROWID;
INSERT INTO "traceCount" VALUES(1,2880,1,24);
INSERT INTO "traceCount" VALUES(2,2881,1,32);
CREATE TABLE traceNames (
  runID INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
  week INTEGER NOT NULL,
  count INTEGER NOT NULL,
  names BLOB NOT NULL,
  PRIMARY KEY (runID, week)
) STRICT;
INSERT INTO "traceNames" VALUES(1,2880,24,X'71DC79E3234E1303E362FCAC33CF010564D3B0C3E840240C1E472FDE09E3D1153AE91F4EE7726E22F529F5CE42AF252A5FCBCFBC554CB730B64899C417F17938CE6A41EFACFC9641EBA53E2F88296C48214F901D9CF77E51C6AFC42749A03A6334505E01FFDCCA661FAC83610525FD84A2CC5764C868319A5C58A34368C85BA14857056313CAEFAEE6C4F13FB36A99B728D414A0B65282C0EB2B7286003E73C1F278BA98FAECA0D9D1E68A0F6A45D9E7DE21608CD1B394EF0BC35A7DC67906F3');
INSERT INTO "traceNames" VALUES(2,2881,32,X'6D6C5C190CFECD0753614EC10DD8C00D54A323992081371F10F56FE75965A628114C769F75D34B2DBE66DB83FEC55330423CF9E0FB7E413189D802FBD4345C34AE993C3B73616A3C8665E15BB9EB52420469310080EC7149B6B9AF4F81F88950390535504C3D9651AADAAE1C204F1B52A389660A4D992D5B8BA4C85B9DBE845BD2D097BD41202D70C591C17DEC9EF8783D71A44717E39E8603C0C130AE4A038FFF5C5C1C0EAA1596B21D769C2AE7239E58E802B8557834A541E51162B74388AF4B2FE879EE0B7EBDEF151BDDA714B0DA7DAB9ED8B795A6DC73E097FAC67585E178ED84A1CA5639EB2C81FBF08B87DEF7A0207D3A5B07CFF98D0D28ABF700F5FD');
CREATE INDEX sightingOfSignature ON sighting (signatureID, runID);
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
INSERT INTO grdb_migrations VALUES('2 items, labels, label sets');
INSERT INTO item VALUES('item-1','t1','7a','{"item_id":"item-1","trace_id":"t1","messages":[{"role":"user","content":"Where is my money?"}]}');
INSERT INTO criterion VALUES('overall','0123456789ab','name: overall','2025-03-17T06:00:00Z');
INSERT INTO sending VALUES('item-1','overall','0123456789ab','csv','2025-03-17T06:00:00Z');
INSERT INTO label VALUES(1,'k1','item-1','overall','0123456789ab','ann',0,'fail','high','refused',NULL,42.0,'7a','csv',NULL,'2025-03-18T06:00:00Z',1);
INSERT INTO labelSet VALUES('9a89f6f67f7c1861f6044658169193f1b86e5baf8324833fb546becaf9a2fc8d','2025-03-18T06:00:00Z',1);
INSERT INTO labelSetMember VALUES('9a89f6f67f7c1861f6044658169193f1b86e5baf8324833fb546becaf9a2fc8d',1);
INSERT INTO labelRejection VALUES(1,'f.csv','line 3','unknown item item-9','','2025-03-18T06:00:00Z');
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
INSERT INTO "grdb_migrations" VALUES('3 evaluations, scores');
INSERT INTO "evaluation" VALUES(1,'E-0a1b2c3d','alignment','2026-11-21T10:00:00Z','Week 47','0.1.0','L-3f2a9c01','evaluations/E-0a1b2c3d','0011',1);
INSERT INTO "evaluatorVersion" VALUES(1,'honest','0123456789ab','honest','ba9876543210','name: honest','2026-11-21T10:00:00Z');
INSERT INTO "evaluationMember" VALUES(1,1,0.85,'{"fit":true}');
INSERT INTO "scoreOrigin" VALUES(1,1,'small-1','','L-3f2a9c01');
INSERT INTO "score" VALUES(1,1,1,'S-0123456789abcdef','t-1','aa','bb','cc','bot','SIG-SW5Y',1.0,0,'pass',NULL,1.0,1,'it did',NULL);
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
INSERT INTO "grdb_migrations" VALUES('4 watched traces, drifts');
INSERT INTO "evaluation" SELECT 2,'E-00000004','watch','2026-11-22T10:00:00Z',title,version,NULL,'evaluations/E-00000004',inputKey,0 FROM "evaluation" WHERE id=1;
INSERT INTO "score" VALUES(2,2,1,'S-00000000000000aa','t-2','aa','bb','cc','bot',NULL,1.0,0,'fail',NULL,0.0,0,'it did not',NULL);
INSERT INTO "watchPass" VALUES(1,'2026-11-22T10:00:00Z',2,0.1,0.5,3,1,'[]');
INSERT INTO "watchNames" VALUES(1,2881,2,X'01000000000000000200000000000000');
INSERT INTO "watchedScore" VALUES(2,2881,0.1);
INSERT INTO "watchFailure" VALUES(-1,1,'t-2','honest');
INSERT INTO "toldDrift" VALUES('honest','0123456789ab · ba9876543210',2881,1);
COMMIT;

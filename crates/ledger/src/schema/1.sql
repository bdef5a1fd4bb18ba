-- Layout 1. Every table and column is documented in docs/ledger.md; a test compares the two.
-- Observations are only ever inserted. The two tables at the end are derived and can be rebuilt.

CREATE TABLE document (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE document_search USING fts5 (
  text, content = 'document', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TABLE reading (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL REFERENCES document (id),
  outlet TEXT, outlet_state TEXT NOT NULL,
  language TEXT, language_state TEXT NOT NULL,
  date TEXT, date_state TEXT NOT NULL,
  author TEXT, author_state TEXT NOT NULL,
  page TEXT, page_state TEXT NOT NULL,
  title TEXT, title_state TEXT NOT NULL,
  url TEXT, url_state TEXT NOT NULL,
  published_start TEXT, published_end TEXT,
  published_year INTEGER,
  published_stated INTEGER NOT NULL,
  genre TEXT NOT NULL,
  text_language TEXT,
  replaced_characters INTEGER NOT NULL,
  sentences INTEGER NOT NULL,
  details TEXT NOT NULL
) STRICT;
CREATE INDEX reading_by_document ON reading (document);

CREATE TABLE sighting (
  document TEXT NOT NULL REFERENCES document (id),
  source TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  reading TEXT NOT NULL REFERENCES reading (id),
  PRIMARY KEY (document, source, recorded_at, reading)
) STRICT;

CREATE TABLE entry (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  document TEXT NOT NULL REFERENCES document (id),
  kind TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  supersedes TEXT REFERENCES entry (id),
  rule TEXT NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  words TEXT NOT NULL,
  finding TEXT NOT NULL
) STRICT;
CREATE INDEX entry_by_document ON entry (document);

CREATE TABLE reading_entry (
  reading INTEGER NOT NULL REFERENCES reading (number),
  position INTEGER NOT NULL,
  entry INTEGER NOT NULL REFERENCES entry (number),
  PRIMARY KEY (reading, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX reading_entry_by_entry ON reading_entry (entry);

CREATE TABLE mention (
  reading INTEGER NOT NULL REFERENCES reading (number),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  sentence INTEGER NOT NULL,
  means TEXT,
  country TEXT,
  rule TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (reading, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE problem (
  reading INTEGER NOT NULL REFERENCES reading (number),
  position INTEGER NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  PRIMARY KEY (reading, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE event_record (
  entry INTEGER PRIMARY KEY REFERENCES entry (number),
  source TEXT, target TEXT,
  source_country TEXT, target_country TEXT,
  source_name TEXT, target_name TEXT,
  type TEXT NOT NULL,
  mode TEXT,
  cameo TEXT,
  contexts TEXT,
  quad INTEGER NOT NULL,
  quad_name TEXT NOT NULL,
  weight REAL NOT NULL,
  factuality TEXT NOT NULL,
  opinion INTEGER NOT NULL,
  counts INTEGER NOT NULL,
  speaker TEXT, speaker_code TEXT,
  time_value TEXT, time_start TEXT, time_end TEXT,
  place TEXT,
  pillars TEXT, lenses TEXT,
  sentence INTEGER NOT NULL,
  sentence_text TEXT NOT NULL
) STRICT;

CREATE TABLE event_party_record (
  entry INTEGER NOT NULL REFERENCES entry (number),
  role TEXT NOT NULL,
  position INTEGER NOT NULL,
  words TEXT NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  actor TEXT,
  name TEXT,
  code TEXT,
  side TEXT,
  country TEXT,
  sector TEXT,
  kind TEXT,
  office TEXT,
  PRIMARY KEY (entry, role, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE entry_tag (
  entry INTEGER NOT NULL REFERENCES entry (number),
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (entry, kind, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim_record (
  entry INTEGER PRIMARY KEY REFERENCES entry (number),
  indicator TEXT NOT NULL,
  dimension TEXT,
  reporter TEXT, reporter_country TEXT,
  partner TEXT, partner_country TEXT,
  period_value TEXT, period_start TEXT, period_end TEXT,
  level REAL, level_low REAL, level_high REAL, level_step REAL, level_unit TEXT, level_counted TEXT, level_bound TEXT,
  change REAL, change_low REAL, change_high REAL, change_step REAL, change_unit TEXT, change_counted TEXT,
  change_bound TEXT, change_direction TEXT, change_basis TEXT, change_year_on_year INTEGER,
  speaker TEXT, speaker_code TEXT,
  status TEXT,
  pillar TEXT,
  sentence INTEGER NOT NULL,
  sentence_text TEXT NOT NULL
) STRICT;

CREATE TABLE check_record (
  entry INTEGER NOT NULL REFERENCES entry (number),
  position INTEGER NOT NULL,
  verdict TEXT NOT NULL,
  rule TEXT NOT NULL,
  working TEXT NOT NULL,
  reference TEXT,
  PRIMARY KEY (entry, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE quote_record (
  entry INTEGER PRIMARY KEY REFERENCES entry (number),
  kind TEXT NOT NULL,
  speaker TEXT, speaker_words TEXT, speaker_code TEXT, speaker_country TEXT,
  cue TEXT,
  content TEXT NOT NULL,
  sentence INTEGER NOT NULL,
  sentence_text TEXT NOT NULL
) STRICT;

CREATE TABLE evidence_span (
  entry INTEGER NOT NULL REFERENCES entry (number),
  node TEXT NOT NULL,
  position INTEGER NOT NULL,
  rule TEXT NOT NULL,
  role TEXT NOT NULL,
  span_start INTEGER NOT NULL,
  span_end INTEGER NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (entry, node, position)
) STRICT, WITHOUT ROWID;

-- Derived: which reading of each document is in force now.
CREATE TABLE reading_in_force (
  document TEXT PRIMARY KEY NOT NULL REFERENCES document (id),
  reading TEXT NOT NULL REFERENCES reading (id),
  source TEXT NOT NULL,
  since TEXT NOT NULL
) STRICT;

-- Derived: sums of the events in force.
CREATE TABLE dyad_month_sum (
  source TEXT NOT NULL,
  target TEXT NOT NULL,
  month TEXT NOT NULL,
  pillar TEXT NOT NULL,
  quad INTEGER NOT NULL,
  reports INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  weight_thousandths INTEGER NOT NULL,
  PRIMARY KEY (source, target, month, pillar, quad)
) STRICT;

-- What is in force now, for those who open the file with other tools.
CREATE VIEW article AS
  SELECT f.document AS id, f.source AS file, f.since AS recorded_at, r.outlet, r.language, r.date, r.author, r.page,
    r.title, r.url, r.published_start, r.published_end, r.published_year, r.published_stated, r.genre, r.sentences,
    d.text
  FROM reading_in_force f JOIN reading r ON r.id = f.reading JOIN document d ON d.id = f.document;

CREATE VIEW finding AS
  SELECT DISTINCT e.number, e.id, e.document, e.kind, e.recorded_at, e.supersedes, e.rule, e.span_start, e.span_end, e.words,
    e.finding
  FROM reading_in_force f JOIN reading r ON r.id = f.reading JOIN reading_entry re ON re.reading = r.number
    JOIN entry e ON e.number = re.entry;

CREATE VIEW event AS
  SELECT f.id, f.document, f.recorded_at, f.rule, a.outlet, a.published_start, a.published_end, r.*
  FROM finding f JOIN event_record r ON r.entry = f.number JOIN article a ON a.id = f.document;

CREATE VIEW event_party AS
  SELECT f.id, f.document, r.* FROM finding f JOIN event_party_record r ON r.entry = f.number;

CREATE VIEW claim AS
  SELECT f.id, f.document, f.recorded_at, f.rule, a.outlet, a.published_start, a.published_end, r.*
  FROM finding f JOIN claim_record r ON r.entry = f.number JOIN article a ON a.id = f.document;

CREATE VIEW check_result AS
  SELECT f.id, f.document, r.* FROM finding f JOIN check_record r ON r.entry = f.number;

CREATE VIEW quote AS
  SELECT f.id, f.document, f.recorded_at, f.rule, a.outlet, a.published_start, a.published_end, r.*
  FROM finding f JOIN quote_record r ON r.entry = f.number JOIN article a ON a.id = f.document;

CREATE VIEW retraction AS
  SELECT e.id, e.document, e.kind, f.since AS retracted_at,
    (SELECT min(n.id) FROM finding n WHERE n.supersedes = e.id) AS replaced_by
  FROM entry e JOIN reading_in_force f ON f.document = e.document JOIN reading r ON r.id = f.reading
  WHERE NOT EXISTS (SELECT 1 FROM reading_entry re WHERE re.reading = r.number AND re.entry = e.number);

CREATE VIEW dyad_month AS
  SELECT source, target, month, nullif(pillar, '') AS pillar, sum(reports) AS reports,
    sum(CASE quad WHEN 1 THEN reports ELSE 0 END) AS verbal_cooperation,
    sum(CASE quad WHEN 2 THEN reports ELSE 0 END) AS material_cooperation,
    sum(CASE quad WHEN 3 THEN reports ELSE 0 END) AS verbal_conflict,
    sum(CASE quad WHEN 4 THEN reports ELSE 0 END) AS material_conflict,
    sum(weight_thousandths) / 1000.0 AS weight_sum,
    1.0 * sum(weight_thousandths) / sum(reports) / 1000.0 AS weight_mean
  FROM dyad_month_sum GROUP BY source, target, month, pillar;

-- Layout 2: reference figures from imported tables. Rows are only ever inserted.

CREATE TABLE reference_import (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  file TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  format TEXT NOT NULL,
  settings TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  read INTEGER NOT NULL,
  figures INTEGER NOT NULL,
  known INTEGER NOT NULL,
  without_value INTEGER NOT NULL,
  left_out INTEGER NOT NULL
) STRICT;

CREATE TABLE reference_left_out (
  import INTEGER NOT NULL REFERENCES reference_import (number),
  line INTEGER NOT NULL,
  position INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (import, line, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE reference_series (
  number INTEGER PRIMARY KEY,
  indicator TEXT NOT NULL,
  reporter TEXT NOT NULL,
  partner TEXT NOT NULL,
  product TEXT NOT NULL,
  product_name TEXT NOT NULL,
  cut TEXT NOT NULL,
  unit TEXT NOT NULL,
  counted_by TEXT NOT NULL,
  source TEXT NOT NULL,
  vintage TEXT NOT NULL,
  status TEXT NOT NULL,
  UNIQUE (reporter, partner, indicator, product, cut, unit, counted_by, source, vintage, status)
) STRICT;

CREATE TABLE reference_value (
  series INTEGER NOT NULL REFERENCES reference_series (number),
  period TEXT NOT NULL,
  period_start TEXT, period_end TEXT,
  value REAL NOT NULL,
  step REAL NOT NULL,
  change REAL,
  import INTEGER NOT NULL REFERENCES reference_import (number),
  line INTEGER NOT NULL,
  PRIMARY KEY (series, period, value)
) STRICT, WITHOUT ROWID;

CREATE VIEW reference AS
  SELECT s.indicator, s.reporter, s.partner, s.product, s.product_name, s.cut, v.period, v.period_start, v.period_end, v.value,
    v.step, s.unit, v.change, s.counted_by, s.source, s.vintage, s.status, i.file, v.line, i.sha256, i.recorded_at
  FROM reference_value v JOIN reference_series s ON s.number = v.series JOIN reference_import i ON i.number = v.import;

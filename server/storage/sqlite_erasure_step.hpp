// SPDX-License-Identifier: Apache-2.0
// The thirteenth step of SQLite: what can go again, and who saw what. Once released, never changed.
#pragma once

namespace kongdi::server {

inline constexpr const char* kSqliteErasureStep = R"sql(
-- The content of an event can go, and nothing else of it: who asked for that, or which rule, is an
-- event of its own.
DROP TRIGGER events_stay;
CREATE TRIGGER events_stay BEFORE UPDATE ON events
WHEN NOT (NEW.seq = OLD.seq AND NEW.at_ms = OLD.at_ms AND NEW.kind = OLD.kind
          AND NEW.subject = OLD.subject AND NEW.bytes IS NULL
          AND NEW.facts LIKE '{"erased":true%')
BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END;

-- Names of records that are no more, so that nobody brings them back.
CREATE TABLE erased_records (id TEXT PRIMARY KEY) WITHOUT ROWID;
-- How many of what went when, and why; `seq` is the event.
CREATE TABLE deletion_log (
    seq   INTEGER NOT NULL,
    kind  TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    rule  TEXT NOT NULL,
    n     INTEGER NOT NULL,
    PRIMARY KEY (seq, kind)
) WITHOUT ROWID;
-- What answers came to whose time was over, as in wave_sums.
CREATE TABLE retired_sums (
    seq       INTEGER NOT NULL,
    wave      INTEGER NOT NULL,
    community TEXT NOT NULL,
    mode      TEXT NOT NULL,
    age_band  TEXT NOT NULL,
    answered  INTEGER NOT NULL,
    seated    INTEGER NOT NULL,
    tallies   TEXT NOT NULL,
    PRIMARY KEY (seq, wave, community, mode, age_band)
) WITHOUT ROWID;
-- Who said that they know a space of somebody else, too.
CREATE TABLE corroborations (
    device TEXT NOT NULL,
    record TEXT NOT NULL,
    seq    INTEGER NOT NULL,
    PRIMARY KEY (device, record)
) WITHOUT ROWID;
INSERT INTO corroborations
SELECT json_extract(facts, '$.by'), subject, min(seq) FROM events
WHERE kind = 'move' AND json_extract(facts, '$.move') = 'corroborate' GROUP BY 1, 2;
-- Which of the staff saw what of raw reports; `seq` is the event that brought several of them.
CREATE TABLE read_log (
    seq     INTEGER NOT NULL,
    place   INTEGER NOT NULL,
    at_ms   INTEGER NOT NULL,
    account TEXT NOT NULL,
    what    TEXT NOT NULL,
    subject TEXT NOT NULL,
    PRIMARY KEY (seq, place)
) WITHOUT ROWID;
CREATE INDEX read_log_by_account ON read_log (account, seq);
CREATE INDEX read_log_by_subject ON read_log (subject, seq);
-- Photos that are erased and whose pictures are still to go.
CREATE TABLE photo_erasures (sha256 TEXT PRIMARY KEY) WITHOUT ROWID;
)sql";

}  // namespace kongdi::server

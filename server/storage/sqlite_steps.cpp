// SPDX-License-Identifier: Apache-2.0
#include "server/storage/sqlite_steps.hpp"

#include <array>
#include <vector>

namespace kongdi::server {

namespace {

// Once released, a step is never changed: what is new comes as a further step.
constexpr std::array<const char*, 3> kFirstSteps{
    R"sql(
-- What happened, in order. `bytes` are as they came; `facts` is JSON of what was decided at the
-- time and cannot be found again from the bytes alone (a receipt, the community of a point).
CREATE TABLE events (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms   INTEGER NOT NULL,
    kind    TEXT NOT NULL CHECK (kind IN ('record', 'conflict', 'move', 'photo', 'import')),
    subject TEXT NOT NULL,
    bytes   BLOB,
    facts   TEXT NOT NULL
);
CREATE INDEX events_by_subject ON events (subject);
CREATE TRIGGER events_stay BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END;
CREATE TRIGGER events_are_kept BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END;

-- Derived from the events. `seq` is the event that brought the record.
CREATE TABLE records (
    seq            INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE,
    kind           TEXT NOT NULL,
    device         TEXT NOT NULL,
    sha256         TEXT NOT NULL,
    receipt        TEXT NOT NULL UNIQUE,
    community      TEXT,
    type           TEXT NOT NULL,
    state          TEXT NOT NULL,
    created_at_ms  INTEGER NOT NULL,
    received_at_ms INTEGER NOT NULL
);
CREATE INDEX records_by_device ON records (device, seq);

CREATE TABLE receipt_counters (
    stem TEXT PRIMARY KEY,
    last INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE photos (
    sha256      TEXT PRIMARY KEY,
    bytes       INTEGER NOT NULL,
    width       INTEGER NOT NULL,
    height      INTEGER NOT NULL,
    media_type  TEXT NOT NULL,
    received_at_ms INTEGER NOT NULL
) WITHOUT ROWID;

-- Photos that a record lists, here or not yet.
CREATE TABLE record_photos (
    record_seq INTEGER NOT NULL REFERENCES records (seq),
    place      INTEGER NOT NULL,
    sha256     TEXT NOT NULL,
    bytes      INTEGER NOT NULL,
    width      INTEGER NOT NULL,
    height     INTEGER NOT NULL,
    PRIMARY KEY (record_seq, place)
) WITHOUT ROWID;
CREATE INDEX record_photos_by_photo ON record_photos (sha256);

CREATE TABLE conflicts (
    record_id      TEXT NOT NULL,
    sha256         TEXT NOT NULL,
    received_at_ms INTEGER NOT NULL,
    seq            INTEGER NOT NULL,
    PRIMARY KEY (record_id, sha256)
) WITHOUT ROWID;

CREATE TABLE spaces (
    seq            INTEGER PRIMARY KEY REFERENCES records (seq),
    id             TEXT NOT NULL,
    receipt        TEXT NOT NULL,
    community      TEXT,
    state          TEXT NOT NULL,
    type           TEXT NOT NULL,
    lon            REAL NOT NULL,
    lat            REAL NOT NULL,
    point_source   TEXT NOT NULL,
    point_datum    TEXT NOT NULL,
    accuracy_m     REAL,
    area_m2        REAL,
    area_low_m2    REAL,
    area_high_m2   REAL,
    area_source    TEXT,
    facts          TEXT NOT NULL,
    description    TEXT NOT NULL,
    photo_count    INTEGER NOT NULL,
    photos_missing INTEGER NOT NULL,
    mode           TEXT NOT NULL,
    created_at_ms  INTEGER NOT NULL,
    received_at_ms INTEGER NOT NULL
);
CREATE INDEX spaces_by_received ON spaces (received_at_ms);
CREATE INDEX spaces_by_community ON spaces (community, received_at_ms);

-- How many rows each filter of the table has, without counting them.
CREATE TABLE space_counts (
    community TEXT NOT NULL,
    type      TEXT NOT NULL,
    state     TEXT NOT NULL,
    n         INTEGER NOT NULL,
    PRIMARY KEY (community, type, state)
) WITHOUT ROWID;

-- The map, as imported.
CREATE TABLE features (
    id         INTEGER PRIMARY KEY,
    role       TEXT NOT NULL,
    source     TEXT NOT NULL,
    name       TEXT NOT NULL,
    code       TEXT NOT NULL,
    size       REAL NOT NULL,
    geometry   TEXT NOT NULL,
    properties TEXT NOT NULL
);
CREATE INDEX features_by_source ON features (role, source);
CREATE VIRTUAL TABLE features_box USING rtree (id, west, east, south, north);
CREATE TABLE communities (
    code    TEXT PRIMARY KEY,
    name    TEXT NOT NULL,
    street  TEXT NOT NULL,
    feature INTEGER NOT NULL REFERENCES features (id)
) WITHOUT ROWID;

CREATE TABLE accounts (
    name          TEXT PRIMARY KEY,
    role          TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    device        TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE sessions (
    token_hash    TEXT PRIMARY KEY,
    account       TEXT NOT NULL REFERENCES accounts (name),
    expires_at_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
)sql",
    R"sql(
-- Did who reported it agree that everybody sees its kind, state and rough place? Earlier texts said
-- that only totals are published.
ALTER TABLE spaces ADD COLUMN published INTEGER NOT NULL DEFAULT 0;

-- Which imports made the map what it is; derived from the events, whose number is the id. Until now
-- an import deleted what it replaced.
CREATE TABLE imports (
    id       INTEGER PRIMARY KEY,
    at_ms    INTEGER NOT NULL,
    role     TEXT NOT NULL,
    source   TEXT NOT NULL,
    account  TEXT NOT NULL,
    features INTEGER NOT NULL,
    refused  INTEGER NOT NULL,
    state    TEXT NOT NULL CHECK (state IN ('live', 'replaced', 'undone', 'gone')),
    replaces INTEGER
);
CREATE INDEX imports_by_source ON imports (role, source);
INSERT INTO imports SELECT seq, at_ms, subject, json_extract(facts, '$.source'), '',
    json_extract(facts, '$.count'), 0, 'gone', NULL FROM events WHERE kind = 'import';
UPDATE imports SET state = 'live' WHERE id IN (SELECT max(id) FROM imports GROUP BY role, source);

-- Names and codes without a place on the map.
CREATE TABLE community_codes (
    import   INTEGER NOT NULL,
    code     TEXT NOT NULL,
    name     TEXT NOT NULL,
    street   TEXT NOT NULL,
    district TEXT NOT NULL,
    PRIMARY KEY (import, code)
) WITHOUT ROWID;

-- Features show while their import is live.
ALTER TABLE features ADD COLUMN import INTEGER NOT NULL DEFAULT 0;
UPDATE features SET import = coalesce((SELECT max(i.id) FROM imports i
    WHERE i.role = features.role AND i.source = features.source), 0);
DROP INDEX features_by_source;
CREATE INDEX features_by_import ON features (import);
CREATE INDEX features_by_size ON features (role, size);

-- Tiles that were made when they were asked for, until their layer changes.
CREATE TABLE tiles (
    layer  TEXT NOT NULL,
    z      INTEGER NOT NULL,
    x      INTEGER NOT NULL,
    y      INTEGER NOT NULL,
    bytes  BLOB NOT NULL,
    packed BLOB NOT NULL,
    PRIMARY KEY (layer, z, x, y)
);
CREATE TABLE map_version (version INTEGER NOT NULL);
INSERT INTO map_version SELECT count(*) FROM imports;
)sql",
    R"sql(
-- Where spaces are: in bands of a hundredth of a degree from west to east. An R-tree would cost
-- seven times as much at each report.
CREATE INDEX spaces_by_place ON spaces (CAST(lat * 100 AS INTEGER), lon);
CREATE INDEX spaces_by_state ON spaces (state, received_at_ms);
CREATE INDEX spaces_by_type ON spaces (type, received_at_ms);

-- How many of them say how large they are, and the lower ends of that together: in whole square
-- centimetres, so that what was added can be taken off again to the last digit.
ALTER TABLE space_counts ADD COLUMN sized INTEGER NOT NULL DEFAULT 0;
ALTER TABLE space_counts ADD COLUMN low_cm2 INTEGER NOT NULL DEFAULT 0;
UPDATE space_counts SET (sized, low_cm2) =
    (SELECT count(s.area_low_m2), coalesce(sum(CAST(s.area_low_m2 * 10000 + 0.5 AS INTEGER)), 0)
     FROM spaces s WHERE coalesce(s.community, '') = space_counts.community
     AND s.type = space_counts.type AND s.state = space_counts.state);
)sql",
};

}  // namespace

std::span<const char* const> sqlite_steps() {
    static const std::vector<const char*> s_steps = [] {
        std::vector<const char*> out(kFirstSteps.begin(), kFirstSteps.end());
        const auto later = sqlite_later_steps();
        out.insert(out.end(), later.begin(), later.end());
        return out;
    }();
    return s_steps;
}

}  // namespace kongdi::server

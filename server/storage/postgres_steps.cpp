// SPDX-License-Identifier: Apache-2.0
#include "server/storage/postgres_steps.hpp"

#include <array>
#include <vector>

namespace kongdi::server {

namespace {

// Once released, a step is never changed: what is new comes as a further step. Texts are compared
// byte by byte (COLLATE "C"), as SQLite does. The tables of photos refer to no other and are found
// by their hash alone, so that they can be spread over machines; see server/deploy/README.md.
constexpr std::array<const char*, 3> kFirstSteps{
    R"sql(
-- What happened, in order. `bytes` are as they came; `facts` is JSON of what was decided at the
-- time and cannot be found again from the bytes alone (a receipt, the community of a point).
CREATE TABLE events (
    seq     bigint PRIMARY KEY,
    at_ms   bigint NOT NULL,
    kind    text COLLATE "C" NOT NULL
            CHECK (kind IN ('record', 'conflict', 'move', 'photo', 'import')),
    subject text COLLATE "C" NOT NULL,
    bytes   bytea,
    facts   text COLLATE "C" NOT NULL
);
CREATE SEQUENCE events_seq OWNED BY events.seq;
CREATE INDEX events_by_subject ON events (subject);
CREATE FUNCTION events_stay() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'events are only ever added'; END $$;
CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON events
FOR EACH STATEMENT EXECUTE FUNCTION events_stay();

-- Derived from the events. `seq` is the event that brought the record.
CREATE TABLE records (
    seq            bigint PRIMARY KEY,
    id             text COLLATE "C" NOT NULL UNIQUE,
    kind           text COLLATE "C" NOT NULL,
    device         text COLLATE "C" NOT NULL,
    sha256         text COLLATE "C" NOT NULL,
    receipt        text COLLATE "C" NOT NULL UNIQUE,
    community      text COLLATE "C",
    type           text COLLATE "C" NOT NULL,
    state          text COLLATE "C" NOT NULL,
    created_at_ms  bigint NOT NULL,
    received_at_ms bigint NOT NULL
);
CREATE INDEX records_by_device ON records (device, seq);

CREATE TABLE receipt_counters (
    stem text COLLATE "C" PRIMARY KEY,
    last bigint NOT NULL
);

CREATE TABLE photos (
    sha256         text COLLATE "C" PRIMARY KEY,
    bytes          bigint NOT NULL,
    width          bigint NOT NULL,
    height         bigint NOT NULL,
    media_type     text COLLATE "C" NOT NULL,
    received_at_ms bigint NOT NULL
);

-- Photos that a record lists, here or not yet.
CREATE TABLE record_photos (
    record_seq bigint NOT NULL,
    place      bigint NOT NULL,
    sha256     text COLLATE "C" NOT NULL,
    bytes      bigint NOT NULL,
    width      bigint NOT NULL,
    height     bigint NOT NULL,
    PRIMARY KEY (record_seq, place)
);
CREATE INDEX record_photos_by_photo ON record_photos (sha256);

CREATE TABLE conflicts (
    record_id      text COLLATE "C" NOT NULL,
    sha256         text COLLATE "C" NOT NULL,
    received_at_ms bigint NOT NULL,
    seq            bigint NOT NULL,
    PRIMARY KEY (record_id, sha256)
);

CREATE TABLE spaces (
    seq            bigint PRIMARY KEY,
    id             text COLLATE "C" NOT NULL,
    receipt        text COLLATE "C" NOT NULL,
    community      text COLLATE "C",
    state          text COLLATE "C" NOT NULL,
    type           text COLLATE "C" NOT NULL,
    lon            double precision NOT NULL,
    lat            double precision NOT NULL,
    point_source   text COLLATE "C" NOT NULL,
    point_datum    text COLLATE "C" NOT NULL,
    accuracy_m     double precision,
    area_m2        double precision,
    area_low_m2    double precision,
    area_high_m2   double precision,
    area_source    text COLLATE "C",
    facts          text COLLATE "C" NOT NULL,
    description    text COLLATE "C" NOT NULL,
    photo_count    bigint NOT NULL,
    photos_missing bigint NOT NULL,
    mode           text COLLATE "C" NOT NULL,
    created_at_ms  bigint NOT NULL,
    received_at_ms bigint NOT NULL
);
CREATE INDEX spaces_by_id ON spaces (id);
CREATE INDEX spaces_by_received ON spaces (received_at_ms, seq);
CREATE INDEX spaces_by_community ON spaces (community, received_at_ms);

-- How many rows each filter of the table has, without counting them.
CREATE TABLE space_counts (
    community text COLLATE "C" NOT NULL,
    type      text COLLATE "C" NOT NULL,
    state     text COLLATE "C" NOT NULL,
    n         bigint NOT NULL,
    PRIMARY KEY (community, type, state)
);

-- Photos and what was made of them (variant '' is the photo), pieces of uploads under way.
CREATE TABLE photo_blobs (
    sha256  text COLLATE "C" NOT NULL,
    variant text COLLATE "C" NOT NULL,
    bytes   bytea NOT NULL,
    PRIMARY KEY (sha256, variant)
);
ALTER TABLE photo_blobs ALTER COLUMN bytes SET STORAGE EXTERNAL;  -- JPEG does not get smaller
CREATE TABLE photo_pieces (
    sha256         text COLLATE "C" NOT NULL,
    at             bigint NOT NULL,
    size           bigint NOT NULL,
    bytes          bytea NOT NULL,
    received_at_ms bigint NOT NULL,
    PRIMARY KEY (sha256, at)
);
ALTER TABLE photo_pieces ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- The map, as imported. `version` counts imports, so that servers know when theirs is old.
CREATE TABLE features (
    id         bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    role       text COLLATE "C" NOT NULL,
    source     text COLLATE "C" NOT NULL,
    name       text COLLATE "C" NOT NULL,
    code       text COLLATE "C" NOT NULL,
    size       double precision NOT NULL,
    west       double precision NOT NULL,
    east       double precision NOT NULL,
    south      double precision NOT NULL,
    north      double precision NOT NULL,
    geometry   text NOT NULL,
    properties text NOT NULL
);
CREATE INDEX features_by_source ON features (role, source);
CREATE INDEX features_by_box ON features USING gist (box(point(west, south), point(east, north)));
CREATE TABLE communities (
    code    text COLLATE "C" PRIMARY KEY,
    name    text COLLATE "C" NOT NULL,
    street  text COLLATE "C" NOT NULL,
    feature bigint NOT NULL
);
CREATE INDEX communities_by_feature ON communities (feature);
CREATE TABLE map_version (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    version  bigint NOT NULL
);
INSERT INTO map_version (version) VALUES (0);

CREATE TABLE accounts (
    name          text COLLATE "C" PRIMARY KEY,
    role          text COLLATE "C" NOT NULL,
    password_hash text COLLATE "C" NOT NULL,
    device        text COLLATE "C" NOT NULL
);
CREATE TABLE sessions (
    token_hash    text COLLATE "C" PRIMARY KEY,
    account       text COLLATE "C" NOT NULL REFERENCES accounts (name),
    expires_at_ms bigint NOT NULL
);
CREATE INDEX sessions_by_end ON sessions (expires_at_ms);
CREATE TABLE settings (
    name  text COLLATE "C" PRIMARY KEY,
    value text COLLATE "C" NOT NULL
);
)sql",
    R"sql(
-- Did who reported it agree that everybody sees its kind, state and rough place? Earlier texts said
-- that only totals are published.
ALTER TABLE spaces ADD COLUMN published bigint NOT NULL DEFAULT 0;

-- Which imports made the map what it is; derived from the events, whose number is the id. Until now
-- an import deleted what it replaced.
CREATE TABLE imports (
    id       bigint PRIMARY KEY,
    at_ms    bigint NOT NULL,
    role     text COLLATE "C" NOT NULL,
    source   text COLLATE "C" NOT NULL,
    account  text COLLATE "C" NOT NULL,
    features bigint NOT NULL,
    refused  bigint NOT NULL,
    state    text COLLATE "C" NOT NULL
             CHECK (state IN ('live', 'replaced', 'undone', 'gone')),
    replaces bigint
);
CREATE INDEX imports_by_source ON imports (role, source);
INSERT INTO imports SELECT seq, at_ms, subject, facts::json ->> 'source', '',
    (facts::json ->> 'count')::bigint, 0, 'gone', NULL FROM events WHERE kind = 'import';
UPDATE imports SET state = 'live' WHERE id IN (SELECT max(id) FROM imports GROUP BY role, source);

-- Names and codes without a place on the map.
CREATE TABLE community_codes (
    import   bigint NOT NULL,
    code     text COLLATE "C" NOT NULL,
    name     text COLLATE "C" NOT NULL,
    street   text COLLATE "C" NOT NULL,
    district text COLLATE "C" NOT NULL,
    PRIMARY KEY (import, code)
);

-- Features show while their import is live.
ALTER TABLE features ADD COLUMN import bigint NOT NULL DEFAULT 0;
UPDATE features SET import = coalesce((SELECT max(i.id) FROM imports i
    WHERE i.role = features.role AND i.source = features.source), 0);
DROP INDEX features_by_source;
CREATE INDEX features_by_import ON features (import);
CREATE INDEX features_by_size ON features (role, size);

-- Tiles that were made when they were asked for, until their layer changes.
CREATE TABLE tiles (
    layer  text COLLATE "C" NOT NULL,
    z      bigint NOT NULL,
    x      bigint NOT NULL,
    y      bigint NOT NULL,
    bytes  bytea NOT NULL,
    packed bytea NOT NULL,
    PRIMARY KEY (layer, z, x, y)
);
ALTER TABLE tiles ALTER COLUMN packed SET STORAGE EXTERNAL;  -- brotli does not get smaller
)sql",
    R"sql(
-- Where spaces are: in bands of a hundredth of a degree from west to east.
CREATE INDEX spaces_by_place ON spaces ((trunc(lat * 100)::bigint), lon);
CREATE INDEX spaces_by_state ON spaces (state, received_at_ms);
CREATE INDEX spaces_by_type ON spaces (type, received_at_ms);

-- How many of them say how large they are, and the lower ends of that together: in whole square
-- centimetres, so that what was added can be taken off again to the last digit.
ALTER TABLE space_counts ADD COLUMN sized bigint NOT NULL DEFAULT 0;
ALTER TABLE space_counts ADD COLUMN low_cm2 bigint NOT NULL DEFAULT 0;
UPDATE space_counts c SET sized = s.sized, low_cm2 = s.low_cm2
FROM (SELECT coalesce(community, '') AS community, type, state, count(area_low_m2) AS sized,
      coalesce(sum(floor(area_low_m2 * 10000 + 0.5)::bigint), 0)::bigint AS low_cm2
      FROM spaces GROUP BY 1, 2, 3) s
WHERE s.community = c.community AND s.type = c.type AND s.state = c.state;
)sql",
};

}  // namespace

std::span<const char* const> postgres_steps() {
    static const std::vector<const char*> s_steps = [] {
        std::vector<const char*> out(kFirstSteps.begin(), kFirstSteps.end());
        const auto later = postgres_later_steps();
        out.insert(out.end(), later.begin(), later.end());
        return out;
    }();
    return s_steps;
}

}  // namespace kongdi::server

// SPDX-License-Identifier: Apache-2.0
// The thirteenth step of PostgreSQL: what can go again, and who saw what. Once released, never
// changed.
#pragma once

namespace kongdi::server {

inline constexpr const char* kPostgresErasureStep = R"sql(
-- The content of an event can go, and nothing else of it: who asked for that, or which rule, is an
-- event of its own.
DROP TRIGGER events_stay ON events;
CREATE TRIGGER events_stay BEFORE DELETE OR TRUNCATE ON events
FOR EACH STATEMENT EXECUTE FUNCTION events_stay();
CREATE FUNCTION events_only_erased() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    IF NEW.seq = OLD.seq AND NEW.at_ms = OLD.at_ms AND NEW.kind = OLD.kind
       AND NEW.subject = OLD.subject AND NEW.bytes IS NULL
       AND NEW.facts LIKE '{"erased":true%' THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'events are only ever added';
END $$;
CREATE TRIGGER events_only_erased BEFORE UPDATE ON events
FOR EACH ROW EXECUTE FUNCTION events_only_erased();

-- Names of records that are no more, so that nobody brings them back.
CREATE TABLE erased_records (id text COLLATE "C" PRIMARY KEY);
-- How many of what went when, and why; `seq` is the event.
CREATE TABLE deletion_log (
    seq   bigint NOT NULL,
    kind  text COLLATE "C" NOT NULL,
    at_ms bigint NOT NULL,
    rule  text COLLATE "C" NOT NULL,
    n     bigint NOT NULL,
    PRIMARY KEY (seq, kind)
);
-- What answers came to whose time was over, as in wave_sums.
CREATE TABLE retired_sums (
    seq       bigint NOT NULL,
    wave      bigint NOT NULL,
    community text COLLATE "C" NOT NULL,
    mode      text COLLATE "C" NOT NULL,
    age_band  text COLLATE "C" NOT NULL,
    answered  bigint NOT NULL,
    seated    bigint NOT NULL,
    tallies   text COLLATE "C" NOT NULL,
    PRIMARY KEY (seq, wave, community, mode, age_band)
);
-- Who said that they know a space of somebody else, too.
CREATE TABLE corroborations (
    device text COLLATE "C" NOT NULL,
    record text COLLATE "C" NOT NULL,
    seq    bigint NOT NULL,
    PRIMARY KEY (device, record)
);
INSERT INTO corroborations
SELECT facts::json ->> 'by', subject, min(seq) FROM events
WHERE kind = 'move' AND facts::json ->> 'move' = 'corroborate' GROUP BY 1, 2;
-- Which of the staff saw what of raw reports; `seq` is the event that brought several of them.
CREATE TABLE read_log (
    seq     bigint NOT NULL,
    place   bigint NOT NULL,
    at_ms   bigint NOT NULL,
    account text COLLATE "C" NOT NULL,
    what    text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    PRIMARY KEY (seq, place)
);
CREATE INDEX read_log_by_account ON read_log (account, seq);
CREATE INDEX read_log_by_subject ON read_log (subject, seq);
-- Photos that are erased and whose pictures are still to go.
CREATE TABLE photo_erasures (sha256 text COLLATE "C" PRIMARY KEY);
)sql";

}  // namespace kongdi::server

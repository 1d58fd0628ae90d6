// SPDX-License-Identifier: Apache-2.0
// From the fourth step on: the registers kept by staff, waves, and meetings.
#include <array>

#include "server/storage/sqlite_cover_step.hpp"
#include "server/storage/sqlite_erasure_step.hpp"
#include "server/storage/sqlite_push_step.hpp"
#include "server/storage/sqlite_stage_step.hpp"
#include "server/storage/sqlite_steps.hpp"
#include "server/storage/sqlite_token_step.hpp"

namespace kongdi::server {

namespace {

// Once released, a step is never changed: what is new comes as a further step.
constexpr std::array<const char*, 15> kSteps{
    R"sql(
-- What happens is named by the program; a list of names here would have to be made again with each
-- new one, and with it the table.
DROP TRIGGER events_stay;
DROP TRIGGER events_are_kept;
DROP INDEX events_by_subject;
ALTER TABLE events RENAME TO events_before;
CREATE TABLE events (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms   INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    bytes   BLOB,
    facts   TEXT NOT NULL
);
INSERT INTO events SELECT * FROM events_before ORDER BY seq;
DROP TABLE events_before;
CREATE INDEX events_by_subject ON events (subject);
CREATE TRIGGER events_stay BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END;
CREATE TRIGGER events_are_kept BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END;

-- Bounds of the catalogue that planners put in the place of those before.
CREATE TABLE threshold_changes (
    seq         INTEGER PRIMARY KEY,
    at_ms       INTEGER NOT NULL,
    kind        TEXT NOT NULL,
    measure     TEXT NOT NULL,
    before_low  REAL NOT NULL,
    before_high REAL,
    low         REAL NOT NULL,
    high        REAL,
    reason      TEXT NOT NULL,
    account     TEXT NOT NULL
);

-- The register of facilities as it is now. `facts` is JSON of all that was stated; what is looked
-- for has columns of its own.
CREATE TABLE facilities (
    id               TEXT PRIMARY KEY,
    version          INTEGER NOT NULL,
    state            TEXT NOT NULL,
    kind             TEXT NOT NULL,
    name             TEXT NOT NULL,
    community        TEXT NOT NULL,
    lon              REAL NOT NULL,
    lat              REAL NOT NULL,
    facts            TEXT NOT NULL,
    origin           TEXT NOT NULL,
    import           INTEGER NOT NULL,
    filed_by         TEXT NOT NULL,
    filed_at_ms      INTEGER NOT NULL,
    stated_by        TEXT NOT NULL,
    verified_by      TEXT NOT NULL,
    verified_at_ms   INTEGER,
    verified_version INTEGER,
    changed_at_ms    INTEGER NOT NULL
);
CREATE INDEX facilities_by_community ON facilities (community, kind);
CREATE INDEX facilities_by_change ON facilities (changed_at_ms, id);
CREATE INDEX facilities_by_origin ON facilities (origin);
CREATE INDEX facilities_by_import ON facilities (import);
CREATE INDEX facilities_by_place ON facilities (lon, lat);

CREATE TABLE facility_versions (
    id      TEXT NOT NULL,
    version INTEGER NOT NULL,
    at_ms   INTEGER NOT NULL,
    move    TEXT NOT NULL,
    state   TEXT NOT NULL,
    account TEXT NOT NULL,
    reason  TEXT NOT NULL,
    facts   TEXT NOT NULL,
    PRIMARY KEY (id, version)
) WITHOUT ROWID;
)sql",
    R"sql(
-- Waves of the check-up. Their number is that of the event that brought them: short, as it stands
-- in every row below.
CREATE TABLE waves (
    number        INTEGER PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,
    state         TEXT NOT NULL,
    questionnaire TEXT NOT NULL,
    starts_at_ms  INTEGER NOT NULL,
    plan          TEXT NOT NULL,
    households    INTEGER NOT NULL,
    account       TEXT NOT NULL,
    changed_at_ms INTEGER NOT NULL
);
CREATE TABLE wave_targets (
    wave       INTEGER NOT NULL,
    community  TEXT NOT NULL,
    households INTEGER NOT NULL,
    estate     TEXT NOT NULL,
    PRIMARY KEY (wave, community)
) WITHOUT ROWID;

-- Codes that were given to households; nothing but their hashes.
CREATE TABLE wave_seats (
    hash      TEXT PRIMARY KEY,
    wave      INTEGER NOT NULL,
    community TEXT NOT NULL,
    building  TEXT NOT NULL,
    place     INTEGER NOT NULL,
    is_void   INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX wave_seats_by_building ON wave_seats (wave, community, building);

-- The answer of each voice (a household's code, a device, a helped answer) that counts.
CREATE TABLE wave_answers (
    wave       INTEGER NOT NULL,
    voice      TEXT NOT NULL,
    record_seq INTEGER NOT NULL,
    PRIMARY KEY (wave, voice)
) WITHOUT ROWID;

-- What the answers that count come to, as whole numbers.
CREATE TABLE wave_progress (
    wave      INTEGER NOT NULL,
    community TEXT NOT NULL,
    mode      TEXT NOT NULL,
    age_band  TEXT NOT NULL,
    answered  INTEGER NOT NULL,
    seated    INTEGER NOT NULL,
    PRIMARY KEY (wave, community, mode, age_band)
) WITHOUT ROWID;
CREATE TABLE wave_tallies (
    wave                 INTEGER NOT NULL,
    community            TEXT NOT NULL,
    mode                 TEXT NOT NULL,
    age_band             TEXT NOT NULL,
    facility             TEXT NOT NULL,
    satisfaction_n       INTEGER NOT NULL,
    satisfaction_sum     INTEGER NOT NULL,
    satisfaction_squares INTEGER NOT NULL,
    importance_n         INTEGER NOT NULL,
    importance_sum       INTEGER NOT NULL,
    importance_squares   INTEGER NOT NULL,
    minutes_n            INTEGER NOT NULL,
    minutes_sum          INTEGER NOT NULL,
    minutes_squares      INTEGER NOT NULL,
    use_n                INTEGER NOT NULL,
    use_sum              INTEGER NOT NULL,
    use_squares          INTEGER NOT NULL,
    none_here            INTEGER NOT NULL,
    PRIMARY KEY (wave, community, mode, age_band, facility)
) WITHOUT ROWID;
)sql",
    R"sql(
-- Versions of questionnaires that planners published; derived from the events.
CREATE TABLE questionnaires (
    id       TEXT NOT NULL,
    version  INTEGER NOT NULL,
    document TEXT NOT NULL,
    account  TEXT NOT NULL,
    at_ms    INTEGER NOT NULL,
    PRIMARY KEY (id, version)
) WITHOUT ROWID;
)sql",
    R"sql(
-- What the answers that count come to: a row for each community, mode and age band, with the
-- tallies of all kinds of facilities in one text (server/storage/wave_sums.hpp).
CREATE TABLE wave_sums (
    wave      INTEGER NOT NULL,
    community TEXT NOT NULL,
    mode      TEXT NOT NULL,
    age_band  TEXT NOT NULL,
    answered  INTEGER NOT NULL,
    seated    INTEGER NOT NULL,
    tallies   TEXT NOT NULL,
    PRIMARY KEY (wave, community, mode, age_band)
);
INSERT INTO wave_sums
SELECT wave, community, mode, age_band, answered, seated, coalesce((
    SELECT group_concat(line, ';') FROM (
        SELECT facility || ':' || satisfaction_n || ',' || satisfaction_sum
               || ',' || satisfaction_squares || ',' || importance_n || ',' || importance_sum
               || ',' || importance_squares || ',' || minutes_n || ',' || minutes_sum
               || ',' || minutes_squares || ',' || use_n || ',' || use_sum || ',' || use_squares
               || ',' || none_here AS line
        FROM wave_tallies t
        WHERE t.wave = p.wave AND t.community = p.community AND t.mode = p.mode
              AND t.age_band = p.age_band
        ORDER BY facility)), '')
FROM wave_progress p;
DROP TABLE wave_progress;
DROP TABLE wave_tallies;
-- Remarks on facilities, which are few among the records, by what became of them.
CREATE INDEX records_remarks ON records (state, seq) WHERE kind = 'facility_remark';
)sql",
    R"sql(
-- Meetings. Their number is the version of their questionnaire, 0 for a draft. `plan` and
-- `decisions` are JSON; `version` grows with everything that is done, joined or answered.
CREATE TABLE meetings (
    id            TEXT PRIMARY KEY,
    number        INTEGER NOT NULL,
    state         TEXT NOT NULL,
    code          TEXT NOT NULL,
    plan          TEXT NOT NULL,
    now_asked     TEXT NOT NULL,
    decisions     TEXT NOT NULL,
    account       TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    opened_at_ms  INTEGER,
    closed_at_ms  INTEGER,
    version       INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX meetings_by_code ON meetings (code, state);
CREATE INDEX meetings_by_number ON meetings (number);
CREATE TABLE meeting_questions (
    meeting  INTEGER NOT NULL,
    name     TEXT NOT NULL,
    state    TEXT NOT NULL,
    revealed INTEGER NOT NULL,
    PRIMARY KEY (meeting, name)
) WITHOUT ROWID;

-- Seats by the hash of their secret, and whose voice each is: a device's, or of one who is helped.
CREATE TABLE meeting_seats (
    hash    TEXT PRIMARY KEY,
    meeting INTEGER NOT NULL,
    voice   TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX meeting_seats_by_voice ON meeting_seats (meeting, voice);

-- Answers that came in time; the last of a voice to a question counts. `answer` is JSON.
CREATE TABLE meeting_answers (
    record_seq    INTEGER PRIMARY KEY,
    meeting       INTEGER NOT NULL,
    question      TEXT NOT NULL,
    voice         TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    record_id     TEXT NOT NULL,
    mode          TEXT NOT NULL,
    answer        TEXT NOT NULL
);
CREATE INDEX meeting_answers_by_voice
    ON meeting_answers (meeting, question, voice, created_at_ms, record_id);
-- Free answers that a host let through to where all see them.
CREATE TABLE meeting_words (record_id TEXT PRIMARY KEY) WITHOUT ROWID;
)sql",
    R"sql(
-- Who may do what where; derived from the events, which for accounts begin here: whoever was there
-- acts in the whole city, as before. `areas` is what Scope has as its text.
CREATE TABLE account_facts (
    name          TEXT PRIMARY KEY,
    role          TEXT NOT NULL,
    areas         TEXT NOT NULL,
    shown_name    TEXT NOT NULL,
    locked        INTEGER NOT NULL,
    changed_at_ms INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO events (at_ms, kind, subject, bytes, facts)
SELECT CAST(strftime('%s', 'now') AS INTEGER) * 1000, 'account', name, NULL,
       '{"do":"put","role":"' || role || '","areas":' ||
       CASE WHEN role = 'resident' THEN '[]' ELSE '["city"]' END || ',"shown_name":"","by":""}'
FROM accounts ORDER BY name;
INSERT INTO account_facts
SELECT a.name, a.role, CASE WHEN a.role = 'resident' THEN '' ELSE 'city' END, '', 0, e.at_ms
FROM accounts a JOIN events e ON e.kind = 'account' AND e.subject = a.name;

-- Secrets are no events: they must be able to go. A second factor is sealed by the server's key.
ALTER TABLE accounts DROP COLUMN role;
ALTER TABLE accounts ADD COLUMN second_secret TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN second_pending TEXT NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN second_step INTEGER NOT NULL DEFAULT 0;
CREATE TABLE recovery_codes (
    hash    TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES accounts (name),
    PRIMARY KEY (account, hash)
) WITHOUT ROWID;
ALTER TABLE sessions ADD COLUMN stage TEXT NOT NULL DEFAULT 'whole';
CREATE INDEX sessions_by_account ON sessions (account);

-- Links by which a password is set, by the hash of their secret.
CREATE TABLE invitations (
    hash          TEXT PRIMARY KEY,
    account       TEXT NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    state         TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX invitations_by_account ON invitations (account, state);
)sql",
    R"sql(
-- Runs of the index. What a run was made of lies with its event, under the same number.
CREATE TABLE index_runs (
    number          INTEGER PRIMARY KEY,
    id              TEXT NOT NULL UNIQUE,
    state           TEXT NOT NULL,
    title           TEXT NOT NULL,
    wave            TEXT NOT NULL,
    document_sha256 TEXT NOT NULL,
    result_sha256   TEXT NOT NULL,
    ranked          INTEGER NOT NULL,
    bottom          INTEGER NOT NULL,
    survey_first    INTEGER NOT NULL,
    mean            REAL NOT NULL,
    account         TEXT NOT NULL,
    made_at_ms      INTEGER NOT NULL,
    published_at_ms INTEGER,
    result          TEXT NOT NULL
);
)sql",
    R"sql(
-- The action plan. `item` is JSON; a version is what each step left.
CREATE TABLE plan_items (
    id            TEXT PRIMARY KEY,
    version       INTEGER NOT NULL,
    state         TEXT NOT NULL,
    year          INTEGER NOT NULL,
    community     TEXT NOT NULL,
    space         TEXT NOT NULL,
    listed        INTEGER NOT NULL,
    item          TEXT NOT NULL,
    account       TEXT NOT NULL,
    filed_at_ms   INTEGER NOT NULL,
    changed_at_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX plan_items_by_space ON plan_items (space, listed);
CREATE TABLE plan_versions (
    id      TEXT NOT NULL,
    version INTEGER NOT NULL,
    at_ms   INTEGER NOT NULL,
    doing   TEXT NOT NULL,
    move    TEXT NOT NULL,
    account TEXT NOT NULL,
    reason  TEXT NOT NULL,
    item    TEXT NOT NULL,
    PRIMARY KEY (id, version)
) WITHOUT ROWID;
)sql",
    R"sql(
-- What was done to reports beyond their state. `standing` is JSON; `into_id` is of what is merged.
CREATE TABLE report_standings (
    seq      INTEGER PRIMARY KEY REFERENCES records (seq),
    id       TEXT NOT NULL,
    checks   INTEGER NOT NULL,
    into_id  TEXT NOT NULL,
    standing TEXT NOT NULL
);
CREATE INDEX report_standings_into ON report_standings (into_id);
)sql", kSqliteErasureStep,
    R"sql(
-- The programme of future communities. `entry` is JSON; a version is what each step left.
CREATE TABLE programme_entries (
    id            TEXT PRIMARY KEY,
    version       INTEGER NOT NULL,
    kind          TEXT NOT NULL,
    state         TEXT NOT NULL,
    year          INTEGER NOT NULL,
    community     TEXT NOT NULL,
    entry         TEXT NOT NULL,
    account       TEXT NOT NULL,
    filed_at_ms   INTEGER NOT NULL,
    changed_at_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX programme_by_kind ON programme_entries (kind, state);
CREATE TABLE programme_versions (
    id      TEXT NOT NULL,
    version INTEGER NOT NULL,
    at_ms   INTEGER NOT NULL,
    doing   TEXT NOT NULL,
    move    TEXT NOT NULL,
    account TEXT NOT NULL,
    reason  TEXT NOT NULL,
    entry   TEXT NOT NULL,
    PRIMARY KEY (id, version)
) WITHOUT ROWID;
)sql", kSqliteTokenStep,   kSqliteCoverStep, kSqlitePushStep, kSqliteStageStep,
};

}  // namespace

std::span<const char* const> sqlite_later_steps() { return kSteps; }

}  // namespace kongdi::server

// SPDX-License-Identifier: Apache-2.0
// From the fourth step on: the registers kept by staff, waves, and meetings.
#include <array>

#include "server/storage/postgres_cover_step.hpp"
#include "server/storage/postgres_erasure_step.hpp"
#include "server/storage/postgres_push_step.hpp"
#include "server/storage/postgres_stage_step.hpp"
#include "server/storage/postgres_steps.hpp"
#include "server/storage/postgres_token_step.hpp"

namespace kongdi::server {

namespace {

// Once released, a step is never changed: what is new comes as a further step.
constexpr std::array<const char*, 15> kSteps{
    R"sql(
-- What happens is named by the program; a list of names here would have to be made again with each
-- new one, and with it the table.
ALTER TABLE events DROP CONSTRAINT events_kind_check;
ALTER TABLE events ALTER COLUMN seq SET DEFAULT nextval('events_seq');

-- Bounds of the catalogue that planners put in the place of those before.
CREATE TABLE threshold_changes (
    seq         bigint PRIMARY KEY,
    at_ms       bigint NOT NULL,
    kind        text COLLATE "C" NOT NULL,
    measure     text COLLATE "C" NOT NULL,
    before_low  float8 NOT NULL,
    before_high float8,
    low         float8 NOT NULL,
    high        float8,
    reason      text COLLATE "C" NOT NULL,
    account     text COLLATE "C" NOT NULL
);

-- The register of facilities as it is now. `facts` is JSON of all that was stated; what is looked
-- for has columns of its own.
CREATE TABLE facilities (
    id               text COLLATE "C" PRIMARY KEY,
    version          bigint NOT NULL,
    state            text COLLATE "C" NOT NULL,
    kind             text COLLATE "C" NOT NULL,
    name             text COLLATE "C" NOT NULL,
    community        text COLLATE "C" NOT NULL,
    lon              float8 NOT NULL,
    lat              float8 NOT NULL,
    facts            text COLLATE "C" NOT NULL,
    origin           text COLLATE "C" NOT NULL,
    import           bigint NOT NULL,
    filed_by         text COLLATE "C" NOT NULL,
    filed_at_ms      bigint NOT NULL,
    stated_by        text COLLATE "C" NOT NULL,
    verified_by      text COLLATE "C" NOT NULL,
    verified_at_ms   bigint,
    verified_version bigint,
    changed_at_ms    bigint NOT NULL
);
CREATE INDEX facilities_by_community ON facilities (community, kind);
CREATE INDEX facilities_by_change ON facilities (changed_at_ms, id);
CREATE INDEX facilities_by_origin ON facilities (origin);
CREATE INDEX facilities_by_import ON facilities (import);
CREATE INDEX facilities_by_place ON facilities (lon, lat);

CREATE TABLE facility_versions (
    id      text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    at_ms   bigint NOT NULL,
    move    text COLLATE "C" NOT NULL,
    state   text COLLATE "C" NOT NULL,
    account text COLLATE "C" NOT NULL,
    reason  text COLLATE "C" NOT NULL,
    facts   text COLLATE "C" NOT NULL,
    PRIMARY KEY (id, version)
);
)sql",
    R"sql(
-- Waves of the check-up. Their number is that of the event that brought them.
CREATE TABLE waves (
    number        bigint PRIMARY KEY,
    id            text COLLATE "C" NOT NULL UNIQUE,
    state         text COLLATE "C" NOT NULL,
    questionnaire text COLLATE "C" NOT NULL,
    starts_at_ms  bigint NOT NULL,
    plan          text COLLATE "C" NOT NULL,
    households    bigint NOT NULL,
    account       text COLLATE "C" NOT NULL,
    changed_at_ms bigint NOT NULL
);
CREATE TABLE wave_targets (
    wave       bigint NOT NULL,
    community  text COLLATE "C" NOT NULL,
    households bigint NOT NULL,
    estate     text COLLATE "C" NOT NULL,
    PRIMARY KEY (wave, community)
);
-- Codes that were given to households; nothing but their hashes.
CREATE TABLE wave_seats (
    hash      text COLLATE "C" PRIMARY KEY,
    wave      bigint NOT NULL,
    community text COLLATE "C" NOT NULL,
    building  text COLLATE "C" NOT NULL,
    place     bigint NOT NULL,
    is_void   bigint NOT NULL
);
CREATE INDEX wave_seats_by_building ON wave_seats (wave, community, building);

-- The answer of each voice (a household's code, a device, a helped answer) that counts.
CREATE TABLE wave_answers (
    wave       bigint NOT NULL,
    voice      text COLLATE "C" NOT NULL,
    record_seq bigint NOT NULL,
    PRIMARY KEY (wave, voice)
);

-- What the answers that count come to, as whole numbers.
CREATE TABLE wave_progress (
    wave      bigint NOT NULL,
    community text COLLATE "C" NOT NULL,
    mode      text COLLATE "C" NOT NULL,
    age_band  text COLLATE "C" NOT NULL,
    answered  bigint NOT NULL,
    seated    bigint NOT NULL,
    PRIMARY KEY (wave, community, mode, age_band)
);
CREATE TABLE wave_tallies (
    wave                 bigint NOT NULL,
    community            text COLLATE "C" NOT NULL,
    mode                 text COLLATE "C" NOT NULL,
    age_band             text COLLATE "C" NOT NULL,
    facility             text COLLATE "C" NOT NULL,
    satisfaction_n       bigint NOT NULL,
    satisfaction_sum     bigint NOT NULL,
    satisfaction_squares bigint NOT NULL,
    importance_n         bigint NOT NULL,
    importance_sum       bigint NOT NULL,
    importance_squares   bigint NOT NULL,
    minutes_n            bigint NOT NULL,
    minutes_sum          bigint NOT NULL,
    minutes_squares      bigint NOT NULL,
    use_n                bigint NOT NULL,
    use_sum              bigint NOT NULL,
    use_squares          bigint NOT NULL,
    none_here            bigint NOT NULL,
    PRIMARY KEY (wave, community, mode, age_band, facility)
);
ALTER TABLE wave_tallies SET (fillfactor = 70);
)sql",
    R"sql(
-- Versions of questionnaires that planners published; derived from the events.
CREATE TABLE questionnaires (
    id text COLLATE "C" NOT NULL, version bigint NOT NULL, document text COLLATE "C" NOT NULL,
    account text COLLATE "C" NOT NULL, at_ms bigint NOT NULL, PRIMARY KEY (id, version)
);
)sql",
    R"sql(
-- What the answers that count come to: a row for each community, mode and age band, with the
-- tallies of all kinds of facilities in one text (server/storage/wave_sums.hpp).
CREATE TABLE wave_sums (
    wave      bigint NOT NULL,
    community text COLLATE "C" NOT NULL,
    mode      text COLLATE "C" NOT NULL,
    age_band  text COLLATE "C" NOT NULL,
    answered  bigint NOT NULL,
    seated    bigint NOT NULL,
    tallies   text COLLATE "C" NOT NULL,
    PRIMARY KEY (wave, community, mode, age_band)
);
-- Room beside each row for the next of it.
ALTER TABLE wave_sums SET (fillfactor = 50);
INSERT INTO wave_sums
SELECT wave, community, mode, age_band, answered, seated, coalesce((
    SELECT string_agg(
               facility || ':' || satisfaction_n || ',' || satisfaction_sum || ',' ||
               satisfaction_squares || ',' || importance_n || ',' || importance_sum || ',' ||
               importance_squares || ',' || minutes_n || ',' || minutes_sum || ',' ||
               minutes_squares || ',' || use_n || ',' || use_sum || ',' || use_squares || ',' ||
               none_here, ';' ORDER BY facility)
    FROM wave_tallies t
    WHERE t.wave = p.wave AND t.community = p.community AND t.mode = p.mode
          AND t.age_band = p.age_band), '')
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
    id            text COLLATE "C" PRIMARY KEY,
    number        bigint NOT NULL,
    state         text COLLATE "C" NOT NULL,
    code          text COLLATE "C" NOT NULL,
    plan          text COLLATE "C" NOT NULL,
    now_asked     text COLLATE "C" NOT NULL,
    decisions     text COLLATE "C" NOT NULL,
    account       text COLLATE "C" NOT NULL,
    created_at_ms bigint NOT NULL,
    opened_at_ms  bigint,
    closed_at_ms  bigint,
    version       bigint NOT NULL
);
CREATE INDEX meetings_by_code ON meetings (code, state);
CREATE INDEX meetings_by_number ON meetings (number);
CREATE TABLE meeting_questions (
    meeting  bigint NOT NULL,
    name     text COLLATE "C" NOT NULL,
    state    text COLLATE "C" NOT NULL,
    revealed bigint NOT NULL,
    PRIMARY KEY (meeting, name)
);

-- Seats by the hash of their secret, and whose voice each is: a device's, or of one who is helped.
CREATE TABLE meeting_seats (
    hash    text COLLATE "C" PRIMARY KEY,
    meeting bigint NOT NULL,
    voice   text COLLATE "C" NOT NULL
);
CREATE INDEX meeting_seats_by_voice ON meeting_seats (meeting, voice);

-- Answers that came in time; the last of a voice to a question counts. `answer` is JSON.
CREATE TABLE meeting_answers (
    record_seq    bigint PRIMARY KEY,
    meeting       bigint NOT NULL,
    question      text COLLATE "C" NOT NULL,
    voice         text COLLATE "C" NOT NULL,
    created_at_ms bigint NOT NULL,
    record_id     text COLLATE "C" NOT NULL,
    mode          text COLLATE "C" NOT NULL,
    answer        text COLLATE "C" NOT NULL
);
CREATE INDEX meeting_answers_by_voice
    ON meeting_answers (meeting, question, voice, created_at_ms, record_id);
-- Free answers that a host let through to where all see them.
CREATE TABLE meeting_words (record_id text COLLATE "C" PRIMARY KEY);
)sql",
    R"sql(
-- Who may do what where; derived from the events, which for accounts begin here: whoever was there
-- acts in the whole city, as before. `areas` is what Scope has as its text.
CREATE TABLE account_facts (
    name          text COLLATE "C" PRIMARY KEY,
    role          text COLLATE "C" NOT NULL,
    areas         text COLLATE "C" NOT NULL,
    shown_name    text COLLATE "C" NOT NULL,
    locked        bigint NOT NULL,
    changed_at_ms bigint NOT NULL
);
INSERT INTO events (at_ms, kind, subject, bytes, facts)
SELECT (extract(epoch FROM now()) * 1000)::bigint, 'account', name, NULL,
       '{"do":"put","role":"' || role || '","areas":' ||
       CASE WHEN role = 'resident' THEN '[]' ELSE '["city"]' END || ',"shown_name":"","by":""}'
FROM accounts ORDER BY name;
INSERT INTO account_facts
SELECT a.name, a.role, CASE WHEN a.role = 'resident' THEN '' ELSE 'city' END, '', 0, e.at_ms
FROM accounts a JOIN events e ON e.kind = 'account' AND e.subject = a.name;

-- Secrets are no events: they must be able to go. A second factor is sealed by the server's key.
ALTER TABLE accounts DROP COLUMN role;
ALTER TABLE accounts ADD COLUMN second_secret text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN second_pending text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN second_step bigint NOT NULL DEFAULT 0;
CREATE TABLE recovery_codes (
    hash    text COLLATE "C" NOT NULL,
    account text COLLATE "C" NOT NULL REFERENCES accounts (name),
    PRIMARY KEY (account, hash)
);
ALTER TABLE sessions ADD COLUMN stage text COLLATE "C" NOT NULL DEFAULT 'whole';
CREATE INDEX sessions_by_account ON sessions (account);

-- Links by which a password is set, by the hash of their secret.
CREATE TABLE invitations (
    hash          text COLLATE "C" PRIMARY KEY,
    account       text COLLATE "C" NOT NULL,
    expires_at_ms bigint NOT NULL,
    state         text COLLATE "C" NOT NULL
);
CREATE INDEX invitations_by_account ON invitations (account, state);
)sql",
    R"sql(
-- Runs of the index. What a run was made of lies with its event, under the same number.
CREATE TABLE index_runs (
    number          bigint PRIMARY KEY,
    id              text COLLATE "C" NOT NULL UNIQUE,
    state           text COLLATE "C" NOT NULL,
    title           text COLLATE "C" NOT NULL,
    wave            text COLLATE "C" NOT NULL,
    document_sha256 text COLLATE "C" NOT NULL,
    result_sha256   text COLLATE "C" NOT NULL,
    ranked          bigint NOT NULL,
    bottom          bigint NOT NULL,
    survey_first    bigint NOT NULL,
    mean            double precision NOT NULL,
    account         text COLLATE "C" NOT NULL,
    made_at_ms      bigint NOT NULL,
    published_at_ms bigint,
    result          text COLLATE "C" NOT NULL
);
)sql",
    R"sql(
-- The action plan. `item` is JSON; a version is what each step left.
CREATE TABLE plan_items (
    id            text COLLATE "C" PRIMARY KEY,
    version       bigint NOT NULL,
    state         text COLLATE "C" NOT NULL,
    year          bigint NOT NULL,
    community     text COLLATE "C" NOT NULL,
    space         text COLLATE "C" NOT NULL,
    listed        bigint NOT NULL,
    item          text COLLATE "C" NOT NULL,
    account       text COLLATE "C" NOT NULL,
    filed_at_ms   bigint NOT NULL,
    changed_at_ms bigint NOT NULL
);
CREATE INDEX plan_items_by_space ON plan_items (space, listed);
CREATE TABLE plan_versions (
    id      text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    at_ms   bigint NOT NULL,
    doing   text COLLATE "C" NOT NULL,
    move    text COLLATE "C" NOT NULL,
    account text COLLATE "C" NOT NULL,
    reason  text COLLATE "C" NOT NULL,
    item    text COLLATE "C" NOT NULL,
    PRIMARY KEY (id, version)
);
)sql",
    R"sql(
-- What was done to reports beyond their state. `standing` is JSON; `into_id` is of what is merged.
CREATE TABLE report_standings (
    seq      bigint PRIMARY KEY,
    id       text COLLATE "C" NOT NULL,
    checks   bigint NOT NULL,
    into_id  text COLLATE "C" NOT NULL,
    standing text COLLATE "C" NOT NULL
);
CREATE INDEX report_standings_into ON report_standings (into_id);
)sql", kPostgresErasureStep,
    R"sql(
-- The programme of future communities. `entry` is JSON; a version is what each step left.
CREATE TABLE programme_entries (
    id            text COLLATE "C" PRIMARY KEY,
    version       bigint NOT NULL,
    kind          text COLLATE "C" NOT NULL,
    state         text COLLATE "C" NOT NULL,
    year          bigint NOT NULL,
    community     text COLLATE "C" NOT NULL,
    entry         text COLLATE "C" NOT NULL,
    account       text COLLATE "C" NOT NULL,
    filed_at_ms   bigint NOT NULL,
    changed_at_ms bigint NOT NULL
);
CREATE INDEX programme_by_kind ON programme_entries (kind, state);
CREATE TABLE programme_versions (
    id      text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    at_ms   bigint NOT NULL,
    doing   text COLLATE "C" NOT NULL,
    move    text COLLATE "C" NOT NULL,
    account text COLLATE "C" NOT NULL,
    reason  text COLLATE "C" NOT NULL,
    entry   text COLLATE "C" NOT NULL,
    PRIMARY KEY (id, version)
);
)sql", kPostgresTokenStep,   kPostgresCoverStep, kPostgresPushStep, kPostgresStageStep,
};

}  // namespace

std::span<const char* const> postgres_later_steps() { return kSteps; }

}  // namespace kongdi::server

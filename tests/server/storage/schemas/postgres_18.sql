-- SPDX-License-Identifier: Apache-2.0
-- A database as a program of schema 18 left it (pg_dump --inserts). Never changed: later programs
-- must open it.
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.events_only_erased() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
    IF NEW.seq = OLD.seq AND NEW.at_ms = OLD.at_ms AND NEW.kind = OLD.kind
       AND NEW.subject = OLD.subject AND NEW.bytes IS NULL
       AND NEW.facts LIKE '{"erased":true%' THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'events are only ever added';
END $$;
CREATE FUNCTION public.events_stay() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'events are only ever added'; END $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.account_facts (
    name text NOT NULL COLLATE pg_catalog."C",
    role text NOT NULL COLLATE pg_catalog."C",
    areas text NOT NULL COLLATE pg_catalog."C",
    shown_name text NOT NULL COLLATE pg_catalog."C",
    locked bigint NOT NULL,
    changed_at_ms bigint NOT NULL
);
CREATE TABLE public.accounts (
    name text NOT NULL COLLATE pg_catalog."C",
    password_hash text NOT NULL COLLATE pg_catalog."C",
    device text NOT NULL COLLATE pg_catalog."C",
    second_secret text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    second_pending text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    second_step bigint DEFAULT 0 NOT NULL
);
CREATE TABLE public.communities (
    code text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    street text NOT NULL COLLATE pg_catalog."C",
    feature bigint NOT NULL
);
CREATE TABLE public.community_codes (
    import bigint NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    street text NOT NULL COLLATE pg_catalog."C",
    district text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.conflicts (
    record_id text NOT NULL COLLATE pg_catalog."C",
    sha256 text NOT NULL COLLATE pg_catalog."C",
    received_at_ms bigint NOT NULL,
    seq bigint NOT NULL
);
CREATE TABLE public.corroborations (
    device text NOT NULL COLLATE pg_catalog."C",
    record text NOT NULL COLLATE pg_catalog."C",
    seq bigint NOT NULL
);
CREATE TABLE public.deletion_log (
    seq bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    at_ms bigint NOT NULL,
    rule text NOT NULL COLLATE pg_catalog."C",
    n bigint NOT NULL
);
CREATE TABLE public.erased_records (
    id text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.events (
    seq bigint NOT NULL,
    at_ms bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    subject text NOT NULL COLLATE pg_catalog."C",
    bytes bytea,
    facts text NOT NULL COLLATE pg_catalog."C"
);
CREATE SEQUENCE public.events_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.events_seq OWNED BY public.events.seq;
CREATE TABLE public.facilities (
    id text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    community text NOT NULL COLLATE pg_catalog."C",
    lon double precision NOT NULL,
    lat double precision NOT NULL,
    facts text NOT NULL COLLATE pg_catalog."C",
    origin text NOT NULL COLLATE pg_catalog."C",
    import bigint NOT NULL,
    filed_by text NOT NULL COLLATE pg_catalog."C",
    filed_at_ms bigint NOT NULL,
    stated_by text NOT NULL COLLATE pg_catalog."C",
    verified_by text NOT NULL COLLATE pg_catalog."C",
    verified_at_ms bigint,
    verified_version bigint,
    changed_at_ms bigint NOT NULL
);
CREATE TABLE public.facility_versions (
    id text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    at_ms bigint NOT NULL,
    move text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    account text NOT NULL COLLATE pg_catalog."C",
    reason text NOT NULL COLLATE pg_catalog."C",
    facts text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.features (
    id bigint NOT NULL,
    role text NOT NULL COLLATE pg_catalog."C",
    source text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    code text NOT NULL COLLATE pg_catalog."C",
    size double precision NOT NULL,
    west double precision NOT NULL,
    east double precision NOT NULL,
    south double precision NOT NULL,
    north double precision NOT NULL,
    geometry text NOT NULL,
    properties text NOT NULL,
    import bigint DEFAULT 0 NOT NULL
);
ALTER TABLE public.features ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.features_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.imports (
    id bigint NOT NULL,
    at_ms bigint NOT NULL,
    role text NOT NULL COLLATE pg_catalog."C",
    source text NOT NULL COLLATE pg_catalog."C",
    account text NOT NULL COLLATE pg_catalog."C",
    features bigint NOT NULL,
    refused bigint NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    replaces bigint,
    CONSTRAINT imports_state_check CHECK ((state = ANY (ARRAY['live'::text, 'replaced'::text, 'undone'::text, 'gone'::text])))
);
CREATE TABLE public.index_runs (
    number bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    title text NOT NULL COLLATE pg_catalog."C",
    wave text NOT NULL COLLATE pg_catalog."C",
    document_sha256 text NOT NULL COLLATE pg_catalog."C",
    result_sha256 text NOT NULL COLLATE pg_catalog."C",
    ranked bigint NOT NULL,
    bottom bigint NOT NULL,
    survey_first bigint NOT NULL,
    mean double precision NOT NULL,
    account text NOT NULL COLLATE pg_catalog."C",
    made_at_ms bigint NOT NULL,
    published_at_ms bigint,
    result text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.invitations (
    hash text NOT NULL COLLATE pg_catalog."C",
    account text NOT NULL COLLATE pg_catalog."C",
    expires_at_ms bigint NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.map_version (
    only_row boolean DEFAULT true NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT map_version_only_row_check CHECK (only_row)
);
CREATE TABLE public.meeting_answers (
    record_seq bigint NOT NULL,
    meeting bigint NOT NULL,
    question text NOT NULL COLLATE pg_catalog."C",
    voice text NOT NULL COLLATE pg_catalog."C",
    created_at_ms bigint NOT NULL,
    record_id text NOT NULL COLLATE pg_catalog."C",
    mode text NOT NULL COLLATE pg_catalog."C",
    answer text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.meeting_questions (
    meeting bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    revealed bigint NOT NULL
);
CREATE TABLE public.meeting_seats (
    hash text NOT NULL COLLATE pg_catalog."C",
    meeting bigint NOT NULL,
    voice text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.meeting_words (
    record_id text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.meetings (
    id text NOT NULL COLLATE pg_catalog."C",
    number bigint NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    code text NOT NULL COLLATE pg_catalog."C",
    plan text NOT NULL COLLATE pg_catalog."C",
    now_asked text NOT NULL COLLATE pg_catalog."C",
    decisions text NOT NULL COLLATE pg_catalog."C",
    account text NOT NULL COLLATE pg_catalog."C",
    created_at_ms bigint NOT NULL,
    opened_at_ms bigint,
    closed_at_ms bigint,
    version bigint NOT NULL
);
CREATE TABLE public.photo_blobs (
    sha256 text NOT NULL COLLATE pg_catalog."C",
    variant text NOT NULL COLLATE pg_catalog."C",
    bytes bytea NOT NULL
);
ALTER TABLE ONLY public.photo_blobs ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE TABLE public.photo_erasures (
    sha256 text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.photo_pieces (
    sha256 text NOT NULL COLLATE pg_catalog."C",
    at bigint NOT NULL,
    size bigint NOT NULL,
    bytes bytea NOT NULL,
    received_at_ms bigint NOT NULL
);
ALTER TABLE ONLY public.photo_pieces ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE TABLE public.photos (
    sha256 text NOT NULL COLLATE pg_catalog."C",
    bytes bigint NOT NULL,
    width bigint NOT NULL,
    height bigint NOT NULL,
    media_type text NOT NULL COLLATE pg_catalog."C",
    received_at_ms bigint NOT NULL
);
CREATE TABLE public.plan_items (
    id text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    state text NOT NULL COLLATE pg_catalog."C",
    year bigint NOT NULL,
    community text NOT NULL COLLATE pg_catalog."C",
    space text NOT NULL COLLATE pg_catalog."C",
    listed bigint NOT NULL,
    item text NOT NULL COLLATE pg_catalog."C",
    account text NOT NULL COLLATE pg_catalog."C",
    filed_at_ms bigint NOT NULL,
    changed_at_ms bigint NOT NULL
);
CREATE TABLE public.plan_versions (
    id text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    at_ms bigint NOT NULL,
    doing text NOT NULL COLLATE pg_catalog."C",
    move text NOT NULL COLLATE pg_catalog."C",
    account text NOT NULL COLLATE pg_catalog."C",
    reason text NOT NULL COLLATE pg_catalog."C",
    item text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.programme_entries (
    id text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    year bigint NOT NULL,
    community text NOT NULL COLLATE pg_catalog."C",
    entry text NOT NULL COLLATE pg_catalog."C",
    account text NOT NULL COLLATE pg_catalog."C",
    filed_at_ms bigint NOT NULL,
    changed_at_ms bigint NOT NULL
);
CREATE TABLE public.programme_versions (
    id text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    at_ms bigint NOT NULL,
    doing text NOT NULL COLLATE pg_catalog."C",
    move text NOT NULL COLLATE pg_catalog."C",
    account text NOT NULL COLLATE pg_catalog."C",
    reason text NOT NULL COLLATE pg_catalog."C",
    entry text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.api_tokens (
    hash text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    account text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    made_at_ms bigint NOT NULL,
    expires_at_ms bigint NOT NULL,
    used_day_ms bigint
);
CREATE TABLE public.webhook_cursors (
    target text NOT NULL COLLATE pg_catalog."C",
    seq bigint NOT NULL,
    tries bigint NOT NULL,
    next_at_ms bigint NOT NULL,
    holder text NOT NULL COLLATE pg_catalog."C",
    held_until_ms bigint NOT NULL
);
CREATE TABLE public.covered_photos (
    sha256 text NOT NULL COLLATE pg_catalog."C",
    parts text NOT NULL COLLATE pg_catalog."C",
    covered_by text NOT NULL COLLATE pg_catalog."C",
    at_ms bigint NOT NULL
);
CREATE TABLE public.push_subscriptions (
    endpoint text NOT NULL COLLATE pg_catalog."C",
    device_sha256 text NOT NULL COLLATE pg_catalog."C",
    p256dh text NOT NULL COLLATE pg_catalog."C",
    auth text NOT NULL COLLATE pg_catalog."C",
    lang text NOT NULL COLLATE pg_catalog."C",
    made_at_ms bigint NOT NULL
);
CREATE TABLE public.push_messages (
    endpoint text NOT NULL COLLATE pg_catalog."C",
    subject text NOT NULL COLLATE pg_catalog."C",
    step text NOT NULL COLLATE pg_catalog."C",
    number text NOT NULL COLLATE pg_catalog."C",
    at_ms bigint NOT NULL,
    tries bigint NOT NULL,
    next_at_ms bigint NOT NULL
);
CREATE TABLE public.questionnaires (
    id text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    document text NOT NULL COLLATE pg_catalog."C",
    account text NOT NULL COLLATE pg_catalog."C",
    at_ms bigint NOT NULL
);
CREATE TABLE public.read_log (
    seq bigint NOT NULL,
    place bigint NOT NULL,
    at_ms bigint NOT NULL,
    account text NOT NULL COLLATE pg_catalog."C",
    what text NOT NULL COLLATE pg_catalog."C",
    subject text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.receipt_counters (
    stem text NOT NULL COLLATE pg_catalog."C",
    last bigint NOT NULL
);
CREATE TABLE public.record_photos (
    record_seq bigint NOT NULL,
    place bigint NOT NULL,
    sha256 text NOT NULL COLLATE pg_catalog."C",
    bytes bigint NOT NULL,
    width bigint NOT NULL,
    height bigint NOT NULL
);
CREATE TABLE public.records (
    seq bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    device text NOT NULL COLLATE pg_catalog."C",
    sha256 text NOT NULL COLLATE pg_catalog."C",
    receipt text NOT NULL COLLATE pg_catalog."C",
    community text COLLATE pg_catalog."C",
    type text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    created_at_ms bigint NOT NULL,
    received_at_ms bigint NOT NULL
);
CREATE TABLE public.recovery_codes (
    hash text NOT NULL COLLATE pg_catalog."C",
    account text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.report_standings (
    seq bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    checks bigint NOT NULL,
    into_id text NOT NULL COLLATE pg_catalog."C",
    standing text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.retired_sums (
    seq bigint NOT NULL,
    wave bigint NOT NULL,
    community text NOT NULL COLLATE pg_catalog."C",
    mode text NOT NULL COLLATE pg_catalog."C",
    age_band text NOT NULL COLLATE pg_catalog."C",
    answered bigint NOT NULL,
    seated bigint NOT NULL,
    tallies text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.schema_version (
    version bigint NOT NULL,
    applied_at_ms bigint NOT NULL
);
CREATE TABLE public.sessions (
    token_hash text NOT NULL COLLATE pg_catalog."C",
    account text NOT NULL COLLATE pg_catalog."C",
    expires_at_ms bigint NOT NULL,
    stage text DEFAULT 'whole'::text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.settings (
    name text NOT NULL COLLATE pg_catalog."C",
    value text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.space_counts (
    community text NOT NULL COLLATE pg_catalog."C",
    type text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    n bigint NOT NULL,
    sized bigint DEFAULT 0 NOT NULL,
    low_cm2 bigint DEFAULT 0 NOT NULL
);
CREATE TABLE public.spaces (
    seq bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    receipt text NOT NULL COLLATE pg_catalog."C",
    community text COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    type text NOT NULL COLLATE pg_catalog."C",
    lon double precision NOT NULL,
    lat double precision NOT NULL,
    point_source text NOT NULL COLLATE pg_catalog."C",
    point_datum text NOT NULL COLLATE pg_catalog."C",
    accuracy_m double precision,
    area_m2 double precision,
    area_low_m2 double precision,
    area_high_m2 double precision,
    area_source text COLLATE pg_catalog."C",
    facts text NOT NULL COLLATE pg_catalog."C",
    description text NOT NULL COLLATE pg_catalog."C",
    photo_count bigint NOT NULL,
    photos_missing bigint NOT NULL,
    mode text NOT NULL COLLATE pg_catalog."C",
    created_at_ms bigint NOT NULL,
    received_at_ms bigint NOT NULL,
    published bigint DEFAULT 0 NOT NULL
);
CREATE TABLE public.threshold_changes (
    seq bigint NOT NULL,
    at_ms bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    measure text NOT NULL COLLATE pg_catalog."C",
    before_low double precision NOT NULL,
    before_high double precision,
    low double precision NOT NULL,
    high double precision,
    reason text NOT NULL COLLATE pg_catalog."C",
    account text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.tiles (
    layer text NOT NULL COLLATE pg_catalog."C",
    z bigint NOT NULL,
    x bigint NOT NULL,
    y bigint NOT NULL,
    bytes bytea NOT NULL,
    packed bytea NOT NULL
);
ALTER TABLE ONLY public.tiles ALTER COLUMN packed SET STORAGE EXTERNAL;
CREATE TABLE public.wave_answers (
    wave bigint NOT NULL,
    voice text NOT NULL COLLATE pg_catalog."C",
    record_seq bigint NOT NULL
);
CREATE TABLE public.wave_seats (
    hash text NOT NULL COLLATE pg_catalog."C",
    wave bigint NOT NULL,
    community text NOT NULL COLLATE pg_catalog."C",
    building text NOT NULL COLLATE pg_catalog."C",
    place bigint NOT NULL,
    is_void bigint NOT NULL
);
CREATE TABLE public.wave_sums (
    wave bigint NOT NULL,
    community text NOT NULL COLLATE pg_catalog."C",
    mode text NOT NULL COLLATE pg_catalog."C",
    age_band text NOT NULL COLLATE pg_catalog."C",
    answered bigint NOT NULL,
    seated bigint NOT NULL,
    tallies text NOT NULL COLLATE pg_catalog."C"
)
WITH (fillfactor='50');
CREATE TABLE public.wave_targets (
    wave bigint NOT NULL,
    community text NOT NULL COLLATE pg_catalog."C",
    households bigint NOT NULL,
    estate text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.waves (
    number bigint NOT NULL,
    id text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    questionnaire text NOT NULL COLLATE pg_catalog."C",
    starts_at_ms bigint NOT NULL,
    plan text NOT NULL COLLATE pg_catalog."C",
    households bigint NOT NULL,
    account text NOT NULL COLLATE pg_catalog."C",
    changed_at_ms bigint NOT NULL
);
ALTER TABLE ONLY public.events ALTER COLUMN seq SET DEFAULT nextval('public.events_seq'::regclass);
INSERT INTO public.account_facts VALUES ('worker', 'worker', 'city', '', 0, 1795507350000);
INSERT INTO public.account_facts VALUES ('ling', 'worker', '330106001051,330106001052', '林凌', 0, 1795507400000);
INSERT INTO public.account_facts VALUES ('old', 'planner', '330106', '老陈', 1, 1795507400005);
INSERT INTO public.accounts VALUES ('worker', 'hash', '', '', '', 0);
INSERT INTO public.accounts VALUES ('ling', '', '', '', '', 0);
INSERT INTO public.accounts VALUES ('old', 'hash', '', 'sealed', '', 59850246);
INSERT INTO public.api_tokens VALUES ('7777777777777777777777777777777777777777777777777777777777777777', '0123456789abcdef', 'worker', 'QGIS', 1795507800002, 1803283800002, NULL);
INSERT INTO public.communities VALUES ('330106001051', '翠苑一区社区', '翠苑街道', 1);
INSERT INTO public.community_codes VALUES (15, '330106001051', '翠苑一区', '翠苑街道', '西湖区');
INSERT INTO public.conflicts VALUES ('01a20c90-b5a0-7000-8000-000000000002', 'f6494182d2e96ba08a4d7ffa9a0d4ea347e432746e0db78f9bde395520d3ca9f', 1795507200000, 14);
INSERT INTO public.deletion_log VALUES (43, 'idle_space', 1795507800001, 'own_wish', 1);
INSERT INTO public.erased_records VALUES ('01a20c90-b5a0-7000-8000-000000000006');
INSERT INTO public.events VALUES (1, 1795507200000, 'import', 'community', NULL, '{"source":"test","count":1,"refused":0,"by":""}');
INSERT INTO public.events VALUES (2, 1795507200000, 'photo', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', NULL, '{"bytes":3,"width":1,"height":1,"media_type":"image/png"}');
INSERT INTO public.events VALUES (3, 1795507200000, 'record', '01a20c90-b5a0-7000-8000-000000000001', '\x7b226964223a2230316132306339302d623561302d373030302d383030302d303030303030303030303031222c226b696e64223a2269646c655f7370616365222c227175657374696f6e6e61697265223a2269646c655f7370616365222c227175657374696f6e6e616972655f76657273696f6e223a312c22636f6d6d756e697479223a22333330313036303031303531222c22637265617465645f6174223a22323032362d31312d32345430373a35393a30302e3030305a222c22646576696365223a223030313132323333343435353636373738383939616162626363646465656666222c226d6f6465223a2273656c66222c22636f6e73656e74223a7b22737572766579223a7b2276657273696f6e223a312c22736861323536223a2266653763306431323138613663633666313133653032653236323532646139613262383137316265363739666434343735356336303932333965343036303865227d7d2c2270686f746f73223a5b5d2c22626f6479223a7b22706c616365223a7b22706f696e74223a7b226c6f6e223a3132302e313535312c226c6174223a33302e323734312c22646174756d223a225747532d3834222c22736f75726365223a2268616e64227d7d2c2273706163655f74797065223a22493035222c226465736372697074696f6e223a22e8afb4e6988e227d7d', '{"stem":"翠苑一区","number":1001,"community":"330106001051"}');
INSERT INTO public.events VALUES (4, 1795507200000, 'record', '01a20c90-b5a0-7000-8000-000000000002', '\x7b226964223a2230316132306339302d623561302d373030302d383030302d303030303030303030303032222c226b696e64223a2269646c655f7370616365222c227175657374696f6e6e61697265223a2269646c655f7370616365222c227175657374696f6e6e616972655f76657273696f6e223a312c22636f6d6d756e697479223a22333330313036303031303531222c22637265617465645f6174223a22323032362d31312d32345430373a35393a30302e3030305a222c22646576696365223a223030313132323333343435353636373738383939616162626363646465656666222c226d6f6465223a2273656c66222c22636f6e73656e74223a7b22737572766579223a7b2276657273696f6e223a312c22736861323536223a2266653763306431323138613663633666313133653032653236323532646139613262383137316265363739666434343735356336303932333965343036303865227d7d2c2270686f746f73223a5b5d2c22626f6479223a7b22706c616365223a7b22706f696e74223a7b226c6f6e223a3132302e313535312c226c6174223a33302e323734312c22646174756d223a225747532d3834222c22736f75726365223a2268616e64227d7d2c2273706163655f74797065223a22493035222c226465736372697074696f6e223a22e8afb4e6988e227d7d', '{"stem":"翠苑一区","number":1002,"community":"330106001051"}');
INSERT INTO public.events VALUES (5, 1795507200000, 'record', '01a20c90-b5a0-7000-8000-000000000003', '\x7b226964223a2230316132306339302d623561302d373030302d383030302d303030303030303030303033222c226b696e64223a2269646c655f7370616365222c227175657374696f6e6e61697265223a2269646c655f7370616365222c227175657374696f6e6e616972655f76657273696f6e223a312c22636f6d6d756e697479223a22333330313036303031303531222c22637265617465645f6174223a22323032362d31312d32345430373a35393a30302e3030305a222c22646576696365223a223030313132323333343435353636373738383939616162626363646465656666222c226d6f6465223a2273656c66222c22636f6e73656e74223a7b22737572766579223a7b2276657273696f6e223a312c22736861323536223a2266653763306431323138613663633666313133653032653236323532646139613262383137316265363739666434343735356336303932333965343036303865227d7d2c2270686f746f73223a5b5d2c22626f6479223a7b22706c616365223a7b22706f696e74223a7b226c6f6e223a3132302e313535312c226c6174223a33302e323734312c22646174756d223a225747532d3834222c22736f75726365223a2268616e64227d7d2c2273706163655f74797065223a22493035222c226465736372697074696f6e223a22e8afb4e6988e227d7d', '{"stem":"翠苑一区","number":1003,"community":"330106001051"}');
INSERT INTO public.events VALUES (6, 1795507200000, 'record', '01a20c90-b5a0-7000-8000-000000000004', '\x7b226964223a2230316132306339302d623561302d373030302d383030302d303030303030303030303034222c226b696e64223a2269646c655f7370616365222c227175657374696f6e6e61697265223a2269646c655f7370616365222c227175657374696f6e6e616972655f76657273696f6e223a312c22636f6d6d756e697479223a22333330313036303031303531222c22637265617465645f6174223a22323032362d31312d32345430373a35393a30302e3030305a222c22646576696365223a223030313132323333343435353636373738383939616162626363646465656666222c226d6f6465223a2273656c66222c22636f6e73656e74223a7b22737572766579223a7b2276657273696f6e223a312c22736861323536223a2266653763306431323138613663633666313133653032653236323532646139613262383137316265363739666434343735356336303932333965343036303865227d7d2c2270686f746f73223a5b5d2c22626f6479223a7b22706c616365223a7b22706f696e74223a7b226c6f6e223a3132302e313535312c226c6174223a33302e323734312c22646174756d223a225747532d3834222c22736f75726365223a2268616e64227d7d2c2273706163655f74797065223a22493035222c226465736372697074696f6e223a22e8afb4e6988e227d7d', '{"stem":"翠苑一区","number":1004,"community":"330106001051"}');
INSERT INTO public.events VALUES (7, 1795507200000, 'record', '01a20c90-b5a0-7000-8000-000000000005', '\x7b226964223a2230316132306339302d623561302d373030302d383030302d303030303030303030303035222c226b696e64223a2269646c655f7370616365222c227175657374696f6e6e61697265223a2269646c655f7370616365222c227175657374696f6e6e616972655f76657273696f6e223a312c22636f6d6d756e697479223a22333330313036303031303531222c22637265617465645f6174223a22323032362d31312d32345430373a35393a30302e3030305a222c22646576696365223a223030313132323333343435353636373738383939616162626363646465656666222c226d6f6465223a2273656c66222c22636f6e73656e74223a7b22737572766579223a7b2276657273696f6e223a312c22736861323536223a2266653763306431323138613663633666313133653032653236323532646139613262383137316265363739666434343735356336303932333965343036303865227d7d2c2270686f746f73223a5b5d2c22626f6479223a7b22706c616365223a7b22706f696e74223a7b226c6f6e223a3132302e313535312c226c6174223a33302e323734312c22646174756d223a225747532d3834222c22736f75726365223a2268616e64227d7d2c2273706163655f74797065223a22493035222c226465736372697074696f6e223a22e8afb4e6988e227d7d', '{"stem":"翠苑一区","number":1005,"community":"330106001051"}');
INSERT INTO public.events VALUES (9, 1795507200007, 'record', '01a20c90-b5a0-7000-8000-000000000007', '\x7b226964223a2230316132306339302d623561302d373030302d383030302d303030303030303030303037222c226b696e64223a2269646c655f7370616365222c227175657374696f6e6e61697265223a2269646c655f7370616365222c227175657374696f6e6e616972655f76657273696f6e223a312c22636f6d6d756e697479223a22333330313036303031303531222c22637265617465645f6174223a22323032362d31312d32345430373a35393a30302e3030305a222c22646576696365223a223030313132323333343435353636373738383939616162626363646465656666222c226d6f6465223a2273656c66222c22636f6e73656e74223a7b22737572766579223a7b2276657273696f6e223a312c22736861323536223a2266653763306431323138613663633666313133653032653236323532646139613262383137316265363739666434343735356336303932333965343036303865227d2c2270686f746f223a7b2276657273696f6e223a312c22736861323536223a2232653862616265336239623539343432306662326436636130373232373536356662353562623836356365303766613235306335376636323530343436313730227d7d2c2270686f746f73223a5b7b22736861323536223a2261616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161222c226279746573223a34383030302c227769647468223a313230302c22686569676874223a3930307d2c7b22736861323536223a2262626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262222c226279746573223a34383030302c227769647468223a313230302c22686569676874223a3930307d5d2c22626f6479223a7b22706c616365223a7b22706f696e74223a7b226c6f6e223a3132302e313535312c226c6174223a33302e323734312c22646174756d223a225747532d3834222c22736f75726365223a2268616e64227d7d2c2273706163655f74797065223a22493035222c2270686f746f223a5b2261616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161616161222c2262626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262626262225d7d7d', '{"stem":"翠苑一区","number":1007,"community":"330106001051"}');
INSERT INTO public.events VALUES (10, 1795507200000, 'record', '01a20c90-b5a0-7000-8000-000000000008', '\x7b226964223a2230316132306339302d623561302d373030302d383030302d303030303030303030303038222c226b696e64223a22736572766963655f636865636b7570222c227175657374696f6e6e61697265223a22736572766963655f636865636b7570222c227175657374696f6e6e616972655f76657273696f6e223a312c22636f6d6d756e697479223a22333330313036303031303531222c22637265617465645f6174223a22323032362d31312d32345430373a35393a30302e3030305a222c22646576696365223a223030313132323333343435353636373738383939616162626363646465656666222c226d6f6465223a2273656c66222c22636f6e73656e74223a7b22737572766579223a7b2276657273696f6e223a312c22736861323536223a2266653763306431323138613663633666313133653032653236323532646139613262383137316265363739666434343735356336303932333965343036303865227d7d2c2270686f746f73223a5b5d2c22626f6479223a7b22736174697366616374696f6e223a7b22454c443032223a342c224544553031223a22646f6e745f6b6e6f77227d7d7d', '{"stem":"翠苑一区","number":1008,"community":"330106001051"}');
INSERT INTO public.events VALUES (11, 1795507200009, 'photo', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', NULL, '{"bytes":3,"width":1,"height":1,"media_type":"image/png"}');
INSERT INTO public.events VALUES (12, 1795507200010, 'move', '01a20c90-b5a0-7000-8000-000000000001', NULL, '{"move":"verify","role":"worker","by":"w"}');
INSERT INTO public.events VALUES (13, 1795507200011, 'move', '01a20c90-b5a0-7000-8000-000000000001', NULL, '{"move":"withdraw","role":"resident","by":"d"}');
INSERT INTO public.events VALUES (14, 1795507200000, 'conflict', '01a20c90-b5a0-7000-8000-000000000002', '\x7b226964223a2230316132306339302d623561302d373030302d383030302d303030303030303030303032222c226b696e64223a2269646c655f7370616365222c227175657374696f6e6e61697265223a2269646c655f7370616365222c227175657374696f6e6e616972655f76657273696f6e223a312c22636f6d6d756e697479223a22333330313036303031303531222c22637265617465645f6174223a22323032362d31312d32345430373a35393a30302e3030305a222c22646576696365223a223030313132323333343435353636373738383939616162626363646465656666222c226d6f6465223a2273656c66222c22636f6e73656e74223a7b22737572766579223a7b2276657273696f6e223a312c22736861323536223a2266653763306431323138613663633666313133653032653236323532646139613262383137316265363739666434343735356336303932333965343036303865227d7d2c2270686f746f73223a5b5d2c22626f6479223a7b22706c616365223a7b22706f696e74223a7b226c6f6e223a3132302e313535312c226c6174223a33302e323734312c22646174756d223a225747532d3834222c22736f75726365223a2268616e64227d7d2c2273706163655f74797065223a22493035222c226465736372697074696f6e223a22e8afb4e6988e227d7d20', '{"sha256":"f6494182d2e96ba08a4d7ffa9a0d4ea347e432746e0db78f9bde395520d3ca9f"}');
INSERT INTO public.events VALUES (15, 1795507200020, 'import', 'code_list', '\x5b5b22333330313036303031303531222c22e7bfa0e88b91e4b880e58cba222c22e7bfa0e88b91e8a197e98193222c22e8a5bfe6b996e58cba225d5d', '{"source":"villages","count":1,"refused":0,"by":"planner"}');
INSERT INTO public.events VALUES (16, 1795507200021, 'import', 'space', NULL, '{"source":"survey","count":1,"refused":0,"by":""}');
INSERT INTO public.events VALUES (17, 1795507200022, 'import', 'space', NULL, '{"undo":16,"by":"planner"}');
INSERT INTO public.events VALUES (18, 1795507200030, 'threshold', 'CON02', NULL, '{"measure":"radius_m","before":{"low":70,"high":null},"after":{"low":90,"high":120},"reason":"新小区","by":"planner"}');
INSERT INTO public.events VALUES (19, 1795507200031, 'facility', '01a20c90-b5a0-7000-8000-000000000101', NULL, '{"move":"file","role":"worker","by":"li","facility":{"kind":"ELD02","tier":"T5","name":"翠苑老年食堂","community":"330106001051","point":{"lon":120.1551,"lat":30.2741},"floor_area_m2":180.5,"site_area_m2":null,"seats":48,"opening_hours":"10:30-13:00","accessibility":["step_free"],"photos":[]}}');
INSERT INTO public.events VALUES (20, 1795507200032, 'facility', '01a20c90-b5a0-7000-8000-000000000101', NULL, '{"move":"verify","role":"worker","by":"wang"}');
INSERT INTO public.events VALUES (21, 1795653549687, 'wave', '01a20c90-b5a0-7000-8000-000000000384', NULL, '{"plan":{"title":"下半年体检","questionnaire":"service_checkup","questionnaire_version":1,"opens_at":"2026-11-24T00:00:00.000Z","closes_at":"2027-01-31T00:00:00.000Z","goals":{"general":0.5,"renewal":0.8,"resettlement":0.8},"targets":[{"community":"330106001051","households":400,"estate":"general"},{"community":"330106001052","households":90,"estate":"renewal"}]},"by":"planner"}');
INSERT INTO public.events VALUES (22, 1795653549714, 'wave', '01a20c90-b5a0-7000-8000-000000000384', NULL, '{"move":"open","by":"planner"}');
INSERT INTO public.events VALUES (23, 1795653549727, 'wave', '01a20c90-b5a0-7000-8000-000000000384', NULL, '{"community":"330106001051","building":"3 幢","hashes":["eda309716afbb47c5d173b22d7c148902291e471bb0b45073992c2c0f7508072","77d7ba2ec95e9fdf897822fb82a6167f585442b10a03b153b410e70899e33d80"],"by":"planner"}');
INSERT INTO public.events VALUES (24, 1795653549943, 'record', '01a20c90-b5a0-7000-8000-000000000385', '\x7b226964223a202230316132306339302d623561302d373030302d383030302d303030303030303030333835222c20226b696e64223a2022736572766963655f636865636b7570222c20227175657374696f6e6e61697265223a2022736572766963655f636865636b7570222c20227175657374696f6e6e616972655f76657273696f6e223a20312c2022636f6d6d756e697479223a2022333330313036303031303531222c2022637265617465645f6174223a2022323032362d31312d32365430303a30303a30302e3030305a222c2022646576696365223a20223030313132323333343435353636373738383939616162626363646465656666222c20226d6f6465223a202273656c66222c2022636f6e73656e74223a207b22737572766579223a207b2276657273696f6e223a20322c2022736861323536223a202263656663393831316462646564623537623766666331336239663062613539343862653938393036343562623164306139616633626439376438303662613264227d7d2c202270686f746f73223a205b5d2c2022626f6479223a207b22736174697366616374696f6e223a207b22454c443032223a20342c2022434f4d3031223a20327d2c20226167655f62616e64223a202236305f3734227d7d', '{"stem":"翠苑一区","number":1009,"community":"330106001051","wave":21}');
INSERT INTO public.events VALUES (25, 1795507300000, 'meeting', '01a20c90-b5a0-7000-8000-000000000384', NULL, '{"plan":{"title":"三楼","community":"330106001051","questions":[{"name":"room","kind":"single_choice","label":{"zh":"三楼的房间做什么"},"choices":[{"code":"yes","label":{"zh":"活动室"}},{"code":"no","label":{"zh":"别的"}}]}]},"by":"worker"}');
INSERT INTO public.events VALUES (26, 1795507300001, 'meeting', '01a20c90-b5a0-7000-8000-000000000384', NULL, '{"move":"open","by":"worker","number":1,"code":"ABC29Z","agenda":{"id":"meeting","version":1,"title":{"zh":"三楼"},"pages":[{"title":{"zh":"三楼"},"questions":[{"name":"room","kind":"single_choice","label":{"zh":"三楼的房间做什么"},"choices":[{"code":"yes","label":{"zh":"活动室"}},{"code":"no","label":{"zh":"别的"}}]}]}]}}');
INSERT INTO public.events VALUES (27, 1795507300002, 'meeting', '01a20c90-b5a0-7000-8000-000000000384', NULL, '{"question":"room","set":"open","by":"worker"}');
INSERT INTO public.events VALUES (28, 1795507300003, 'meeting', '01a20c90-b5a0-7000-8000-000000000384', NULL, '{"seat":"5555555555555555555555555555555555555555555555555555555555555555","voice":"d1"}');
INSERT INTO public.events VALUES (29, 1795507350000, 'account', 'worker', NULL, '{"do":"put","role":"worker","areas":["city"],"shown_name":"","by":""}');
INSERT INTO public.events VALUES (30, 1795507400000, 'account', 'ling', NULL, '{"do":"put","role":"worker","areas":["330106001051","330106001052"],"shown_name":"林凌","by":"worker"}');
INSERT INTO public.events VALUES (31, 1795507400001, 'invitation', '6666666666666666666666666666666666666666666666666666666666666666', NULL, '{"do":"invite","account":"ling","expires_at_ms":1796112200000,"by":"worker"}');
INSERT INTO public.events VALUES (32, 1795507400002, 'account', 'ling', NULL, '{"do":"invite","by":"worker"}');
INSERT INTO public.events VALUES (33, 1795507400003, 'account', 'old', NULL, '{"do":"put","role":"planner","areas":["330106"],"shown_name":"老陈","by":"worker"}');
INSERT INTO public.events VALUES (34, 1795507400004, 'account', 'old', NULL, '{"do":"second_on","by":"old"}');
INSERT INTO public.events VALUES (35, 1795507400005, 'account', 'old', NULL, '{"do":"lock","by":"worker"}');
INSERT INTO public.events VALUES (36, 1795507500000, 'index_run', '01a20c90-b5a0-7000-8000-000000000385', '\x7b22666f726d6174223a312c2273657474696e6773223a7b226163636573735f7368617265223a302e362c22626f74746f6d5f7368617265223a302e312c22626f74746f6d5f726f756e64696e67223a227570222c22756e737572655f6c6f77223a302e322c22756e737572655f68696768223a302e382c226472617773223a31302c2273656564223a372c226f746865725f776569676874223a312c2277656967687473223a7b7d7d2c2261626f7574223a7b7d2c2263697479223a7b226b696e6473223a5b5b22454c443031222c325d5d2c22646f75627466756c223a5b5d2c22636f6d6d756e6974696573223a5b7b22636f6465223a22333330313036303031303531222c226e616d65223a22e7bfa0e88b91e4b880e58cba222c2270656f706c65223a3130302c22686f757365686f6c6473223a34302c2262795f6e6574776f726b223a747275652c227365727669636573223a5b5b3130302c38312c36302c302c302c5b302c302c305d2c5b302c302c305d5d5d7d5d7d7d', '{"title":"2026 上半年","wave":"","document_sha256":"ca31ec73c08b196d66dcf5978d3920ad0b7e86a0bee28a3a2dd6f2899bef9994","result_sha256":"879ee77449333f387eb0d7c5ec71f39a2dc716e23a8b8be10189c8923c9dfae1","ranked":1,"bottom":1,"survey_first":0,"mean":72.0,"by":"worker","result":"{\"document_sha256\":\"ca31ec73c08b196d66dcf5978d3920ad0b7e86a0bee28a3a2dd6f2899bef9994\",\"index\":{\"ranked\":1,\"bottom\":1,\"cut\":72,\"survey_first\":0,\"communities\":[{\"code\":\"330106001051\",\"name\":\"翠苑一区\",\"index\":72,\"standard\":90,\"low\":71.95,\"high\":72.04,\"rank\":1,\"best_rank\":1,\"worst_rank\":1,\"bottom\":true,\"probability\":1,\"survey_first\":false}]}}"}');
INSERT INTO public.events VALUES (37, 1795507500001, 'index_run', '01a20c90-b5a0-7000-8000-000000000385', NULL, '{"move":"publish","by":"worker"}');
INSERT INTO public.events VALUES (38, 1795507600000, 'plan_item', '01a20c90-b5a0-7000-8000-000000001101', NULL, '{"do":"file","facts":{"year":2027,"title":"老锅炉房改社区食堂","community":"330106001051","kinds":["ELD01"],"space":"01a20c90-b5a0-7000-8000-000000000001","way":"vacate","source_index_run":"01a20c90-b5a0-7000-8000-000000000385","owner":"翠苑街道","budget_yuan":500000,"funds":{"city":300000,"district":200000},"starts_on":"2027-03-01","ends_on":"2027-10-31","photos_before":[],"photos_after":[]},"role":"planner","by":"worker"}');
INSERT INTO public.events VALUES (39, 1795507600001, 'plan_item', '01a20c90-b5a0-7000-8000-000000001101', NULL, '{"do":"move","move":"list_by_reason","reason":"居民要求","role":"planner","by":"worker"}');
INSERT INTO public.events VALUES (40, 1795507600002, 'plan_item', '01a20c90-b5a0-7000-8000-000000001101', NULL, '{"do":"progress","progress":{"year":2027,"percent":10,"spent_yuan":20000,"note":"测绘"},"role":"worker","by":"worker"}');
INSERT INTO public.events VALUES (41, 1795507700000, 'move', '01a20c90-b5a0-7000-8000-000000000002', NULL, '{"move":"verify","two_persons":true,"finding":"usable","area_m2":640,"note":"有梯","role":"worker","by":"worker"}');
INSERT INTO public.events VALUES (42, 1795507800000, 'reads', '', NULL, '{"before":"","hash":"9c31dcc68e4f2abe6302e46b230e21a91aae847424d9a65505f0924021a232a6","reads":[[1795507800000,"worker","report","01a20c90-b5a0-7000-8000-000000000006"]]}');
INSERT INTO public.events VALUES (8, 1795507200000, 'record', '01a20c90-b5a0-7000-8000-000000000006', NULL, '{"erased":true,"stem":"翠苑一区","number":1006}');
INSERT INTO public.events VALUES (43, 1795507800001, 'erasure', 'own_wish', NULL, '{"device":"5947d7c33d783f94b3b4c1a96ebc8991ed28f1b069b71e03376cba8caa98a720","records":["01a20c90-b5a0-7000-8000-000000000006"],"said":[],"conflicts":[],"n":{"idle_space":1}}');
INSERT INTO public.events VALUES (44, 1795507800000, 'programme', '01912d68-783e-7a33-9e2a-1c5a5e3d00d0', NULL, '{"do":"file","kind":"candidate","facts":{"title":"翠苑一区未来社区","community":"330106001051","year":2023,"type":"leading","batch":"4"},"role":"planner","by":"planner"}');
INSERT INTO public.events VALUES (45, 1795507800001, 'programme', '01912d68-783e-7a33-9e2a-1c5a5e3d00d0', NULL, '{"do":"move","move":"file_scheme","role":"planner","by":"planner"}');
INSERT INTO public.events VALUES (46, 1795507800002, 'account', 'worker', NULL, '{"do":"token","by":"worker"}');
INSERT INTO public.events VALUES (47, 1795507900000, 'photo_cover', 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', NULL, '{"do":"cover","parts":[[0.25,0.125,0.5,0.75]],"role":"worker","by":"worker"}');
INSERT INTO public.facilities VALUES ('01a20c90-b5a0-7000-8000-000000000101', 2, 'verified', 'ELD02', '翠苑老年食堂', '330106001051', 120.1551, 30.2741, '{"kind":"ELD02","tier":"T5","name":"翠苑老年食堂","community":"330106001051","point":{"lon":120.1551,"lat":30.2741},"floor_area_m2":180.5,"site_area_m2":null,"seats":48,"opening_hours":"10:30-13:00","accessibility":["step_free"],"photos":[]}', '', 0, 'li', 1795507200031, 'li', 'wang', 1795507200032, 2, 1795507200032);
INSERT INTO public.facility_versions VALUES ('01a20c90-b5a0-7000-8000-000000000101', 1, 1795507200031, 'file', 'filed', 'li', '', '{"kind":"ELD02","tier":"T5","name":"翠苑老年食堂","community":"330106001051","point":{"lon":120.1551,"lat":30.2741},"floor_area_m2":180.5,"site_area_m2":null,"seats":48,"opening_hours":"10:30-13:00","accessibility":["step_free"],"photos":[]}');
INSERT INTO public.facility_versions VALUES ('01a20c90-b5a0-7000-8000-000000000101', 2, 1795507200032, 'verify', 'verified', 'wang', '', '{"kind":"ELD02","tier":"T5","name":"翠苑老年食堂","community":"330106001051","point":{"lon":120.1551,"lat":30.2741},"floor_area_m2":180.5,"site_area_m2":null,"seats":48,"opening_hours":"10:30-13:00","accessibility":["step_free"],"photos":[]}');
INSERT INTO public.features VALUES (1, 'community', 'test', '翠苑一区社区', '330106001051', 0.010000000000001563, 120.15, 120.16, 30.27, 30.28, '{"type":"Polygon","coordinates":[[[120.15,30.27],[120.16,30.27],[120.16,30.28],[120.15,30.28],[120.15,30.27]]]}', '{"name":"翠苑一区社区","code":"330106001051","street":"翠苑街道"}', 1);
INSERT INTO public.imports VALUES (1, 1795507200000, 'community', 'test', '', 1, 0, 'live', NULL);
INSERT INTO public.imports VALUES (15, 1795507200020, 'code_list', 'villages', 'planner', 1, 0, 'live', NULL);
INSERT INTO public.imports VALUES (16, 1795507200021, 'space', 'survey', '', 1, 0, 'undone', NULL);
INSERT INTO public.index_runs VALUES (36, '01a20c90-b5a0-7000-8000-000000000385', 'published', '2026 上半年', '', 'ca31ec73c08b196d66dcf5978d3920ad0b7e86a0bee28a3a2dd6f2899bef9994', '879ee77449333f387eb0d7c5ec71f39a2dc716e23a8b8be10189c8923c9dfae1', 1, 1, 0, 72, 'worker', 1795507500000, 1795507500001, '{"document_sha256":"ca31ec73c08b196d66dcf5978d3920ad0b7e86a0bee28a3a2dd6f2899bef9994","index":{"ranked":1,"bottom":1,"cut":72,"survey_first":0,"communities":[{"code":"330106001051","name":"翠苑一区","index":72,"standard":90,"low":71.95,"high":72.04,"rank":1,"best_rank":1,"worst_rank":1,"bottom":true,"probability":1,"survey_first":false}]}}');
INSERT INTO public.invitations VALUES ('6666666666666666666666666666666666666666666666666666666666666666', 'ling', 1796112200000, 'open');
INSERT INTO public.map_version VALUES (true, 4);
INSERT INTO public.meeting_questions VALUES (1, 'room', 'open', 0);
INSERT INTO public.meeting_seats VALUES ('5555555555555555555555555555555555555555555555555555555555555555', 1, 'd1');
INSERT INTO public.meetings VALUES ('01a20c90-b5a0-7000-8000-000000000384', 1, 'open', 'ABC29Z', '{"title":"三楼","community":"330106001051","questions":[{"name":"room","kind":"single_choice","label":{"zh":"三楼的房间做什么"},"choices":[{"code":"yes","label":{"zh":"活动室"}},{"code":"no","label":{"zh":"别的"}}]}]}', 'room', '{"decisions":[]}', 'worker', 1795507300000, 1795507300001, NULL, 4);
INSERT INTO public.photo_blobs VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '', '\x6f6e65');
INSERT INTO public.photo_blobs VALUES ('bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', '', '\x74776f');
INSERT INTO public.photo_blobs VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', '240.jpg', '\x736d616c6c');
INSERT INTO public.photos VALUES ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 3, 1, 1, 'image/png', 1795507200000);
INSERT INTO public.photos VALUES ('bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 3, 1, 1, 'image/png', 1795507200009);
INSERT INTO public.covered_photos VALUES ('bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', '[[0.25,0.125,0.5,0.75]]', 'worker', 1795507900000);
INSERT INTO public.plan_items VALUES ('01a20c90-b5a0-7000-8000-000000001101', 3, 'listed', 2027, '330106001051', '01a20c90-b5a0-7000-8000-000000000001', 1, '{"year":2027,"title":"老锅炉房改社区食堂","community":"330106001051","kinds":["ELD01"],"space":"01a20c90-b5a0-7000-8000-000000000001","way":"vacate","source_index_run":"01a20c90-b5a0-7000-8000-000000000385","owner":"翠苑街道","budget_yuan":500000,"funds":{"city":300000,"district":200000},"starts_on":"2027-03-01","ends_on":"2027-10-31","photos_before":[],"photos_after":[],"id":"01a20c90-b5a0-7000-8000-000000001101","version":3,"state":"listed","reason":"居民要求","progress":[{"year":2027,"percent":10,"spent_yuan":20000,"note":"测绘"}],"carried_from_year":null,"index_before":null,"effect_index_run":"","index_after":null,"listed_at":"2026-11-24T08:06:40.001Z","building_at":"1970-01-01T00:00:00.000Z","done_at":"1970-01-01T00:00:00.000Z","community_name":"","filed_by":"","filed_at":"1970-01-01T00:00:00.000Z","changed_at":"1970-01-01T00:00:00.000Z"}', 'worker', 1795507600000, 1795507600002);
INSERT INTO public.plan_versions VALUES ('01a20c90-b5a0-7000-8000-000000001101', 1, 1795507600000, 'file', '', 'worker', '', '{"year":2027,"title":"老锅炉房改社区食堂","community":"330106001051","kinds":["ELD01"],"space":"01a20c90-b5a0-7000-8000-000000000001","way":"vacate","source_index_run":"01a20c90-b5a0-7000-8000-000000000385","owner":"翠苑街道","budget_yuan":500000,"funds":{"city":300000,"district":200000},"starts_on":"2027-03-01","ends_on":"2027-10-31","photos_before":[],"photos_after":[],"id":"01a20c90-b5a0-7000-8000-000000001101","version":1,"state":"proposed","reason":"","progress":[],"carried_from_year":null,"index_before":null,"effect_index_run":"","index_after":null,"listed_at":"1970-01-01T00:00:00.000Z","building_at":"1970-01-01T00:00:00.000Z","done_at":"1970-01-01T00:00:00.000Z","community_name":"","filed_by":"","filed_at":"1970-01-01T00:00:00.000Z","changed_at":"1970-01-01T00:00:00.000Z"}');
INSERT INTO public.plan_versions VALUES ('01a20c90-b5a0-7000-8000-000000001101', 2, 1795507600001, 'move', 'list_by_reason', 'worker', '居民要求', '{"year":2027,"title":"老锅炉房改社区食堂","community":"330106001051","kinds":["ELD01"],"space":"01a20c90-b5a0-7000-8000-000000000001","way":"vacate","source_index_run":"01a20c90-b5a0-7000-8000-000000000385","owner":"翠苑街道","budget_yuan":500000,"funds":{"city":300000,"district":200000},"starts_on":"2027-03-01","ends_on":"2027-10-31","photos_before":[],"photos_after":[],"id":"01a20c90-b5a0-7000-8000-000000001101","version":2,"state":"listed","reason":"居民要求","progress":[],"carried_from_year":null,"index_before":null,"effect_index_run":"","index_after":null,"listed_at":"2026-11-24T08:06:40.001Z","building_at":"1970-01-01T00:00:00.000Z","done_at":"1970-01-01T00:00:00.000Z","community_name":"","filed_by":"","filed_at":"1970-01-01T00:00:00.000Z","changed_at":"1970-01-01T00:00:00.000Z"}');
INSERT INTO public.plan_versions VALUES ('01a20c90-b5a0-7000-8000-000000001101', 3, 1795507600002, 'progress', '', 'worker', '', '{"year":2027,"title":"老锅炉房改社区食堂","community":"330106001051","kinds":["ELD01"],"space":"01a20c90-b5a0-7000-8000-000000000001","way":"vacate","source_index_run":"01a20c90-b5a0-7000-8000-000000000385","owner":"翠苑街道","budget_yuan":500000,"funds":{"city":300000,"district":200000},"starts_on":"2027-03-01","ends_on":"2027-10-31","photos_before":[],"photos_after":[],"id":"01a20c90-b5a0-7000-8000-000000001101","version":3,"state":"listed","reason":"居民要求","progress":[{"year":2027,"percent":10,"spent_yuan":20000,"note":"测绘"}],"carried_from_year":null,"index_before":null,"effect_index_run":"","index_after":null,"listed_at":"2026-11-24T08:06:40.001Z","building_at":"1970-01-01T00:00:00.000Z","done_at":"1970-01-01T00:00:00.000Z","community_name":"","filed_by":"","filed_at":"1970-01-01T00:00:00.000Z","changed_at":"1970-01-01T00:00:00.000Z"}');
INSERT INTO public.programme_entries VALUES ('01912d68-783e-7a33-9e2a-1c5a5e3d00d0', 2, 'candidate', 'scheme_filed', 2023, '330106001051', '{"id":"01912d68-783e-7a33-9e2a-1c5a5e3d00d0","kind":"candidate","version":2,"state":"scheme_filed","facts":{"title":"翠苑一区未来社区","community":"330106001051","year":2023,"type":"leading","batch":"4"},"reason":"","facilities":[],"community_name":"","filed_by":"","filed_at":"1970-01-01T00:00:00.000Z","changed_at":"1970-01-01T00:00:00.000Z"}', 'planner', 1795507800000, 1795507800001);
INSERT INTO public.programme_versions VALUES ('01912d68-783e-7a33-9e2a-1c5a5e3d00d0', 1, 1795507800000, 'file', '', 'planner', '', '{"id":"01912d68-783e-7a33-9e2a-1c5a5e3d00d0","kind":"candidate","version":1,"state":"applied","facts":{"title":"翠苑一区未来社区","community":"330106001051","year":2023,"type":"leading","batch":"4"},"reason":"","facilities":[],"community_name":"","filed_by":"","filed_at":"1970-01-01T00:00:00.000Z","changed_at":"1970-01-01T00:00:00.000Z"}');
INSERT INTO public.programme_versions VALUES ('01912d68-783e-7a33-9e2a-1c5a5e3d00d0', 2, 1795507800001, 'move', 'file_scheme', 'planner', '', '{"id":"01912d68-783e-7a33-9e2a-1c5a5e3d00d0","kind":"candidate","version":2,"state":"scheme_filed","facts":{"title":"翠苑一区未来社区","community":"330106001051","year":2023,"type":"leading","batch":"4"},"reason":"","facilities":[],"community_name":"","filed_by":"","filed_at":"1970-01-01T00:00:00.000Z","changed_at":"1970-01-01T00:00:00.000Z"}');
INSERT INTO public.questionnaires VALUES ('meeting', 1, '{"id":"meeting","version":1,"title":{"zh":"三楼"},"pages":[{"title":{"zh":"三楼"},"questions":[{"name":"room","kind":"single_choice","label":{"zh":"三楼的房间做什么"},"choices":[{"code":"yes","label":{"zh":"活动室"}},{"code":"no","label":{"zh":"别的"}}]}]}]}', 'worker', 1795507300001);
INSERT INTO public.read_log VALUES (42, 0, 1795507800000, 'worker', 'report', '01a20c90-b5a0-7000-8000-000000000006');
INSERT INTO public.receipt_counters VALUES ('翠苑一区', 1009);
INSERT INTO public.record_photos VALUES (9, 1, 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb', 48000, 1200, 900);
INSERT INTO public.record_photos VALUES (9, 0, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 48000, 1200, 900);
INSERT INTO public.records VALUES (4, '01a20c90-b5a0-7000-8000-000000000002', 'idle_space', '00112233445566778899aabbccddeeff', '504435c4742f7f9d5bf1f36ccbd779268af7d071c10cf3e176d4925d2b0a933a', '翠苑一区 1002', '330106001051', 'I05', 'submitted', 1795507140000, 1795507200000);
INSERT INTO public.records VALUES (5, '01a20c90-b5a0-7000-8000-000000000003', 'idle_space', '00112233445566778899aabbccddeeff', '24478bcf414dd82c3a20ba289cac54bff913d9eeb957c3d1b1e573c31863706f', '翠苑一区 1003', '330106001051', 'I05', 'submitted', 1795507140000, 1795507200000);
INSERT INTO public.records VALUES (6, '01a20c90-b5a0-7000-8000-000000000004', 'idle_space', '00112233445566778899aabbccddeeff', '3291dc222a6ac130516f32a231e8a0237a482f4634dd38eb75c8933103ce3f4f', '翠苑一区 1004', '330106001051', 'I05', 'submitted', 1795507140000, 1795507200000);
INSERT INTO public.records VALUES (7, '01a20c90-b5a0-7000-8000-000000000005', 'idle_space', '00112233445566778899aabbccddeeff', '1a1bc02bdc3f058c72eaa02143669466196564203f8780723d630b5840bed7ab', '翠苑一区 1005', '330106001051', 'I05', 'submitted', 1795507140000, 1795507200000);
INSERT INTO public.records VALUES (9, '01a20c90-b5a0-7000-8000-000000000007', 'idle_space', '00112233445566778899aabbccddeeff', 'd62005779878adf6224ffcca54193335a32aec24be7ddbacbf574ea406c3635b', '翠苑一区 1007', '330106001051', 'I05', 'submitted', 1795507140000, 1795507200007);
INSERT INTO public.records VALUES (10, '01a20c90-b5a0-7000-8000-000000000008', 'service_checkup', '00112233445566778899aabbccddeeff', '03b63a318ef57ee373769f7b17e6a02fd438e95b67a280008f58340ea1c42217', '翠苑一区 1008', '330106001051', '', 'submitted', 1795507140000, 1795507200000);
INSERT INTO public.records VALUES (3, '01a20c90-b5a0-7000-8000-000000000001', 'idle_space', '00112233445566778899aabbccddeeff', 'd58e578585cf3f5cf130012a4f22080ca26d82cdd7432b33a0aa884674c00997', '翠苑一区 1001', '330106001051', 'I05', 'withdrawn', 1795507140000, 1795507200000);
INSERT INTO public.records VALUES (24, '01a20c90-b5a0-7000-8000-000000000385', 'service_checkup', '00112233445566778899aabbccddeeff', '06ae6f5899d696961fd1f90d3b17e69ed25a6b504d8ca937b35ad5b31f5378ee', '翠苑一区 1009', '330106001051', '', 'submitted', 1795651200000, 1795653549943);
INSERT INTO public.recovery_codes VALUES ('7777777777777777777777777777777777777777777777777777777777777777', 'old');
INSERT INTO public.report_standings VALUES (4, '01a20c90-b5a0-7000-8000-000000000002', 1, '', '{"state":"submitted","checks":[{"by":"worker","at_ms":1795507700000,"finding":"usable","area_m2":640,"note":"有梯"}]}');
INSERT INTO public.schema_version VALUES (1, 1795507200000);
INSERT INTO public.schema_version VALUES (2, 1795507200000);
INSERT INTO public.schema_version VALUES (3, 1795507200000);
INSERT INTO public.schema_version VALUES (4, 1795507200000);
INSERT INTO public.schema_version VALUES (5, 1795507200000);
INSERT INTO public.schema_version VALUES (6, 1795507200000);
INSERT INTO public.schema_version VALUES (7, 1795507200000);
INSERT INTO public.schema_version VALUES (8, 1795507200000);
INSERT INTO public.schema_version VALUES (9, 1795507200000);
INSERT INTO public.schema_version VALUES (10, 1795507200000);
INSERT INTO public.schema_version VALUES (11, 1795507200000);
INSERT INTO public.schema_version VALUES (12, 1795507200000);
INSERT INTO public.schema_version VALUES (13, 1795507200000);
INSERT INTO public.schema_version VALUES (14, 1795507200000);
INSERT INTO public.schema_version VALUES (15, 1795507200000);
INSERT INTO public.schema_version VALUES (16, 1795507200000);
INSERT INTO public.schema_version VALUES (17, 1795507200000);
INSERT INTO public.schema_version VALUES (18, 1795507200000);
INSERT INTO public.sessions VALUES ('token', 'worker', 1795507201000, 'whole');
INSERT INTO public.settings VALUES ('city_name', '城');
INSERT INTO public.space_counts VALUES ('330106001051', 'I05', 'verified', 0, 0, 0);
INSERT INTO public.space_counts VALUES ('330106001051', 'I05', 'withdrawn', 1, 0, 0);
INSERT INTO public.space_counts VALUES ('330106001051', 'I05', 'submitted', 5, 0, 0);
INSERT INTO public.spaces VALUES (4, '01a20c90-b5a0-7000-8000-000000000002', '翠苑一区 1002', '330106001051', 'submitted', 'I05', 120.1551, 30.2741, 'hand', 'WGS-84', NULL, NULL, NULL, NULL, NULL, '', '说明', 0, 0, 'self', 1795507140000, 1795507200000, 0);
INSERT INTO public.spaces VALUES (5, '01a20c90-b5a0-7000-8000-000000000003', '翠苑一区 1003', '330106001051', 'submitted', 'I05', 120.1551, 30.2741, 'hand', 'WGS-84', NULL, NULL, NULL, NULL, NULL, '', '说明', 0, 0, 'self', 1795507140000, 1795507200000, 0);
INSERT INTO public.spaces VALUES (6, '01a20c90-b5a0-7000-8000-000000000004', '翠苑一区 1004', '330106001051', 'submitted', 'I05', 120.1551, 30.2741, 'hand', 'WGS-84', NULL, NULL, NULL, NULL, NULL, '', '说明', 0, 0, 'self', 1795507140000, 1795507200000, 0);
INSERT INTO public.spaces VALUES (7, '01a20c90-b5a0-7000-8000-000000000005', '翠苑一区 1005', '330106001051', 'submitted', 'I05', 120.1551, 30.2741, 'hand', 'WGS-84', NULL, NULL, NULL, NULL, NULL, '', '说明', 0, 0, 'self', 1795507140000, 1795507200000, 0);
INSERT INTO public.spaces VALUES (9, '01a20c90-b5a0-7000-8000-000000000007', '翠苑一区 1007', '330106001051', 'submitted', 'I05', 120.1551, 30.2741, 'hand', 'WGS-84', NULL, NULL, NULL, NULL, NULL, '', '', 2, 0, 'self', 1795507140000, 1795507200007, 0);
INSERT INTO public.spaces VALUES (3, '01a20c90-b5a0-7000-8000-000000000001', '翠苑一区 1001', '330106001051', 'withdrawn', 'I05', 120.1551, 30.2741, 'hand', 'WGS-84', NULL, NULL, NULL, NULL, NULL, '', '说明', 0, 0, 'self', 1795507140000, 1795507200000, 0);
INSERT INTO public.threshold_changes VALUES (18, 1795507200030, 'CON02', 'radius_m', 70, NULL, 90, 120, '新小区', 'planner');
INSERT INTO public.wave_answers VALUES (21, 'd00112233445566778899aabbccddeeff', 24);
INSERT INTO public.wave_seats VALUES ('eda309716afbb47c5d173b22d7c148902291e471bb0b45073992c2c0f7508072', 21, '330106001051', '3 幢', 1, 0);
INSERT INTO public.wave_seats VALUES ('77d7ba2ec95e9fdf897822fb82a6167f585442b10a03b153b410e70899e33d80', 21, '330106001051', '3 幢', 2, 0);
INSERT INTO public.wave_sums VALUES (21, '330106001051', 'self', '60_74', 1, 0, 'COM01:1,2,4,0,0,0,0,0,0,0,0,0,0;ELD02:1,4,16,0,0,0,0,0,0,0,0,0,0');
INSERT INTO public.wave_targets VALUES (21, '330106001051', 400, 'general');
INSERT INTO public.wave_targets VALUES (21, '330106001052', 90, 'renewal');
INSERT INTO public.waves VALUES (21, '01a20c90-b5a0-7000-8000-000000000384', 'open', 'service_checkup', 1795478400000, '{"title":"下半年体检","questionnaire":"service_checkup","questionnaire_version":1,"opens_at":"2026-11-24T00:00:00.000Z","closes_at":"2027-01-31T00:00:00.000Z","goals":{"general":0.5,"renewal":0.8,"resettlement":0.8},"targets":[]}', 490, 'planner', 1795653549714);
INSERT INTO public.webhook_cursors VALUES ('gis', 44, 2, 1795507810000, '', 0);
INSERT INTO public.push_subscriptions VALUES ('https://push.example/one', '5947d7c33d783f94b3b4c1a96ebc8991ed28f1b069b71e03376cba8caa98a720', 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4', 'BTBZMqHH6r4Tts7J_aSIgg', 'zh', 1795508000000);
INSERT INTO public.push_messages VALUES ('https://push.example/one', '01a20c90-b5a0-7000-8000-000000000003', 'asked', '1003', 1795508000001, 1, 1795508005000);
SELECT pg_catalog.setval('public.events_seq', 49, true);
SELECT pg_catalog.setval('public.features_id_seq', 2, true);
ALTER TABLE ONLY public.account_facts
    ADD CONSTRAINT account_facts_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT accounts_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.communities
    ADD CONSTRAINT communities_pkey PRIMARY KEY (code);
ALTER TABLE ONLY public.community_codes
    ADD CONSTRAINT community_codes_pkey PRIMARY KEY (import, code);
ALTER TABLE ONLY public.conflicts
    ADD CONSTRAINT conflicts_pkey PRIMARY KEY (record_id, sha256);
ALTER TABLE ONLY public.corroborations
    ADD CONSTRAINT corroborations_pkey PRIMARY KEY (device, record);
ALTER TABLE ONLY public.deletion_log
    ADD CONSTRAINT deletion_log_pkey PRIMARY KEY (seq, kind);
ALTER TABLE ONLY public.erased_records
    ADD CONSTRAINT erased_records_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.facilities
    ADD CONSTRAINT facilities_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.facility_versions
    ADD CONSTRAINT facility_versions_pkey PRIMARY KEY (id, version);
ALTER TABLE ONLY public.features
    ADD CONSTRAINT features_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.imports
    ADD CONSTRAINT imports_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.index_runs
    ADD CONSTRAINT index_runs_id_key UNIQUE (id);
ALTER TABLE ONLY public.index_runs
    ADD CONSTRAINT index_runs_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_pkey PRIMARY KEY (hash);
ALTER TABLE ONLY public.map_version
    ADD CONSTRAINT map_version_pkey PRIMARY KEY (only_row);
ALTER TABLE ONLY public.meeting_answers
    ADD CONSTRAINT meeting_answers_pkey PRIMARY KEY (record_seq);
ALTER TABLE ONLY public.meeting_questions
    ADD CONSTRAINT meeting_questions_pkey PRIMARY KEY (meeting, name);
ALTER TABLE ONLY public.meeting_seats
    ADD CONSTRAINT meeting_seats_pkey PRIMARY KEY (hash);
ALTER TABLE ONLY public.meeting_words
    ADD CONSTRAINT meeting_words_pkey PRIMARY KEY (record_id);
ALTER TABLE ONLY public.meetings
    ADD CONSTRAINT meetings_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.photo_blobs
    ADD CONSTRAINT photo_blobs_pkey PRIMARY KEY (sha256, variant);
ALTER TABLE ONLY public.photo_erasures
    ADD CONSTRAINT photo_erasures_pkey PRIMARY KEY (sha256);
ALTER TABLE ONLY public.photo_pieces
    ADD CONSTRAINT photo_pieces_pkey PRIMARY KEY (sha256, at);
ALTER TABLE ONLY public.photos
    ADD CONSTRAINT photos_pkey PRIMARY KEY (sha256);
ALTER TABLE ONLY public.plan_items
    ADD CONSTRAINT plan_items_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.plan_versions
    ADD CONSTRAINT plan_versions_pkey PRIMARY KEY (id, version);
ALTER TABLE ONLY public.programme_entries
    ADD CONSTRAINT programme_entries_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.programme_versions
    ADD CONSTRAINT programme_versions_pkey PRIMARY KEY (id, version);
ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_pkey PRIMARY KEY (hash);
ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_id_key UNIQUE (id);
ALTER TABLE ONLY public.webhook_cursors
    ADD CONSTRAINT webhook_cursors_pkey PRIMARY KEY (target);
ALTER TABLE ONLY public.covered_photos
    ADD CONSTRAINT covered_photos_pkey PRIMARY KEY (sha256);
ALTER TABLE ONLY public.push_subscriptions
    ADD CONSTRAINT push_subscriptions_pkey PRIMARY KEY (endpoint);
ALTER TABLE ONLY public.push_messages
    ADD CONSTRAINT push_messages_pkey PRIMARY KEY (endpoint, subject);
ALTER TABLE ONLY public.questionnaires
    ADD CONSTRAINT questionnaires_pkey PRIMARY KEY (id, version);
ALTER TABLE ONLY public.read_log
    ADD CONSTRAINT read_log_pkey PRIMARY KEY (seq, place);
ALTER TABLE ONLY public.receipt_counters
    ADD CONSTRAINT receipt_counters_pkey PRIMARY KEY (stem);
ALTER TABLE ONLY public.record_photos
    ADD CONSTRAINT record_photos_pkey PRIMARY KEY (record_seq, place);
ALTER TABLE ONLY public.records
    ADD CONSTRAINT records_id_key UNIQUE (id);
ALTER TABLE ONLY public.records
    ADD CONSTRAINT records_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.records
    ADD CONSTRAINT records_receipt_key UNIQUE (receipt);
ALTER TABLE ONLY public.recovery_codes
    ADD CONSTRAINT recovery_codes_pkey PRIMARY KEY (account, hash);
ALTER TABLE ONLY public.report_standings
    ADD CONSTRAINT report_standings_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.retired_sums
    ADD CONSTRAINT retired_sums_pkey PRIMARY KEY (seq, wave, community, mode, age_band);
ALTER TABLE ONLY public.schema_version
    ADD CONSTRAINT schema_version_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (token_hash);
ALTER TABLE ONLY public.settings
    ADD CONSTRAINT settings_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.space_counts
    ADD CONSTRAINT space_counts_pkey PRIMARY KEY (community, type, state);
ALTER TABLE ONLY public.spaces
    ADD CONSTRAINT spaces_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.threshold_changes
    ADD CONSTRAINT threshold_changes_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.tiles
    ADD CONSTRAINT tiles_pkey PRIMARY KEY (layer, z, x, y);
ALTER TABLE ONLY public.wave_answers
    ADD CONSTRAINT wave_answers_pkey PRIMARY KEY (wave, voice);
ALTER TABLE ONLY public.wave_seats
    ADD CONSTRAINT wave_seats_pkey PRIMARY KEY (hash);
ALTER TABLE ONLY public.wave_sums
    ADD CONSTRAINT wave_sums_pkey PRIMARY KEY (wave, community, mode, age_band);
ALTER TABLE ONLY public.wave_targets
    ADD CONSTRAINT wave_targets_pkey PRIMARY KEY (wave, community);
ALTER TABLE ONLY public.waves
    ADD CONSTRAINT waves_id_key UNIQUE (id);
ALTER TABLE ONLY public.waves
    ADD CONSTRAINT waves_pkey PRIMARY KEY (number);
CREATE INDEX communities_by_feature ON public.communities USING btree (feature);
CREATE INDEX events_by_subject ON public.events USING btree (subject);
CREATE INDEX facilities_by_change ON public.facilities USING btree (changed_at_ms, id);
CREATE INDEX facilities_by_community ON public.facilities USING btree (community, kind);
CREATE INDEX facilities_by_import ON public.facilities USING btree (import);
CREATE INDEX facilities_by_origin ON public.facilities USING btree (origin);
CREATE INDEX facilities_by_place ON public.facilities USING btree (lon, lat);
CREATE INDEX features_by_box ON public.features USING gist (box(point(west, south), point(east, north)));
CREATE INDEX features_by_import ON public.features USING btree (import);
CREATE INDEX features_by_size ON public.features USING btree (role, size);
CREATE INDEX imports_by_source ON public.imports USING btree (role, source);
CREATE INDEX invitations_by_account ON public.invitations USING btree (account, state);
CREATE INDEX meeting_answers_by_voice ON public.meeting_answers USING btree (meeting, question, voice, created_at_ms, record_id);
CREATE INDEX meeting_seats_by_voice ON public.meeting_seats USING btree (meeting, voice);
CREATE INDEX meetings_by_code ON public.meetings USING btree (code, state);
CREATE INDEX meetings_by_number ON public.meetings USING btree (number);
CREATE INDEX plan_items_by_space ON public.plan_items USING btree (space, listed);
CREATE INDEX programme_by_kind ON public.programme_entries USING btree (kind, state);
CREATE INDEX api_tokens_by_account ON public.api_tokens USING btree (account);
CREATE INDEX push_subscriptions_by_device ON public.push_subscriptions USING btree (device_sha256, made_at_ms);
CREATE INDEX push_messages_by_time ON public.push_messages USING btree (next_at_ms);
CREATE INDEX read_log_by_account ON public.read_log USING btree (account, seq);
CREATE INDEX read_log_by_subject ON public.read_log USING btree (subject, seq);
CREATE INDEX record_photos_by_photo ON public.record_photos USING btree (sha256);
CREATE INDEX records_by_device ON public.records USING btree (device, seq);
CREATE INDEX records_remarks ON public.records USING btree (state, seq) WHERE (kind = 'facility_remark'::text);
CREATE INDEX report_standings_into ON public.report_standings USING btree (into_id);
CREATE INDEX sessions_by_account ON public.sessions USING btree (account);
CREATE INDEX sessions_by_end ON public.sessions USING btree (expires_at_ms);
CREATE INDEX spaces_by_community ON public.spaces USING btree (community, received_at_ms);
CREATE INDEX spaces_by_id ON public.spaces USING btree (id);
CREATE INDEX spaces_by_place ON public.spaces USING btree (((trunc((lat * (100)::double precision)))::bigint), lon);
CREATE INDEX spaces_by_received ON public.spaces USING btree (received_at_ms, seq);
CREATE INDEX spaces_by_state ON public.spaces USING btree (state, received_at_ms);
CREATE INDEX spaces_by_type ON public.spaces USING btree (type, received_at_ms);
CREATE INDEX wave_seats_by_building ON public.wave_seats USING btree (wave, community, building);
CREATE TRIGGER events_only_erased BEFORE UPDATE ON public.events FOR EACH ROW EXECUTE FUNCTION public.events_only_erased();
CREATE TRIGGER events_stay BEFORE DELETE OR TRUNCATE ON public.events FOR EACH STATEMENT EXECUTE FUNCTION public.events_stay();
ALTER TABLE ONLY public.recovery_codes
    ADD CONSTRAINT recovery_codes_account_fkey FOREIGN KEY (account) REFERENCES public.accounts(name);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_account_fkey FOREIGN KEY (account) REFERENCES public.accounts(name);
ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT api_tokens_account_fkey FOREIGN KEY (account) REFERENCES public.accounts(name);
ALTER TABLE public.spaces ADD COLUMN reported_area text COLLATE pg_catalog."C" NOT NULL DEFAULT '';
ALTER TABLE public.spaces ADD COLUMN stage text COLLATE pg_catalog."C" DEFAULT 'candidate';
CREATE INDEX spaces_by_stage ON public.spaces USING btree (stage, received_at_ms);
CREATE TABLE public.space_standings (
    id text NOT NULL COLLATE pg_catalog."C",
    standing text NOT NULL COLLATE pg_catalog."C"
);
ALTER TABLE ONLY public.space_standings
    ADD CONSTRAINT space_standings_pkey PRIMARY KEY (id);
INSERT INTO public.events VALUES (48, 1795508100000, 'move', '01a20c90-b5a0-7000-8000-000000000003', NULL, '{"move":"verify","finding":"usable","area_m2":120,"role":"worker","by":"worker"}');
INSERT INTO public.events VALUES (49, 1795508200000, 'space', '01a20c90-b5a0-7000-8000-000000000003', NULL, '{"move":"clear_ownership","words":"街道办事处","role":"worker","by":"worker"}');
INSERT INTO public.space_standings VALUES ('01a20c90-b5a0-7000-8000-000000000003', '{"ownership":"clear","ownership_words":"街道办事处"}');
INSERT INTO public.report_standings VALUES (5, '01a20c90-b5a0-7000-8000-000000000003', 1, '', '{"state":"verified","checks":[{"by":"worker","at_ms":1795508100000,"finding":"usable","area_m2":120}],"measured_m2":120}');
UPDATE public.report_standings SET standing = '{"state":"submitted","checks":[{"by":"worker","at_ms":1795507700000,"finding":"usable","area_m2":640,"note":"有梯"}],"measured_m2":640}' WHERE seq = 4;
UPDATE public.records SET state = 'verified' WHERE seq = 5;
UPDATE public.spaces SET state = 'verified', area_m2 = 120, area_low_m2 = 114, area_high_m2 = 126, area_source = 'measured', reported_area = '{}', stage = 'ownership_clear' WHERE seq = 5;
UPDATE public.spaces SET stage = 'matched' WHERE seq = 3;
UPDATE public.space_counts SET n = 4 WHERE state = 'submitted';
UPDATE public.space_counts SET n = 1, sized = 1, low_cm2 = 1140000 WHERE state = 'verified';

// SPDX-License-Identifier: Apache-2.0
// The step of SQLite's tables for phones that are told of what happens to a report of theirs.
#pragma once

namespace kongdi::server {

inline constexpr const char* kSqlitePushStep = R"sql(
-- Browsers that are told of what happens to a report; where and how, so no events.
CREATE TABLE push_subscriptions (
    endpoint      TEXT PRIMARY KEY,
    device_sha256 TEXT NOT NULL,  -- of the pseudonym
    p256dh        TEXT NOT NULL,  -- base64url, as the next
    auth          TEXT NOT NULL,
    lang          TEXT NOT NULL,
    made_at_ms    INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX push_subscriptions_by_device ON push_subscriptions (device_sha256, made_at_ms);

-- What they are still to be told, the last of each report.
CREATE TABLE push_messages (
    endpoint   TEXT NOT NULL,
    subject    TEXT NOT NULL,  -- the id of the report
    step       TEXT NOT NULL,
    number     TEXT NOT NULL,  -- of its receipt
    at_ms      INTEGER NOT NULL,
    tries      INTEGER NOT NULL,
    next_at_ms INTEGER NOT NULL,
    PRIMARY KEY (endpoint, subject)
) WITHOUT ROWID;
CREATE INDEX push_messages_by_time ON push_messages (next_at_ms);
)sql";

}  // namespace kongdi::server

// SPDX-License-Identifier: Apache-2.0
// The step of SQLite's tables for programs of others: tokens by which they read, and how far they
// were told of what happens.
#pragma once

namespace kongdi::server {

inline constexpr const char* kSqliteTokenStep = R"sql(
-- Tokens by which programs of an account read, by the hash of their secret; secrets, so no events.
CREATE TABLE api_tokens (
    hash          TEXT PRIMARY KEY,
    id            TEXT NOT NULL UNIQUE,
    account       TEXT NOT NULL REFERENCES accounts (name),
    name          TEXT NOT NULL,
    made_at_ms    INTEGER NOT NULL,
    expires_at_ms INTEGER NOT NULL,
    used_day_ms   INTEGER
) WITHOUT ROWID;
CREATE INDEX api_tokens_by_account ON api_tokens (account);

-- How far each target of webhooks was told of the events, and which server tells it just now.
CREATE TABLE webhook_cursors (
    target        TEXT PRIMARY KEY,
    seq           INTEGER NOT NULL,
    tries         INTEGER NOT NULL,
    next_at_ms    INTEGER NOT NULL,
    holder        TEXT NOT NULL,
    held_until_ms INTEGER NOT NULL
) WITHOUT ROWID;
)sql";

}  // namespace kongdi::server

// SPDX-License-Identifier: Apache-2.0
// The step of PostgreSQL's tables for programs of others: tokens by which they read, and how far
// they were told of what happens.
#pragma once

namespace kongdi::server {

inline constexpr const char* kPostgresTokenStep = R"sql(
-- Tokens by which programs of an account read, by the hash of their secret; secrets, so no events.
CREATE TABLE api_tokens (
    hash          text COLLATE "C" PRIMARY KEY,
    id            text COLLATE "C" NOT NULL UNIQUE,
    account       text COLLATE "C" NOT NULL REFERENCES accounts (name),
    name          text COLLATE "C" NOT NULL,
    made_at_ms    bigint NOT NULL,
    expires_at_ms bigint NOT NULL,
    used_day_ms   bigint
);
CREATE INDEX api_tokens_by_account ON api_tokens (account);

-- How far each target of webhooks was told of the events, and which server tells it just now.
CREATE TABLE webhook_cursors (
    target        text COLLATE "C" PRIMARY KEY,
    seq           bigint NOT NULL,
    tries         bigint NOT NULL,
    next_at_ms    bigint NOT NULL,
    holder        text COLLATE "C" NOT NULL,
    held_until_ms bigint NOT NULL
);
)sql";

}  // namespace kongdi::server

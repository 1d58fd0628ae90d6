// SPDX-License-Identifier: Apache-2.0
// The step of PostgreSQL's tables for phones that are told of what happens to a report of theirs.
#pragma once

namespace kongdi::server {

inline constexpr const char* kPostgresPushStep = R"sql(
-- Browsers that are told of what happens to a report; where and how, so no events.
CREATE TABLE push_subscriptions (
    endpoint      text COLLATE "C" PRIMARY KEY,
    device_sha256 text COLLATE "C" NOT NULL,  -- of the pseudonym
    p256dh        text COLLATE "C" NOT NULL,  -- base64url, as the next
    auth          text COLLATE "C" NOT NULL,
    lang          text COLLATE "C" NOT NULL,
    made_at_ms    bigint NOT NULL
);
CREATE INDEX push_subscriptions_by_device ON push_subscriptions (device_sha256, made_at_ms);

-- What they are still to be told, the last of each report.
CREATE TABLE push_messages (
    endpoint   text COLLATE "C" NOT NULL,
    subject    text COLLATE "C" NOT NULL,  -- the id of the report
    step       text COLLATE "C" NOT NULL,
    number     text COLLATE "C" NOT NULL,  -- of its receipt
    at_ms      bigint NOT NULL,
    tries      bigint NOT NULL,
    next_at_ms bigint NOT NULL,
    PRIMARY KEY (endpoint, subject)
);
CREATE INDEX push_messages_by_time ON push_messages (next_at_ms);
)sql";

}  // namespace kongdi::server

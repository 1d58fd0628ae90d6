// SPDX-License-Identifier: Apache-2.0
// Advisory locks of one database, held to the end of the transaction. Whoever takes several takes
// them in the order of this file.
#pragma once

#include <cstdint>
#include <string_view>

#include "server/storage/postgres.hpp"

namespace kongdi::server {

// The upper half of the key is ours, so that other programs may lock beside us.
inline constexpr std::int64_t kLocks = 0x6b6f6e67'00000000;  // "kong"
/// Held while the tables are made or changed.
inline constexpr std::int64_t kLockSchema = kLocks + 1;
/// Shared by all who add events; alone by who makes the derived tables again.
inline constexpr std::int64_t kLockEvents = kLocks + 2;
/// Held by an import of map features.
inline constexpr std::int64_t kLockMap = kLocks + 3;
/// Held by who writes a register of the staff.
inline constexpr std::int64_t kLockRegister = kLocks + 4;
/// Shared by answers to an open wave; alone by who opens or closes one.
inline constexpr std::int64_t kLockWaves = kLocks + 5;
/// Shared by answers in a meeting; alone by who leads one or joins it.
inline constexpr std::int64_t kLockMeetings = kLocks + 6;
/// Held by who changes an account, or logs in or out.
inline constexpr std::int64_t kLockAccounts = kLocks + 7;
/// Publishing a questionnaire: one at a time.
inline constexpr std::int64_t kLockQuestionnaires = kLocks + 8;
/// Held by who moves on in what others are told.
inline constexpr std::int64_t kLockWebhooks = kLocks + 9;
/// One of 256 for each photo: shared by who counts it as missing, alone by who brings it.
inline constexpr std::int64_t kLockPhotos = kLocks + 0x100;

/// One of 256: held by who adds a piece of an upload.
inline constexpr std::int64_t kLockPieces = kLocks + 0x200;

/// `locks` is kLockPhotos or kLockPieces.
constexpr std::int64_t lock_of(std::int64_t locks, std::string_view sha256) {
    std::uint32_t hash = 2166136261u;  // FNV-1a, the same in every build
    for (const char c : sha256) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    return locks + (hash & 0xff);
}

inline constexpr const char* kLockExclusive = "SELECT pg_advisory_xact_lock($1)";
inline constexpr const char* kLockShared = "SELECT pg_advisory_xact_lock_shared($1)";

inline void lock_exclusive(PostgresConnection& connection, std::int64_t key) {
    connection.run(kLockExclusive, PostgresValues::of(key));
}
inline void lock_shared(PostgresConnection& connection, std::int64_t key) {
    connection.run(kLockShared, PostgresValues::of(key));
}

}  // namespace kongdi::server

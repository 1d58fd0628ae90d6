// SPDX-License-Identifier: Apache-2.0
// Photos, what was made of them, and uploads under way: all in the database.
#include "server/storage/postgres_events.hpp"
#include "server/storage/postgres_locks.hpp"
#include "server/storage/postgres_storage.hpp"

namespace kongdi::server {

namespace {

std::int64_t offset_of(PostgresConnection& connection, std::string_view sha256) {
    return connection
        .run("SELECT coalesce(max(at + size), 0) FROM photo_pieces WHERE sha256 = $1",
             PostgresValues::of(sha256))[0]
        .whole(0);
}

void drop_pieces(PostgresConnection& connection, std::string_view sha256) {
    connection.run("DELETE FROM photo_pieces WHERE sha256 = $1", PostgresValues::of(sha256));
}

std::optional<std::string> blob_of(PostgresConnection& connection, std::string_view sha256,
                                   std::string_view variant) {
    const PostgresResult row =
        connection.run("SELECT bytes FROM photo_blobs WHERE sha256 = $1 AND variant = $2",
                       PostgresValues::of(sha256, variant));
    if (row.empty()) return std::nullopt;
    return row[0].bytes(0);
}

}  // namespace

Result<std::optional<StoredPhoto>> PostgresStorage::photo(std::string_view sha256) {
    return read([&](PostgresConnection& connection) -> std::optional<StoredPhoto> {
        const PostgresResult row =
            connection.run("SELECT bytes, width, height, media_type FROM photos WHERE sha256 = $1",
                           PostgresValues::of(sha256));
        if (row.empty()) return std::nullopt;
        return StoredPhoto{std::string(sha256), row[0].whole(0), row[0].whole(1), row[0].whole(2),
                           row[0].string(3)};
    });
}

Result<std::int64_t> PostgresStorage::photo_offset(std::string_view sha256) {
    return read([&](PostgresConnection& connection) { return offset_of(connection, sha256); });
}

Result<std::int64_t> PostgresStorage::add_photo_piece(std::string_view sha256, std::int64_t offset,
                                                      std::string_view bytes) {
    return write([&](PostgresConnection& connection) {
        // Two uploads of one photo at once take turns.
        lock_exclusive(connection, lock_of(kLockPieces, sha256));
        const std::int64_t known = offset_of(connection, sha256);
        if (offset != 0 && offset != known)
            throw StorageFailure(ErrorCode::PhotoRange, "at " + std::to_string(known));
        if (offset == 0) drop_pieces(connection, sha256);
        const auto size = static_cast<std::int64_t>(bytes.size());
        connection.run(
            "INSERT INTO photo_pieces VALUES ($1, $2, $3, $4, "
            "(extract(epoch FROM now()) * 1000)::bigint)",
            PostgresValues::of(sha256, offset, size, PostgresBytes{bytes}));
        return offset + size;
    });
}

Result<std::string> PostgresStorage::photo_pieces(std::string_view sha256) {
    return read([&](PostgresConnection& connection) {
        const PostgresResult rows =
            connection.run("SELECT bytes FROM photo_pieces WHERE sha256 = $1 ORDER BY at",
                           PostgresValues::of(sha256));
        if (rows.empty()) throw StorageFailure(ErrorCode::NotFound, "no upload of this photo");
        std::string out;
        for (int i = 0; i < rows.rows(); ++i) out += rows[i].bytes(0);
        return out;
    });
}

Result<void> PostgresStorage::drop_photo_pieces(std::string_view sha256) {
    return write([&](PostgresConnection& connection) { drop_pieces(connection, sha256); });
}

Result<void> PostgresStorage::keep_photo(const StoredPhoto& photo, std::string_view bytes,
                                         std::int64_t at_ms) {
    return write([&](PostgresConnection& connection) {
        lock_shared(connection, kLockEvents);
        // The bytes before the lock, which who counts this photo as missing waits for.
        connection.run("INSERT INTO photo_blobs VALUES ($1, '', $2) ON CONFLICT DO NOTHING",
                       PostgresValues::of(photo.sha256, PostgresBytes{bytes}));
        add_photo(connection, photo, at_ms);
        drop_pieces(connection, photo.sha256);
    });
}

Result<std::string> PostgresStorage::photo_bytes(std::string_view sha256) {
    return read([&](PostgresConnection& connection) {
        auto bytes = blob_of(connection, sha256, "");
        if (!bytes) throw StorageFailure(ErrorCode::NotFound, "no such photo");
        return *std::move(bytes);
    });
}

Result<std::optional<std::string>> PostgresStorage::photo_variant(std::string_view sha256,
                                                                  std::string_view variant) {
    return read(
        [&](PostgresConnection& connection) { return blob_of(connection, sha256, variant); });
}

Result<void> PostgresStorage::keep_photo_variant(std::string_view sha256, std::string_view variant,
                                                 std::string_view bytes) {
    return write([&](PostgresConnection& connection) {
        connection.run(
            "INSERT INTO photo_blobs VALUES ($1, $2, $3) ON CONFLICT (sha256, variant) "
            "DO UPDATE SET bytes = excluded.bytes",
            PostgresValues::of(sha256, variant, PostgresBytes{bytes}));
    });
}

Result<bool> PostgresStorage::photo_belongs_to(std::string_view sha256, std::string_view device) {
    return read([&](PostgresConnection& connection) {
        return !connection
                    .run(
                        "SELECT 1 FROM record_photos p JOIN records r ON r.seq = p.record_seq "
                        "WHERE p.sha256 = $1 AND r.device = $2 LIMIT 1",
                        PostgresValues::of(sha256, device))
                    .empty();
    });
}

}  // namespace kongdi::server

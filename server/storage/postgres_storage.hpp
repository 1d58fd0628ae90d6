// SPDX-License-Identifier: Apache-2.0
// A store in a PostgreSQL database, photos included, so that any number of servers need nothing
// else in common. Records go through one writer; all else through a pool of connections.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>

#include "server/storage/community_areas.hpp"
#include "server/storage/community_facts.hpp"
#include "server/storage/postgres_pool.hpp"
#include "server/storage/postgres_writer.hpp"
#include "server/storage/read_log.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server {

struct PostgresOptions {
    std::string url = {};
    std::size_t max_waiting = 4096;  // records; past it storage_busy
    std::size_t connections = 12;    // at once, beside the writer's
    std::size_t downloads = 4;       // at once; each holds a connection
};

class PostgresStorage final : public Storage {
public:
    /// Throws StorageFailure; see open_postgres_storage.
    PostgresStorage(const PostgresOptions& options, const Catalogue& catalogue);

    Result<Accepted> submit(Submission submission) override;
    std::vector<Result<Accepted>> submit_all(std::vector<Submission> submissions) override;
    Result<std::optional<StoredRecord>> record(std::string_view id) override;
    Result<std::vector<StoredRecord>> records_of_device(std::string_view device,
                                                        std::int64_t limit) override;
    Result<std::vector<std::string>> record_bytes(std::string_view id) override;
    Result<StoredRecord> step_report(std::string_view record_id, const ReportStep& step,
                                     const Actor& actor, std::int64_t at_ms) override;

    Result<api::SpacePage> spaces(const api::SpaceQuery& query) override;
    Result<std::optional<api::SpaceCard>> space_card(std::string_view id) override;
    Result<std::unique_ptr<SpaceCursor>> open_spaces(const api::SpaceQuery& query) override;

    Result<std::optional<StoredPhoto>> photo(std::string_view sha256) override;
    Result<std::int64_t> photo_offset(std::string_view sha256) override;
    Result<std::int64_t> add_photo_piece(std::string_view sha256, std::int64_t offset,
                                         std::string_view bytes) override;
    Result<std::string> photo_pieces(std::string_view sha256) override;
    Result<void> drop_photo_pieces(std::string_view sha256) override;
    Result<void> keep_photo(const StoredPhoto& photo, std::string_view bytes,
                            std::int64_t at_ms) override;
    Result<std::string> photo_bytes(std::string_view sha256) override;
    Result<std::optional<std::string>> photo_variant(std::string_view sha256,
                                                     std::string_view variant) override;
    Result<void> keep_photo_variant(std::string_view sha256, std::string_view variant,
                                    std::string_view bytes) override;
    Result<bool> photo_belongs_to(std::string_view sha256, std::string_view device) override;

    Result<std::vector<StoredImport>> import_layers(std::span<const NewLayer> layers,
                                                    std::int64_t at_ms) override;
    Result<StoredImport> undo_import(std::int64_t id, std::string_view by,
                                     std::int64_t at_ms) override;
    Result<std::vector<StoredImport>> imports(std::int64_t limit) override;
    Result<std::int64_t> map_version() override;
    Result<std::vector<RoleCount>> role_counts() override;
    Result<std::vector<CommunityName>> known_communities() override;
    Result<std::vector<MapRow>> map_rows(const MapRowQuery& query) override;
    Result<std::optional<KeptTile>> kept_tile(const TileAddress& address) override;
    Result<void> keep_tile(const TileAddress& address, const KeptTile& tile,
                           std::int64_t version) override;
    Result<api::MapPart> map_part(const Box& box, std::int64_t limit) override;
    Result<std::vector<api::Community>> communities() override;
    Result<std::vector<CommunityFacts>> community_facts() override;
    Result<std::optional<std::string>> community_at(Wgs84Point point) override;
    Result<Box> map_box() override;
    Result<std::optional<Box>> community_box(std::string_view code) override;

    Result<void> publish(const StoredQuestionnaire& one) override;
    Result<std::optional<StoredQuestionnaire>> questionnaire(std::string_view id,
                                                             std::int64_t version) override;
    Result<std::vector<StoredQuestionnaire>> questionnaires() override;

    Result<std::string> setting(std::string_view name) override;
    Result<void> put_setting(std::string_view name, std::string_view value) override;

    Result<bool> is_empty() override;
    Result<std::vector<StoredEvent>> events_after(std::int64_t seq, std::int64_t limit) override;
    Result<std::vector<StoredFeature>> features_after(std::int64_t id, std::int64_t limit) override;
    Result<std::vector<Setting>> settings() override;
    Result<void> restore_events(std::span<const StoredEvent> events) override;
    Result<void> restore_features(std::span<const StoredFeature> features) override;

    Result<void> ready() override;
    Result<void> rebuild() override;
    Result<std::string> derived_text() override;
    const CommitMeter& commits() const override { return m_writer.meter(); }
    std::size_t waiting() const override { return m_writer.waiting(); }
    Result<StoreCounts> counts() override;
    Result<std::unique_ptr<RecordCursor>> open_records(const RecordQuery& query) override;
    Result<void> finish_erasing() override;
    ReadLog& reads() override { return m_reads; }
    Result<EventEdge> event_edge() override;

protected:
    const Catalogue& lists() const override { return m_catalogue; }
    Result<void> write_register(Register which, const std::function<void(Sql&)>& work) override;
    Result<void> read_register(const std::function<void(Sql&)>& work) override;

private:
    std::shared_ptr<const CommunityAreas> areas(PostgresConnection& connection);
    /// Reads, and reads again on a new connection when the server had dropped the old one.
    template <class Work>
    auto read(Work&& work);
    /// In a transaction, which is tried again when another one was in its way.
    template <class Work>
    auto write(Work&& work);

    const Catalogue& m_catalogue;
    PostgresPool m_pool;
    PostgresPool m_downloads;
    PostgresWriter m_writer;

    std::atomic<std::int64_t> m_freed_at_ms = 0;  // when the place of erased rows was set free

    std::mutex m_areas_mutex;
    std::shared_ptr<const CommunityAreas> m_areas;  // null until asked for
    std::int64_t m_areas_version = -1;
    std::mutex m_box_mutex;
    Box m_box;
    std::int64_t m_box_version = -1;
    std::mutex m_map_facts_mutex;
    KeptMapFacts m_map_facts;
    ReadLog m_reads{*this};  // goes first, and writes what is left
};

template <class Work>
auto PostgresStorage::read(Work&& work) {
    return guarded([&] {
        {
            auto connection = m_pool.lend();
            try {
                return work(*connection);
            } catch (const StorageFailure&) {
                if (connection->alive()) throw;
            }
        }
        auto connection = m_pool.lend();
        return work(*connection);
    });
}

template <class Work>
auto PostgresStorage::write(Work&& work) {
    constexpr int kTries = 8;
    return guarded([&] {
        auto connection = m_pool.lend();
        for (int tried = 1;; ++tried) {
            try {
                PostgresTransaction transaction(*connection);
                if constexpr (std::is_void_v<decltype(work(*connection))>) {
                    work(*connection);
                    transaction.commit();
                    return;
                } else {
                    auto out = work(*connection);
                    transaction.commit();
                    return out;
                }
            } catch (const PostgresConflict&) {
                if (tried == kTries) throw;
            }
        }
    });
}

Result<std::unique_ptr<Storage>> open_postgres_storage(const PostgresOptions& options,
                                                       const Catalogue& catalogue);

}  // namespace kongdi::server

// SPDX-License-Identifier: Apache-2.0
// What the server keeps: records as they were sent, what happened to them, photos, the map,
// accounts. Everything that happens is an event that is only ever added; what is asked for stands
// in tables derived from the events in the same transaction. Every call may be made from any
// thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/api/messages.hpp"
#include "core/api/space_query.hpp"
#include "core/base/result.hpp"
#include "core/codec/geojson.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/checkup.hpp"
#include "core/model/facility_remark.hpp"
#include "core/model/indicator.hpp"
#include "core/model/record.hpp"
#include "core/model/report_state.hpp"
#include "core/model/space.hpp"
#include "server/metrics/commit_meter.hpp"
#include "server/storage/map_rows.hpp"
#include "server/storage/questionnaire_rows.hpp"
#include "server/storage/record_cursor.hpp"
#include "server/storage/registers.hpp"
#include "server/storage/store_counts.hpp"
#include "server/storage/webhook_cursors.hpp"

namespace kongdi::server {

class ReadLog;

/// What an answer says in a meeting.
struct MeetingVote {
    std::string question = {};
    std::string answer = {};  // JSON
};

/// A record that passed core's check, ready to be kept.
struct Submission {
    std::string bytes = {};   // as sent
    std::string sha256 = {};  // of the bytes
    Record record = {};
    std::optional<Space> space = {};            // of a report of an idle space
    std::optional<Checkup> checkup = {};        // of a service check-up
    std::optional<MeetingVote> vote = {};       // of an answer in a meeting
    std::string helper = {};                    // the account of who helped, if it is known
    std::optional<FacilityRemark> remark = {};  // of a facility
    std::optional<std::string> community = {};  // as named in it, or found from its point
    std::int64_t received_at_ms = 0;

    /// What the record is about, in a word: the type of the space, or the subject of the remark.
    std::string_view type() const {
        if (remark) return remark_subject_name(remark->subject);
        return space ? std::string_view(space->type) : std::string_view();
    }
};

struct Accepted {
    api::Receipt receipt = {};
    bool is_new = false;  // false: the same bytes were here before
};

/// One record with whose it is.
struct StoredRecord {
    api::RecordState state = {};
    RecordKind kind = RecordKind::IdleSpace;
    std::string device = {};
    std::string sha256 = {};
};

struct StoredPhoto {
    std::string sha256 = {};
    std::int64_t bytes = 0;
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::string media_type = {};  // "image/jpeg"
};

/// What happened, as it was written down.
struct StoredEvent {
    std::int64_t seq = 0;
    std::int64_t at_ms = 0;
    std::string kind = {};
    std::string subject = {};
    std::optional<std::string> bytes = {};
    std::string facts = {};
};

struct StoredFeature {
    std::int64_t id = 0;
    std::int64_t import = 0;  // StoredImport::id
    std::string role = {};
    std::string source = {};
    Feature feature = {};
};

struct Setting {
    std::string name = {};
    std::string value = {};
};

/// Rows of the table of spaces from one unchanging view of the data, one after the other.
class SpaceCursor {
public:
    virtual ~SpaceCursor() = default;
    /// How many rows there will be.
    virtual std::int64_t total() const = 0;
    /// Fills the next row; false when there is none left.
    virtual Result<bool> next(Space& row) = 0;
};

/// Errors beside those named: storage_busy, storage_full (nothing was done; try again later),
/// internal.
class Storage : public Registers {
public:
    // Records. Answers come after the data is safe on the disk.

    /// id_conflict for other bytes under a known id; these are kept beside the first ones.
    virtual Result<Accepted> submit(Submission submission) = 0;
    /// Many at once, an answer each in their order; one that fails leaves the others alone.
    virtual std::vector<Result<Accepted>> submit_all(std::vector<Submission> submissions) = 0;
    virtual Result<std::optional<StoredRecord>> record(std::string_view id) = 0;
    /// Newest first.
    virtual Result<std::vector<StoredRecord>> records_of_device(std::string_view device,
                                                                std::int64_t limit) = 0;
    /// The bytes as first sent, and then those of each conflict in the order they came.
    virtual Result<std::vector<std::string>> record_bytes(std::string_view id) = 0;
    /// not_found, and as core/lifecycle/report_lifecycle.hpp; of a merge also not_found and
    /// move_illegal at /into. Whether a resident may touch this record is the caller's to check.
    virtual Result<StoredRecord> step_report(std::string_view record_id, const ReportStep& step,
                                             const Actor& actor, std::int64_t at_ms) = 0;
    /// A step of which there is no more to say.
    Result<StoredRecord> move(std::string_view record_id, ReportMove move, const Actor& actor,
                              std::int64_t at_ms) {
        return step_report(record_id, {.move = move}, actor, at_ms);
    }

    // The table of spaces.

    virtual Result<api::SpacePage> spaces(const api::SpaceQuery& query) = 0;
    /// One space with the photos that have arrived, in the order of its record; none when no record
    /// of a space has this id.
    virtual Result<std::optional<api::SpaceCard>> space_card(std::string_view id) = 0;
    /// All rows of the filter: offset and limit do not count.
    virtual Result<std::unique_ptr<SpaceCursor>> open_spaces(const api::SpaceQuery& query) = 0;

    // Photos by the SHA-256 of their bytes, whole or in pieces.

    virtual Result<std::optional<StoredPhoto>> photo(std::string_view sha256) = 0;
    /// How many bytes of an upload under way are safe; 0 when there is none.
    virtual Result<std::int64_t> photo_offset(std::string_view sha256) = 0;
    /// Adds a piece at its place and gives the new offset. photo_range when `offset` is not where
    /// the last piece ended; a piece at 0 begins again.
    virtual Result<std::int64_t> add_photo_piece(std::string_view sha256, std::int64_t offset,
                                                 std::string_view bytes) = 0;
    virtual Result<std::string> photo_pieces(std::string_view sha256) = 0;
    virtual Result<void> drop_photo_pieces(std::string_view sha256) = 0;
    /// Keeps a whole photo and forgets its pieces. Known ones are left as they are.
    virtual Result<void> keep_photo(const StoredPhoto& photo, std::string_view bytes,
                                    std::int64_t at_ms) = 0;
    /// not_found when it is not here.
    virtual Result<std::string> photo_bytes(std::string_view sha256) = 0;
    /// A derived picture (a thumbnail) kept beside the photo; none when it was not made yet.
    virtual Result<std::optional<std::string>> photo_variant(std::string_view sha256,
                                                             std::string_view variant) = 0;
    /// An empty `variant` keeps the bytes of the photo itself, before its event is restored.
    virtual Result<void> keep_photo_variant(std::string_view sha256, std::string_view variant,
                                            std::string_view bytes) = 0;
    virtual Result<bool> photo_belongs_to(std::string_view sha256, std::string_view device) = 0;

    // The map.

    /// Adds layers in one transaction: all or none. A role is one of core/model/map_role.hpp or
    /// code_list. Properties `name` and `code` are indexed; the features of role "community" need a
    /// `code` of 12 digits and may have `street`. The same role and source again replaces what came
    /// before.
    virtual Result<std::vector<StoredImport>> import_layers(std::span<const NewLayer> layers,
                                                            std::int64_t at_ms) = 0;
    /// One layer from memory; gives the count of its features.
    Result<std::int64_t> import_features(std::string_view role, std::string_view source,
                                         std::span<const Feature> features, std::int64_t at_ms);
    /// Takes an import back, what it had replaced returns. not_found, import_replaced.
    virtual Result<StoredImport> undo_import(std::int64_t id, std::string_view by,
                                             std::int64_t at_ms) = 0;
    /// Newest first.
    virtual Result<std::vector<StoredImport>> imports(std::int64_t limit) = 0;
    /// Grows with every import and undo.
    virtual Result<std::int64_t> map_version() = 0;
    virtual Result<std::vector<RoleCount>> role_counts() = 0;
    /// Of lists of codes and of the map; a code has one name, that of the list.
    virtual Result<std::vector<CommunityName>> known_communities() = 0;
    virtual Result<std::vector<MapRow>> map_rows(const MapRowQuery& query) = 0;
    /// Tiles that were made since the last import of their layer.
    virtual Result<std::optional<KeptTile>> kept_tile(const TileAddress& address) = 0;
    /// Keeps a tile that was made of this version of the map, unless there is a newer one.
    virtual Result<void> keep_tile(const TileAddress& address, const KeptTile& tile,
                                   std::int64_t version) = 0;
    /// What the map shows of a rectangle, at most `limit`, large features first.
    virtual Result<api::MapPart> map_part(const Box& box, std::int64_t limit) = 0;
    virtual Result<std::vector<api::Community>> communities() = 0;
    /// What is known of each community, by code.
    virtual Result<std::vector<CommunityFacts>> community_facts() = 0;
    /// The code of the community around a point.
    virtual Result<std::optional<std::string>> community_at(Wgs84Point point) = 0;
    virtual Result<Box> map_box() = 0;
    /// The rectangle around a community; none when it is unknown.
    virtual Result<std::optional<Box>> community_box(std::string_view code) = 0;

    // Versions of questionnaires beside those that programs carry inside.

    /// The same again changes nothing; version_taken for another document of this version.
    virtual Result<void> publish(const StoredQuestionnaire& one) = 0;
    virtual Result<std::optional<StoredQuestionnaire>> questionnaire(std::string_view id,
                                                                     std::int64_t version) = 0;
    /// By id and version.
    virtual Result<std::vector<StoredQuestionnaire>> questionnaires() = 0;
    /// The same read; null when there is none.
    Result<std::shared_ptr<const Questionnaire>> find_questionnaire(std::string_view id,
                                                                    std::int64_t version);

    // Settings. Accounts and their log-ins stand among the registers.

    /// Empty when never set.
    virtual Result<std::string> setting(std::string_view name) = 0;
    virtual Result<void> put_setting(std::string_view name, std::string_view value) = 0;

    // Moving to another store: all of it in parts, in the order of their numbers.

    virtual Result<bool> is_empty() = 0;
    virtual Result<std::vector<StoredEvent>> events_after(std::int64_t seq, std::int64_t limit) = 0;
    virtual Result<std::vector<StoredFeature>> features_after(std::int64_t id,
                                                              std::int64_t limit) = 0;
    virtual Result<std::vector<Setting>> settings() = 0;
    /// Adds events as they are, numbers included. The derived tables are made by rebuild().
    virtual Result<void> restore_events(std::span<const StoredEvent> events) = 0;
    /// Adds map features without an event, under numbers of this store's own. They show when the
    /// event of their import is there and rebuild() was called.
    virtual Result<void> restore_features(std::span<const StoredFeature> features) = 0;

    // Upkeep.

    /// Can it be written to just now?
    virtual Result<void> ready() = 0;
    /// Makes the derived tables again from the events.
    virtual Result<void> rebuild() = 0;
    /// One text of everything in the derived tables, for comparing before and after.
    virtual Result<std::string> derived_text() = 0;
    /// What the writer of records did since it was opened.
    virtual const CommitMeter& commits() const = 0;
    /// How many wait for it.
    virtual std::size_t waiting() const = 0;
    /// Goes over tables: not with each request.
    virtual Result<StoreCounts> counts() = 0;

    /// Records as they were sent, all that the query means: for downloads.
    virtual Result<std::unique_ptr<RecordCursor>> open_records(const RecordQuery& query) = 0;

    /// After something was erased: its pictures go, and what the database still has of it in its
    /// own files as far as that lies with us. Once more does no harm.
    virtual Result<void> finish_erasing() = 0;
    /// Where to say that staff saw raw reports.
    virtual ReadLog& reads() = 0;
    /// Where the events end (server/storage/webhook_cursors.hpp).
    virtual Result<EventEdge> event_edge() = 0;

private:
    QuestionnaireShelf m_shelf;
};

/// Names of settings.
inline constexpr std::string_view kSettingCityName = "city_name";
inline constexpr std::string_view kSettingDemo = "demo";  // "1" for an invented city

/// Opens what a URL names, making it when it is not there: "sqlite:DIR" ("sqlite:DIR?cache_mb=N":
/// with at most N megabytes of the file in memory), "postgres://…". The catalogue must live as long
/// as the storage. The error's detail lists the legal schemes.
Result<std::unique_ptr<Storage>> open_storage(std::string_view url, const Catalogue& catalogue);

}  // namespace kongdi::server

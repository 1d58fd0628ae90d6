// SPDX-License-Identifier: Apache-2.0
#include "server/backup/check.hpp"

#include <map>

#include "core/base/sha256.hpp"
#include "core/codec/json.hpp"
#include "server/backup/differences.hpp"
#include "server/backup/photo_sum.hpp"
#include "server/backup/scratch.hpp"
#include "server/storage/erasure.hpp"
#include "server/storage/read_log.hpp"
#include "server/storage/register_events.hpp"

namespace kongdi::server {

namespace {

constexpr std::int64_t kAtOnce = 500;
/// A far one takes a third of a second to make.
constexpr std::int64_t kMostTiles = 200;

/// A disk that is full says nothing of the store.
bool ends_it(const Error& error) {
    return error.code == ErrorCode::StorageFull || error.code == ErrorCode::StorageBusy;
}

class Checking {
public:
    Checking(const CheckOrder& order, StoreView& store) : m_order(order), m_store(store) {}

    Checked& sums() { return m_sums; }

    void damage(std::string text) {
        ++m_sums.damaged;
        m_order.tell({true, std::move(text)});
    }
    void note(std::string text) { m_order.tell({false, std::move(text)}); }

    /// What cannot be read is a finding, and the rest is still looked at.
    Result<void> or_damage(std::string_view what, const Result<void>& done) {
        if (done) return {};
        if (ends_it(done.error())) return done.error();
        damage(std::string(what) + ": " + done.error().detail);
        return {};
    }

    Result<void> file() {
        for (std::string& line : KONGDI_TRY(m_store.file_damage()))
            damage("database file: " + line);
        return {};
    }

    Result<void> records(std::span<const StoredEvent> events) {
        std::map<std::int64_t, std::string> known;
        for (RecordHash& one :
             KONGDI_TRY(m_store.record_hashes(events.front().seq, events.back().seq)))
            known.insert(std::move(one));
        for (const StoredEvent& event : events) {
            if (event.kind == "record" && is_blank(event)) {
                KONGDI_CHECK(erased(event));
            } else if (event.kind == "record") {
                ++m_sums.records;
                const auto hash = known.find(event.seq);
                bytes(event, hash == known.end() ? std::string() : hash->second);
            } else if (event.kind == kReadsEvent) {
                reads(event);
            } else if (event.kind == "conflict" && !is_blank(event)) {
                const auto facts = parse_own_json(event.facts);
                bytes(event, facts ? facts->text("sha256") : std::string());
            }
        }
        return {};
    }

    Result<void> photos() {
        std::string last;
        while (true) {
            const auto names = KONGDI_TRY(m_store.photos_after(last, kAtOnce));
            if (names.empty()) break;
            for (const std::string& name : names) KONGDI_CHECK(photo(name));
            last = names.back();
            if (m_order.steps.progress) m_order.steps.progress("photos", m_sums.photos);
        }
        if (m_sums.photos_without_sum > 0)
            note(std::to_string(m_sums.photos_without_sum) +
                 " photos are of a program that kept no hash of them: they were only read");
        return {};
    }

    Result<void> contradictions() {
        for (std::string& line : KONGDI_TRY(m_store.contradictions())) damage(std::move(line));
        return {};
    }

    /// The chain shows by itself what was taken out of it, but not what was cut off its end.
    void end_of_reads() {
        const auto& known = m_order.reads;
        if (known && m_reads < known->events)
            damage("of " + std::to_string(known->events) +
                   " events of reads that a backup knows of only " + std::to_string(m_reads) +
                   " are there");
    }

    /// One that another program made may look otherwise, and is none the worse for it.
    Result<void> tiles(Storage& again) {
        if (!m_order.tile) return {};
        for (const TileAddress& one : KONGDI_TRY(m_store.some_tiles(kMostTiles))) {
            const auto bytes = KONGDI_TRY(m_store.tile_bytes(one));
            if (!bytes) continue;
            ++m_sums.tiles;
            const std::string name = "tile " + one.layer + "/" + std::to_string(one.z) + "/" +
                                     std::to_string(one.x) + "/" + std::to_string(one.y);
            const auto wrong = m_order.tile(again, one, *bytes);
            if (!wrong && ends_it(wrong.error())) return wrong.error();
            if (!wrong)
                damage(name + " cannot be read");
            else if (!wrong->empty())
                note(name + " " + *wrong);
        }
        return {};
    }

    Result<void> orphans() {
        for (std::string& line : KONGDI_TRY(m_store.orphans())) note(std::move(line));
        return {};
    }

private:
    static bool is_blank(const StoredEvent& event) {
        return !event.bytes && is_erased_text(event.facts);
    }

    void reads(const StoredEvent& event) {
        const auto facts = parse_own_json(event.facts);
        std::string what = broken_reads(facts ? *facts : Value(), m_last_read);
        ++m_reads;
        const auto& known = m_order.reads;
        if (what.empty() && known && m_reads == known->events && m_last_read != known->hash)
            what = "reads of reports are not those that a backup knows of";
        if (!what.empty()) damage("event " + std::to_string(event.seq) + ": " + std::move(what));
    }

    /// Nobody empties a record without telling that it went.
    Result<void> erased(const StoredEvent& event) {
        ++m_sums.erased;
        if (!KONGDI_TRY(m_store.is_told_erased(event.subject)))
            damage("event " + std::to_string(event.seq) + ", record " + event.subject +
                   ": its content is gone, and no event says why");
        return {};
    }

    void bytes(const StoredEvent& event, const std::string& sha256_of_it) {
        const std::string what =
            "event " + std::to_string(event.seq) + ", " + event.kind + " " + event.subject;
        if (sha256_of_it.empty())
            damage(what + ": no hash is kept of it");
        else if (sha256(event.bytes.value_or("")) != sha256_of_it)
            damage(what + ": not the bytes that were acknowledged");
    }

    Result<void> photo(const std::string& name) {
        ++m_sums.photos;
        const auto read = m_store.photo_bytes(name, {});
        if (!read) return or_damage("photo " + name, read.error());
        if (!*read) {
            damage("photo " + name + " is missing");
            return {};
        }
        KONGDI_CHECK(pictures(name, **read));
        const std::string is = sha256(**read);
        if (is == name) return {};
        const auto sum = KONGDI_TRY(m_store.photo_bytes(name, kPhotoSum));
        if (!sum)
            ++m_sums.photos_without_sum;
        else if (*sum != is)
            damage("photo " + name + " is not as it was kept");
        return {};
    }

    /// Those that are not there are made when somebody asks.
    Result<void> pictures(const std::string& name, std::string_view photo) {
        for (const PictureRule& rule : m_order.pictures) {
            const auto picture = m_store.photo_bytes(name, rule.variant);
            if (!picture) {
                KONGDI_CHECK(or_damage("picture " + rule.variant + " of " + name, picture.error()));
                continue;
            }
            if (!*picture) continue;
            ++m_sums.pictures;
            if (std::string wrong = rule.wrong(photo, **picture); !wrong.empty())
                damage("picture " + rule.variant + " of photo " + name + " " + wrong);
        }
        return {};
    }

    const CheckOrder& m_order;
    StoreView& m_store;
    Checked m_sums;
    std::int64_t m_reads = 0;  // events of them
    std::string m_last_read;   // the hash of the last reads that were looked at
};

/// Fills the scratch store, looking at each record on the way.
Result<void> make_again(const CheckOrder& order, StoreView& store, Checking& checking,
                        const Scratch& scratch, const Catalogue& catalogue) {
    const auto again = KONGDI_TRY(open_storage(scratch.url(), catalogue));
    CopySteps steps = order.steps;
    steps.before_events = [&checking](std::span<const StoredEvent> events) {
        return checking.records(events);
    };
    return copy_store(store, *again, steps);
}

Result<void> tables(const CheckOrder& order, StoreView& store, Checking& checking,
                    const Catalogue& catalogue) {
    const auto scratch = KONGDI_TRY(Scratch::make(order.scratch));
    KONGDI_CHECK(make_again(order, store, checking, *scratch, catalogue));
    checking.end_of_reads();
    {
        const auto again = KONGDI_TRY(open_store_view(scratch->url(), catalogue));
        for (std::string& line : KONGDI_TRY(differing_tables(store, *again)))
            checking.damage(std::move(line));
    }
    const auto again = KONGDI_TRY(open_storage(scratch->url(), catalogue));
    return checking.tiles(*again);
}

}  // namespace

Result<Checked> check_store(const CheckOrder& order, const Catalogue& catalogue) {
    const auto store = KONGDI_TRY(open_store_view(order.store, catalogue));
    Checking checking(order, *store);
    checking.sums().last_event = KONGDI_TRY(store->last_event());
    KONGDI_CHECK(checking.or_damage("database file", checking.file()));
    KONGDI_CHECK(checking.or_damage("map and accounts", checking.contradictions()));
    KONGDI_CHECK(checking.or_damage("tables", tables(order, *store, checking, catalogue)));
    KONGDI_CHECK(checking.or_damage("photos", checking.photos()));
    KONGDI_CHECK(checking.or_damage("orphans", checking.orphans()));
    return checking.sums();
}

}  // namespace kongdi::server

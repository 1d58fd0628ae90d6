// SPDX-License-Identifier: Apache-2.0
#include "server/storage/postgres_rows.hpp"

#include <array>
#include <map>

namespace kongdi::server {

namespace {

using Step = PostgresConnection::Step;

constexpr const char* kCount =
    "INSERT INTO space_counts SELECT * FROM unnest($1::text[], $2::text[], $3::text[], "
    "$4::bigint[], $5::bigint[], $6::bigint[]) ON CONFLICT (community, type, state) "
    "DO UPDATE SET n = space_counts.n + excluded.n, sized = space_counts.sized + excluded.sized, "
    "low_cm2 = space_counts.low_cm2 + excluded.low_cm2";

std::string_view submitted() { return report_state_name(ReportState::Submitted); }

Step rows_of_records(std::span<const NewRecord> records) {
    PostgresArray id, kind, device, sha256, receipt, community, type, state, created, received;
    for (const NewRecord& one : records) {
        const Submission& submission = one.submission;
        id.add(submission.record.id);
        kind.add(record_kind_name(submission.record.kind));
        device.add(submission.record.device);
        sha256.add(submission.sha256);
        receipt.add(one.receipt.text());
        community.add(submission.community);
        type.add(submission.type());
        state.add(submitted());
        created.add(submission.record.created_at_ms);
        received.add(submission.received_at_ms);
    }
    return {
        "INSERT INTO records SELECT e.seq, r.* FROM unnest($1::text[], $2::text[], "
        "$3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], "
        "$9::bigint[], $10::bigint[]) AS r (id) "
        "JOIN events e ON e.subject = r.id AND e.kind = 'record'",
        PostgresValues::of(id, kind, device, sha256, receipt, community, type, state, created,
                           received)};
}

Step rows_of_photos(std::span<const NewRecord> records) {
    PostgresArray id, place, sha256, bytes, width, height;
    for (const NewRecord& one : records) {
        std::int64_t n = 0;
        for (const PhotoEntry& photo : one.submission.record.photos) {
            id.add(one.submission.record.id);
            place.add(n++);
            sha256.add(photo.sha256);
            bytes.add(photo.bytes);
            width.add(photo.width);
            height.add(photo.height);
        }
    }
    return {
        "INSERT INTO record_photos SELECT r.seq, p.place, p.sha256, p.bytes, p.width, p.height "
        "FROM unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[], "
        "$6::bigint[]) AS p (id, place, sha256, bytes, width, height) "
        "JOIN records r ON r.id = p.id",
        PostgresValues::of(id, place, sha256, bytes, width, height)};
}

Step rows_of_spaces(std::span<const NewRecord> records, const std::set<std::string>& photos_here) {
    PostgresArray id, receipt, community, state, type, lon, lat, source, datum, accuracy, area, low,
        high, area_source, facts, description, photo_count, missing, mode, created, received,
        published;
    for (const NewRecord& one : records) {
        if (!one.submission.space) continue;
        const Space& space = *one.submission.space;
        std::int64_t not_here = 0;
        for (const PhotoEntry& photo : one.submission.record.photos)
            not_here += photos_here.contains(photo.sha256) ? 0 : 1;
        id.add(space.id);
        receipt.add(one.receipt.text());
        community.add(one.submission.community);
        state.add(submitted());
        type.add(space.type);
        lon.add(space.point.lon);
        lat.add(space.point.lat);
        source.add(space.point_source);
        datum.add(datum_name(space.point_datum));
        accuracy.add(space.accuracy_m);
        const auto& floor = space.floor_area;
        area.add(floor ? std::optional(floor->value_m2) : std::nullopt);
        low.add(floor ? std::optional(floor->low_m2) : std::nullopt);
        high.add(floor ? std::optional(floor->high_m2) : std::nullopt);
        area_source.add(floor ? std::optional(floor->source) : std::nullopt);
        facts.add(joined(space.facts));
        description.add(space.description);
        photo_count.add(space.photo_count);
        missing.add(not_here);
        mode.add(space.mode);
        created.add(space.created_at_ms);
        received.add(one.submission.received_at_ms);
        published.add(std::int64_t{space.published});
    }
    return {
        "INSERT INTO spaces SELECT r.seq, s.* FROM unnest($1::text[], $2::text[], $3::text[], "
        "$4::text[], $5::text[], $6::float8[], $7::float8[], $8::text[], $9::text[], "
        "$10::float8[], $11::float8[], $12::float8[], $13::float8[], $14::text[], $15::text[], "
        "$16::text[], $17::bigint[], $18::bigint[], $19::text[], $20::bigint[], $21::bigint[], "
        "$22::bigint[]) "
        "AS s (id) JOIN records r ON r.id = s.id",
        PostgresValues::of(id, receipt, community, state, type, lon, lat, source, datum, accuracy,
                           area, low, high, area_source, facts, description, photo_count, missing,
                           mode, created, received, published)};
}

/// A map: whoever changes several rows changes them in one order.
using CountsByRow = std::map<std::array<std::string_view, 3>, SpaceCount>;

Step step_of_counts(const CountsByRow& counts) {
    PostgresArray community, type, state, n, sized, low_cm2;
    for (const auto& [key, count] : counts) {
        community.add(key[0]);
        type.add(key[1]);
        state.add(key[2]);
        n.add(count.n);
        sized.add(count.sized);
        low_cm2.add(count.low_cm2);
    }
    return {kCount, PostgresValues::of(community, type, state, n, sized, low_cm2)};
}

Step counts_of_spaces(std::span<const NewRecord> records) {
    CountsByRow counts;
    for (const NewRecord& one : records) {
        if (!one.submission.space) continue;
        const auto& community = one.submission.community;
        const auto& floor = one.submission.space->floor_area;
        counts[{community ? std::string_view(*community) : std::string_view(),
                one.submission.space->type, submitted()}] +=
            SpaceCount::of(floor ? std::optional(floor->low_m2) : std::nullopt);
    }
    return step_of_counts(counts);
}

Step counters_of_receipts(std::span<const NewRecord> records) {
    std::map<std::string, std::int64_t> last;
    for (const NewRecord& one : records) {
        std::int64_t& known = last[one.receipt.stem];
        known = std::max(known, one.receipt.number);
    }
    PostgresArray stem, number;
    for (const auto& [key, value] : last) {
        stem.add(key);
        number.add(value);
    }
    return {
        "INSERT INTO receipt_counters SELECT * FROM unnest($1::text[], $2::bigint[]) "
        "ON CONFLICT (stem) DO UPDATE SET last = greatest(receipt_counters.last, "
        "excluded.last)",
        PostgresValues::of(stem, number)};
}

}  // namespace

std::vector<Step> record_rows(std::span<const NewRecord> records,
                              const std::set<std::string>& photos_here) {
    bool photos = false;
    bool spaces = false;
    for (const NewRecord& one : records) {
        photos |= !one.submission.record.photos.empty();
        spaces |= one.submission.space.has_value();
    }
    std::vector<Step> out;
    if (records.empty()) return out;
    out.push_back(rows_of_records(records));
    if (photos) out.push_back(rows_of_photos(records));
    if (spaces) out.push_back(rows_of_spaces(records, photos_here));
    out.push_back(counters_of_receipts(records));
    if (spaces) out.push_back(counts_of_spaces(records));
    return out;
}

Step count_space(std::string_view community, std::string_view type, std::string_view state,
                 const SpaceCount& change) {
    return step_of_counts({{{community, type, state}, change}});
}

}  // namespace kongdi::server

// SPDX-License-Identifier: Apache-2.0
// The query of OGC API – Features: what was read matches or not, the same twice, and a filter and
// its opposite never both.
#include "core/api/space_query.hpp"
#include "server/features/items_query.hpp"
#include "server/features/period.hpp"
#include "server/features/representation.hpp"
#include "server/handlers/tile_address.hpp"
#include "tests/fuzz/fuzzing.hpp"

namespace {

using namespace kongdi;
using namespace kongdi::server;

constexpr features::Field kFields[] = {
    {"name", features::FieldType::Text},        {"rank", features::FieldType::Whole},
    {"area_m2", features::FieldType::Number},   {"received_on", features::FieldType::Date},
    {"received_at", features::FieldType::Time}, {"facts", features::FieldType::List},
};

const features::FeatureRow& row() {
    static const features::FeatureRow kRow{
        "1",
        Wgs84Point{120.1551, 30.2741},
        {"翠苑老年食堂's", std::int64_t{7}, Value(), "2026-11-24", "2026-11-24T08:00:00.000Z",
         Value::list({"dry"})},
        {}};
    return kRow;
}

void filter(std::string_view text) {
    for (const features::Crs& crs : features::crs_table()) {
        const auto read = features::parse_cql(text, kFields, crs);
        if (!read) {
            fuzz::check(read.error().path == "/filter");
            continue;
        }
        fuzz::check(read->depth <= features::kMostFilterDepth);
        const bool is_so = features::matches(*read, row());
        fuzz::check(is_so == features::matches(*read, row()));
        const auto opposite = features::parse_cql("NOT (" + std::string(text) + ")", kFields, crs);
        if (opposite) fuzz::check(!(is_so && features::matches(*opposite, row())));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text = fuzz::text_of(bytes, size);
    const auto [line, rest] = fuzz::first_line(text);
    if (line == "filter") {
        filter(rest);
        return 0;
    }
    const api::QueryPairs pairs = api::query_pairs_of(text);
    for (const features::Collection& collection : features::collections()) {
        const auto known = features::check_parameters(pairs, features::Place::Items, &collection);
        const auto query = features::items_query_of(pairs, collection);
        if (known && query)
            fuzz::check(query->limit >= 0 && query->limit <= features::kMostLimit &&
                        query->crs != nullptr);
    }
    // The list of spaces, its page and its downloads share one query, which comes back the same.
    if (const auto spaces = api::space_query_of(pairs)) {
        const std::string written = api::query_string(*spaces);
        const auto again = api::space_query_of(api::query_pairs_of(written));
        fuzz::check(again && api::query_string(*again) == written);
    }
    fuzz::tried(features::period_of(line));
    fuzz::tried(features::instant_of(line));
    fuzz::tried(features::asked_box_of(line, features::usual_crs()));
    fuzz::tried(features::form_asked(line, rest));
    fuzz::tried(tile_address(line, rest, line));
    return 0;
}

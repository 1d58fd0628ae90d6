// SPDX-License-Identifier: Apache-2.0
#include "server/handlers/open311_requests.hpp"

#include <algorithm>
#include <deque>
#include <iterator>
#include <utility>

#include "core/base/time.hpp"
#include "server/features/collections.hpp"
#include "server/features/numbers.hpp"
#include "server/handlers/plain_page.hpp"

namespace kongdi::server::open311 {

namespace {

using features::FeatureRow;

constexpr int kMostDays = 90;
constexpr std::int64_t kUsualPage = 1000;
constexpr std::int64_t kMostRows = 100'000;  // of all pages up to the one that is asked for
constexpr std::size_t kMostIds = 100;

struct Wanted {
    std::vector<std::string> codes = {};
    int first_day = 0;
    int last_day = 0;
    bool open = true;
    bool closed = true;
    std::int64_t page = 1;
    std::int64_t page_size = kUsualPage;
};

Error bad(std::string_view name) { return {ErrorCode::RequestFormat, "/" + std::string(name)}; }

std::vector<std::string> listed(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto end = text.find(',');
        if (end != 0) out.emplace_back(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return out;
}

Result<std::optional<int>> day_in(const Request& request, std::string_view name) {
    const std::string_view text = request.parameter(name);
    if (text.empty()) return std::optional<int>();
    const auto period = features::period_of(text);
    if (!period || text.find('/') != std::string_view::npos) return bad(name);
    return std::optional(features::day_of(period->from_ms));
}

Result<std::int64_t> count_in(const Request& request, std::string_view name, std::int64_t usual,
                              std::int64_t most) {
    const std::string_view text = request.parameter(name);
    if (text.empty()) return usual;
    const auto number = features::number_of(text);
    if (!number || *number < 1 || *number > static_cast<double>(most) ||
        *number != static_cast<double>(static_cast<std::int64_t>(*number)))
        return bad(name);
    return static_cast<std::int64_t>(*number);
}

Result<void> read_days(const Request& request, Wanted& out) {
    const auto first = KONGDI_TRY(day_in(request, "start_date"));
    const auto last = KONGDI_TRY(day_in(request, "end_date"));
    const int today = features::day_of(request.now_ms);
    out.last_day = last ? *last : first ? std::min(today, *first + kMostDays) : today;
    out.first_day = first ? *first : out.last_day - kMostDays;
    if (out.first_day > out.last_day && first && last) return bad("end_date");
    if (out.last_day - out.first_day > kMostDays) return bad("start_date");
    return {};
}

Result<Wanted> wanted_of(const Request& request) {
    Wanted out;
    out.codes = listed(request.parameter("service_code"));
    KONGDI_CHECK(read_days(request, out));
    const auto states = listed(request.parameter("status"));
    for (const std::string& state : states)
        if (state != "open" && state != "closed") return bad("status");
    out.closed =
        states.empty() || std::find(states.begin(), states.end(), "closed") != states.end();
    out.open = states.empty() || std::find(states.begin(), states.end(), "open") != states.end();
    out.page = KONGDI_TRY(count_in(request, "page", 1, kMostRows));
    out.page_size = KONGDI_TRY(count_in(request, "page_size", kUsualPage, kUsualPage));
    if (out.page * out.page_size > kMostRows) return bad("page");
    return out;
}

/// Values of a row by their field; all fields of the collection of spaces are there.
std::string text_in(const FeatureRow& row, std::string_view field) {
    const auto at = features::field_named(features::space_fields(), field);
    return at ? std::string(row.values[*at].string_or("")) : std::string();
}

Value tree_of(const FeatureRow& row, bool extended) {
    const bool open = row.geometry.has_value();
    const Wgs84Point point = open ? std::get<Wgs84Point>(*row.geometry) : Wgs84Point{};
    Value out = Value::map({{"service_request_id", row.id},
                            {"status", open ? "open" : "closed"},
                            {"status_notes", text_in(row, "state_label")},
                            {"service_name", text_in(row, "type_label")},
                            {"service_code", text_in(row, "type")},
                            {"description", Value()},
                            {"agency_responsible", Value()},
                            {"service_notice", Value()},
                            // The day, as far as everybody may know.
                            {"requested_datetime", text_in(row, "received_on") + "T00:00:00+08:00"},
                            {"updated_datetime", Value()},
                            {"expected_datetime", Value()},
                            {"address", Value()},
                            {"address_id", Value()},
                            {"zipcode", Value()},
                            {"lat", open ? Value(point.lat) : Value()},
                            {"long", open ? Value(point.lon) : Value()},
                            {"media_url", Value()}});
    if (extended) out.set("extended_attributes", Value::map({{"state", text_in(row, "state")}}));
    return out;
}

/// How staff decided that it is no space, or no other one. Of what was withdrawn nobody is told
/// that it ever was.
bool is_closed(const Space& space) {
    return space.published &&
           (space.state == ReportState::Rejected || space.state == ReportState::Merged);
}

/// Its fields as those of the collection of spaces, without a place: that no space is there is
/// nothing for a map.
FeatureRow closed_row(const Space& space, const Labels& labels) {
    const int day = features::day_of(space.received_at_ms);
    return {space.id,
            {},
            {space.type, labels.space_type(space.type), report_state_name(space.state),
             labels.state(space.state), format_date(day)},
            features::period_of_day(day)};
}

bool wants_extensions(const Request& request) { return request.parameter("extensions") == "true"; }

/// The public rows, and what they are labelled with.
Result<void> read_rows(const Services& services, const Request& request,
                       const features::RowsWanted& wanted, const features::RowSink& sink) {
    const Labels labels(services.catalogue, language_code(language_asked(request)));
    return features::read_spaces({services.storage, labels, false, {}}, wanted, sink);
}

/// The oldest first, as read_rows gives them.
template <class Keep>
Result<void> read_closed(const Services& services, const Request& request, std::int64_t from_ms,
                         const Keep& keep) {
    const Labels labels(services.catalogue, language_code(language_asked(request)));
    api::SpaceQuery query;
    query.filter.states = {ReportState::Rejected, ReportState::Merged};
    query.filter.from_ms = from_ms;
    query.sort = "received_at";
    query.descending = false;
    const auto cursor = KONGDI_TRY(services.storage.open_spaces(query));
    Space space;
    while (KONGDI_TRY(cursor->next(space)))
        if (is_closed(space) && !keep(closed_row(space, labels))) break;
    return {};
}

}  // namespace

Result<Value> one_request(const Services& services, const Request& request, std::string_view id) {
    Value out = Value::list();
    KONGDI_CHECK(read_rows(services, request, {{}, std::string(id), {}, {}}, [&](FeatureRow row) {
        out.push(tree_of(row, wants_extensions(request)));
        return true;
    }));
    if (out.if_list() == nullptr || out.if_list()->empty()) {
        const auto card = KONGDI_TRY(services.storage.space_card(id));
        const Labels labels(services.catalogue, language_code(language_asked(request)));
        if (card && is_closed(card->space))
            out.push(tree_of(closed_row(card->space, labels), wants_extensions(request)));
    }
    if (out.if_list() == nullptr || out.if_list()->empty())
        return Error{ErrorCode::NotFound, "/service_request_id"};
    return out;
}

Result<Value> request_list(const Services& services, const Request& request) {
    Value out = Value::list();
    const auto ids = listed(request.parameter("service_request_id"));
    if (ids.size() > kMostIds) return bad("service_request_id");
    for (const std::string& id : ids) {
        auto one = one_request(services, request, id);
        if (!one && one.error().code != ErrorCode::NotFound) return one.error();
        if (one) out.push(one->if_list()->front());
    }
    if (!ids.empty()) return out;

    const Wanted wanted = KONGDI_TRY(wanted_of(request));
    features::RowsWanted rows;
    rows.from_ms = features::period_of_day(wanted.first_day).from_ms;
    const std::int64_t end_ms = features::period_of_day(wanted.last_day).to_ms;
    // Rows come oldest first: the newest that were seen are kept.
    std::deque<FeatureRow> newest;
    const auto most = static_cast<std::size_t>(wanted.page * wanted.page_size);
    const auto keep = [&](FeatureRow row) {
        if (row.when->from_ms > end_ms) return false;
        const std::string code = text_in(row, "type");
        if (!wanted.codes.empty() &&
            std::find(wanted.codes.begin(), wanted.codes.end(), code) == wanted.codes.end())
            return true;
        newest.push_back(std::move(row));
        if (newest.size() > most) newest.pop_front();
        return true;
    };
    if (wanted.open) KONGDI_CHECK(read_rows(services, request, rows, keep));
    std::deque<FeatureRow> seen = std::exchange(newest, {});
    if (wanted.closed) KONGDI_CHECK(read_closed(services, request, *rows.from_ms, keep));
    seen.insert(seen.end(), std::make_move_iterator(newest.begin()),
                std::make_move_iterator(newest.end()));
    newest = std::move(seen);
    std::reverse(newest.begin(), newest.end());
    std::stable_sort(newest.begin(), newest.end(), [](const FeatureRow& a, const FeatureRow& b) {
        return a.when->from_ms > b.when->from_ms;
    });
    const auto before = static_cast<std::size_t>((wanted.page - 1) * wanted.page_size);
    for (std::size_t i = before; i < std::min(newest.size(), most); ++i)
        out.push(tree_of(newest[i], wants_extensions(request)));
    return out;
}

}  // namespace kongdi::server::open311

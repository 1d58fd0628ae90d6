// SPDX-License-Identifier: Apache-2.0
// Idle spaces as everybody sees them: kind, state, day and a place to ten metres of what may be
// shown. Rows are made rough before anything is asked of them, so that no question is finer than
// the answer.
#include <array>
#include <cmath>

#include "core/base/time.hpp"
#include "core/lifecycle/report_lifecycle.hpp"
#include "server/features/space_stream.hpp"

namespace kongdi::server::features {

namespace {

constexpr std::array<Field, 5> kFields{{
    {"type", FieldType::Text},
    {"type_label", FieldType::Text},
    {"state", FieldType::Text},
    {"state_label", FieldType::Text},
    {"received_on", FieldType::Date},
}};

/// A ten thousandth of a degree is 10 m: the space is found, the spot somebody stood on is not.
constexpr double kStepsInDegree = 10'000;
constexpr double kStep = 1 / kStepsInDegree;

double rough(double degrees) { return std::round(degrees * kStepsInDegree) / kStepsInDegree; }

FeatureRow row_of(const Space& space, const Labels& labels) {
    const int day = day_of(space.received_at_ms);
    const ReportState state = *shown_state(space.state);
    return {space.id,
            Wgs84Point{rough(space.point.lon), rough(space.point.lat)},
            {space.type, labels.space_type(space.type), report_state_name(state),
             labels.state(state), format_date(day)},
            period_of_day(day)};
}

bool is_shown_to_all(const Space& space) { return space.published && shown_state(space.state); }

}  // namespace

std::span<const Field> space_fields() { return kFields; }

Result<void> read_spaces(const Reading& reading, const RowsWanted& wanted, const RowSink& sink) {
    api::SpaceQuery query;
    if (wanted.box)
        query.view = Box{wanted.box->west - kStep, wanted.box->south - kStep,
                         wanted.box->east + kStep, wanted.box->north + kStep};
    query.filter.from_ms = wanted.from_ms;
    return read_space_table(reading.storage, query, wanted, [&](const Space& space) {
        return !is_shown_to_all(space) || sink(row_of(space, reading.labels));
    });
}

}  // namespace kongdi::server::features

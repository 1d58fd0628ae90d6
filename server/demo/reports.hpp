// SPDX-License-Identifier: Apache-2.0
// Reports of idle spaces as neighbours of an invented community send them: not always exact, some
// twice, some with a photo.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "server/demo/records.hpp"
#include "server/demo/spaces.hpp"

namespace kongdi::server::demo {

/// Photos there are of each type of space.
inline constexpr int kScenesPerType = 6;

/// The entry of one of a type's photos; makes the photo when it is asked for the first time.
using PhotoOf = std::function<PhotoEntry(std::string_view type, int scene)>;

struct SentReport {
    Record record = {};
    std::int64_t received_at_ms = 0;
    std::optional<std::int64_t> verified_at_ms = {};   // by a worker
    std::optional<std::int64_t> withdrawn_at_ms = {};  // by its author
};

/// What reports are made of.
struct ReportSource {
    const CityPlan& plan;
    const Catalogue& catalogue;
    const Consents& consents;
    std::int64_t now_ms = 0;
    PhotoOf photo_of = {};  // none: no report has a photo
};

/// One report of a space.
Record draw_report(const ReportSource& source, const Town& town, const SpaceSite& site,
                   std::int64_t created_at_ms, Random& random);

/// All of a community, in the order they were received. `own_device`, when given, sent the first
/// report of each space.
std::vector<SentReport> reports_of(const ReportSource& source, const Town& town,
                                   std::optional<std::string_view> own_device);

}  // namespace kongdi::server::demo

// SPDX-License-Identifier: Apache-2.0
// The register of facilities and the waves of the check-up on the desk.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/api/facility_messages.hpp"
#include "core/api/reach_messages.hpp"
#include "core/api/wave_messages.hpp"
#include "core/base/error.hpp"
#include "core/model/facility_remark.hpp"

namespace kongdi::shell {

/// The filter of the list, as its address has it.
struct FacilityFilter {
    std::string state = {};
    std::string kind = {};
    std::string community = {};
    std::string name = {};
    std::int64_t offset = 0;
    friend bool operator==(const FacilityFilter&, const FacilityFilter&) = default;
};

/// How a request stands, for those who wait for it.
struct Asked {
    bool busy = false;
    bool failed = false;
    std::optional<Error> error = {};  // what the server said; none without an answer
};

struct FacilityDesk {
    FacilityFilter filter = {};
    api::FacilityList list = {};
    Asked listing = {};
    std::optional<api::FacilityCard> card = {};
    Asked opening = {};
    Asked moving = {};
    std::string reason = {};  // written for a closing or a reopening
};

/// What residents say of facilities, while nobody has looked into it.
struct RemarkDesk {
    std::vector<FacilityRemark> rows = {};
    Asked asking = {};
    Asked settling = {};
};

/// The curves of reach of one place.
struct ReachDesk {
    std::string subject = {};  // path of the facility or the space
    std::string pace = {};     // of api::kPaces; empty: none is shown
    std::optional<api::ReachCard> card = {};
    Asked asking = {};
};

struct ThresholdDesk {
    api::CatalogueNow now = {};
    Asked asking = {};
};

struct WaveDesk {
    std::vector<Wave> waves = {};
    Asked listing = {};
    std::optional<Wave> plan = {};  // with its targets, of the form
    Asked planning = {};
    std::optional<api::WaveProgress> progress = {};
    std::vector<api::WaveResult> results = {};
    Asked opening = {};
    Asked moving = {};
    bool only_behind = false;
    std::string parts_of = {};     // the community whose parts are shown
    std::int64_t next_ask_ms = 0;  // how far it has come is asked again
};

}  // namespace kongdi::shell

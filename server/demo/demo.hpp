// SPDX-License-Identifier: Apache-2.0
// The demo city: an invented place with everything a planner would look at, the same for the same
// seed and time. It goes in through the import of layers and the intake of records that everybody
// uses.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/model/catalogue.hpp"
#include "core/model/record.hpp"
#include "server/storage/storage.hpp"

namespace kongdi::server::demo {

inline constexpr std::uint64_t kSeed = 20260630;
inline constexpr int kCommunities = 48;
inline constexpr int kCheckupsPerCommunity = 24;
inline constexpr std::string_view kCityName = "云汐市（演示）";

struct Options {
    std::uint64_t seed = kSeed;
    int communities = kCommunities;  // 1 to 1248, the whole city
    int checkups_per_community = kCheckupsPerCommunity;
    std::int64_t now_ms = 0;  // everything happened before
};

/// What went in.
struct Filled {
    int communities = 0;
    std::int64_t features = 0;
    std::int64_t reports = 0;
    std::int64_t checkups = 0;
    std::int64_t photos = 0;
    std::int64_t moves = 0;  // reports checked by a worker or withdrawn

    friend bool operator==(const Filled&, const Filled&) = default;
};

/// Says what is being done, a line at a time.
using Progress = std::function<void(std::string_view line)>;

/// Fills a store with the city, the log-ins of server/auth/demo_accounts.hpp and the marks that say
/// it is a demonstration. Filling again with the same options and time changes nothing. Memory is
/// that of one street.
Result<Filled> fill_city(Storage& storage, const Catalogue& catalogue, const Options& options,
                         const Progress& progress);

/// Valid records one after the other, without end of memory: for load tests of any origin. Reports
/// carry no photos, since nothing uploads them.
class RecordStream {
public:
    /// `count` records spread evenly over the communities of `city`; `seed` only moves what people
    /// answer.
    RecordStream(const Catalogue& catalogue, RecordKind kind, std::int64_t count,
                 std::uint64_t seed, const Options& city);
    ~RecordStream();

    /// The bytes of the next record; false after the last.
    bool next(std::string& bytes);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

}  // namespace kongdi::server::demo

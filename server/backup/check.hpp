// SPDX-License-Identifier: Apache-2.0
// Is a store as it was written? Every record against the hash it was acknowledged with, every photo
// against its own, every derived table against one made anew from the events, the map against what
// its imports say, some tiles and all smaller pictures against ones made anew. Of one moment; a
// server may be at work on it meanwhile, and nothing of it is touched.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/model/catalogue.hpp"
#include "server/backup/copy.hpp"
#include "server/storage/read_log.hpp"

namespace kongdi::server {

struct Finding {
    bool is_damage = false;  // else something to know that loses nothing
    std::string text = {};
};

/// How a smaller picture that is kept beside a photo is judged: empty when nothing is wrong.
struct PictureRule {
    std::string variant = {};
    std::function<std::string(std::string_view photo, std::string_view picture)> wrong = {};
};

struct CheckOrder {
    std::string store = {};              // its URL
    std::filesystem::path scratch = {};  // where the tables are made anew; as large as the database
    std::function<void(const Finding&)> tell = {};
    std::optional<ReadChain> reads = {};  // as far as a backup of this store knows: still there?
    CopySteps steps = {};                 // only what tells of progress counts
    // Judges that know pictures and tiles (server/handlers/store_parts.hpp); without them neither
    // is looked at.
    std::vector<PictureRule> pictures = {};
    /// Of the store that was made again; an error: the tile cannot be read.
    std::function<Result<std::string>(Storage& again, const TileAddress&, std::string_view)> tile =
        {};
};

struct Checked {
    std::int64_t last_event = 0;  // of the moment that was looked at
    std::int64_t records = 0;
    std::int64_t erased = 0;  // records whose content went as somebody wished or a rule says
    std::int64_t photos = 0;
    std::int64_t photos_without_sum = 0;  // of older programs: only read
    std::int64_t pictures = 0;            // made of them, that were looked at
    std::int64_t tiles = 0;               // that were made again
    std::int64_t damaged = 0;             // findings
};

/// An error: it could not be checked at all.
Result<Checked> check_store(const CheckOrder& order, const Catalogue& catalogue);

}  // namespace kongdi::server

// SPDX-License-Identifier: Apache-2.0
// One moment of a store into an empty one of any kind; its photos apart.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

#include "core/base/result.hpp"
#include "server/storage/store_view.hpp"

namespace kongdi::server {

struct CopySteps {
    /// Called with what was done so far; may be empty.
    std::function<void(std::string_view what, std::int64_t count)> progress = {};
    /// Called with events before they are written, so that photos come first; may be empty.
    std::function<Result<void>(std::span<const StoredEvent>)> before_events = {};
};

/// Not log-ins, uploads under way, and what was made of photos. Makes the derived tables.
Result<void> copy_store(StoreView& from, Storage& to, const CopySteps& steps = {});

}  // namespace kongdi::server

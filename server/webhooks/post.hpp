// SPDX-License-Identifier: Apache-2.0
// One POST to a target: held to a time, redirects not followed, what is answered not kept.
#pragma once

#include <atomic>
#include <chrono>
#include <string>
#include <vector>

#include "core/base/result.hpp"

namespace kongdi::server::webhooks {

struct PostRules {
    std::string ca_file = {};  // empty: the system's
    std::chrono::milliseconds longest{10'000};
};

/// The status of the answer. `headers` are lines, "Name: value"; `stop` ends the waiting. Errors:
/// storage_busy, whose detail says what happened and nothing of the address.
Result<int> post_json(const std::string& url, const std::vector<std::string>& headers,
                      const std::string& body, const PostRules& rules,
                      const std::atomic<bool>& stop);

}  // namespace kongdi::server::webhooks

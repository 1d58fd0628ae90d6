// SPDX-License-Identifier: Apache-2.0
// Requests to push services, several at once: held to a time, redirects not followed, what is
// answered not kept.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kongdi::server::push {

struct PushRequest {
    std::string endpoint = {};
    std::vector<std::string> headers = {};  // lines, "Name: value"
    std::string body = {};
};

struct PushAnswer {
    int status = 0;                                  // 0: there was none
    std::optional<std::int64_t> retry_after_s = {};  // as the service says, at least 0
    std::string why = {};                            // of no answer; nothing of the address
};

/// Used by one thread. Keeps connections between calls.
class Poster {
public:
    /// An empty `ca_file`: those of the system are trusted. `stop` ends the waiting.
    Poster(std::string ca_file, std::chrono::milliseconds longest, const std::atomic<bool>& stop);
    ~Poster();
    Poster(const Poster&) = delete;
    Poster& operator=(const Poster&) = delete;

    /// An answer for each, in their order, once all are there or `longest` is over.
    std::vector<PushAnswer> post(std::span<const PushRequest> requests);

private:
    struct Transfer;
    struct Connections;

    const std::string m_ca_file;
    const std::chrono::milliseconds m_longest;
    const std::atomic<bool>& m_stop;
    const std::unique_ptr<Connections> m_connections;
};

}  // namespace kongdi::server::push

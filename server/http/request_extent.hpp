// SPDX-License-Identifier: Apache-2.0
// How far a request has arrived, told from its first bytes, so that no thread waits for the rest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kongdi::server {

struct RequestExtent {
    /// With the empty line; 0 while the header is not whole.
    std::size_t header_bytes = 0;
    /// As announced; 0 without an announcement, and where there is none to be trusted.
    std::uint64_t body_bytes = 0;
    /// The length is not known beforehand, or the sender waits to be asked for the body.
    bool body_is_open = false;
};

RequestExtent extent_of(std::string_view bytes);

}  // namespace kongdi::server

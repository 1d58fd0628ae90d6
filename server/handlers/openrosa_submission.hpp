// SPDX-License-Identifier: Apache-2.0
// How much a submission may bring at once.
#pragma once

#include <cstddef>

#include "core/rules/record_check.hpp"
#include "server/openrosa/xml.hpp"

namespace kongdi::server {

/// One photo as large as any, its XML, and what stands between them. Clients split by it.
inline constexpr std::size_t kMaxSubmissionBytes =
    static_cast<std::size_t>(kMaxPhotoBytes) + openrosa::kMaxXmlBytes + 64 * 1024;

}  // namespace kongdi::server

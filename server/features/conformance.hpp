// SPDX-License-Identifier: Apache-2.0
// THE list of requirement classes that this service keeps; tests/server/features/walk_test.py
// walks through each.
#pragma once

#include <span>
#include <string_view>

namespace kongdi::server::features {

std::span<const std::string_view> conformance_classes();

}  // namespace kongdi::server::features

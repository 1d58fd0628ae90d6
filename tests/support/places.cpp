// SPDX-License-Identifier: Apache-2.0
#include "tests/support/places.hpp"

namespace kongdi::tests {

std::string source_dir() { return KONGDI_SOURCE_DIR; }
std::string tests_dir() { return KONGDI_TESTS_DIR; }
std::string build_dir() { return KONGDI_BUILD_DIR; }

}  // namespace kongdi::tests

// SPDX-License-Identifier: Apache-2.0
// Where the tests' files, the checkout and the build lie. Only one file is compiled with these
// paths, so that what a compiler's cache keeps of the others serves any checkout.
#pragma once

#include <string>

namespace kongdi::tests {

std::string source_dir();
std::string tests_dir();
std::string build_dir();

}  // namespace kongdi::tests

// SPDX-License-Identifier: Apache-2.0
// How GoogleTest shows an error: field_type@/body/place
#pragma once

#include <ostream>

#include "core/base/error.hpp"

namespace kongdi {

inline void PrintTo(const Error& error, std::ostream* out) {
    *out << error_row(error.code).name << '@' << error.path;
}

}  // namespace kongdi

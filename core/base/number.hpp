// SPDX-License-Identifier: Apache-2.0
// Decimal forms of numbers, the same from both compilers and without printf, which the page would
// carry along for this alone.
#pragma once

#include <string>

namespace kongdi {

/// A short decimal form that reads back the same, the shortest but for about one in 200: "0.1",
/// "60.0", from 1e15 on "1e+15". The number is finite.
void append_decimal(std::string& out, double value);

}  // namespace kongdi

// SPDX-License-Identifier: Apache-2.0
// A program that is run to its end, and what it cost.
#pragma once

#include <string>
#include <vector>

namespace kongdi::load {

struct Cost {
    int status = -1;  // as it ended; -1 when a signal ended it
    double wall_s = 0;
    double processor_s = 0;
    double peak_mb = 0;  // of memory in use at once
};

/// `words` are the program and its arguments.
Cost run_program(std::vector<std::string> words);

}  // namespace kongdi::load

// SPDX-License-Identifier: Apache-2.0
// A program that is run to its end, and what it cost.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace kongdi::load {

struct Cost {
    int status = -1;  // as it ended; -1 when a signal ended it
    double wall_s = 0;
    double processor_s = 0;
    double peak_mb = 0;  // of memory in use at once
};

/// What a program that runs had in use at once so far; 0 when it runs no more. What the kernel sums
/// up at its end (ru_maxrss) counts also what whoever started it had in use when it forked.
long peak_kb_of(pid_t program);

/// `words` are the program and its arguments.
Cost run_program(std::vector<std::string> words);

}  // namespace kongdi::load

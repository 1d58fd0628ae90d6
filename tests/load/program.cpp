// SPDX-License-Identifier: Apache-2.0
#include "tests/load/program.hpp"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <thread>

namespace kongdi::load {

namespace {

double seconds(const timeval& one) {
    return static_cast<double>(one.tv_sec) + static_cast<double>(one.tv_usec) / 1e6;
}

}  // namespace

long peak_kb_of(pid_t program) {
    std::ifstream status("/proc/" + std::to_string(program) + "/status");
    std::string word;
    while (status >> word)
        if (word == "VmHWM:") {
            long kb = 0;
            status >> kb;
            return kb;
        }
    return 0;
}

Cost run_program(std::vector<std::string> words) {
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    const auto began = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child == 0) {
        execv(arguments[0], arguments.data());
        _exit(127);
    }
    Cost out;
    std::atomic<bool> ended{false};
    // It only grows, so what was read last is the most.
    std::thread watch([&] {
        while (!ended) {
            if (const long kb = peak_kb_of(child); kb > 0)
                out.peak_mb = static_cast<double>(kb) / 1024;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    });
    int status = 0;
    rusage used{};
    wait4(child, &status, 0, &used);
    const auto took = std::chrono::steady_clock::now() - began;
    ended = true;
    watch.join();
    out.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    out.wall_s = std::chrono::duration<double>(took).count();
    out.processor_s = seconds(used.ru_utime) + seconds(used.ru_stime);
    return out;
}

}  // namespace kongdi::load

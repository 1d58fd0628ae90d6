// SPDX-License-Identifier: Apache-2.0
// The real program as a process of its own, that can be killed at any moment and started again.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace kongdi::load {

class ServerProcess {
public:
    /// On a store in this folder, at a port that is free now. `options` go to `kongdi serve`;
    /// `environment` ("NAME=value") is added to this program's own.
    ServerProcess(std::filesystem::path data, std::vector<std::string> options = {},
                  std::vector<std::string> environment = {});
    ~ServerProcess() { kill(); }
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    /// Starts it, and returns when it answers; false when it does not within 20 s.
    bool start();
    /// SIGKILL, as the power going away.
    void kill();
    /// Is it there, and says so?
    bool answers() const;
    int port() const { return m_port; }
    /// Kilobytes of memory at the most so far; 0 when unknown.
    long peak_kb() const;
    /// Seconds of processor time used so far.
    double cpu_s() const;

private:
    const std::filesystem::path m_data;
    const std::vector<std::string> m_options;
    const std::vector<std::string> m_environment;
    const int m_port;
    pid_t m_pid = -1;
};

}  // namespace kongdi::load

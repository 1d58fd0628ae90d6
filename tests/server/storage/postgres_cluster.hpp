// SPDX-License-Identifier: Apache-2.0
// A PostgreSQL of the tests' own: made in a temporary folder at its first use, reached through a
// socket in there and nowhere else, safe to the disk as a real one, gone with the program.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

namespace kongdi::server::tests {

class PostgresCluster {
public:
    /// The one of this program. Ends the program with the reason when there is no PostgreSQL.
    static PostgresCluster& shared();

    PostgresCluster();
    ~PostgresCluster();
    PostgresCluster(const PostgresCluster&) = delete;
    PostgresCluster& operator=(const PostgresCluster&) = delete;

    /// The URL of a new and empty database.
    std::string new_database();
    /// As a power cut would end it, or in order.
    void stop(bool at_once);
    /// With one setting more, as `name=value`.
    void start(const std::string& setting = {});

private:
    std::string url(const std::string& database) const;

    std::filesystem::path m_folder;
    std::filesystem::path m_programs;
    pid_t m_server = 0;
    int m_databases = 0;
};

}  // namespace kongdi::server::tests

// SPDX-License-Identifier: Apache-2.0
#include "tests/server/storage/postgres_cluster.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

#include "server/storage/postgres.hpp"

namespace kongdi::server::tests {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void die(const std::string& why) {
    std::fprintf(stderr, "the tests' PostgreSQL: %s\n", why.c_str());
    std::abort();
}

/// Debian keeps the server's programs off the PATH; the newest counts.
fs::path programs() {
    fs::path newest;
    int newest_version = 0;
    std::error_code none;
    for (const fs::directory_entry& entry : fs::directory_iterator("/usr/lib/postgresql", none)) {
        const int version = std::atoi(entry.path().filename().c_str());
        if (version <= newest_version || !fs::exists(entry.path() / "bin" / "initdb")) continue;
        newest = entry.path() / "bin";
        newest_version = version;
    }
    if (newest.empty()) die("is not installed (Debian: apt-get install postgresql)");
    return newest;
}

/// PostgreSQL refuses to run as root: then it is the user of its package.
const passwd* other_user() {
    if (geteuid() != 0) return nullptr;
    const passwd* user = getpwnam("postgres");
    if (user == nullptr) user = getpwnam("nobody");
    if (user == nullptr) die("there is no user postgres or nobody to run it as");
    return user;
}

pid_t spawn(const std::vector<std::string>& words, const fs::path& log) {
    const passwd* user = other_user();
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const pid_t child = fork();
    if (child < 0) die("cannot start " + words[0]);
    if (child > 0) return child;
    const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    if (user != nullptr &&
        (setgroups(0, nullptr) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0))
        _exit(126);
    // Tests that die take it with them.
    prctl(PR_SET_PDEATHSIG, SIGQUIT);
    if (chdir("/") != 0) _exit(126);
    execv(arguments[0], arguments.data());
    _exit(127);
}

void run(const std::vector<std::string>& words, const fs::path& log) {
    int status = 0;
    waitpid(spawn(words, log), &status, 0);
    if (status == 0) return;
    std::ignore = std::system(("tail -n 20 '" + log.string() + "' >&2").c_str());
    die(words[0] + " failed");
}

}  // namespace

PostgresCluster& PostgresCluster::shared() {
    static PostgresCluster s_cluster;
    return s_cluster;
}

PostgresCluster::PostgresCluster() : m_programs(programs()) {
    std::string name = (fs::temp_directory_path() / "kongdi_pg_XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) die("no temporary folder");
    m_folder = name;
    if (const passwd* user = other_user();
        user != nullptr && chown(m_folder.c_str(), user->pw_uid, user->pw_gid) != 0)
        die("cannot give away " + name);
    run({m_programs / "initdb", "-D", m_folder / "data", "-U", "kongdi", "-A", "trust",
         "--no-instructions", "-E", "UTF8", "--locale=C.UTF-8"},
        m_folder / "log");
    start();
}

PostgresCluster::~PostgresCluster() {
    stop(true);
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
}

void PostgresCluster::start(const std::string& setting) {
    std::vector<std::string> words{m_programs / "postgres", "-D", m_folder / "data"};
    // recovery_init_sync_method: one call instead of one for each file after a crash.
    for (const std::string& one :
         {std::string("listen_addresses="), "unix_socket_directories=" + m_folder.string(),
          std::string("fsync=on"), std::string("full_page_writes=on"),
          std::string("synchronous_commit=on"), std::string("recovery_init_sync_method=syncfs"),
          setting}) {
        if (one.empty()) continue;
        words.emplace_back("-c");
        words.push_back(one);
    }
    m_server = spawn(words, m_folder / "log");
    for (int tried = 0; tried < 300; ++tried) {
        try {
            const PostgresConnection connection(url("postgres"));
            return;
        } catch (const StorageFailure& failure) {
            if (failure.error.code != ErrorCode::StorageBusy) return;  // it answers
            if (waitpid(m_server, nullptr, WNOHANG) == m_server) break;
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
    }
    std::ignore = std::system(("tail -n 20 '" + (m_folder / "log").string() + "' >&2").c_str());
    die("does not start");
}

void PostgresCluster::stop(bool at_once) {
    if (m_server == 0) return;
    kill(m_server, at_once ? SIGQUIT : SIGINT);
    waitpid(m_server, nullptr, 0);
    m_server = 0;
}

std::string PostgresCluster::url(const std::string& database) const {
    return "postgresql://kongdi@/" + database + "?host=" + m_folder.string();
}

std::string PostgresCluster::new_database() {
    const std::string name = "test_" + std::to_string(++m_databases);
    PostgresConnection connection(url("postgres"));
    connection.execute(("CREATE DATABASE " + name).c_str());
    return url(name);
}

}  // namespace kongdi::server::tests

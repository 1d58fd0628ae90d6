// SPDX-License-Identifier: Apache-2.0
#include "tests/load/server_process.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

#include "tests/load/http_client.hpp"
#include "tests/load/program.hpp"
#include "tests/support/places.hpp"

namespace kongdi::load {

namespace {

int free_port() {
    const int probe = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    socklen_t size = sizeof address;
    ::getsockname(probe, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(probe);
    return ntohs(address.sin_port);
}

}  // namespace

ServerProcess::ServerProcess(std::filesystem::path data, std::vector<std::string> options,
                             std::vector<std::string> environment)
    : m_data(std::move(data)),
      m_options(std::move(options)),
      m_environment(std::move(environment)),
      m_port(free_port()) {}

bool ServerProcess::start() {
    std::vector<std::string> words{kongdi::tests::build_dir() + "/kongdi", "serve", "--port",
                                   std::to_string(m_port), "--data", m_data.string(),
                                   // One generator asks for all phones of a city.
                                   "--rate-limits", "off", "--proof-of-work", "off"};
    words.insert(words.end(), m_options.begin(), m_options.end());
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    // Made before the fork: between it and exec a program with threads may allocate nothing.
    std::vector<std::string> added = m_environment;
    std::vector<char*> environment;
    for (char** one = environ; *one != nullptr; ++one) environment.push_back(*one);
    for (std::string& one : added) environment.push_back(one.data());
    environment.push_back(nullptr);
    m_pid = ::fork();
    if (m_pid == 0) {
        const int nowhere = ::open("/dev/null", O_RDWR);
        for (const int stream : {0, 1, 2}) ::dup2(nowhere, stream);
        // Where to look when a load fails.
        if (const char* log = std::getenv("KONGDI_LOAD_LOG"))
            ::dup2(::open(log, O_WRONLY | O_CREAT | O_APPEND, 0600), 2);
        ::execve(pointers[0], pointers.data(), environment.data());
        ::_exit(127);
    }
    for (int i = 0; i < 400; ++i) {
        if (answers()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return false;
}

bool ServerProcess::answers() const {
    HttpClient client(m_port);
    const auto reply = client.get("/healthz");
    return reply && reply->status == 200;
}

void ServerProcess::kill() {
    if (m_pid <= 0) return;
    ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
    m_pid = -1;
}

long ServerProcess::peak_kb() const { return peak_kb_of(m_pid); }

double ServerProcess::cpu_s() const {
    std::ifstream file("/proc/" + std::to_string(m_pid) + "/stat");
    std::stringstream text;
    text << file.rdbuf();
    const std::string all = text.str();
    std::istringstream rest(all.substr(std::min(all.size(), all.rfind(')') + 2)));
    std::string skipped;
    for (int i = 0; i < 11; ++i) rest >> skipped;  // utime is the 14th field, two went before ')'
    double user = 0, system = 0;
    rest >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

}  // namespace kongdi::load

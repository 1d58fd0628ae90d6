// SPDX-License-Identifier: Apache-2.0
// A bad network between clients and server: requests are cut, sent twice, and their answers lost.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <thread>

namespace kongdi::load {

/// Of a thousand requests, how many meet what.
struct Faults {
    unsigned answer_lost = 40;  // the server has done it, the client never hears of it
    unsigned sent_twice = 40;   // at once, on two connections; one of the answers is given on
    unsigned cut = 20;          // the server sees a part
};

class FaultProxy {
public:
    FaultProxy(int server_port, const Faults& faults, unsigned seed);
    ~FaultProxy();
    FaultProxy(const FaultProxy&) = delete;
    FaultProxy& operator=(const FaultProxy&) = delete;

    int port() const { return m_port; }
    std::size_t answers_lost() const { return m_answers_lost; }
    std::size_t sent_twice() const { return m_sent_twice; }
    std::size_t cut() const { return m_cut; }

private:
    void accept_all();
    void serve(int client, unsigned seed);
    /// False when the client's connection is to be closed.
    bool pass(const std::string& request, int client, std::mt19937& random,
              class HttpClient& upstream);

    const int m_server_port;
    const Faults m_faults;
    const unsigned m_seed;
    int m_listener = -1;
    int m_port = 0;
    std::mutex m_mutex;
    std::set<int> m_clients;  // those that are connected; of each a thread is at work
    std::condition_variable m_one_left;
    std::atomic<std::size_t> m_answers_lost = 0;
    std::atomic<std::size_t> m_sent_twice = 0;
    std::atomic<std::size_t> m_cut = 0;
    std::thread m_accepting;
};

}  // namespace kongdi::load

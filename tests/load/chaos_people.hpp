// SPDX-License-Identifier: Apache-2.0
// Those who go on while everything goes wrong: phones that report, answer, send photos and say that
// they know a space, too; a worker who goes there; somebody who takes all back. Each asks until the
// server has taken what they have, as a phone does, and notes what it said.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/load/records.hpp"

namespace kongdi::load {

struct Reply;

/// What the server said that it has done.
struct Taken {
    std::map<std::string, std::string> receipts = {};  // by the id of the record
    std::set<std::string> erased = {};                 // ids
    std::set<std::string> photos = {};                 // hashes
    std::set<std::pair<std::string, std::string>> words =
        {};                                         // device and report: "I know it, too"
    std::set<std::string> checks = {};              // ids of reports
    std::map<std::string, std::size_t> wrong = {};  // answers that nobody expects, how often
};

/// From several threads at once.
class Ledger {
public:
    std::atomic<bool> over = false;

    /// `is_open`: others may say something of it.
    void note_receipt(const std::string& id, const std::string& receipt, bool is_open);
    void note_erased(const std::vector<std::string>& ids);
    void note_photo(const std::string& hash);
    void note_word(const std::string& device, const std::string& report);
    void note_check(const std::string& report);
    void note_wrong(const Reply& reply);
    /// A report of somebody; empty while there is none.
    std::string some_report(std::mt19937& random);
    /// Once all are done.
    const Taken& taken() const { return m_taken; }

private:
    std::mutex m_mutex;
    Taken m_taken;
    std::vector<std::string> m_open;
};

inline constexpr const char* kChaosWorker = "worker";
inline constexpr const char* kChaosPassword = "goes there in any weather";

/// Each until the ledger says that it is over. `port` is that of the bad network.
void send_records(int port, unsigned seed, Records& records, bool is_open, Ledger& ledger);
/// `straight`: the server's own port, where it is asked how much of a photo it has.
void send_photos(int port, int straight, unsigned seed, Records& records, Ledger& ledger);
void say_the_same(int port, unsigned seed, Ledger& ledger);
void check_on_site(int port, unsigned seed, Ledger& ledger);
void send_and_erase(int port, unsigned seed, Records& records, Ledger& ledger);

}  // namespace kongdi::load

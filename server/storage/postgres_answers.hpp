// SPDX-License-Identifier: Apache-2.0
// Answers to a wave, many in one transaction: which wave each belongs to, and what they change.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "server/storage/postgres_events.hpp"
#include "server/storage/wave_ledger.hpp"

namespace kongdi::server {

/// The place of each submission; holds the waves as they are until the transaction ends. Costs
/// nothing when there is no check-up among them.
std::vector<AnswerPlace> places_of(PostgresConnection& connection,
                                   std::span<const Submission* const> submissions);

/// What a batch of records changes in the tables of waves.
class AnswerBatch {
public:
    /// In the order in which they came: the last of a voice counts.
    void add(const NewRecord& record);
    /// Locks the voices that were heard before, and takes their earlier answers away; then the sums
    /// that change.
    void look_up(PostgresConnection& connection);
    /// Their events must be there, or be added by steps before.
    std::vector<PostgresConnection::Step> rows();

private:
    void look_up_sums(PostgresConnection& connection);

    struct Last {
        std::string record_id = {};
        CountedAnswer answer = {};
    };
    std::map<std::pair<std::int64_t, std::string>, Last> m_voices;
    std::set<std::pair<std::int64_t, std::string>> m_known;  // heard before
    SumsChanges m_changes;
    SumsChanges m_sums;  // as they come to be
};

}  // namespace kongdi::server

// SPDX-License-Identifier: Apache-2.0
// Answers in meetings, many in one transaction: whose voice each is, and their rows.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "server/storage/postgres_events.hpp"

namespace kongdi::server {

/// Fills in the places of those that are answers in a meeting; holds the meetings as they are until
/// the transaction ends. Costs nothing when there are none.
void place_votes(PostgresConnection& connection, std::span<const Submission* const> submissions,
                 std::vector<AnswerPlace>& places);

/// Votes of a batch, as they change the tables.
class VoteBatch {
public:
    void add(const NewRecord& record);
    /// Their records must be there, or be added by steps before.
    std::vector<PostgresConnection::Step> rows() const;

private:
    PostgresArray m_record, m_meeting, m_question, m_voice, m_created, m_mode, m_answer;
    std::map<std::int64_t, std::int64_t> m_counts;  // by meeting, in one order for all servers
};

}  // namespace kongdi::server

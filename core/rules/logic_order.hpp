// SPDX-License-Identifier: Apache-2.0
// What the logic of a questionnaire waits for: a question for those that its `relevant`, its
// `calculation` and its page name; a column of a table for those that its own `relevant` names.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/model/questionnaire.hpp"

namespace kongdi {

struct LogicNode {
    const Question* question = nullptr;  // or the column
    const Question* table = nullptr;     // of a column; itself: all columns of it
    std::string path = {};               // "/pages/0/questions/2/columns/1"
    /// Indices of nodes: those that its expressions name, then those that its page names; last its
    /// table, without which a column is not asked.
    std::vector<std::size_t> waits_for = {};
};

/// Each question in the order of the questionnaire; behind a table its columns and all of them.
std::vector<LogicNode> logic_nodes(const Questionnaire& questionnaire);

/// Indices of nodes, each after those that it waits for. Those that cannot come anywhere, as they
/// need each other, are left out.
std::vector<std::size_t> order_of(const std::vector<LogicNode>& nodes);

/// The questions in this order.
std::vector<const Question*> logic_order(const Questionnaire& questionnaire);

/// The place of an expression in a circle; empty when there is none.
std::string circle_of(const Questionnaire& questionnaire);

}  // namespace kongdi

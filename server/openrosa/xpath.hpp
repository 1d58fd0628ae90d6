// SPDX-License-Identifier: Apache-2.0
// Expressions of questionnaires (core/logic) as the XPath of XForms. Both come from XPath 1.0, so
// operators and functions stay; names become paths. What differs is written out: a place is "lat
// lon" with us, photos are one list, a calculated truth is a text in XForms, coalesce() takes two
// there. And what clients take apart that is one with us: a node is true in XPath even when nothing
// was answered, a number may stand in it as "7.0", min() of nothing and 7 is no number, and a sign
// stands before numbers only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/model/questionnaire.hpp"

namespace kongdi::server::openrosa {

struct XPath {
    std::string text = {};
    bool is_truth = false;       // true or false, for whatever answers
    bool is_number = false;      // a node that holds a number
    bool is_calculated = false;  // a node that may
};

/// Where an expression stands.
struct Standpoint {
    const Question* matrix = nullptr;  // of a column: names are looked for in its row first
    std::string row = {};              // code of that row
    std::string self = {};             // what `.` is; empty where it cannot be said
};

class XPathWriter {
public:
    /// The questionnaire must outlive this and have passed check_questionnaire().
    explicit XPathWriter(const Questionnaire& questionnaire);

    /// sheet_unsupported with the path ":17", the character, of what XForms cannot say: a matrix as
    /// a whole, `.` of a question of several nodes, an if() or coalesce() that gives now a truth,
    /// now something else.
    Result<XPath> write(const std::string& expression, const Standpoint& from) const;

    /// The same, as true or false.
    Result<XPath> condition(const std::string& expression, const Standpoint& from) const;

private:
    Result<XPath> write_as(const std::string& expression, const Standpoint& from,
                           bool is_condition) const;
    /// The path of a name, or what stands for it.
    Result<XPath> name(std::string_view name, const Standpoint& from) const;

    const Questionnaire& m_questionnaire;
    std::vector<std::string> m_truths = {};  // calculated questions that give true or false
};

/// A place's "lat lon alt accuracy" as our "lat lon", empty when it is empty.
std::string place_text(const std::string& path);

}  // namespace kongdi::server::openrosa

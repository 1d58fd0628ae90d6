// SPDX-License-Identifier: Apache-2.0
// The browser's history as the page keeps it: entries with their addresses, a place among them.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/base/value.hpp"

namespace kongdi::shell::testing {

class BrowserHistory {
public:
    struct Entry {
        std::string path;
        std::int64_t depth = 0;
        std::int64_t report_depth = 0;
    };

    explicit BrowserHistory(std::string path) : m_entries{{std::move(path)}} {}

    /// Does an effect whose op starts with "nav."; `changed` is told when the address changes
    /// by going back.
    void take(const Value& effect, const std::function<void(const Entry&)>& changed) {
        const std::string op = effect.text("op");
        const Entry entry{effect.text("path"), effect["depth"].int_or(0),
                          effect["report_depth"].int_or(0)};
        if (op == "nav.push") {
            m_entries.resize(m_at + 1);
            m_entries.push_back(entry);
            ++m_at;
        } else if (op == "nav.replace") {
            m_entries[m_at] = entry;
        } else if (op == "nav.back") {
            back(changed);
        } else if (op == "nav.rewind") {
            m_at -= static_cast<std::size_t>(effect["steps"].int_or(0));
            m_entries.at(m_at) = entry;
        }
    }
    /// The phone's own way back; false when there is none.
    bool back(const std::function<void(const Entry&)>& changed) {
        if (m_at == 0) return false;
        --m_at;
        changed(m_entries[m_at]);
        return true;
    }
    const Entry& here() const { return m_entries.at(m_at); }
    std::size_t behind() const { return m_at; }

private:
    std::vector<Entry> m_entries;
    std::size_t m_at = 0;
};

}  // namespace kongdi::shell::testing

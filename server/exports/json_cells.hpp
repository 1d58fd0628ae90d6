// SPDX-License-Identifier: Apache-2.0
// Cells as JSON has them.
#pragma once

#include <string>

#include "core/base/time.hpp"
#include "core/codec/geojson.hpp"
#include "core/codec/json.hpp"
#include "server/exports/columns.hpp"

namespace kongdi::server {

class JsonCells final : public CellSink {
public:
    explicit JsonCells(std::string& out) : m_out(out) {}
    void none() override { m_out += "null"; }
    void text(std::string_view utf8) override { append_json_string(m_out, utf8); }
    void plain(std::string_view utf8) override { append_json_string(m_out, utf8); }
    void number(double value) override { append_number(m_out, value); }
    void whole(std::int64_t value) override { m_out += std::to_string(value); }
    void degrees(double value) override { append_coordinate(m_out, value); }
    void time(std::int64_t unix_ms) override {
        m_out += '"';
        m_out += format_time(unix_ms);
        m_out += '"';
    }
    void list(const std::vector<std::string_view>& words) override {
        m_out += '[';
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (i > 0) m_out += ',';
            append_json_string(m_out, words[i]);
        }
        m_out += ']';
    }

private:
    std::string& m_out;
};

}  // namespace kongdi::server

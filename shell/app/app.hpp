// SPDX-License-Identifier: Apache-2.0
// The program as the platform sees it: events go through reduce, draw shows the state.
#pragma once

#include "shell/app/reduce.hpp"
#include "shell/platform/platform.hpp"
#include "shell/text/text.hpp"

namespace kongdi::shell {

class App : public platform::Client {
public:
    explicit App(Catalogue catalogue);

    void event(std::string_view json) override;
    void bytes(std::string_view tag, int status, std::string bytes) override;
    bool work() override;
    void draw() override;

    const AppState& state() const { return m_state; }

private:
    void apply(const Action& action);
    void fetch_tiles();
    void keep_tiles();
    bool keeps_later(const Value& event);

    map::TileStore m_tiles;
    map::PointLayer m_points;
    std::string m_kept;  // community and version whose tiles are kept, or asked to be
    std::int64_t m_keep_again_ms = 0;
    AppState m_state;
    text::Text m_text;
};

}  // namespace kongdi::shell

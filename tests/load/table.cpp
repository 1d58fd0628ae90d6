// SPDX-License-Identifier: Apache-2.0
#include "tests/load/table.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace kongdi::load {

namespace {

struct Figure {
    std::string what, figure, target;
};
std::vector<Figure>& figures() {
    static std::vector<Figure> s_figures;
    return s_figures;
}

class Table : public ::testing::Environment {
public:
    void TearDown() override {
        if (figures().empty()) return;
        std::string text =
            "measured on " + std::to_string(std::thread::hardware_concurrency()) + " cores\n";
        for (const Figure& one : figures()) {
            text += "  " + one.what + ": " + one.figure;
            if (!one.target.empty()) text += "   (aim: " + one.target + ")";
            text += '\n';
        }
        std::fputs(text.c_str(), stdout);
    }
};
const auto* const kTable = ::testing::AddGlobalTestEnvironment(new Table);

}  // namespace

void add_figure(const std::string& what, const std::string& figure, const std::string& target) {
    figures().push_back({what, figure, target});
}

}  // namespace kongdi::load

// SPDX-License-Identifier: Apache-2.0
// Paper as others read it: Poppler and libxml2.
#pragma once

#include <cstdlib>
#include <string>
#include <vector>

#include "tests/server/server_fixture.hpp"

namespace kongdi::server::tests {

/// A word of a PDF with its rectangle, in points from the upper left of its page.
struct PlacedWord {
    double left = 0, top = 0, right = 0, bottom = 0;
};

class PaperReader {
public:
    std::string output_of(const std::string& command) const {
        const std::string file = (m_folder.path() / "out").string();
        EXPECT_EQ(std::system((command + " > " + file + " 2>&1").c_str()), 0) << command;
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    std::string kept(const std::string& name, const std::string& bytes) const {
        m_folder.write(name, bytes);
        return (m_folder.path() / name).string();
    }
    std::string text_of_pdf(const std::string& pdf) const {
        return output_of("pdftotext -layout " + kept("a.pdf", pdf) + " -");
    }
    std::string about_pdf(const std::string& pdf) const {
        return output_of("pdfinfo " + kept("a.pdf", pdf));
    }
    std::vector<PlacedWord> words_of_pdf(const std::string& pdf) const {
        const std::string boxes =
            output_of("pdftotext -bbox " + kept("a.pdf", pdf) + " /dev/stdout");
        std::vector<PlacedWord> out;
        for (auto at = boxes.find("<word "); at != std::string::npos;
             at = boxes.find("<word ", at + 1)) {
            PlacedWord& word = out.emplace_back();
            std::sscanf(boxes.c_str() + at,
                        "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &word.left,
                        &word.top, &word.right, &word.bottom);
        }
        return out;
    }
    /// All words lie on the page.
    void expect_on_page(const std::string& pdf, double width, double height) const {
        const std::vector<PlacedWord> words = words_of_pdf(pdf);
        EXPECT_FALSE(words.empty());
        for (const PlacedWord& word : words) {
            EXPECT_GE(word.left, 0);
            EXPECT_GE(word.top, 0);
            EXPECT_LE(word.right, width);
            EXPECT_LE(word.bottom, height);
        }
    }

private:
    TemporaryFolder m_folder;
};

/// Without spaces and line ends, where words are wrapped.
inline std::string run_together(const std::string& text) {
    std::string out;
    for (const char c : text)
        if (c != ' ' && c != '\n' && c != '\r' && c != '\f') out += c;
    return out;
}

inline bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace kongdi::server::tests

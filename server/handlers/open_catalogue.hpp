// SPDX-License-Identifier: Apache-2.0
// What a snapshot of open data says of itself: a document after DCAT for programs, a page for
// people.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/exports/labels.hpp"
#include "server/handlers/open_sets.hpp"

namespace kongdi::server {

struct OpenFileFacts {
    std::string name = {};  // "spaces.csv"
    std::string_view media_type = {};
    std::string sha256 = {};
    std::int64_t bytes = 0;
    std::int64_t rows = 0;
};

struct OpenSetFacts {
    const OpenSet* set = nullptr;
    std::int64_t rows = 0;
    std::vector<OpenFileFacts> files = {};
};

struct OpenCatalogue {
    std::string name = {};  // of the snapshot
    std::string licence = {};
    std::string publisher = {};
    std::int64_t made_at_ms = 0;
    std::int64_t changed_at_ms = 0;  // when reports were taken out of it; 0: never
    std::vector<OpenSetFacts> sets = {};
    std::vector<std::string> earlier = {};  // snapshots before it, the newest first
};

/// JSON; addresses of files are relative to its own.
std::string catalogue_document(const OpenCatalogue& about, const Labels& labels);
/// HTML, in the language of the labels.
std::string catalogue_page(const OpenCatalogue& about, const Labels& labels);

}  // namespace kongdi::server

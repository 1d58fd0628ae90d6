// SPDX-License-Identifier: Apache-2.0
// Sheets with a code for each household of a building, to be printed, cut and put into letter
// boxes. With seat_sheet.cpp the only user of Cairo and Pango.
#pragma once

#include <span>
#include <string>

#include "core/base/result.hpp"

namespace kongdi::server {

struct SeatCard {
    std::string label = {};    // "3 幢 17"
    std::string code = {};     // as people write it
    std::string url = {};      // of the QR code
    bool of_building = false;  // at its door: a page of its own
};

struct SeatSheetWords {
    std::string title = {};             // of the wave
    std::string place = {};             // community and building, at the head of each page
    std::string ask = {};               // "给身边的服务打分"
    std::string how = {};               // what to do, two lines at most
    std::string page_of = {};           // "第 {page} 页，共 {pages} 页"
    std::string language = {};          // "zh"
    std::string how_building = {};      // of a card of a building
    std::string page_of_building = {};  // of its page
};

/// The bytes of a PDF on A4, ten cards a page after those of buildings. Its text can be searched
/// and copied; letters that no font of the machine has fail it rather than print as boxes.
Result<std::string> seat_sheet_pdf(const SeatSheetWords& words, std::span<const SeatCard> cards);

}  // namespace kongdi::server

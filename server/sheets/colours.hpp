// SPDX-License-Identifier: Apache-2.0
// The colours of everything that is drawn on paper: those of the page.
#pragma once

#include <cstdint>

namespace kongdi::server {

struct Colour {
    std::uint32_t rgb = 0;  // 0xRRGGBB
    double alpha = 1;
    friend bool operator==(const Colour&, const Colour&) = default;
};

inline constexpr Colour kNoColour{0, 0};
inline constexpr Colour kWhite{0xFFFFFF};
inline constexpr Colour kPaper{0xF7F5EF};
inline constexpr Colour kRule{0xD9D6CB};
inline constexpr Colour kInk{0x16241F};
inline constexpr Colour kSecondInk{0x44544E};
inline constexpr Colour kJade{0x0B5A4A};
inline constexpr Colour kJadeTint{0xE3F0EB};
inline constexpr Colour kGold{0xB45F06};
inline constexpr Colour kGoldTint{0xFCEFD9};
inline constexpr Colour kGoldMiddle{0xE9B36B};
inline constexpr Colour kBrown{0x7A4004};
inline constexpr Colour kRed{0xA61B1B};
inline constexpr Colour kGreyTint{0xECE9E1};

// The map's.
inline constexpr Colour kGround{0xF0EDE5};
inline constexpr Colour kGreen{0xD5E6D2};
inline constexpr Colour kWater{0xCFE3EA};
inline constexpr Colour kBuilding{0xE3DFD0};
inline constexpr Colour kBuildingRim{0xC9C3AF};

}  // namespace kongdi::server

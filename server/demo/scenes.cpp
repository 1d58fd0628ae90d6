// SPDX-License-Identifier: Apache-2.0
#include "server/demo/scenes.hpp"

#include <array>

#include "server/demo/random.hpp"

namespace kongdi::server::demo {

namespace {

constexpr int kWidth = 480;
constexpr int kHeight = 360;
constexpr int kHorizon = 210;

constexpr Rgb kConcrete{188, 184, 174};
constexpr Rgb kBrick{176, 96, 74};
constexpr Rgb kPlaster{226, 218, 200};
constexpr Rgb kSteel{120, 130, 140};
constexpr Rgb kGlass{120, 160, 178};
constexpr Rgb kDark{52, 52, 54};
constexpr Rgb kWood{138, 104, 70};
constexpr Rgb kLeaf{104, 146, 84};
constexpr Rgb kSoil{164, 140, 108};
constexpr Rgb kRust{150, 84, 52};

void window(Canvas& c, int x, int y, int width, int height) {
    c.rectangle(x - 3, y - 3, width + 6, height + 6, {240, 238, 230});
    c.gradient(x, y, width, height, kGlass, shade(kGlass, 70));
    c.rectangle(x + width / 2 - 1, y, 3, height, {240, 238, 230});
}

void windows(Canvas& c, int x, int y, int columns, int rows, int step_x, int step_y) {
    for (int j = 0; j < rows; ++j)
        for (int i = 0; i < columns; ++i) window(c, x + i * step_x, y + j * step_y, 34, 40);
}

void door(Canvas& c, int x, int y, int width, int height, Rgb colour) {
    c.rectangle(x - 4, y - 4, width + 8, height + 4, shade(colour, 60));
    c.gradient(x, y, width, height, colour, shade(colour, 80));
    c.rectangle(x + width - 10, y + height / 2, 5, 8, kDark);
}

void wall(Canvas& c, int x, int y, int width, int height, Rgb colour) {
    c.gradient(x, y, width, height, colour, shade(colour, 86));
    c.rectangle(x, y + height - 12, width, 12, shade(colour, 70));
}

void bricks(Canvas& c, int x, int y, int width, int height) {
    c.gradient(x, y, width, height, kBrick, shade(kBrick, 84));
    for (int row = 0; row * 12 < height; ++row) {
        c.rectangle(x, y + row * 12, width, 1, shade(kBrick, 124));
        for (int i = row % 2 * 15; i < width; i += 30)
            c.rectangle(x + i, y + row * 12, 1, 12, shade(kBrick, 124));
    }
}

void tree(Canvas& c, int x, int y, int size) {
    c.rectangle(x - size / 10, y - size / 2, size / 5, size / 2, kWood);
    c.polygon({{x - size / 2, y - size / 2},
               {x - size / 3, y - size},
               {x, y - size * 6 / 5},
               {x + size / 3, y - size},
               {x + size / 2, y - size / 2},
               {x, y - size * 2 / 5}},
              kLeaf);
}

void bike(Canvas& c, int x, int y) {
    for (const int wheel : {0, 34}) {
        c.disc(x + wheel, y, 13, kDark);
        c.disc(x + wheel, y, 9, kConcrete);
    }
    c.polygon({{x, y - 2},
               {x + 12, y - 22},
               {x + 30, y - 22},
               {x + 34, y},
               {x + 30, y},
               {x + 26, y - 18},
               {x + 14, y - 18},
               {x + 4, y}},
              kRust);
}

void weeds(Canvas& c, Random& random, int top, int count) {
    for (int i = 0; i < count; ++i) {
        const int x = random.within(0, kWidth);
        const int y = random.within(top, kHeight - 4);
        const int height = random.within(8, 24);
        c.polygon({{x - 4, y}, {x, y - height}, {x + 4, y}}, shade(kLeaf, random.within(70, 120)));
    }
}

void rooms(Canvas& c, Random& random) {
    wall(c, 50, 80, 380, 190, kPlaster);
    c.rectangle(40, 68, 400, 16, kBrick);
    windows(c, 80, 130, 3, 1, 70, 0);
    door(c, 320, 150, 64, 120, random.chance(.5) ? kWood : kSteel);
    c.rectangle(300, 112, 110, 22, {160, 40, 36});
}

void shop(Canvas& c, Random& random) {
    wall(c, 20, 40, 440, 240, kConcrete);
    c.rectangle(40, 96, 400, 34, random.chance(.5) ? Rgb{38, 92, 140} : Rgb{150, 50, 44});
    for (int i = 0; i < 3; ++i) {
        c.rectangle(50 + i * 132, 140, 120, 140, shade(kSteel, 120));
        for (int y = 146; y < 278; y += 9) c.rectangle(50 + i * 132, y, 120, 2, shade(kSteel, 84));
    }
}

void school(Canvas& c, Random& random) {
    wall(c, 20, 70, 440, 170, {222, 196, 150});
    windows(c, 50, 96, 6, 2, 66, 66);
    c.rectangle(0, 262, kWidth, 98, {178, 110, 84});
    const int x = random.within(100, 300);
    c.polygon({{x, 320},
               {x + 20, 262},
               {x + 30, 262},
               {x + 90, 320},
               {x + 76, 320},
               {x + 26, 272},
               {x + 10, 320}},
              {214, 150, 40});
}

void boiler(Canvas& c, Random& random) {
    bricks(c, 80, 110, 270, 170);
    c.polygon({{70, 110}, {215, 72}, {360, 110}}, kSteel);
    const int chimney = random.within(280, 330);
    bricks(c, chimney, 14, 34, 110);
    c.rectangle(chimney - 5, 10, 44, 10, kDark);
    door(c, 130, 180, 70, 100, kRust);
    window(c, 250, 160, 50, 40);
}

void shed(Canvas& c, Random& random) {
    c.rectangle(40, 150, 400, 110, shade(kConcrete, 70));
    for (int x = 50; x < 440; x += 95) c.rectangle(x, 130, 9, 150, kSteel);
    c.polygon({{20, 140}, {60, 98}, {430, 98}, {460, 140}}, {92, 132, 158});
    for (int x = 40; x < 450; x += 20) c.rectangle(x, 100, 2, 38, {76, 112, 138});
    for (int i = random.within(1, 4); i > 0; --i) bike(c, random.within(70, 380), 262);
}

void pillars(Canvas& c, Random& random) {
    wall(c, 0, 0, kWidth, 110, kPlaster);
    windows(c, 24, 24, 7, 1, 66, 0);
    c.gradient(0, 110, kWidth, 150, shade(kConcrete, 44), shade(kConcrete, 70));
    for (int x = 20; x < kWidth; x += 106) c.rectangle(x, 110, 30, 170, shade(kConcrete, 108));
    if (random.chance(.6)) bike(c, random.within(80, 360), 268);
}

void basement(Canvas& c, Random& random) {
    c.gradient(0, 0, kWidth, kHeight, shade(kConcrete, 44), shade(kConcrete, 62));
    c.polygon({{0, 0}, {120, 80}, {120, 250}, {0, kHeight}}, shade(kConcrete, 52));
    c.polygon({{kWidth, 0}, {360, 80}, {360, 250}, {kWidth, kHeight}}, shade(kConcrete, 48));
    c.rectangle(120, 80, 240, 170, shade(kConcrete, 70));
    for (int i = 0; i < 3; ++i) c.rectangle(150 + i * 70, 66, 40, 8, {250, 248, 220});
    c.rectangle(random.within(130, 280), 200, 60, 50, kWood);
}

void roof(Canvas& c, Random& random) {
    c.gradient(0, kHorizon, kWidth, kHeight - kHorizon, kConcrete, shade(kConcrete, 82));
    for (int i = 0; i < 5; ++i) {
        const int height = random.within(40, 150);
        wall(c, 10 + i * 96, kHorizon - height, 76, height,
             shade(kPlaster, random.within(80, 104)));
    }
    for (int x = 0; x < kWidth; x += 24) c.rectangle(x, 180, 4, 44, kSteel);
    c.rectangle(0, 178, kWidth, 6, kSteel);
    c.rectangle(330, 230, 70, 60, shade(kSteel, 120));
}

void corner(Canvas& c, Random& random) {
    bricks(c, 0, 100, 300, 130);
    wall(c, 300, 20, 180, 220, kPlaster);
    windows(c, 330, 50, 2, 2, 70, 80);
    c.polygon({{0, 232}, {kWidth, 244}, {kWidth, kHeight}, {0, kHeight}}, kSoil);
    weeds(c, random, 250, 46);
}

void bridge(Canvas& c, Random& random) {
    c.rectangle(0, 230, kWidth, 130, shade(kConcrete, 76));
    c.polygon({{0, 20}, {kWidth, 60}, {kWidth, 130}, {0, 110}}, kConcrete);
    c.polygon({{0, 110}, {kWidth, 130}, {kWidth, 142}, {0, 126}}, shade(kConcrete, 56));
    for (int i = 0; i < 3; ++i)
        c.gradient(60 + i * 150, 118, 54, 160, shade(kConcrete, 92), shade(kConcrete, 66));
    if (random.chance(.7)) bike(c, random.within(60, 380), 320);
}

void lot(Canvas& c, Random& random) {
    c.gradient(0, kHorizon, kWidth, kHeight - kHorizon, kSoil, shade(kSoil, 84));
    c.rectangle(0, 160, kWidth, 56, {64, 116, 150});
    for (int x = 0; x < kWidth; x += 60) c.rectangle(x, 156, 4, 62, {230, 232, 234});
    weeds(c, random, 240, 70);
}

void ruin(Canvas& c, Random& random) {
    bricks(c, 60, 130, 340, 150);
    c.polygon({{50, 130}, {120, 84}, {250, 96}, {300, 130}}, shade(kDark, 150));
    const int crack = random.within(180, 320);
    c.polygon({{crack, 130},
               {crack + 8, 130},
               {crack - 10, 210},
               {crack + 6, 280},
               {crack - 6, 280},
               {crack - 18, 212}},
              kDark);
    door(c, 100, 190, 54, 90, kDark);
    c.polygon({{330, 280}, {370, 240}, {420, 262}, {460, 290}}, shade(kBrick, 90));
}

void factory(Canvas& c, Random& random) {
    wall(c, 20, 120, 440, 160, shade(kConcrete, random.within(86, 104)));
    for (int i = 0; i < 4; ++i) {
        const int x = 20 + i * 110;
        c.polygon({{x, 120}, {x, 70}, {x + 110, 120}}, kSteel);
    }
    windows(c, 50, 150, 5, 1, 64, 0);
    c.rectangle(370, 170, 76, 110, kRust);
}

void flat(Canvas& c, Random& random) {
    wall(c, 0, 0, kWidth, 290, kPlaster);
    windows(c, 40, 20, 6, 1, 74, 0);
    windows(c, 40, 110, 6, 1, 74, 0);
    c.rectangle(0, 190, kWidth, 4, shade(kPlaster, 80));
    window(c, 70, 214, 90, 60);
    window(c, 310, 214, 90, 60);
    door(c, 208, 206, 54, 84, random.chance(.5) ? kWood : Rgb{80, 110, 90});
}

void court(Canvas& c, Random& random) {
    c.polygon({{60, kHorizon}, {420, kHorizon}, {kWidth, kHeight}, {0, kHeight}},
              random.chance(.5) ? Rgb{92, 138, 108} : Rgb{150, 92, 84});
    c.polygon({{120, 232}, {360, 232}, {372, 238}, {108, 238}}, {236, 236, 230});
    c.rectangle(236, 120, 8, 110, kSteel);
    c.rectangle(196, 92, 88, 54, {240, 240, 236});
    c.rectangle(222, 150, 36, 4, {210, 90, 40});
}

struct SceneRow {
    std::string_view type;
    void (*paint)(Canvas&, Random&);
};

constexpr std::array<SceneRow, 15> kScenes{{
    {"I01", rooms},
    {"I02", shop},
    {"I03", school},
    {"I04", boiler},
    {"I05", shed},
    {"I06", pillars},
    {"I07", basement},
    {"I08", roof},
    {"I09", corner},
    {"I10", bridge},
    {"I11", lot},
    {"I12", ruin},
    {"I13", factory},
    {"I14", flat},
    {"I15", court},
}};

}  // namespace

Canvas painted_scene(std::string_view type, std::uint64_t seed, int scene) {
    std::size_t row = 0;
    while (row + 1 < kScenes.size() && kScenes[row].type != type) ++row;
    Random random = stream_of(seed, Purpose::Scene, row, static_cast<std::uint64_t>(scene));
    Canvas canvas(kWidth, kHeight);
    const int light = random.within(78, 104);
    canvas.gradient(0, 0, kWidth, kHorizon, shade({150, 186, 214}, light),
                    shade({226, 230, 226}, light));
    canvas.gradient(0, kHorizon, kWidth, kHeight - kHorizon, shade({172, 168, 158}, light),
                    shade({140, 136, 128}, light));
    const bool is_outside = kScenes[row].paint != basement;
    if (random.chance(.6)) tree(canvas, random.within(10, 60), 250, random.within(90, 150));
    kScenes[row].paint(canvas, random);
    if (is_outside && random.chance(.5))
        tree(canvas, random.within(430, 470), 290, random.within(80, 130));
    canvas.letters(12, kHeight - 34, 3, "DEMO", {250, 250, 246});
    return canvas;
}

}  // namespace kongdi::server::demo
